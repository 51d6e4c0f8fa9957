import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { type Money, micros } from '../../platform/money.ts'

/** What one family of ledger accounts (`revenue`, `cost`, `gateway` …) received on one day (UTC); negative when it paid. */
export type DailyFlow = { readonly date: string; readonly family: string; readonly amount: Money }

/** Flows of every account family by day, from `from` (inclusive) on; the figures of reports, straight from the books. */
export async function dailyFlows(context: Context, from: Date): Promise<readonly DailyFlow[]> {
  const { rows } = await sql<{ date: string; family: string; currency: string; amount: bigint }>`
    select to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD') as date, split_part(a.code, ':', 1) as family, trim(e.currency) as currency,
      sum(case when a.id = e.credit_account_id then e.amount_micros else -e.amount_micros end)::bigint as amount
    from entry e join ledger_account a on a.id in (e.debit_account_id, e.credit_account_id)
    where e.tenant_id = ${context.tenantId} and e.occurred_at >= ${from} group by 1, 2, 3`.execute(context.db)
  return rows.map((row) => ({ date: row.date, family: row.family, amount: micros(row.currency, row.amount) }))
}
