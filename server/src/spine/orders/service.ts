import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { assertTransition } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { enqueue } from '../../platform/jobs.ts'
import { errors } from './errors.ts'
import { orderCancelled, orderRetried } from './events.ts'
import type { OrderId } from './line.ts'
import { type Order, orderTransitions } from './order.ts'
import { forAccount } from './place.ts'
import { fulfilItem } from './queue.ts'
import { endItem } from './saga.ts'
import * as store from './store.ts'

/** The order, or 404. */
export async function findOrder(context: Context | Tx, id: OrderId): Promise<Order> {
  const order = await store.find(context, id)
  if (!order) throw errors.notFound({ detail: 'No order with this id.' })
  return order
}

/** Staff let a held order go on: what is unknown is looked up again. Throws 404, 409 `notHeld`. */
export async function retryOrder(context: Context, id: OrderId): Promise<Order> {
  const found = await findOrder(context, id)
  return inTx(forAccount(context, found.accountId), async (tx) => {
    const order = await store.lock(tx, id)
    if (order?.status !== 'held') throw errors.notHeld({ detail: 'Only an order that is held for a decision can be tried again.' })
    for (const item of await store.itemsOf(tx, [id])) {
      if (item.status !== 'held') continue
      await store.saveItem(tx, { ...item, status: 'inProgress', lookups: 0, notFoundAt: null })
      await store.addStep(tx, item, { name: 'tried again by staff', status: 'done' })
      await enqueue(tx, fulfilItem, { orderItemId: item.id }, { key: `order-item:${item.id}` })
    }
    await store.setStatus(tx, id, 'inProgress', null)
    await publish(tx, orderRetried, { orderId: id, number: order.number })
    return { ...order, status: 'inProgress' }
  })
}

/** Cancels an order while no supplier has been asked (W5). Throws 404, 409 `tooLate` or `invalid_transition`. */
export async function cancelOrder(context: Context, id: OrderId): Promise<Order> {
  const found = await findOrder(context, id)
  return inTx(forAccount(context, found.accountId), async (tx) => {
    const order = await store.lock(tx, id)
    if (!order) throw errors.notFound({ detail: 'No order with this id.' })
    assertTransition('order', orderTransitions, order.status, 'assessingCancellation')
    const items = await store.itemsOf(tx, [id])
    const locked = await Promise.all(items.map((item) => store.lockItem(tx, item.id)))
    if (locked.some((item) => item?.status !== 'inProgress' || item.askedAt)) {
      throw errors.tooLate({ detail: 'A supplier has been asked already. Wait for the answer; what cannot be delivered is not charged.' })
    }
    for (const item of locked) if (item) await endItem(tx, item, 'cancelled')
    await store.setStatus(tx, id, 'cancelled', tx.now())
    await publish(tx, orderCancelled, { orderId: id, number: order.number })
    return { ...order, status: 'cancelled', endedAt: tx.now() }
  })
}

export { countOrders, list as listOrders } from './store.ts'
