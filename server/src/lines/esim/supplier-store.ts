import { sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import { newId, type ProviderId, type TenantId } from '../../platform/ids.ts'
import { amountOf, type Money, micros } from '../../platform/money.ts'
import type { OrderItemId } from '../../spine/orders/index.ts'
import type { BundleId } from './bundle.ts'
import type { EsimId } from './esim.ts'
import type { Health } from './health.ts'
import type { Pool, PoolId } from './pools.ts'

type HealthTable = {
  provider_id: ProviderId
  tenant_id: TenantId
  state: 'up' | 'down'
  failures: number
  successes: number
  reason: string | null
  since: Date
}

type PoolTable = {
  id: PoolId
  tenant_id: TenantId
  provider_id: ProviderId
  total_bytes: bigint
  left_bytes: bigint
  per_gb_e8: bigint
  currency: string
  low: boolean
  created_at: Date
}

type AllocationTable = {
  id: string
  tenant_id: TenantId
  provider_id: ProviderId
  pool_id: PoolId | null
  esim_id: EsimId
  bundle_id: BundleId
  order_item_id: OrderItemId
  bytes: bigint | null
  cost_micros: bigint
  currency: string
  allocated_at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    esim_supplier_health: HealthTable
    data_pool: PoolTable
    data_allocation: AllocationTable
  }
}

const toHealth = (row: HealthTable): Health => ({
  providerId: row.provider_id,
  state: row.state,
  failures: row.failures,
  successes: row.successes,
  reason: row.reason,
  since: row.since,
})

export async function listHealth(context: Context | Tx): Promise<readonly Health[]> {
  const rows = await context.db.selectFrom('esim_supplier_health').selectAll().where('tenant_id', '=', context.tenantId).execute()
  return rows.map(toHealth)
}

/** The supplier's health, locked, so that two orders never count the same failure twice. */
export async function lockHealth(tx: Tx, fresh: Health): Promise<Health> {
  const { providerId: provider_id, ...facts } = fresh
  await tx.db
    .insertInto('esim_supplier_health')
    .values({ provider_id, tenant_id: tx.tenantId, ...facts })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await tx.db
    .selectFrom('esim_supplier_health')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('provider_id', '=', provider_id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return toHealth(row)
}

export async function saveHealth(tx: Tx, health: Health): Promise<void> {
  const { providerId, ...facts } = health
  await tx.db
    .updateTable('esim_supplier_health')
    .set(facts)
    .where('tenant_id', '=', tx.tenantId)
    .where('provider_id', '=', providerId)
    .execute()
}

const toPool = (row: PoolTable): Pool => ({
  id: row.id,
  providerId: row.provider_id,
  totalBytes: row.total_bytes,
  leftBytes: row.left_bytes,
  perGb: { currency: row.currency, e8: row.per_gb_e8 },
  low: row.low,
})

const pools = (context: Context | Tx) => context.db.selectFrom('data_pool').selectAll().where('tenant_id', '=', context.tenantId)

export const listPools = async (context: Context | Tx): Promise<readonly Pool[]> => (await pools(context).execute()).map(toPool)

export async function findPool(context: Context | Tx, providerId: ProviderId): Promise<Pool | undefined> {
  const row = await pools(context).where('provider_id', '=', providerId).executeTakeFirst()
  return row && toPool(row)
}

export async function lockPool(tx: Tx, providerId: ProviderId): Promise<Pool | undefined> {
  const row = await pools(tx).where('provider_id', '=', providerId).forUpdate().executeTakeFirst()
  return row && toPool(row)
}

export async function savePool(tx: Tx, pool: Pool): Promise<void> {
  const figures = {
    total_bytes: pool.totalBytes,
    left_bytes: pool.leftBytes,
    per_gb_e8: pool.perGb.e8,
    currency: pool.perGb.currency,
    low: pool.low,
  }
  await tx.db
    .insertInto('data_pool')
    .values({ id: pool.id, tenant_id: tx.tenantId, provider_id: pool.providerId, created_at: tx.now(), ...figures })
    .onConflict((conflict) => conflict.column('provider_id').doUpdateSet(figures))
    .execute()
}

export type Allocation = {
  readonly providerId: ProviderId
  readonly poolId: PoolId | null
  readonly esimId: EsimId
  readonly bundleId: BundleId
  readonly orderItemId: OrderItemId
  readonly bytes: bigint | null
  readonly cost: Money
}

export async function insertAllocation(tx: Tx, allocation: Allocation): Promise<void> {
  await tx.db
    .insertInto('data_allocation')
    .values({
      id: newId(),
      tenant_id: tx.tenantId,
      provider_id: allocation.providerId,
      pool_id: allocation.poolId,
      esim_id: allocation.esimId,
      bundle_id: allocation.bundleId,
      order_item_id: allocation.orderItemId,
      bytes: allocation.bytes,
      cost_micros: allocation.cost.units,
      currency: allocation.cost.currency,
      allocated_at: tx.now(),
    })
    .onConflict((conflict) => conflict.column('order_item_id').doNothing())
    .execute()
}

/** What plans drew from a supplier: how often, how much and at what cost. */
export async function allocatedFrom(context: Context, providerId: ProviderId): Promise<{ count: number; cost: string | null }> {
  const { rows } = await sql<{ count: bigint; cost: bigint | null; currency: string | null }>`
    select count(*) as count, sum(cost_micros)::bigint as cost, min(currency) as currency from data_allocation
    where tenant_id = ${context.tenantId} and provider_id = ${providerId}`.execute(context.db)
  const row = rows[0]
  return { count: Number(row?.count ?? 0n), cost: row?.cost && row.currency ? amountOf(micros(row.currency, row.cost)) : null }
}
