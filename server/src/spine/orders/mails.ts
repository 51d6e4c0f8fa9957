import { z } from 'zod'
import type { Tx } from '../../platform/context.ts'
import { defineLetter } from '../../platform/letters.ts'
import { sendLetter } from '../../platform/mail.ts'
import { amountOf } from '../../platform/money.ts'
import { findAccount } from '../accounts/index.ts'
import type { Order, OrderItem, OrderStatus } from './order.ts'

const schema = z.object({
  name: z.string(),
  number: z.string(),
  items: z.array(z.object({ description: z.string(), outcome: z.string() })),
})

const letter = (key: string, occasion: string, subject: string, text: string) =>
  defineLetter({
    key,
    occasion,
    kind: 'purchase',
    schema,
    subject: `Order {{ number }} ${subject}`,
    text: `Hello {{ name }},\n\n${text}\n\n{% for item in items %}- {{ item.description }}: {{ item.outcome }}\n{% endfor %}\n{{ brand }}\n`,
    sample: { name: 'Ana Costa', number: 'O-000123', items: [{ description: 'Number +1 415 555 0100', outcome: '2.00 USD' }] },
  })

const LETTERS = {
  completed: letter('order.confirmed', 'An order is complete', 'is complete', 'everything you ordered is ready:'),
  partial: letter(
    'order.partial',
    'A part of an order could not be delivered',
    'is partly complete',
    'a part of your order is ready; what could not be delivered was not charged:',
  ),
  failed: letter(
    'order.failed',
    'An order could not be delivered',
    'could not be delivered',
    'we could not deliver your order. Nothing was charged, the money is free in your wallet again:',
  ),
}

/** Tells the buyer how the order ended (W5). */
export async function writeOutcome(tx: Tx, order: Order, items: readonly OrderItem[], status: OrderStatus): Promise<void> {
  if (status !== 'completed' && status !== 'partial' && status !== 'failed') return
  const account = await findAccount(tx, order.accountId)
  const outcomeOf = (item: OrderItem) =>
    item.status === 'completed' ? `${amountOf(item.price)} ${item.price.currency}` : (item.error?.message ?? 'not delivered')
  await sendLetter(tx, LETTERS[status], {
    to: account.email,
    accountId: account.id,
    data: {
      name: account.name,
      number: order.number,
      items: items.map((item) => ({ description: item.description, outcome: outcomeOf(item) })),
    },
  })
}
