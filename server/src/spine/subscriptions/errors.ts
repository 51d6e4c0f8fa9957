import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('subscriptions', {
  notFound: { status: 404, title: 'No such subscription' },
  periodOver: { status: 409, title: 'The paid month is over' },
})
