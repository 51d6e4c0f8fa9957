import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('tenants', {
  notFound: { status: 404, title: 'No such business here' },
  slugTaken: { status: 409, title: 'This short name is taken' },
  tooDeep: { status: 422, title: 'Resellers nest at most three deep' },
})
