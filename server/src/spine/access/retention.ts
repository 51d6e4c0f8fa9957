import { sql } from 'kysely'
import { type RetentionTarget, retentionTarget } from '../../platform/retention.ts'

/** Ended sessions and used or expired links of mails. */
export const retention: readonly RetentionTarget[] = [
  retentionTarget({
    entity: 'session',
    label: 'Sessions that have ended',
    keepDays: 90,
    leastDays: 7,
    basis: 'Long enough to answer who was signed in from where.',
    table: 'app_session',
    account: 'account_id',
    due: (before) => sql`coalesce(revoked_at, expires_at) < ${before}`,
  }),
  retentionTarget({
    entity: 'access_link',
    label: 'Links of mails that were used or have run out',
    keepDays: 30,
    leastDays: 1,
    basis: 'A link that opens nothing is of no use.',
    table: 'access_link',
    due: (before) => sql`coalesce(used_at, expires_at) < ${before}`,
  }),
]
