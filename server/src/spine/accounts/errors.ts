import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('accounts', {
  notFound: { status: 404, title: 'No such account' },
})
