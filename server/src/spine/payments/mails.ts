import { z } from 'zod'
import type { Tx } from '../../platform/context.ts'
import { defineLetter } from '../../platform/letters.ts'
import { sendLetter } from '../../platform/mail.ts'
import { amountOf } from '../../platform/money.ts'
import { findAccount } from '../accounts/index.ts'
import type { Payment } from './payment.ts'

const receipt = defineLetter({
  key: 'wallet.topup_receipt',
  occasion: 'A payment arrived and is in the wallet',
  kind: 'payment',
  schema: z.object({ name: z.string(), amount: z.string(), payment: z.string() }),
  subject: 'Receipt: {{ amount }} added to your wallet',
  text: 'Hello {{ name }},\n\nwe received your payment of {{ amount }}. It is in your wallet now.\n\nPayment {{ payment }}\n\n{{ brand }}\n',
  sample: { name: 'Ana Costa', amount: '50.00 USD', payment: '0192f2a0-0000-7000-8000-000000000000' },
})

const failed = defineLetter({
  key: 'wallet.topup_failed',
  occasion: 'A payment did not go through',
  kind: 'payment',
  schema: z.object({ name: z.string(), amount: z.string(), reason: z.string() }),
  subject: 'Your payment of {{ amount }} did not go through',
  text: 'Hello {{ name }},\n\nyour payment of {{ amount }} did not go through: {{ reason }}\nYou were not charged. Try again here: {{ home }}/wallet\n\n{{ brand }}\n',
  sample: { name: 'Ana Costa', amount: '50.00 USD', reason: 'Your card was declined.' },
})

const shown = ({ amount }: Payment): string => `${amountOf(amount)} ${amount.currency}`

/** What the owner of the wallet gets for the money. */
export async function mailReceipt(tx: Tx, payment: Payment): Promise<void> {
  const { email: to, id: accountId, name } = await findAccount(tx, payment.accountId)
  await sendLetter(tx, receipt, { to, accountId, data: { name, amount: shown(payment), payment: payment.id } })
}

/** Says that nothing was charged and what to do next. */
export async function mailFailure(tx: Tx, payment: Payment): Promise<void> {
  const { email: to, id: accountId, name } = await findAccount(tx, payment.accountId)
  await sendLetter(tx, failed, { to, accountId, data: { name, amount: shown(payment), reason: payment.failure?.message ?? '' } })
}
