import { sendMessage } from '../../lines/messaging/index.ts'
import { listNumbers, searchNumbers } from '../../lines/numbers/index.ts'
import { type Context, inTx } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import { type AccountId, newId, type TenantId } from '../../platform/ids.ts'
import { money } from '../../platform/money.ts'
import { createAccount } from '../../spine/accounts/index.ts'
import { openWallet } from '../../spine/ledger/index.ts'
import { placeOrder } from '../../spine/orders/index.ts'
import { findPayment, startPayment } from '../../spine/payments/index.ts'
import type { Config } from '../config.ts'
import { fewAtOnce } from './few.ts'
import { type Person, TEXTS } from './people.ts'

export type Customer = {
  readonly name: string
  readonly tenantId: TenantId
  readonly accountId: AccountId
  readonly currency: string
  paid: boolean
  /** A number that can text. */
  number: string | undefined
  /** The SIP username of a phone. */
  phone: string | undefined
  /** An installed eSIM. */
  iccid: string | undefined
}

export async function join(context: Context, who: Person): Promise<Customer> {
  return inTx(context, async (tx) => {
    const account = await createAccount(tx, who)
    await openWallet(tx, { accountId: account.id, currency: account.currency })
    return {
      name: who.name,
      tenantId: tx.tenantId,
      accountId: account.id,
      currency: account.currency,
      paid: false,
      number: undefined,
      phone: undefined,
      iccid: undefined,
    }
  })
}

export type TopUp = { readonly context: Context; readonly customer: Customer; readonly amount: string }

/** Several customers pay at the simulated gateway, as people would on its page. */
export async function topUp(config: Config, wishes: readonly TopUp[], live: () => Promise<void>): Promise<void> {
  const started = await Promise.all(
    wishes.map(async ({ context, customer, amount }) => {
      const wish = { amount: money(customer.currency, amount), returnPath: '/wallet', key: newId() }
      return { context, payment: await startPayment(context, customer.accountId, wish) }
    }),
  )
  await live()
  await fewAtOnce(
    started.map(({ context, payment }) => async () => {
      const { gatewayReference } = await findPayment(context, payment.id)
      const url = `http://127.0.0.1:${config.SIM_STRIPE_PORT}/_control/checkout/${gatewayReference}/pay`
      const reply = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ outcome: 'success' }),
      })
      if (!reply.ok) throw new Error(`The simulated gateway did not take the payment: ${await reply.text()}`)
    }),
  )
  await until(async () => {
    await live()
    const now = await Promise.all(started.map(({ context, payment }) => findPayment(context, payment.id)))
    return now.every(({ status }) => status === 'completed')
  })
}

const PATIENCE_MS = 10_000

async function until(done: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  while (!(await done())) {
    if (Date.now() > deadline) throw new Error('A vendor simulator did not answer within ten seconds.')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** People run out of money and numbers run out of stock; a story goes on. */
export async function unlessRefused(deed: () => Promise<unknown>): Promise<boolean> {
  try {
    await deed()
    return true
  } catch (error) {
    if (error instanceof DomainError) return false
    throw error
  }
}

const COUNTRIES = ['US', 'US', 'US', 'CA', 'GB'] as const

/** Orders a number; it is there after the jobs have run. */
export async function order(context: Context, customer: Customer, roll: () => number): Promise<void> {
  const country = COUNTRIES[Math.floor(roll() * COUNTRIES.length)] ?? 'US'
  const { items } = await searchNumbers(context, { country, type: 'local', limit: 30 })
  const offer = items[Math.floor(roll() * items.length)]
  if (!offer) return
  const wish = { kind: 'number', attributes: { e164: offer.e164, country, type: 'local' } }
  await unlessRefused(() => placeOrder(context, customer.accountId, [wish], newId()))
}

/** The customer's number, once it can text. */
export async function noteNumber(context: Context, customer: Customer): Promise<void> {
  const [number] = (await listNumbers(context, { limit: 1, status: 'active' })).items
  customer.number = number?.capabilities.includes('sms') ? number.e164 : undefined
}

const LAST_DIGITS = ['71', '72', '74', '75', '79', '03', '07', '08', '01'] as const

export async function text(context: Context, customer: Customer, roll: () => number): Promise<void> {
  const body = TEXTS[Math.floor(roll() * TEXTS.length)] ?? TEXTS[0]
  const ending = LAST_DIGITS[Math.floor(roll() * roll() * LAST_DIGITS.length)] ?? '71'
  const to = `+1415555${String(20 + Math.floor(roll() * 60))}${ending}`
  const { number } = customer
  if (number) await unlessRefused(() => sendMessage(context, customer.accountId, { from: number, to, body, key: newId() }))
}
