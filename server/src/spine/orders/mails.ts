import type { Tx } from '../../platform/context.ts'
import { sendMail } from '../../platform/mail.ts'
import { amountOf } from '../../platform/money.ts'
import { findAccount } from '../accounts/index.ts'
import { currentTenant } from '../tenants/index.ts'
import type { Order, OrderItem, OrderStatus } from './order.ts'

const LETTERS: Readonly<Partial<Record<OrderStatus, { template: string; subject: string; text: string }>>> = {
  completed: { template: 'order.confirmed', subject: 'is complete', text: 'everything you ordered is ready:' },
  partial: {
    template: 'order.partial',
    subject: 'is partly complete',
    text: 'a part of your order is ready; what could not be delivered was not charged:',
  },
  failed: {
    template: 'order.failed',
    subject: 'could not be delivered',
    text: 'we could not deliver your order. Nothing was charged, the money is free in your wallet again:',
  },
}

/** Tells the buyer how the order ended (W5). */
export async function writeOutcome(tx: Tx, order: Order, items: readonly OrderItem[], status: OrderStatus): Promise<void> {
  const letter = LETTERS[status]
  if (!letter) return
  const account = await findAccount(tx, order.accountId)
  const tenant = await currentTenant(tx)
  const lines = items.map(
    (item) =>
      `- ${item.description}: ${item.status === 'completed' ? `${amountOf(item.price)} ${item.price.currency}` : (item.error?.message ?? 'not delivered')}`,
  )
  await sendMail(tx, {
    template: letter.template,
    to: account.email,
    accountId: account.id,
    subject: `Order ${order.number} ${letter.subject}`,
    body: `Hello ${account.name},\n\n${letter.text}\n\n${lines.join('\n')}\n\n${tenant.name}\n`,
  })
}
