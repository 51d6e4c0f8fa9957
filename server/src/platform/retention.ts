import { type RawBuilder, sql } from 'kysely'
import type { Context, Tx } from './context.ts'
import type { AccountId } from './ids.ts'

export type RetentionQuery = {
  /** What is older may go. */
  readonly before: Date
  /** Accounts under a legal hold: theirs stays. */
  readonly held: readonly AccountId[]
}

/** Something that is kept for a time only; the module that owns the table brings it, the archive runs it (W40). */
export type RetentionTarget = {
  /** Its name in policies and runs, such as `message_body`. */
  readonly entity: string
  readonly label: string
  /** `redact` empties what is private and keeps the row. */
  readonly action: 'delete' | 'redact'
  /** How long it is kept unless somebody sets another time, in days. */
  readonly keepDays: number
  /** The shortest time that may be set, in days. */
  readonly leastDays: number
  /** Why it is kept that long. */
  readonly basis: string
  count(context: Context, query: RetentionQuery): Promise<number>
  /** Forgets at most `limit` rows. Answers how many. */
  purge(tx: Tx, query: RetentionQuery & { readonly limit: number }): Promise<number>
}

declare module './context.ts' {
  interface Services {
    /** Everything that is kept for a time only, of every module of the composition. */
    readonly retention: readonly RetentionTarget[]
  }
}

type Declaration = Omit<RetentionTarget, 'count' | 'purge' | 'action'> & {
  readonly table: string
  /** Which rows are old enough. */
  readonly due: (before: Date) => RawBuilder<unknown>
  /** The column of the owner, where rows belong to an account. */
  readonly account?: string
  /** What to empty; left out, the row is deleted. */
  readonly redact?: RawBuilder<unknown>
}

/** Declares a target by its table and the condition that makes a row old enough. */
export function retentionTarget({ table, due, account, redact, ...rest }: Declaration): RetentionTarget {
  const from = sql.table(table)
  const where = ({ before, held }: RetentionQuery) =>
    account && held.length > 0
      ? sql`(${due(before)}) and (${sql.ref(account)} is null or not ${sql.ref(account)} = any(${[...held]}::uuid[]))`
      : sql`(${due(before)})`
  return {
    ...rest,
    action: redact ? 'redact' : 'delete',
    async count(context, query) {
      const { rows } = await sql<{ count: bigint }>`select count(*) as count from ${from} where ${where(query)}`.execute(context.db)
      return Number(rows[0]?.count ?? 0n)
    },
    async purge(tx, query) {
      const some = sql`ctid = any(array(select ctid from ${from} where ${where(query)} limit ${query.limit}))`
      const { numAffectedRows } = await (redact
        ? sql`update ${from} set ${redact} where ${some}`
        : sql`delete from ${from} where ${some}`
      ).execute(tx.db)
      return Number(numAffectedRows ?? 0n)
    },
  }
}

/** What the kit itself keeps for a time. */
export const platformRetention: readonly RetentionTarget[] = [
  retentionTarget({
    entity: 'idempotency_key',
    label: 'Answers kept for repeated requests',
    keepDays: 7,
    leastDays: 7,
    basis: 'A key is promised for seven days (G14).',
    table: 'idempotency_key',
    due: (before) => sql`created_at < ${before}`,
  }),
  retentionTarget({
    entity: 'event_delivery',
    label: 'Deliveries of events that were handled',
    keepDays: 90,
    leastDays: 7,
    basis: 'The event itself stays; its delivery is only of use while something may be wrong.',
    table: 'delivery',
    due: (before) => sql`state = 'done' and done_at < ${before}`,
  }),
  retentionTarget({
    entity: 'job_run',
    label: 'Runs of jobs',
    keepDays: 30,
    leastDays: 2,
    basis: 'Enough to find a pattern.',
    table: 'job_run',
    due: (before) => sql`state <> 'running' and started_at < ${before}`,
  }),
  retentionTarget({
    entity: 'mail_body',
    label: 'Texts of mails',
    keepDays: 30,
    leastDays: 1,
    basis: 'Mails hold links and personal words; that one was sent stays known.',
    table: 'mail',
    account: 'account_id',
    due: (before) => sql`state in ('sent', 'kept', 'failed') and created_at < ${before} and body <> ''`,
    redact: sql`body = ''`,
  }),
  retentionTarget({
    entity: 'throttle',
    label: 'Counters against guessing',
    keepDays: 1,
    leastDays: 1,
    basis: 'No window is longer than a day.',
    table: 'throttle',
    due: (before) => sql`window_start < ${before}`,
  }),
]
