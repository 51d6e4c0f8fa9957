import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('numbers', {
  notFound: { status: 404, title: 'No such number' },
  taken: { status: 409, title: 'This number was just taken' },
  limitReached: { status: 409, title: 'No more numbers on this account' },
  reservationExpired: { status: 409, title: 'The reservation has run out' },
  notE164: { status: 422, title: 'Not a telephone number' },
  confirmationWrong: { status: 422, title: 'The confirmation does not match' },
  notReturned: { status: 409, title: 'The number is still being given back' },
  nobodyAnswers: { status: 503, title: 'No supplier answers' },
})
