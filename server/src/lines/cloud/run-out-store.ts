import { sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { AccountId, TenantId } from '../../platform/ids.ts'
import type { Rate } from '../../platform/money.ts'

/** What all billed servers of the account cost together by the hour; null when there is none. */
export async function burnOf(context: Context | Tx, accountId: AccountId): Promise<Rate | null> {
  const { rows } = await sql<{ currency: string; e8: bigint }>`select currency, sum(hourly_e8)::bigint as e8 from instance
    where tenant_id = ${context.tenantId} and account_id = ${accountId} and unit_start is not null group by currency order by 2 desc limit 1`.execute(
    context.db,
  )
  return rows[0] ?? null
}

/** The notice the account was last given, locked against a second look at the same moment. */
export async function lockNotice(tx: Tx, accountId: AccountId): Promise<number | null> {
  const { rows } = await sql<{
    hours: number
  }>`select hours from compute_notice where account_id = ${accountId} and tenant_id = ${tx.tenantId}
    for update`.execute(tx.db)
  return rows[0]?.hours ?? null
}

/** Remembers the notice that was given; null forgets it. */
export async function saveNotice(tx: Tx, accountId: AccountId, hours: number | null): Promise<void> {
  if (hours === null) {
    await sql`delete from compute_notice where account_id = ${accountId} and tenant_id = ${tx.tenantId}`.execute(tx.db)
    return
  }
  await sql`insert into compute_notice (account_id, tenant_id, hours, given_at) values (${accountId}, ${tx.tenantId}, ${hours}, ${tx.now()})
    on conflict (account_id) do update set hours = excluded.hours, given_at = excluded.given_at`.execute(tx.db)
}

/** Accounts of every tenant that have a billed server or were given a notice; asked by the schedule as the system. */
export async function listConcerned(
  context: Context,
  after: AccountId | null,
  limit: number,
): Promise<readonly { readonly tenantId: TenantId; readonly accountId: AccountId }[]> {
  type Row = { tenantId: TenantId; accountId: AccountId }
  const { rows } = await sql<Row>`select tenant_id as "tenantId", account_id as "accountId" from
      (select tenant_id, account_id from instance where unit_start is not null union select tenant_id, account_id from compute_notice) concerned
    where ${after}::uuid is null or account_id > ${after}::uuid order by account_id limit ${limit}`.execute(context.db)
  return rows
}
