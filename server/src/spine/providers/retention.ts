import { sql } from 'kysely'
import { type RetentionTarget, retentionTarget } from '../../platform/retention.ts'

/** What vendors told us, once it was worked on. */
export const retention: readonly RetentionTarget[] = [
  retentionTarget({
    entity: 'inbound_webhook',
    label: 'Webhooks of vendors that were worked on',
    keepDays: 90,
    leastDays: 14,
    basis: 'Vendors repeat what they told for days, and disputes look back weeks.',
    table: 'inbound_webhook',
    due: (before) => sql`state = 'processed' and received_at < ${before}`,
  }),
]
