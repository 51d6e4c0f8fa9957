import { type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { AccountId, ProviderId, TenantId } from '../../platform/ids.ts'
import { micros } from '../../platform/money.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { HoldId } from '../ledger/index.ts'
import type { Json, OrderId, OrderItemId, ServiceId, Term } from './line.ts'
import type { ItemStatus, Order, OrderItem, OrderStatus, OrderStep, StepStatus } from './order.ts'

type OrderTable = {
  id: OrderId
  tenant_id: TenantId
  account_id: AccountId
  number: string
  status: OrderStatus
  total_micros: bigint
  currency: string
  created_at: Date
  ended_at: Date | null
}

type ItemTable = {
  id: OrderItemId
  tenant_id: TenantId
  account_id: AccountId
  order_id: OrderId
  position: number
  kind: string
  description: string
  attributes: Json
  price_micros: bigint
  renewal_micros: bigint | null
  term_months: number | null
  term_days: number | null
  currency: string
  entry_kind: string
  revenue_code: string
  trace: Json
  hold_id: HoldId | null
  status: ItemStatus
  provider_id: ProviderId | null
  asked_at: Date | null
  attempts: number
  lookups: number
  not_found_at: Date | null
  waiting_for: string | null
  refunded_at: Date | null
  tried: ProviderId[]
  service_id: ServiceId | null
  error_code: string | null
  error_message: string | null
  touched_at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    order: OrderTable
    order_item: ItemTable
  }
}

const toOrder = (row: Selectable<OrderTable>): Order => ({
  id: row.id,
  accountId: row.account_id,
  number: row.number,
  status: row.status,
  total: micros(row.currency, row.total_micros),
  createdAt: row.created_at,
  endedAt: row.ended_at,
})

const termFrom = (row: { term_months: number | null; term_days: number | null }): Term =>
  row.term_days === null ? { months: row.term_months ?? 1 } : { days: row.term_days }

const toItem = (row: Selectable<ItemTable>): OrderItem => ({
  id: row.id,
  orderId: row.order_id,
  accountId: row.account_id,
  kind: row.kind,
  position: row.position,
  description: row.description,
  attributes: row.attributes,
  price: micros(row.currency, row.price_micros),
  renewal: row.renewal_micros === null ? null : { price: micros(row.currency, row.renewal_micros), term: termFrom(row) },
  entryKind: row.entry_kind,
  revenueCode: row.revenue_code,
  trace: row.trace,
  holdId: row.hold_id,
  status: row.status,
  providerId: row.provider_id,
  askedAt: row.asked_at,
  attempts: row.attempts,
  lookups: row.lookups,
  notFoundAt: row.not_found_at,
  waitingFor: row.waiting_for,
  refundedAt: row.refunded_at,
  tried: row.tried,
  serviceId: row.service_id,
  error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
})

const orders = (context: Context | Tx) => context.db.selectFrom('order').selectAll().where('tenant_id', '=', context.tenantId)
const items = (context: Context | Tx) => context.db.selectFrom('order_item').selectAll().where('tenant_id', '=', context.tenantId)

export async function find(context: Context | Tx, id: OrderId): Promise<Order | undefined> {
  const row = await orders(context).where('id', '=', id).executeTakeFirst()
  return row && toOrder(row)
}

