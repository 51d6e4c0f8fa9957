import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('access', {
  wrongCredentials: { status: 401, title: 'E-mail or password is wrong' },
  notVerified: { status: 403, title: 'The address is not verified yet' },
  notAllowed: { status: 403, title: 'This user may not sign in' },
  wrongCode: { status: 401, title: 'The code is wrong' },
  codeUsed: { status: 401, title: 'This code was used before' },
  linkInvalid: { status: 422, title: 'This link does not work any more' },
  weakPassword: { status: 422, title: 'The password is too weak' },
  setupDone: { status: 409, title: 'This Linecard is set up already' },
  sessionEnded: { status: 401, title: 'Signed out' },
  alreadyEnrolled: { status: 409, title: 'A second factor is in use already' },
  lastSuperAdmin: { status: 409, title: 'The last super administrator stays' },
  userNotFound: { status: 404, title: 'No such user' },
  emailTaken: { status: 409, title: 'This address is in use' },
  sessionNotFound: { status: 404, title: 'No such session' },
  keyNotFound: { status: 404, title: 'No such API key' },
  permissionNotHeld: { status: 403, title: 'Nobody gives more than they hold' },
  notForKeys: { status: 422, title: 'Not for an API key' },
  roleElsewhere: { status: 422, title: 'This business has no such role' },
})
