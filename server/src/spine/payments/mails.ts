import type { Tx } from '../../platform/context.ts'
import { sendMail } from '../../platform/mail.ts'
import { amountOf } from '../../platform/money.ts'
import { findAccount } from '../accounts/index.ts'
import { basePath, currentTenant } from '../tenants/index.ts'
import type { Payment } from './payment.ts'

const shown = ({ amount }: Payment): string => `${amountOf(amount)} ${amount.currency}`

/** What the owner of the wallet gets for the money. */
export async function mailReceipt(tx: Tx, payment: Payment): Promise<void> {
  const account = await findAccount(tx, payment.accountId)
  const tenant = await currentTenant(tx)
  await sendMail(tx, {
    template: 'wallet.topup_receipt',
    to: account.email,
    accountId: account.id,
    subject: `Receipt: ${shown(payment)} added to your wallet`,
    body: `Hello ${account.name},\n\nwe received your payment of ${shown(payment)}. It is in your wallet now.\n\nPayment ${payment.id}\n\n${tenant.name}\n`,
  })
}

/** Says that nothing was charged and what to do next. */
export async function mailFailure(tx: Tx, payment: Payment): Promise<void> {
  const account = await findAccount(tx, payment.accountId)
  const tenant = await currentTenant(tx)
  const wallet = `${tx.services.publicUrl}${basePath(tenant)}/wallet`
  await sendMail(tx, {
    template: 'wallet.topup_failed',
    to: account.email,
    accountId: account.id,
    subject: `Your payment of ${shown(payment)} did not go through`,
    body: `Hello ${account.name},\n\nyour payment of ${shown(payment)} did not go through: ${payment.failure?.message ?? ''}\nYou were not charged. Try again here: ${wallet}\n\n${tenant.name}\n`,
  })
}
