import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { type Money, micros } from '../../platform/money.ts'

export type Period = { readonly from?: Date | undefined; readonly to?: Date | undefined }

/** One line of the trial balance; `balance` is debits less credits. All wallets of one currency are one line, `wallets`. */
export type TrialBalanceLine = {
  readonly code: string
  readonly currency: string
  readonly debit: bigint
  readonly credit: bigint
}

/** Debits and credits of every ledger account of the tenant over a half-open period, or since the beginning. */
export async function trialBalance(context: Context, period: Period = {}): Promise<readonly TrialBalanceLine[]> {
  const { rows } = await sql<TrialBalanceLine>`
    with sides as (
      select debit_account_id, credit_account_id, currency, sum(amount_micros) as amount from (
        select case when wallet_id = debit_account_id then null else debit_account_id end as debit_account_id,
          case when wallet_id = credit_account_id then null else credit_account_id end as credit_account_id, currency, amount_micros
        from entry where tenant_id = ${context.tenantId}
          ${period.from ? sql`and occurred_at >= ${period.from}` : sql``} ${period.to ? sql`and occurred_at < ${period.to}` : sql``}) e
      group by 1, 2, 3)
    select coalesce(a.code, 'wallets') as code, trim(s.currency) as currency, sum(s.debit)::bigint as debit, sum(s.credit)::bigint as credit
    from (select debit_account_id as id, currency, amount as debit, 0 as credit from sides
      union all select credit_account_id, currency, 0, amount from sides) s
    left join ledger_account a on a.id = s.id group by 1, 2 order by 2, 1`.execute(context.db)
  return rows
}

/** What one family of ledger accounts (`revenue`, `cost`, `gateway`, …) gained on one UTC day: credits less debits. */
export type DailyFlow = { readonly date: string; readonly family: string; readonly amount: Money }

export async function dailyFlows(context: Context, since: Date): Promise<readonly DailyFlow[]> {
  const { rows } = await sql<{ date: string; family: string; currency: string; units: bigint }>`
    with sides as (
      select (occurred_at at time zone 'UTC')::date as day, debit_account_id as debit, credit_account_id as credit, currency, sum(amount_micros) as amount
      from entry where tenant_id = ${context.tenantId} and occurred_at >= ${since} group by 1, 2, 3, 4)
    select s.day::text as date, split_part(a.code, ':', 1) as family, trim(s.currency) as currency, sum(s.units)::bigint as units
    from (select day, credit as id, currency, amount as units from sides union all select day, debit, currency, -amount from sides) s
    join ledger_account a on a.id = s.id group by 1, 2, 3 order by 1, 2, 3`.execute(context.db)
  return rows.map(({ date, family, currency, units }) => ({ date, family, amount: micros(currency, units) }))
}
