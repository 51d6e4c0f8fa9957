import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import { type AccountId, newId, type TenantId } from '../../platform/ids.ts'
import { micros } from '../../platform/money.ts'
import type { OrderItemId } from '../../spine/orders/index.ts'
import type { Bundle, BundleId, BundleStatus } from './bundle.ts'
import type { EsimId } from './esim.ts'
import type { PlanId, ValidityPolicy } from './plan.ts'

type BundleTable = {
  id: BundleId
  tenant_id: TenantId
  account_id: AccountId
  esim_id: EsimId
  plan_id: PlanId
  order_item_id: OrderItemId
  name: string
  status: BundleStatus
  total_bytes: bigint | null
  used_bytes: bigint
  validity: ValidityPolicy
  validity_days: number
  price_micros: bigint
  currency: string
  supplier_reference: string
  fired_levels: number[]
  fired_notices: number[]
  disputed: boolean
  usage_as_of: Date | null
  created_at: Date
  activated_at: Date | null
  expires_at: Date | null
  ended_at: Date | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    esim_bundle: BundleTable
  }
}

const fromRow = (row: Selectable<BundleTable>): Bundle => ({
  id: row.id,
  accountId: row.account_id,
  esimId: row.esim_id,
  planId: row.plan_id,
  orderItemId: row.order_item_id,
  name: row.name,
  status: row.status,
  totalBytes: row.total_bytes,
  usedBytes: row.used_bytes,
  validity: row.validity,
  validityDays: row.validity_days,
  price: micros(row.currency, row.price_micros),
  supplierReference: row.supplier_reference,
  firedLevels: row.fired_levels,
  firedNotices: row.fired_notices,
  disputed: row.disputed,
  usageAsOf: row.usage_as_of,
  createdAt: row.created_at,
  activatedAt: row.activated_at,
  expiresAt: row.expires_at,
  endedAt: row.ended_at,
})

const changing = (bundle: Bundle) => ({
  status: bundle.status,
  total_bytes: bundle.totalBytes,
  used_bytes: bundle.usedBytes,
  validity_days: bundle.validityDays,
  fired_levels: [...bundle.firedLevels],
  fired_notices: [...bundle.firedNotices],
  disputed: bundle.disputed,
  usage_as_of: bundle.usageAsOf,
  activated_at: bundle.activatedAt,
  expires_at: bundle.expiresAt,
  ended_at: bundle.endedAt,
})

const rows = (context: Context | Tx) => context.db.selectFrom('esim_bundle').selectAll().where('tenant_id', '=', context.tenantId)

/** Every plan that was ever on the profiles, oldest first. */
export async function bundlesOf(context: Context | Tx, ids: readonly EsimId[]): Promise<readonly Bundle[]> {
  if (ids.length === 0) return []
  const found = await rows(context)
    .where('esim_id', 'in', [...ids])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return found.map(fromRow)
}

