import { sql } from 'kysely'
import { type RetentionTarget, retentionTarget } from '../../platform/retention.ts'

export const retention: readonly RetentionTarget[] = [
  retentionTarget({
    entity: 'metric_snapshot',
    label: 'Measurements of each minute',
    keepDays: 30,
    leastDays: 2,
    basis: 'Enough to compare with last month.',
    table: 'metric_snapshot',
    due: (before) => sql`taken_at < ${before}`,
  }),
  retentionTarget({
    entity: 'alert',
    label: 'Alerts that were resolved',
    keepDays: 365,
    leastDays: 30,
    basis: 'A year shows what comes back.',
    table: 'alert',
    due: (before) => sql`status = 'resolved' and resolved_at < ${before}`,
  }),
]
