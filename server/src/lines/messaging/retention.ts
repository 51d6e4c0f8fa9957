import { sql } from 'kysely'
import { type RetentionTarget, retentionTarget } from '../../platform/retention.ts'

/** What was written goes after a year; that it was sent, and what it cost, stays (C24). */
export const retention: readonly RetentionTarget[] = [
  retentionTarget({
    entity: 'message_body',
    label: 'Texts of messages',
    keepDays: 365,
    leastDays: 30,
    basis: 'Texts for a year; the billing row stays as long as the books (C24).',
    table: 'message',
    account: 'account_id',
    due: (before) => sql`created_at < ${before} and body <> ''`,
    redact: sql`body = ''`,
  }),
]
