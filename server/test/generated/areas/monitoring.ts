import { raiseAlert } from '../../../src/care/monitoring/index.ts'
import { inTx } from '../../../src/platform/context.ts'
import type { Area } from './area.ts'

export const monitoring: Area = {
  populate: (world) =>
    inTx(world.context(), (tx) => raiseAlert(tx, { about: 'generated', title: 'Something is wrong', severity: 'warning' })),
  tables: { alerts: 'alert', 'alert-rules': 'alert_rule' },
  bodies: {
    'POST /alerts/:id/snooze': { until: '2999-01-01T00:00:00Z' },
    'POST /alerts/:id/resolve': { reason: 'generated' },
    'POST /alert-rules/:id': { threshold: 5, forSeconds: 60, severity: 'info', enabled: true },
  },
}