export async function lock(tx: Tx, id: OrderId): Promise<Order | undefined> {
  const row = await orders(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && toOrder(row)
}

export type OrderQuery = PageRequest & { readonly accountId?: AccountId | undefined; readonly status?: OrderStatus | undefined }

export function list(context: Context, query: OrderQuery): Promise<Page<Order>> {
  let found = orders(context)
  if (query.accountId) found = found.where('account_id', '=', query.accountId)
  if (query.status) found = found.where('status', '=', query.status)
  return keysetPage(found, { column: 'created_at', direction: 'desc', cast: 'timestamptz' }, query, toOrder)
}

export async function itemsOf(context: Context | Tx, ids: readonly OrderId[]): Promise<readonly OrderItem[]> {
  if (ids.length === 0) return []
  return (
    await items(context)
      .where('order_id', 'in', [...ids])
      .orderBy('position')
      .execute()
  ).map(toItem)
}

export async function findItem(context: Context | Tx, id: OrderItemId): Promise<OrderItem | undefined> {
  const row = await items(context).where('id', '=', id).executeTakeFirst()
  return row && toItem(row)
}

export async function lockItem(tx: Tx, id: OrderItemId): Promise<OrderItem | undefined> {
  const row = await items(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && toItem(row)
}

/** Answers false when the order exists already. */
export async function insert(tx: Tx, order: Order): Promise<boolean> {
  const result = await tx.db
    .insertInto('order')
    .values({
      id: order.id,
      tenant_id: tx.tenantId,
      account_id: order.accountId,
      number: order.number,
      status: order.status,
      total_micros: order.total.units,
      currency: order.total.currency,
      created_at: order.createdAt,
      ended_at: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function insertItem(tx: Tx, item: OrderItem): Promise<void> {
  await tx.db
    .insertInto('order_item')
    .values({
      id: item.id,
      tenant_id: tx.tenantId,
      account_id: item.accountId,
      order_id: item.orderId,
      position: item.position,
      kind: item.kind,
      description: item.description,
      attributes: item.attributes,
      price_micros: item.price.units,
      renewal_micros: item.renewal?.price.units ?? null,
      term_months: item.renewal && 'months' in item.renewal.term ? item.renewal.term.months : null,
      term_days: item.renewal && 'days' in item.renewal.term ? item.renewal.term.days : null,
      currency: item.price.currency,
      entry_kind: item.entryKind,
      revenue_code: item.revenueCode,
      trace: item.trace,
      hold_id: item.holdId,
      status: item.status,
      provider_id: null,
      asked_at: null,
      attempts: 0,
      lookups: 0,
      not_found_at: null,
      waiting_for: null,
      refunded_at: null,
      tried: [],
      service_id: null,
      error_code: null,
      error_message: null,
      touched_at: tx.now(),
    })
    .execute()
}

export async function saveItem(tx: Tx, item: OrderItem): Promise<void> {
  await tx.db
    .updateTable('order_item')
    .set({
      status: item.status,
      provider_id: item.providerId,
      asked_at: item.askedAt,
      attempts: item.attempts,
      lookups: item.lookups,
      not_found_at: item.notFoundAt,
      waiting_for: item.waitingFor,
      refunded_at: item.refundedAt,
      tried: [...item.tried],
      service_id: item.serviceId,
      error_code: item.error?.code ?? null,
      error_message: item.error?.message ?? null,
      touched_at: tx.now(),
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('id', '=', item.id)
    .execute()
}

export async function setStatus(tx: Tx, id: OrderId, status: OrderStatus, endedAt: Date | null): Promise<void> {
  await tx.db.updateTable('order').set({ status, ended_at: endedAt }).where('tenant_id', '=', tx.tenantId).where('id', '=', id).execute()
}

export type NewStep = { readonly name: string; readonly status: StepStatus; readonly supplier?: string; readonly detail?: string }

export async function addStep(tx: Tx, item: OrderItem, step: NewStep): Promise<void> {
  await sql`insert into order_step (tenant_id, account_id, item_id, name, status, supplier, detail, at) values (${tx.tenantId}, ${item.accountId}, ${item.id},
    ${step.name}, ${step.status}, ${step.supplier ?? null}, ${step.detail ?? null}, ${tx.now()})`.execute(tx.db)
}

export async function stepsOf(context: Context, ids: readonly OrderItemId[]): Promise<readonly OrderStep[]> {
  const { rows } = await sql<{
    id: bigint
    item_id: OrderItemId
    name: string
    status: StepStatus
    supplier: string | null
    detail: string | null
    at: Date
  }>`
    select id, item_id, name, status, supplier, detail, at from order_step where item_id = any(${[...ids]}::uuid[]) order by id`.execute(
    context.db,
  )
  return rows.map((row) => ({
    id: row.id.toString(),
    itemId: row.item_id,
    name: row.name,
    status: row.status,
    supplier: row.supplier,
    detail: row.detail,
    at: row.at,
  }))
}

export type OrderCount = { readonly from?: Date; readonly to?: Date; readonly status?: OrderStatus }

/** How many orders were placed in a period or are in a state. */
export async function countOrders(context: Context, wanted: OrderCount): Promise<number> {
  let query = context.db.selectFrom('order').select(sql<bigint>`count(*)`.as('count')).where('tenant_id', '=', context.tenantId)
  if (wanted.from) query = query.where('created_at', '>=', wanted.from)
  if (wanted.to) query = query.where('created_at', '<', wanted.to)
  if (wanted.status) query = query.where('status', '=', wanted.status)
  return Number((await query.executeTakeFirstOrThrow()).count)
}

/** Items of any tenant that nothing has touched for a while. */
export async function listStale(context: Context, before: Date, limit: number) {
  return context.db
    .selectFrom('order_item')
    .select(['id', 'tenant_id as tenantId', 'account_id as accountId'])
    .where('status', 'in', ['inProgress', 'held'])
    .where('touched_at', '<', before)
    .where('waiting_for', 'is', null)
    .orderBy('touched_at')
    .limit(limit)
    .execute()
}

/** Items of any tenant that a gate has kept since before `before`. */
export async function listOverdueWaiting(context: Context, before: Date, limit: number) {
  return context.db
    .selectFrom('order_item')
    .select(['id', 'tenant_id as tenantId', 'account_id as accountId'])
    .where('status', '=', 'inProgress')
    .where('waiting_for', 'is not', null)
    .where('touched_at', '<', before)
    .orderBy('touched_at')
    .limit(limit)
    .execute()
}

/** Items of the account that a gate keeps. */
export async function listWaiting(tx: Tx, accountId: AccountId): Promise<readonly OrderItemId[]> {
  const found = await items(tx)
    .where('account_id', '=', accountId)
    .where('waiting_for', 'is not', null)
    .where('status', '=', 'inProgress')
    .execute()
  return found.map((row) => row.id)
}

/** Writes what a new price changes, in the item and in the total of its order. */
export async function requoteItem(tx: Tx, item: OrderItem): Promise<void> {
  await tx.db
    .updateTable('order_item')
    .set({
      attributes: item.attributes,
      price_micros: item.price.units,
      trace: item.trace,
      hold_id: item.holdId,
      renewal_micros: item.renewal?.price.units ?? null,
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('id', '=', item.id)
    .execute()
  await sql`update "order" set total_micros = (select sum(price_micros) from order_item where order_id = ${item.orderId}) where id = ${item.orderId}`.execute(
    tx.db,
  )
}
