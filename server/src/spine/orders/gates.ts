import { later } from '../../platform/clock.ts'
import { type Context, createContext, inScope, inTx, type Tx } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { type AccountId, derivedId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { findWallet, type HoldId, hold, listHolds, release } from '../ledger/index.ts'
import { orderItemWaiting } from './events.ts'
import type { OrderItemId } from './line.ts'
import type { OrderItem } from './order.ts'
import { HOLD_MS, lineOf } from './place.ts'
import { fulfilItem } from './queue.ts'
import { endItem, settleOrder } from './saga.ts'
import * as store from './store.ts'

/** Keeps the item waiting when a gate is closed. Answers whether it may go on. */
export async function passesGates(context: Context, item: OrderItem): Promise<boolean> {
  for (const gate of context.services.gates) {
    const reason = await gate.check(context, item)
    if (reason === undefined) continue
    await inTx(context, (tx) => wait(tx, item.id, gate.name, reason))
    return false
  }
  if (item.waitingFor) await inTx(context, (tx) => goOn(tx, item.id))
  return true
}

async function wait(tx: Tx, id: OrderItemId, gate: string, reason: string): Promise<void> {
  const item = await store.lockItem(tx, id)
  if (item?.status !== 'inProgress' || item.askedAt || item.waitingFor === gate) return
  await store.saveItem(tx, { ...item, waitingFor: gate })
  await store.addStep(tx, item, { name: `waiting for ${gate}`, status: 'waiting', detail: reason })
  await lineOf(tx, item.kind).wait?.(tx, item, true)
  await publish(tx, orderItemWaiting, { orderItemId: id, orderId: item.orderId, kind: item.kind, gate, reason })
}

async function goOn(tx: Tx, id: OrderItemId): Promise<void> {
  const item = await store.lockItem(tx, id)
  if (item?.status !== 'inProgress' || !item.waitingFor) return
  await store.saveItem(tx, { ...item, waitingFor: null })
  await store.addStep(tx, item, { name: `${item.waitingFor} is there`, status: 'done' })
  await lineOf(tx, item.kind).wait?.(tx, item, false)
}

/** Something the account's orders waited for has happened: each is looked at again. For handlers of care. */
export async function resumeWaiting(tx: Tx, accountId: AccountId): Promise<void> {
  await inScope(tx, { tenantId: tx.tenantId, accountId }, async (own) => {
    for (const id of await store.listWaiting(own, accountId)) {
      await enqueue(own, fulfilItem, { orderItemId: id }, { key: `order-item:${id}` })
    }
  })
}

/** Money is set aside for a day only: an item that waited longer is priced and held again, or ends when the wallet cannot pay any more (story 53). */
export async function holdAgain(context: Context, item: OrderItem): Promise<OrderItem | undefined> {
  const wallet = await findWallet(context, { accountId: item.accountId, currency: item.price.currency })
  if (!item.holdId || !wallet) return item
  const [held] = await listHolds(context, [item.holdId])
  if (held?.status === 'active') return item
  const own = createContext(context.services, { ...context, accountId: item.accountId })
  const quoted = (await lineOf(own, item.kind).requote?.(own, item)) ?? item
  return inTx(own, async (tx) => {
    const current = await store.lockItem(tx, item.id)
    if (current?.status !== 'inProgress' || current.askedAt) return undefined
    const priced: OrderItem = {
      ...current,
      attributes: quoted.attributes,
      price: quoted.price,
      trace: quoted.trace,
      renewal: quoted.renewal ?? null,
      holdId: derivedId<HoldId>('hold', item.id, tx.now().toISOString()),
    }
    try {
      await hold(tx, {
        holdId: priced.holdId as HoldId,
        walletId: wallet.id,
        amount: priced.price,
        expiresAt: later(tx.now(), HOLD_MS),
        description: priced.description,
        subject: { type: 'order', id: item.orderId },
      })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      await endUnpaid(tx, current, error)
      return undefined
    }
    await store.requoteItem(tx, priced)
    await store.addStep(tx, item, { name: 'money held again', status: 'done' })
    return priced
  })
}

async function endUnpaid(tx: Tx, item: OrderItem, error: DomainError): Promise<void> {
  if (item.holdId) await release(tx, item.holdId)
  await endItem(
    tx,
    { ...item, holdId: null, error: { code: error.code, message: 'The wallet could not pay any more when the order went on.' } },
    'failed',
  )
  await settleOrder(tx, item)
}
