import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { rootTenant } from '../tenants/index.ts'

/** One law of the ledger: whether it holds, and up to five rows that break it. */
export type InvariantResult = {
  readonly name: string
  readonly ok: boolean
  readonly offending: readonly Readonly<Record<string, unknown>>[]
}

type Law = { readonly name: string; readonly breach: (context: Context) => RawBuilder<Record<string, unknown>> }

const SAMPLE = 5

/** Each query answers the rows that break the law; none is the good answer (product §2.4, 1 to 4). */
const LAWS: readonly Law[] = [
  {
    name: 'Every posting has two sides of one tenant and one currency',
    breach: () => sql`select e.id as entry from entry e
      where not exists (select from ledger_account a where a.id = e.debit_account_id and a.tenant_id = e.tenant_id and a.currency = e.currency)
        and not exists (select from wallet w where w.id = e.debit_account_id and w.id = e.wallet_id and w.tenant_id = e.tenant_id and w.currency = e.currency)
        or not exists (select from ledger_account a where a.id = e.credit_account_id and a.tenant_id = e.tenant_id and a.currency = e.currency)
        and not exists (select from wallet w where w.id = e.credit_account_id and w.id = e.wallet_id and w.tenant_id = e.tenant_id and w.currency = e.currency)`,
  },
  {
    name: 'Every balance is the sum of its entries',
    breach: () => sql`select w.id as wallet, w.balance_micros as balance, coalesce(s.total, 0) as entries from wallet w
      left join (select wallet_id, sum(case when debit_account_id = wallet_id then -amount_micros else amount_micros end) as total
        from entry where wallet_id is not null group by wallet_id) s on s.wallet_id = w.id
      where w.balance_micros <> coalesce(s.total, 0)`,
  },
  {
    name: 'Entries of a wallet are gapless and each starts where the last one ended',
    breach: () => sql`select * from (
        select wallet_id as wallet, seq, balance_before_micros as starts, lag(balance_after_micros, 1, 0) over chain as ended,
          lag(seq, 1, 0) over chain as previous
        from entry where wallet_id is not null window chain as (partition by wallet_id order by seq)) e
      where seq <> previous + 1 or starts <> ended`,
  },
  {
    name: 'The last entry of a wallet ends at its balance',
    breach:
      () => sql`select w.id as wallet, w.entry_seq as counted, w.balance_micros as balance, e.balance_after_micros as ended from wallet w
      left join entry e on e.wallet_id = w.id and e.seq = w.entry_seq
      where w.balance_micros <> coalesce(e.balance_after_micros, 0) or (w.entry_seq > 0) <> (e.id is not null)
        or exists (select from entry l where l.wallet_id = w.id and l.seq > w.entry_seq)`,
  },
  {
    name: 'What a wallet holds is the sum of its active holds',
    breach: () => sql`select w.id as wallet, w.held_micros as held, coalesce(h.total, 0) as holds from wallet w
      left join (select wallet_id, sum(amount_micros) as total from hold where status = 'active' group by wallet_id) h on h.wallet_id = w.id
      where w.held_micros <> coalesce(h.total, 0)`,
  },
  {
    name: 'No wallet is below its limit, unless a chargeback or an adjustment took it there',
    breach: () => sql`select w.id as wallet, w.balance_micros as balance, w.held_micros as held from wallet w
      where w.balance_micros - w.held_micros < -w.credit_limit_micros and not exists (select from entry e where e.wallet_id = w.id and e.forced)`,
  },
  {
    name: 'What was captured is at most the hold and is what was posted',
    breach: () => sql`select h.id as hold, h.captured_micros as captured, coalesce(e.total, 0) as posted from hold h
      left join (select hold_id, sum(amount_micros) as total from entry where hold_id is not null group by hold_id) e on e.hold_id = h.id
      where h.captured_micros > h.amount_micros or h.captured_micros <> coalesce(e.total, 0)`,
  },
  {
    name: 'No hold is active five minutes after its end',
    breach: (context) => sql`select id as hold, expires_at from hold
      where status = 'active' and expires_at < ${context.now()}::timestamptz - interval '5 minutes'`,
  },
]

const printable = (row: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? value.toString() : value]))

/** Proves the ledger's laws over everything the context sees, all in one snapshot. */
export async function checkInvariants(context: Context): Promise<readonly InvariantResult[]> {
  return context.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (db) => {
      const results: InvariantResult[] = []
      for (const law of LAWS) {
        const { rows } = await sql<Record<string, unknown>>`select * from (${law.breach(context)}) breach limit ${SAMPLE}`.execute(db)
        results.push({ name: law.name, ok: rows.length === 0, offending: rows.map(printable) })
      }
      return results
    })
}

export type InvariantCheck = {
  readonly checkedAt: Date
  readonly durationMs: number
  readonly ok: boolean
  readonly results: readonly InvariantResult[]
}

/** Checks now and keeps the result for the operator's page; a check of the whole installation belongs to the operator. */
export async function recordCheck(context: Context): Promise<InvariantCheck> {
  const started = performance.now()
  const results = await checkInvariants(context)
  const durationMs = Math.round(performance.now() - started)
  const ok = results.every((result) => result.ok)
  if (!ok) context.log.error({ results: results.filter((result) => !result.ok) }, 'the ledger breaks its laws')
  const tenantId = (context.tenantId as string) === 'system' ? (await rootTenant(context.services)).id : context.tenantId
  const checkedAt = context.now()
  await sql`insert into ledger_check (id, tenant_id, checked_at, duration_ms, ok, results)
    values (${newId()}, ${tenantId}, ${checkedAt}, ${durationMs}, ${ok}, ${JSON.stringify(results)})`.execute(context.db)
  await sql`delete from ledger_check where tenant_id = ${tenantId} and checked_at < ${checkedAt}::timestamptz - interval '30 days'`.execute(
    context.db,
  )
  return { checkedAt, durationMs, ok, results }
}

export async function lastCheck(context: Context): Promise<InvariantCheck | undefined> {
  const { rows } = await sql<{ checked_at: Date; duration_ms: number; ok: boolean; results: InvariantResult[] }>`select * from ledger_check
    where tenant_id = ${context.tenantId} order by checked_at desc, id desc limit 1`.execute(context.db)
  const row = rows[0]
  return row && { checkedAt: row.checked_at, durationMs: row.duration_ms, ok: row.ok, results: row.results }
}
