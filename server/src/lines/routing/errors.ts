import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('routing', {
  notFound: { status: 404, title: 'No such routing plan' },
  routesRepeat: { status: 422, title: 'A route is named twice' },
  notEgress: { status: 422, title: 'Not a service that calls go out through' },
  cannotContinue: { status: 422, title: 'A call must not go on after this answer' },
  callNotFound: { status: 404, title: 'No such call' },
})
