import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('orders', {
  notFound: { status: 404, title: 'No such order' },
  unknownKind: { status: 422, title: 'Nothing of this kind is sold here' },
  tooLate: { status: 409, title: 'Too late to cancel' },
  notHeld: { status: 409, title: 'This order waits for nobody' },
  itemNotFound: { status: 404, title: 'No such order item' },
  notDelivered: { status: 409, title: 'Nothing was delivered' },
  alreadyRefunded: { status: 409, title: 'Paid back before' },
})
