import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('esim', {
  notFound: { status: 404, title: 'No such eSIM' },
  planNotFound: { status: 404, title: 'No such data plan' },
  notOnSale: { status: 422, title: 'This data plan is not on sale' },
  noSupplier: { status: 503, title: 'Nobody can deliver this plan now' },
  badOffer: { status: 422, title: 'The offer does not cover the plan' },
  badEid: { status: 422, title: 'Not an EID' },
  badCode: { status: 422, title: 'Not an activation code' },
  iccidTaken: { status: 409, title: 'This ICCID is in use' },
  ended: { status: 409, title: 'This eSIM has ended' },
  noData: { status: 409, title: 'No data left' },
  otherSupplier: { status: 409, title: 'This plan does not fit this eSIM' },
  topUpRunning: { status: 409, title: 'A top-up is under way' },
  codeUsed: { status: 409, title: 'The code was used' },
  policyInstalled: { status: 409, title: 'Installed eSIMs are not paid back' },
  policyUsed: { status: 409, title: 'Used plans are not paid back' },
  policyTooLate: { status: 409, title: 'Too late to be paid back' },
  confirmationWrong: { status: 422, title: 'The confirmation does not match' },
  linkInvalid: { status: 404, title: 'This link does not work' },
  supplierNotFound: { status: 404, title: 'No such supplier' },
})
