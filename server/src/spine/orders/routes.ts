import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { requestErrors } from '../../platform/errors.ts'
import { AccountId } from '../../platform/ids.ts'
import { MoneyReply, toMoneyReply } from '../../platform/money.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { nothing, type Route, route } from '../../platform/routes.ts'
import { accountNames } from '../accounts/index.ts'
import { ledgerErrors } from '../ledger/index.ts'
import { errors } from './errors.ts'
import { type Order, OrderIdSchema, type OrderItem, OrderItemIdSchema } from './order.ts'
import { placeOrder } from './place.ts'
import { refundItem } from './refund.ts'
import { cancelOrder, findOrder, listOrders, retryOrder } from './service.ts'
import * as store from './store.ts'

const Status = z.enum([
  'acknowledged',
  'rejected',
  'pending',
  'held',
  'inProgress',
  'partial',
  'completed',
  'failed',
  'cancelled',
  'assessingCancellation',
  'pendingCancellation',
])

const Term = z.union([z.object({ months: z.number().int() }), z.object({ days: z.number().int() })])

const ItemReply = z.object({
  id: z.uuid(),
  kind: z.string(),
  description: z.string(),
  status: z.string(),
  price: MoneyReply,
  renewal: z.object({ price: MoneyReply, term: Term }).nullable(),
  waitingFor: z.string().nullable(),
  refundedAt: z.string().nullable(),
  serviceId: z.uuid().nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
})

const OrderReply = z.object({
  id: z.uuid(),
  number: z.string(),
  status: Status,
  accountId: z.uuid(),
  accountName: z.string().nullable(),
  total: MoneyReply,
  items: z.array(ItemReply),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
})

const StepReply = z.object({
  id: z.string(),
  itemId: z.uuid(),
  name: z.string(),
  status: z.enum(['done', 'running', 'failed', 'waiting']),
  supplier: z.string().nullable(),
  detail: z.string().nullable(),
  at: z.string(),
})

const OrderDetailReply = OrderReply.extend({ steps: z.array(StepReply) })

/** Customers are told what went wrong for them; the vendor's own words are for staff. */
const PLAIN: Readonly<Record<string, string>> = {
  '21422': 'Somebody else bought it a moment before.',
  no_supplier: 'No supplier can deliver this right now.',
  waited_too_long: 'What was needed did not arrive in time. Nothing was charged; you can order again.',
  'ledger.insufficientBalance': 'Your wallet could not pay any more when the order went on. Nothing was charged.',
}

const toItemReply = (context: Context, item: OrderItem) => ({
  id: item.id,
  kind: item.kind,
  description: item.description,
  status: item.status,
  price: toMoneyReply(item.price),
  renewal: item.renewal && { price: toMoneyReply(item.renewal.price), term: item.renewal.term },
  waitingFor: item.waitingFor,
  refundedAt: item.refundedAt?.toISOString() ?? null,
  serviceId: item.serviceId,
  error:
    item.status === 'failed' && item.error
      ? context.accountId
        ? { code: item.error.code, message: PLAIN[item.error.code] ?? 'It could not be delivered. Nothing was charged.' }
        : item.error
      : null,
})

async function toReplies(context: Context, orders: readonly Order[]) {
  const items = await store.itemsOf(
    context,
    orders.map((order) => order.id),
  )
  const names = await accountNames(context, [...new Set(orders.map((order) => order.accountId))])
  return orders.map((order) => ({
    id: order.id,
    number: order.number,
    status: order.status,
    accountId: order.accountId,
    accountName: names.get(order.accountId) ?? null,
    total: toMoneyReply(order.total),
    items: items.filter((item) => item.orderId === order.id).map((item) => toItemReply(context, item)),
    createdAt: order.createdAt.toISOString(),
    endedAt: order.endedAt?.toISOString() ?? null,
  }))
}

async function toReply(context: Context, order: Order) {
  const [reply] = await toReplies(context, [order])
  if (!reply) throw new Error('One order gives one reply.')
  return reply
}

/** Who supplies what, and what they said, is for those who may see margins. */
async function toDetail(context: Context, order: Order) {
  const reply = await toReply(context, order)
  const steps = await store.stepsOf(
    context,
    (await store.itemsOf(context, [order.id])).map((item) => item.id),
  )
  const mayName = context.actor.permissions.has('provider:read')
  return {
    ...reply,
    steps: steps.map((step) => ({
      ...step,
      supplier: mayName ? step.supplier : null,
      detail: mayName ? step.detail : null,
      at: step.at.toISOString(),
    })),
  }
}

const One = z.strictObject({ id: OrderIdSchema })

export const routes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/orders',
    permission: 'order:create',
    summary: 'Order; what else an item needs depends on its kind',
    body: z.strictObject({
      accountId: AccountId.optional(),
      items: z
        .array(z.looseObject({ kind: z.string().max(40) }))
        .min(1)
        .max(20),
    }),
    reply: OrderReply,
    status: 201,
    errors: [errors.unknownKind, ledgerErrors.insufficientBalance],
    idempotency: 'stored',
    run: async ({ context, body, key }) => {
      const accountId = context.accountId ?? body.accountId
      if (!accountId) throw requestErrors.invalid({ detail: 'Say for which account with accountId.' })
      const wishes = body.items.map(({ kind, ...attributes }) => ({ kind, attributes }))
      return toReply(context, await placeOrder(context, accountId, wishes, key))
    },
  }),
  route({
    method: 'GET',
    path: '/orders',
    permission: 'order:read',
    summary: 'List orders, newest first',
    query: z.strictObject({ ...PageQuery, accountId: AccountId.optional(), status: Status.optional() }),
    reply: pageOf(OrderReply),
    run: async ({ context, query }) => {
      const page = await listOrders(context, query)
      return { ...page, items: await toReplies(context, page.items) }
    },
  }),
  route({
    method: 'GET',
    path: '/orders/:id',
    permission: 'order:read',
    summary: 'Show one order with every step of its saga',
    params: One,
    reply: OrderDetailReply,
    errors: [errors.notFound],
    run: async ({ context, params }) => toDetail(context, await findOrder(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/orders/:id/retry',
    permission: 'order:retry',
    summary: 'Let a held order go on',
    params: One,
    body: nothing,
    reply: OrderReply,
    errors: [errors.notFound, errors.notHeld],
    run: async ({ context, params }) => toReply(context, await retryOrder(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/orders/:id/cancel',
    permission: 'order:cancel',
    summary: 'Cancel an order before a supplier was asked',
    params: One,
    body: nothing,
    reply: OrderReply,
    errors: [errors.notFound, errors.tooLate],
    run: async ({ context, params }) => toReply(context, await cancelOrder(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/order-items/:id/refund',
    permission: 'refund:create',
    summary: 'Pay an item back to the wallet and end its service',
    params: z.strictObject({ id: OrderItemIdSchema }),
    body: z.strictObject({ reason: z.string().trim().min(3).max(500) }),
    reply: ItemReply,
    errors: [errors.itemNotFound, errors.notDelivered, errors.alreadyRefunded],
    idempotency: 'stored',
    run: async ({ context, params, body }) => toItemReply(context, await refundItem(context, params.id, body.reason)),
  }),
]
