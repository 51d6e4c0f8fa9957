import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('packages', {
  notFound: { status: 404, title: 'No such package' },
  notOnSale: { status: 422, title: 'This package is not sold' },
  operatorOnly: { status: 422, title: 'Only the operator makes packages' },
  subscriptionNotFound: { status: 404, title: 'No such package on an account' },
  alreadyUsed: { status: 409, title: 'Part of the package was used' },
})
