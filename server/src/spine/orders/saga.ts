import { later } from '../../platform/clock.ts'
import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { assertTransition } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { derivedId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { toMoneyReply } from '../../platform/money.ts'
import { type EntryId, ledgerErrors, post, release } from '../ledger/index.ts'
import * as events from './events.ts'
import type { FulfilOutcome, OrderItemId, Supplier, Supply } from './line.ts'
import { writeOutcome } from './mails.ts'
import { keepMoney, takeMoney, UNPAID } from './money.ts'
import {
  LOOKUP_PAUSES_MS,
  MOST_ATTEMPTS,
  MOST_LOOKUPS,
  NOT_FOUND_APART_MS,
  type OrderItem,
  type OrderStatus,
  orderTransitions,
  outcomeOf,
} from './order.ts'
import { lineOf } from './place.ts'
import { fulfilItem } from './queue.ts'
import * as store from './store.ts'

const again = (tx: Tx, item: OrderItem, milliseconds: number) =>
  enqueue(tx, fulfilItem, { orderItemId: item.id }, { key: `order-item:${item.id}`, runAt: later(tx.now(), milliseconds) })

const progressed = (tx: Tx, item: OrderItem, step: string) =>
  publish(tx, events.orderItemProgressed, { orderItemId: item.id, orderId: item.orderId, step })

/** Writes down whom we are about to ask, before we ask: a crash afterwards is looked up instead of bought again. Undefined when somebody else was faster. */
export async function beginAsking(context: Context, id: OrderItemId, supplier: Supplier): Promise<OrderItem | undefined> {
  return inTx(context, async (tx) => {
    const current = await store.lockItem(tx, id)
    if (current?.status !== 'inProgress' || current.askedAt) return undefined
    const paid = await keepMoney(tx, current)
    if (!paid) {
      await endUnpaid(tx, current)
      return undefined
    }
    const item: OrderItem = {
      ...paid,
      providerId: supplier.providerId,
      askedAt: tx.now(),
      attempts: current.attempts + 1,
      lookups: 0,
      notFoundAt: null,
    }
    await store.saveItem(tx, item)
    await store.addStep(tx, item, {
      name: 'supplier asked',
      status: 'running',
      supplier: supplier.name,
      detail: `Attempt ${item.attempts}`,
    })
    const order = await store.lock(tx, item.orderId)
    if (order?.status === 'acknowledged') await store.setStatus(tx, order.id, 'inProgress', null)
    await progressed(tx, item, 'supplier asked')
    return item
  })
}

/** Nothing was bought yet, and the wallet has not got the money any more. */
export async function endUnpaid(tx: Tx, item: OrderItem): Promise<void> {
  await endItem(tx, { ...item, error: { code: ledgerErrors.insufficientBalance.code, message: UNPAID } }, 'failed')
  await settleOrder(tx, item)
}

/** Records what the supplier answered: the end of the item, another attempt, the next supplier, or a look-up later. */
export async function recordOutcome(context: Context, id: OrderItemId, supplier: Supplier, outcome: FulfilOutcome): Promise<void> {
  await inTx(context, async (tx) => {
    const item = await store.lockItem(tx, id)
    if (item?.status !== 'inProgress') return
    if (outcome.kind === 'done') return succeed(tx, item, supplier, outcome.value)
    if (outcome.kind === 'pending') {
      await store.addStep(tx, item, {
        name: 'no answer',
        status: 'waiting',
        supplier: supplier.name,
        detail: 'Looked up before anything is bought again',
      })
      await progressed(tx, item, 'no answer')
      return again(tx, item, LOOKUP_PAUSES_MS[0] ?? 0)
    }
    await store.addStep(tx, item, { name: 'supplier refused', status: 'failed', supplier: supplier.name, detail: outcome.reason })
    await refused(tx, item, supplier, { code: outcome.code ?? 'refused', message: outcome.reason }, outcome.retryable ?? false)
  })
}

async function refused(
  tx: Tx,
  item: OrderItem,
  supplier: Supplier,
  error: { code: string; message: string },
  retryable: boolean,
): Promise<void> {
  if (retryable && item.attempts < MOST_ATTEMPTS) {
    await store.saveItem(tx, { ...item, askedAt: null, error })
    return again(tx, item, 1_000 * 2 ** item.attempts)
  }
  await store.saveItem(tx, { ...item, askedAt: null, attempts: 0, providerId: null, tried: [...item.tried, supplier.providerId], error })
  await progressed(tx, item, 'supplier refused')
  return again(tx, item, 0)
}

/** Records what a look-up found. Not found twice, five minutes apart, means that it was never bought. */
export async function recordLookup(context: Context, id: OrderItemId, supplier: Supplier, outcome: FulfilOutcome): Promise<void> {
  await inTx(context, async (tx) => {
    const item = await store.lockItem(tx, id)
    if (item?.status !== 'inProgress' || !item.askedAt) return
    if (outcome.kind === 'done') return succeed(tx, item, supplier, outcome.value)
    const looked = { ...item, lookups: item.lookups + 1 }
    if (outcome.kind === 'refused') {
      const first = item.notFoundAt
      if (first && tx.now().getTime() - first.getTime() >= NOT_FOUND_APART_MS) {
        await store.addStep(tx, item, { name: 'never bought', status: 'done', supplier: supplier.name })
        return refused(tx, item, supplier, { code: 'not_bought', message: 'The supplier never received the purchase.' }, true)
      }
      await store.saveItem(tx, { ...looked, notFoundAt: first ?? tx.now() })
      return again(tx, item, NOT_FOUND_APART_MS)
    }
    if (looked.lookups >= MOST_LOOKUPS) return holdForStaff(tx, looked, 'The supplier does not say what became of the purchase.')
    await store.saveItem(tx, looked)
    return again(tx, item, LOOKUP_PAUSES_MS[Math.min(looked.lookups, LOOKUP_PAUSES_MS.length - 1)] ?? 0)
  })
}

async function holdForStaff(tx: Tx, item: OrderItem, detail: string): Promise<void> {
  await store.saveItem(tx, { ...item, status: 'held' })
  await store.addStep(tx, item, {
    name: 'held for a decision',
    status: 'waiting',
    detail,
  })
  await settleOrder(tx, item)
}

/** Captures the money and makes the service the customer's, in one transaction. What was bought and cannot be paid any more waits for staff. */
export async function succeed(tx: Tx, item: OrderItem, supplier: Supplier | null, supply: Supply): Promise<void> {
  const entryId = derivedId<EntryId>('capture', item.id)
  const subject = { type: 'order', id: item.orderId }
  if (!(await takeMoney(tx, item, entryId))) {
    return supplier ? holdForStaff(tx, item, 'It was delivered, and the wallet cannot pay it any more.') : endUnpaid(tx, item)
  }
  const { cost } = supply
  if (supplier && cost && cost.units > 0n) {
    const facts = {
      from: `cost:${supplier.vendor}`,
      to: `payable:${supplier.vendor}`,
      kind: 'cost',
      description: item.description,
      subject,
    }
    await post(tx, [
      { op: 'transfer', id: derivedId<EntryId>('cost', item.id), amount: cost, ...facts, ...(item.holdId && { journalId: entryId }) },
    ])
  }
  const serviceId = await lineOf(tx, item.kind).activate(tx, item, supply, supplier)
  await store.saveItem(tx, { ...item, status: 'completed', askedAt: null, serviceId, error: null })
  await store.addStep(tx, item, { name: 'supplied', status: 'done', ...(supplier && { supplier: supplier.name }) })
  await store.addStep(tx, item, { name: 'money captured', status: 'done' })
  const { id: orderItemId, orderId, accountId, kind, description, revenueCode } = item
  const renewal = item.renewal && { price: toMoneyReply(item.renewal.price), term: item.renewal.term }
  await publish(tx, events.orderItemCompleted, { orderItemId, orderId, accountId, kind, description, serviceId, renewal, revenueCode })
  await settleOrder(tx, item)
}

/** What nobody outside has to deliver is delivered at once. */
export async function supplyOurselves(context: Context, id: OrderItemId): Promise<void> {
  await inTx(context, async (tx) => {
    const item = await store.lockItem(tx, id)
    if (item?.status !== 'inProgress' || item.waitingFor) return
    const order = await store.lock(tx, item.orderId)
    if (order?.status === 'acknowledged') await store.setStatus(tx, order.id, 'inProgress', null)
    await succeed(tx, item, null, { reference: item.id })
  })
}

/** Nobody can supply it: the money is free again and the line gives back what it had claimed. */
export async function failItem(context: Context, id: OrderItemId): Promise<void> {
  await inTx(context, async (tx) => {
    const item = await store.lockItem(tx, id)
    if (item?.status !== 'inProgress' || item.askedAt) return
    await endItem(tx, item, 'failed')
    await settleOrder(tx, item)
  })
}

export async function endItem(tx: Tx, item: OrderItem, status: 'failed' | 'cancelled'): Promise<void> {
  if (item.holdId) await release(tx, item.holdId)
  await lineOf(tx, item.kind).abandon(tx, item)
  const error = item.error ?? (status === 'failed' ? { code: 'no_supplier', message: 'No supplier can deliver this right now.' } : null)
  await store.saveItem(tx, { ...item, status, error })
  await store.addStep(tx, item, { name: 'money given back', status: 'done' })
}

/** When the last item has ended, so has the order. */
export async function settleOrder(tx: Tx, item: OrderItem): Promise<void> {
  const order = await store.lock(tx, item.orderId)
  if (!order) return
  const items = await store.itemsOf(tx, [order.id])
  const status = outcomeOf(items)
  if (!status) return
  const from: OrderStatus = order.status === 'acknowledged' ? 'inProgress' : order.status
  assertTransition('order', orderTransitions, from, status)
  await store.setStatus(tx, order.id, status, status === 'held' ? null : tx.now())
  const about = { orderId: order.id, number: order.number }
  if (status === 'held') await publish(tx, events.orderHeld, about)
  else if (status === 'failed') await publish(tx, events.orderFailed, about)
  else await publish(tx, events.orderCompleted, { ...about, status: status as 'completed' | 'partial' })
  if (status !== 'held') await writeOutcome(tx, order, items, status)
}
