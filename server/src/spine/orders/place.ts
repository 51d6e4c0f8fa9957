import { later } from '../../platform/clock.ts'
import { nextCode } from '../../platform/codes.ts'
import { type Context, createContext, inTx, type Tx } from '../../platform/context.ts'
import { requestErrors } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { type AccountId, derivedId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { plus, toMoneyReply, zero } from '../../platform/money.ts'
import { findAccount } from '../accounts/index.ts'
import { type HoldId, hold, openWallet } from '../ledger/index.ts'
import { errors } from './errors.ts'
import { orderPlaced } from './events.ts'
import type { Json, Line, OrderId, OrderItemId, PreparedItem } from './line.ts'
import { HOLD_MS } from './money.ts'
import type { Order, OrderItem } from './order.ts'
import { fulfilItem } from './queue.ts'
import * as store from './store.ts'

export type WishedItem = { readonly kind: string; readonly attributes: Json }

export function lineOf(context: Context | Tx, kind: string): Line {
  const line = context.services.lines.get(kind)
  if (!line) throw errors.unknownKind({ detail: `Nothing of the kind "${kind}" is sold here.`, kind })
  return line
}

/** Refuses with 422 what the line of an item cannot read, beside the field; no line sees a wish it did not describe. */
function checkWish(line: Line, { attributes }: WishedItem, position: number): void {
  const parsed = line.attributes.safeParse(attributes)
  if (parsed.success) return
  const problems = parsed.error.issues.map(({ path, message }) => ({ path: ['items', position, ...path].join('.'), message }))
  throw requestErrors.invalid({ detail: `${problems[0]?.path ?? 'items'}: ${problems[0]?.message ?? 'is not valid'}`, errors: problems })
}

/** The same request in the scope of one account: a purchase never needs to see more. */
export const forAccount = (context: Context, accountId: AccountId): Context =>
  createContext(context.services, {
    tenantId: context.tenantId,
    accountId,
    actor: context.actor,
    requestId: context.requestId,
    log: context.log,
  })

/**
 * Places an order (W5): each line prices its item, then money is held and everything claimed in one transaction, and jobs do the rest.
 * The order's id follows from the caller's key, so a crash never orders twice. Throws 422 for a wish its line cannot read, 402 with the shortfall, and the
 * lines' own refusals; then nothing is stored and nobody was asked.
 */
export async function placeOrder(context: Context, accountId: AccountId, wishes: readonly WishedItem[], key: string): Promise<Order> {
  const own = forAccount(context, accountId)
  const id = derivedId<OrderId>('order', context.tenantId, accountId, key)
  const known = await store.find(own, id)
  if (known) return known
  const prepared: { line: Line; item: PreparedItem }[] = []
  for (const [position, wish] of wishes.entries()) {
    const line = lineOf(own, wish.kind)
    checkWish(line, wish, position)
    prepared.push({ line, item: await line.prepare(own, wish.attributes) })
  }
  return inTx(own, async (tx) => {
    const account = await findAccount(tx, accountId)
    const total = prepared.reduce((sum, { item }) => plus(sum, item.price), zero(account.currency))
    const order: Order = {
      id,
      accountId,
      number: await nextCode(tx, 'O'),
      status: 'acknowledged',
      total,
      createdAt: tx.now(),
      endedAt: null,
    }
    if (!(await store.insert(tx, order))) return (await store.find(tx, id)) ?? order
    const wallet = await openWallet(tx, { accountId, currency: account.currency })
    for (const [position, { line, item }] of prepared.entries())
      await placeItem(tx, order, line, toItem(order, item, line.kind, position), wallet.id)
    await publish(tx, orderPlaced, { orderId: id, number: order.number, total: toMoneyReply(total) })
    return order
  })
}

function toItem(order: Order, prepared: PreparedItem, kind: string, position: number): OrderItem {
  const id = derivedId<OrderItemId>('order-item', order.id, String(position))
  return {
    id,
    orderId: order.id,
    accountId: order.accountId,
    kind,
    position,
    description: prepared.description,
    attributes: prepared.attributes,
    price: prepared.price,
    renewal: prepared.renewal ?? null,
    entryKind: prepared.entryKind,
    revenueCode: prepared.revenueCode,
    trace: prepared.trace,
    // What is free needs no hold.
    holdId: prepared.price.units > 0n ? derivedId<HoldId>('hold', id) : null,
    status: 'inProgress',
    providerId: null,
    askedAt: null,
    attempts: 0,
    lookups: 0,
    notFoundAt: null,
    waitingFor: null,
    refundedAt: null,
    tried: [],
    serviceId: null,
    error: null,
  }
}

async function placeItem(
  tx: Tx,
  order: Order,
  line: Line,
  item: OrderItem,
  walletId: Parameters<typeof hold>[1]['walletId'],
): Promise<void> {
  if (item.holdId) {
    await hold(tx, {
      holdId: item.holdId,
      walletId,
      amount: item.price,
      expiresAt: later(tx.now(), HOLD_MS),
      description: item.description,
      subject: { type: 'order', id: order.id },
    })
  }
  await store.insertItem(tx, item)
  await line.reserve(tx, item)
  await store.addStep(tx, item, { name: 'money held', status: 'done' })
  await store.addStep(tx, item, { name: 'reserved', status: 'done' })
  await enqueue(tx, fulfilItem, { orderItemId: item.id }, { key: `order-item:${item.id}` })
}
