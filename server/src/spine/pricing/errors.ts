import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('pricing', {
  notSellable: { status: 422, title: 'Not sold here' },
  belowFloor: { status: 422, title: 'Below the lowest price allowed' },
  overlap: { status: 422, title: 'Another price covers this time' },
  badPeriod: { status: 422, title: 'The period is not possible' },
  operatorOnly: { status: 422, title: 'Only the operator may do this' },
  alreadyEnded: { status: 409, title: 'This price has ended' },
  notFound: { status: 404, title: 'No such price' },
  quoteNotFound: { status: 404, title: 'No such quote' },
  quoteExpired: { status: 409, title: 'The quote has expired' },
})
