import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('charging', {
  sessionNotFound: { status: 404, title: 'No such session' },
  sessionEnded: { status: 409, title: 'The session has ended' },
  keyReused: { status: 422, title: 'Key used for something else' },
  usageNotFound: { status: 404, title: 'No such usage record' },
})
