import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('notifications', {
  templateNotFound: { status: 404, title: 'No such letter' },
  versionNotFound: { status: 404, title: 'No such version' },
  notFound: { status: 404, title: 'No such notification' },
  wordsInvalid: { status: 422, title: 'These words do not work' },
  mandatory: { status: 422, title: 'This cannot be turned off' },
  personsOnly: { status: 403, title: 'Only for persons' },
  changedMeanwhile: { status: 409, title: 'Somebody changed it meanwhile' },
})