export async function findBundle(context: Context | Tx, id: BundleId): Promise<Bundle | undefined> {
  const row = await rows(context).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** False when the order item has its bundle already. */
export async function insertBundle(tx: Tx, bundle: Bundle): Promise<boolean> {
  const result = await tx.db
    .insertInto('esim_bundle')
    .values({
      id: bundle.id,
      tenant_id: tx.tenantId,
      account_id: bundle.accountId,
      esim_id: bundle.esimId,
      plan_id: bundle.planId,
      order_item_id: bundle.orderItemId,
      name: bundle.name,
      validity: bundle.validity,
      price_micros: bundle.price.units,
      currency: bundle.price.currency,
      supplier_reference: bundle.supplierReference,
      created_at: bundle.createdAt,
      ...changing(bundle),
    })
    .onConflict((conflict) => conflict.column('order_item_id').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function saveBundle(tx: Tx, bundle: Bundle): Promise<void> {
  await tx.db.updateTable('esim_bundle').set(changing(bundle)).where('tenant_id', '=', tx.tenantId).where('id', '=', bundle.id).execute()
}

type Due = { readonly id: BundleId; readonly esimId: EsimId; readonly tenantId: TenantId; readonly accountId: AccountId }

/** Running plans that end before an instant; asked as the system. */
export const listEnding = (context: Context, before: Date, limit: number): Promise<readonly Due[]> =>
  context.db
    .selectFrom('esim_bundle')
    .select(['id', 'esim_id as esimId', 'tenant_id as tenantId', 'account_id as accountId'])
    .where('status', 'in', ['active', 'suspended'])
    .where('expires_at', '<=', before)
    .orderBy('expires_at')
    .limit(limit)
    .execute()

export type Session = {
  readonly sessionId: string
  readonly bytes: bigint
  readonly startedAt: Date
  readonly endedAt: Date
}

/** Keeps a session once. False when it was there before. */
export async function insertSession(tx: Tx, bundle: Bundle, session: Session): Promise<boolean> {
  const kept =
    await sql`insert into esim_usage_session (id, tenant_id, account_id, esim_id, bundle_id, session_id, bytes, started_at, ended_at, received_at)
    values (${newId()}, ${tx.tenantId}, ${bundle.accountId}, ${bundle.esimId}, ${bundle.id}, ${session.sessionId}, ${session.bytes},
      ${session.startedAt}, ${session.endedAt}, ${tx.now()})
    on conflict (esim_id, session_id) do nothing`.execute(tx.db)
  if (kept.numAffectedRows !== 1n) return false
  await sql`insert into esim_usage_period (bundle_id, tenant_id, account_id, day, bytes)
    values (${bundle.id}, ${tx.tenantId}, ${bundle.accountId}, (${session.startedAt}::timestamptz at time zone 'UTC')::date, ${session.bytes})
    on conflict (bundle_id, day) do update set bytes = esim_usage_period.bytes + excluded.bytes`.execute(tx.db)
  return true
}

const sum = async (context: Context | Tx, bytes: RawBuilder<bigint>, which: RawBuilder<boolean>): Promise<bigint> => {
  const { rows: found } = await sql<{ bytes: bigint }>`select coalesce(sum(${bytes}), 0)::bigint as bytes from esim_usage_session
    where tenant_id = ${context.tenantId} and ${which}`.execute(context.db)
  return found[0]?.bytes ?? 0n
}

/** Everything used on a profile, over all its plans and beyond them. */
export const usedOn = (context: Context | Tx, id: EsimId): Promise<bigint> => sum(context, sql`bytes`, sql`esim_id = ${id}`)
/** Everything used of one plan: the sum of its distinct sessions, without what was paid beside it. */
export const usedOf = (context: Context | Tx, id: BundleId): Promise<bigint> =>
  sum(context, sql`bytes - beyond_bytes`, sql`bundle_id = ${id}`)

/** How much of a session was paid beside the plan. */
export async function setBeyond(tx: Tx, id: EsimId, sessionId: string, bytes: bigint): Promise<void> {
  await sql`update esim_usage_session set beyond_bytes = ${bytes} where tenant_id = ${tx.tenantId} and esim_id = ${id} and session_id = ${sessionId}`.execute(
    tx.db,
  )
}

export type UsageDay = { readonly day: string; readonly bytes: bigint }

/** What a profile used on each day (UTC) since `from`, oldest first; days without use are left out. */
export async function usageByDay(context: Context, id: EsimId, from: Date): Promise<readonly UsageDay[]> {
  const { rows: found } = await sql<UsageDay>`select p.day, sum(p.bytes)::bigint as bytes from esim_usage_period p
    join esim_bundle b on b.id = p.bundle_id where p.tenant_id = ${context.tenantId} and b.esim_id = ${id} and p.day >= ${from}::timestamptz::date
    group by p.day order by p.day`.execute(context.db)
  return found
}
