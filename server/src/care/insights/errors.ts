import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('insights', {
  jobGone: { status: 404, title: 'This job is no longer waiting' },
})
