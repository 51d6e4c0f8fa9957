import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('providers', {
  notFound: { status: 404, title: 'No such provider' },
  badSignature: { status: 403, title: 'The signature is wrong' },
  addressRefused: { status: 422, title: 'This address is refused' },
  notTestable: { status: 409, title: 'This vendor has no adapter yet' },
})
