import { hours, later } from '../../platform/clock.ts'
import type { Tx } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import { derivedId } from '../../platform/ids.ts'
import type { Money } from '../../platform/money.ts'
import { capture, type EntryId, type HoldId, hold, ledgerErrors, openWallet, post } from '../ledger/index.ts'
import type { OrderItem } from './order.ts'
import * as store from './store.ts'

/** How long money is set aside for a purchase; unfinished items renew it (§2.1). */
export const HOLD_MS = hours(24)

/** Why an item ends that nobody was asked about. */
export const UNPAID = 'The wallet could not pay any more when the order went on.'

const isProblem = (error: unknown, { code }: { readonly code: string }): boolean => error instanceof DomainError && error.code === code

/** Sets a price aside for an item of an order, under a hold of its own. Throws 402 with the shortfall. */
export async function holdPrice(
  tx: Tx,
  item: Pick<OrderItem, 'id' | 'accountId' | 'orderId' | 'description'>,
  amount: Money,
): Promise<HoldId> {
  const holdId = derivedId<HoldId>('hold', item.id, tx.now().toISOString())
  const wallet = await openWallet(tx, { accountId: item.accountId, currency: amount.currency })
  const subject = { type: 'order', id: item.orderId }
  await hold(tx, { holdId, walletId: wallet.id, amount, expiresAt: later(tx.now(), HOLD_MS), description: item.description, subject })
  return holdId
}

/** Sets the item's money aside again; undefined when the wallet has not got it any more. */
async function holdAnew(tx: Tx, item: OrderItem): Promise<OrderItem | undefined> {
  try {
    const held = { ...item, holdId: await holdPrice(tx, item, item.price) }
    await store.requoteItem(tx, held)
    await store.addStep(tx, held, { name: 'money held again', status: 'done' })
    return held
  } catch (error) {
    if (!isProblem(error, ledgerErrors.insufficientBalance)) throw error
    return undefined
  }
}

/**
 * An unfinished purchase keeps its money set aside, however long the supplier takes; where the hold has ended, as after a day on which nothing
 * worked, it is held again. Undefined when the wallet has not got the money any more.
 */
export async function keepMoney(tx: Tx, item: OrderItem): Promise<OrderItem | undefined> {
  if (!item.holdId) return item
  try {
    await post(tx, [{ op: 'extend', holdId: item.holdId, amount: item.price, expiresAt: later(tx.now(), HOLD_MS) }])
    return item
  } catch (error) {
    if (!isProblem(error, ledgerErrors.holdNotActive)) throw error
    return holdAnew(tx, item)
  }
}

/** Takes the money of a delivered item, once. Answers false when its hold has ended and the wallet has not got the money any more. */
export async function takeMoney(tx: Tx, item: OrderItem, entryId: EntryId): Promise<boolean> {
  const { price: amount, entryKind: kind, description, revenueCode: to, trace } = item
  const take = (holdId: HoldId) =>
    capture(tx, { id: entryId, holdId, to, amount, kind, description, subject: { type: 'order', id: item.orderId }, trace })
  if (!item.holdId) return true
  try {
    await take(item.holdId)
    return true
  } catch (error) {
    if (!isProblem(error, ledgerErrors.holdNotActive)) throw error
    const held = await holdAnew(tx, item)
    if (held?.holdId) await take(held.holdId)
    return held !== undefined
  }
}
