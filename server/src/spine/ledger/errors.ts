import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('ledger', {
  insufficientBalance: { status: 402, title: 'Not enough money in the wallet' },
  keyReused: { status: 422, title: 'Key used for another posting' },
  walletNotFound: { status: 404, title: 'No such wallet' },
  entryNotFound: { status: 404, title: 'No such entry' },
  holdNotFound: { status: 404, title: 'No such hold' },
  holdNotActive: { status: 409, title: 'The hold is no longer active' },
  notPosted: { status: 409, title: 'Its other side was refused' },
  exceedsHold: { status: 422, title: 'More than was held' },
  currencyMismatch: { status: 422, title: 'The wallet has another currency' },
})
