import type { Selectable } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { AccountId, TenantId } from '../../platform/ids.ts'
import { micros } from '../../platform/money.ts'
import type { ServiceId } from '../orders/index.ts'
import type { Subscription, SubscriptionId, SubscriptionStatus } from './subscription.ts'

type SubscriptionTable = {
  id: SubscriptionId
  tenant_id: TenantId
  account_id: AccountId
  service_id: ServiceId
  kind: string
  description: string
  price_micros: bigint
  term_months: number | null
  term_days: number | null
  currency: string
  revenue_code: string
  status: SubscriptionStatus
  anchor_day: number
  period_start: Date
  period_end: Date
  auto_renew: boolean
  next_at: Date | null
  notified: number[]
  created_at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    subscription: SubscriptionTable
  }
}

const fromRow = (row: Selectable<SubscriptionTable>): Subscription => ({
  id: row.id,
  accountId: row.account_id,
  serviceId: row.service_id,
  kind: row.kind,
  description: row.description,
  price: micros(row.currency, row.price_micros),
  term: row.term_days === null ? { months: row.term_months ?? 1 } : { days: row.term_days },
  revenueCode: row.revenue_code,
  status: row.status,
  anchorDay: row.anchor_day,
  periodStart: row.period_start,
  periodEnd: row.period_end,
  autoRenew: row.auto_renew,
  nextAt: row.next_at,
  notified: row.notified,
})

const rows = (context: Context | Tx) => context.db.selectFrom('subscription').selectAll().where('tenant_id', '=', context.tenantId)

export async function lock(tx: Tx, id: SubscriptionId): Promise<Subscription | undefined> {
  const row = await rows(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

/** The subscriptions of several services at once, for lists. */
export async function subscriptionsOf(
  context: Context | Tx,
  serviceIds: readonly ServiceId[],
): Promise<ReadonlyMap<ServiceId, Subscription>> {
  if (serviceIds.length === 0) return new Map()
  const found = await rows(context)
    .where('service_id', 'in', [...serviceIds])
    .execute()
  return new Map(found.map((row) => [row.service_id, fromRow(row)]))
}

export async function insert(tx: Tx, subscription: Subscription): Promise<boolean> {
  const result = await tx.db
    .insertInto('subscription')
    .values({
      id: subscription.id,
      tenant_id: tx.tenantId,
      account_id: subscription.accountId,
      service_id: subscription.serviceId,
      kind: subscription.kind,
      description: subscription.description,
      price_micros: subscription.price.units,
      term_months: 'months' in subscription.term ? subscription.term.months : null,
      term_days: 'days' in subscription.term ? subscription.term.days : null,
      currency: subscription.price.currency,
      revenue_code: subscription.revenueCode,
      status: subscription.status,
      anchor_day: subscription.anchorDay,
      period_start: subscription.periodStart,
      period_end: subscription.periodEnd,
      auto_renew: subscription.autoRenew,
      next_at: subscription.nextAt,
      notified: [...subscription.notified],
      created_at: tx.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function save(tx: Tx, subscription: Subscription): Promise<void> {
  await tx.db
    .updateTable('subscription')
    .set({
      status: subscription.status,
      period_start: subscription.periodStart,
      period_end: subscription.periodEnd,
      auto_renew: subscription.autoRenew,
      next_at: subscription.nextAt,
      notified: [...subscription.notified],
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('id', '=', subscription.id)
    .execute()
}

export async function listPastDue(tx: Tx, accountId: AccountId): Promise<readonly SubscriptionId[]> {
  const found = await rows(tx)
    .where('account_id', '=', accountId)
    .where('status', 'in', ['past_due', 'suspended'])
    .orderBy('period_end')
    .execute()
  return found.map((row) => row.id)
}

/** What wants attention in any tenant, the longest waiting first. */
export async function listDue(context: Context, limit: number) {
  return context.db
    .selectFrom('subscription')
    .select(['id', 'tenant_id as tenantId', 'account_id as accountId'])
    .where('next_at', '<=', context.now())
    .orderBy('next_at')
    .limit(limit)
    .execute()
}
