import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('catalog', {
  notFound: { status: 404, title: 'No such offering' },
  slugTaken: { status: 409, title: 'This short name is taken' },
})
