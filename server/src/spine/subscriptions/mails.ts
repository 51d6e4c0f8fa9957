import type { Tx } from '../../platform/context.ts'
import { sendMail } from '../../platform/mail.ts'
import { amountOf } from '../../platform/money.ts'
import { findAccount } from '../accounts/index.ts'
import { basePath, currentTenant } from '../tenants/index.ts'
import { type Subscription, termName } from './subscription.ts'

async function write(tx: Tx, subscription: Subscription, letter: { template: string; subject: string; text: string }): Promise<void> {
  const account = await findAccount(tx, subscription.accountId)
  const tenant = await currentTenant(tx)
  await sendMail(tx, {
    template: letter.template,
    to: account.email,
    accountId: account.id,
    subject: letter.subject,
    body: `Hello ${account.name},\n\n${letter.text}\n\nYour wallet: ${tx.services.publicUrl}${basePath(tenant)}/wallet\n\n${tenant.name}\n`,
  })
}

const dateOf = (instant: Date): string => instant.toISOString().slice(0, 10)

/** Tells what will be charged, `before` days before the paid month ends (W7). */
export const writeNotice = (tx: Tx, subscription: Subscription, before: number) =>
  write(tx, subscription, {
    template: `renewal.notice${before}`,
    subject: `${subscription.description} renews soon`,
    text: `${subscription.description} is paid until ${dateOf(subscription.periodEnd)}. A day before, ${amountOf(subscription.price)} ${subscription.price.currency} for the next ${termName(subscription.term)} is taken from your wallet.`,
  })

export const writeRenewalFailed = (tx: Tx, subscription: Subscription, shortfall: string) =>
  write(tx, subscription, {
    template: 'renewal.failed',
    subject: `${subscription.description} could not be renewed`,
    text: `your wallet is short of ${shortfall} ${subscription.price.currency}. ${subscription.description} works until ${dateOf(subscription.periodEnd)}; add funds before then and it goes on by itself.`,
  })
