import { z } from 'zod'
import type { Tx } from '../../platform/context.ts'
import { defineLetter } from '../../platform/letters.ts'
import { sendLetter } from '../../platform/mail.ts'
import { amountOf } from '../../platform/money.ts'
import { findAccount } from '../accounts/index.ts'
import { type Subscription, termName } from './subscription.ts'

const FOOT = '\n\nYour wallet: {{ home }}/wallet\n\n{{ brand }}\n'
const service = { name: z.string(), service: z.string(), paidUntil: z.string() }
const sample = { name: 'Ana Costa', service: 'Number +1 415 555 0100', paidUntil: '2026-02-01' }

const notice = (before: 1 | 7) =>
  defineLetter({
    key: `renewal.notice${before}`,
    occasion: `A service renews in ${before === 1 ? 'a day' : 'a week'}`,
    kind: 'expiry',
    schema: z.object({ ...service, price: z.string(), term: z.string() }),
    subject: '{{ service }} renews soon',
    text: `Hello {{ name }},\n\n{{ service }} is paid until {{ paidUntil }}. A day before, {{ price }} for the next {{ term }} is taken from your wallet.${FOOT}`,
    sample: { ...sample, price: '2.00 USD', term: 'month' },
  })

const notices = { 1: notice(1), 7: notice(7) }

const failed = defineLetter({
  key: 'renewal.failed',
  occasion: 'The wallet could not pay a renewal',
  kind: 'expiry',
  schema: z.object({ ...service, shortfall: z.string() }),
  subject: '{{ service }} could not be renewed',
  text: `Hello {{ name }},\n\nyour wallet is short of {{ shortfall }}. {{ service }} works until {{ paidUntil }}; add funds before then and it goes on by itself.${FOOT}`,
  sample: { ...sample, shortfall: '1.50 USD' },
})

const dateOf = (instant: Date): string => instant.toISOString().slice(0, 10)

/** Tells what will be charged, `before` days before the paid month ends (W7). */
export async function writeNotice(tx: Tx, subscription: Subscription, before: 1 | 7): Promise<void> {
  const { email: to, id: accountId, name } = await findAccount(tx, subscription.accountId)
  const { description, periodEnd, price, term } = subscription
  const data = {
    name,
    service: description,
    paidUntil: dateOf(periodEnd),
    price: `${amountOf(price)} ${price.currency}`,
    term: termName(term),
  }
  await sendLetter(tx, notices[before], { to, accountId, data })
}

export async function writeRenewalFailed(tx: Tx, subscription: Subscription, shortfall: string): Promise<void> {
  const { email: to, id: accountId, name } = await findAccount(tx, subscription.accountId)
  const { description, periodEnd, price } = subscription
  const data = { name, service: description, paidUntil: dateOf(periodEnd), shortfall: `${shortfall} ${price.currency}` }
  await sendLetter(tx, failed, { to, accountId, data })
}
