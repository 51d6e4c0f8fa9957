import { type Context, inScope, inTx, type Tx } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import type { AccountId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { type HoldId, listHolds } from '../ledger/index.ts'
import { orderItemWaiting } from './events.ts'
import type { Gate, OrderItemId, PreparedItem } from './line.ts'
import { holdPrice, UNPAID } from './money.ts'
import type { OrderItem } from './order.ts'
import { forAccount, lineOf } from './place.ts'
import { fulfilItem } from './queue.ts'
import { endItem, settleOrder } from './saga.ts'
import * as store from './store.ts'

/** Keeps the item waiting while a gate is closed, and lets it go on when all are open. Answers whether it may go on. */
export async function passesGates(context: Context, item: OrderItem): Promise<boolean> {
  for (const gate of context.services.gates) {
    const reason = await gate.check(context, item)
    if (reason === undefined) continue
    await inTx(context, (tx) => wait(tx, item.id, gate, reason))
    return false
  }
  return item.waitingFor ? goOn(context, item) : true
}

async function wait(tx: Tx, id: OrderItemId, gate: Gate, reason: string): Promise<void> {
  const item = await store.lockItem(tx, id)
  if (item?.status !== 'inProgress' || item.askedAt || item.waitingFor === gate.name) return
  await store.saveItem(tx, { ...item, waitingFor: gate.name })
  await store.addStep(tx, item, { name: `waiting for ${gate.name}`, status: 'waiting', detail: reason })
  if (!item.waitingFor) await lineOf(tx, item.kind).wait?.(tx, item, true)
  await gate.closed?.(tx, item)
  await publish(tx, orderItemWaiting, { orderItemId: id, orderId: item.orderId, kind: item.kind, gate: gate.name, reason })
}

/** Something the account's orders waited for has happened: each is looked at again. For handlers of care. */
export async function resumeWaiting(tx: Tx, accountId: AccountId): Promise<void> {
  await inScope(tx, { tenantId: tx.tenantId, accountId }, async (own) => {
    for (const id of await store.listWaiting(own, accountId)) {
      await enqueue(own, fulfilItem, { orderItemId: id }, { key: `order-item:${id}` })
    }
  })
}

/** What the item costs now, when its money is no longer set aside; undefined when it still is. */
async function requoteOf(context: Context, item: OrderItem): Promise<PreparedItem | OrderItem | undefined> {
  if (!item.holdId) return undefined
  const [held] = await listHolds(context, [item.holdId])
  if (held?.status === 'active') return undefined
  return (await lineOf(context, item.kind).requote?.(context, item)) ?? item
}

/**
 * Every gate is open. Money is set aside for a day only, so an item that waited longer is priced and held again (story 53); it ends when it can
 * no longer be sold or paid. All of it is one transaction: after a crash the item is still waiting, and this is done anew.
 */
async function goOn(context: Context, item: OrderItem): Promise<boolean> {
  const own = forAccount(context, item.accountId)
  let quoted: PreparedItem | OrderItem | undefined
  try {
    quoted = await requoteOf(own, item)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    await inTx(own, (tx) => endUnsold(tx, item.id, { code: error.code, message: error.facts.detail }))
    return false
  }
  return inTx(own, async (tx) => {
    const current = await store.lockItem(tx, item.id)
    if (current?.status !== 'inProgress' || !current.waitingFor || current.askedAt) return false
    if (quoted && !(await holdAgain(tx, current, quoted))) return false
    await store.saveItem(tx, { ...current, waitingFor: null })
    await store.addStep(tx, item, { name: `${current.waitingFor} is there`, status: 'done' })
    await lineOf(tx, item.kind).wait?.(tx, (await store.findItem(tx, item.id)) ?? current, false)
    return true
  })
}

/** Holds the price of today. Answers false after ending an item that the wallet cannot pay any more. */
async function holdAgain(tx: Tx, item: OrderItem, quoted: PreparedItem | OrderItem): Promise<boolean> {
  const { price, attributes, trace, description } = quoted
  let holdId: HoldId | null = null
  try {
    if (price.units > 0n) holdId = await holdPrice(tx, { ...item, description }, price)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    await endUnsold(tx, item.id, { code: error.code, message: UNPAID })
    return false
  }
  await store.requoteItem(tx, { ...item, description, price, attributes, trace, holdId, renewal: quoted.renewal ?? null })
  await store.addStep(tx, item, { name: 'money held again', status: 'done' })
  return true
}

/** Nobody opened the gate in time: what was kept is free for others, and the buyer may order anew. */
export const giveUpWaiting = (tx: Tx, id: OrderItemId): Promise<void> =>
  endUnsold(tx, id, { code: 'waited_too_long', message: 'What was needed did not arrive in time.' })

async function endUnsold(tx: Tx, id: OrderItemId, error: NonNullable<OrderItem['error']>): Promise<void> {
  const item = await store.lockItem(tx, id)
  if (item?.status !== 'inProgress' || item.askedAt) return
  await endItem(tx, { ...item, waitingFor: null, error }, 'failed')
  await settleOrder(tx, item)
}
