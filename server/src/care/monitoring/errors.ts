import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('monitoring', {
  alertNotFound: { status: 404, title: 'No such alert' },
  ruleNotFound: { status: 404, title: 'No such alert rule' },
  snoozeInPast: { status: 422, title: 'That moment is over' },
})
