import { type Context, inTx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { derivedId } from '../../platform/ids.ts'
import { toMoneyReply } from '../../platform/money.ts'
import { type EntryId, findWallet, post } from '../ledger/index.ts'
import { errors } from './errors.ts'
import { orderItemRefunded } from './events.ts'
import type { OrderItemId } from './line.ts'
import type { OrderItem } from './order.ts'
import { forAccount, lineOf } from './place.ts'
import * as store from './store.ts'

/**
 * Pays an item back to the wallet it was paid from and ends its service (W22, whole items to the wallet). The line may refuse, as for an eSIM that
 * was installed. Throws 404; 409 `notDelivered`, `alreadyRefunded`, and the line's own refusal. Doing it again pays once.
 */
export async function refundItem(context: Context, id: OrderItemId, reason: string): Promise<OrderItem> {
  const found = await store.findItem(context, id)
  if (!found) throw errors.itemNotFound({ detail: 'No order item with this id.' })
  if (found.status !== 'completed' || !found.serviceId) {
    throw errors.notDelivered({ detail: 'Only what was delivered and paid can be paid back.', status: found.status })
  }
  const own = forAccount(context, found.accountId)
  const line = lineOf(own, found.kind)
  await line.refundable?.(own, found.serviceId)
  return inTx(own, async (tx) => {
    const item = await store.lockItem(tx, id)
    if (!item?.serviceId || item.refundedAt)
      throw errors.alreadyRefunded({ detail: 'This was paid back before.', refundedAt: item?.refundedAt })
    const wallet = await findWallet(tx, { accountId: item.accountId, currency: item.price.currency })
    if (wallet && item.price.units > 0n) {
      const captured = derivedId<EntryId>('capture', item.id)
      await post(tx, [
        {
          op: 'credit',
          id: derivedId<EntryId>('refund', item.id),
          walletId: wallet.id,
          from: item.revenueCode,
          amount: item.price,
          kind: 'refund',
          description: `${item.description}: paid back`,
          subject: { type: 'order', id: item.orderId },
          journalId: captured,
          trace: { refundOf: captured, reason },
        },
      ])
    }
    const refunded: OrderItem = { ...item, refundedAt: tx.now() }
    await store.saveItem(tx, refunded)
    await store.addStep(tx, item, { name: 'paid back', status: 'done', detail: reason })
    await line.terminate(tx, item.serviceId)
    const { orderId, kind, serviceId } = item
    await publish(tx, orderItemRefunded, { orderItemId: id, orderId, kind, serviceId, amount: toMoneyReply(item.price), reason })
    return refunded
  })
}
