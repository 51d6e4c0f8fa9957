import { sql } from 'kysely'
import { type RetentionTarget, retentionTarget } from '../../platform/retention.ts'

/** Reservations nobody used. */
export const retention: readonly RetentionTarget[] = [
  retentionTarget({
    entity: 'number_reservation',
    label: 'Reservations of numbers that have run out',
    keepDays: 1,
    leastDays: 1,
    basis: 'A reservation lasts ten minutes.',
    table: 'number_reservation',
    account: 'account_id',
    due: (before) => sql`until < ${before}`,
  }),
]
