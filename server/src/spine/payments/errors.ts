import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('payments', {
  notFound: { status: 404, title: 'No such payment' },
  amountOutOfRange: { status: 422, title: 'This amount cannot be paid' },
  currencyMismatch: { status: 422, title: 'The wallet has another currency' },
  noGateway: { status: 503, title: 'Card payments are not available' },
})
