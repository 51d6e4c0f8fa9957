import { sql } from 'kysely'
import { type RetentionTarget, retentionTarget } from '../../platform/retention.ts'

/** Prices that were promised for a quarter of an hour. */
export const retention: readonly RetentionTarget[] = [
  retentionTarget({
    entity: 'price_quote',
    label: 'Price quotes that have run out',
    keepDays: 30,
    leastDays: 1,
    basis: 'What was bought keeps its own trace.',
    table: 'price_quote',
    account: 'account_id',
    due: (before) => sql`valid_to < ${before}`,
  }),
]
