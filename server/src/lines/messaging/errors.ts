import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('messaging', {
  notFound: { status: 404, title: 'No such message' },
  numberNotUsable: { status: 422, title: 'This number cannot send' },
  notE164: { status: 422, title: 'Not a telephone number' },
  empty: { status: 422, title: 'There is nothing to send' },
  tooLong: { status: 422, title: 'The text is too long' },
  optedOut: { status: 422, title: 'The recipient wants no messages' },
})
