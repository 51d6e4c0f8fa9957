import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('providers', {
  notFound: { status: 404, title: 'No such provider' },
  nameTaken: { status: 409, title: 'Another provider has this name' },
  noAdapter: { status: 409, title: 'This vendor has no adapter yet' },
  notSimulated: { status: 409, title: 'There is no simulator of this vendor' },
  addressRefused: { status: 422, title: 'This address is refused' },
  secretInSettings: { status: 422, title: 'A secret among the settings' },
  badSignature: { status: 403, title: 'The signature is wrong' },
})
