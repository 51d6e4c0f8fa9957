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
import { pick } from './dice.ts'
import type { Person } from './people.ts'
import { ANSWERS, textOf } from './texts.ts'
import { tellVendor } from './vendors.ts'

export type Customer = {
  readonly name: string
  readonly tenantId: TenantId
  readonly accountId: AccountId
  readonly currency: string
  paid: boolean
  /** Has ordered a number. */
  asked: boolean
  /** A number that can text. */
  number: string | undefined
  /** The SIP username of a phone. */
  phone: string | undefined
  /** Bought an eSIM. */
  travels: boolean
  /** An installed eSIM. */
  iccid: string | undefined
  /** The numbers the customer calls and writes to. */
  readonly circle: readonly [string, ...string[]]
}

export async function join(context: Context, who: Person, circle: Customer['circle']): Promise<Customer> {
  return inTx(context, async (tx) => {
    const account = await createAccount(tx, who)
    await openWallet(tx, { accountId: account.id, currency: account.currency })
    return {
      name: who.name,
      tenantId: tx.tenantId,
      accountId: account.id,
      currency: account.currency,
      paid: false,
      asked: false,
      number: undefined,
      phone: undefined,
      travels: false,
      iccid: undefined,
      circle,
    }
  })
}

const TOP_UPS = ['10.00', '25.00', '25.00', '50.00', '100.00'] as const

type Payment = Awaited<ReturnType<typeof startPayment>>
export type Checkout = { readonly context: Context; readonly customer: Customer; readonly paymentId: Payment['id'] }

/** Begins to pay; the page of the gateway is there after the jobs have run. */
export async function startTopUp(context: Context, customer: Customer, roll: () => number): Promise<Checkout> {
  const wish = { amount: money(customer.currency, pick(TOP_UPS, roll)), returnPath: '/wallet', key: newId() }
  const { id } = await startPayment(context, customer.accountId, wish)
  return { context, customer, paymentId: id }
}

/** Pays at the simulated gateway, as people would on its page. */
export async function pay({ context, paymentId }: Checkout, config: Config): Promise<void> {
  const { gatewayReference } = await findPayment(context, paymentId)
  await tellVendor(config, 'stripe', `checkout/${gatewayReference}/pay`, { outcome: 'success' })
}

const PATIENCE_MS = 10_000

/** Sees that the money has arrived, for what the customer does next; a job that tries again takes some seconds. */
export async function awaitPayment({ context, customer, paymentId }: Checkout, live: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  while ((await findPayment(context, paymentId)).status !== 'completed') {
    if (Date.now() > deadline) throw new Error('A payment at the simulated gateway did not arrive within ten seconds.')
    await new Promise((resolve) => setTimeout(resolve, 100))
    await live()
  }
  customer.paid = true
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
  const country = pick(COUNTRIES, roll)
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

/** Answers whom the customer texted. */
export async function text(context: Context, { accountId, number, circle }: Customer, roll: () => number): Promise<string | undefined> {
  const to = pick(circle, roll)
  const body = textOf(roll)
  if (!number) return undefined
  const isSent = await unlessRefused(() => sendMessage(context, accountId, { from: number, to, body, key: newId() }))
  return isSent ? to : undefined
}

/** Somebody writes back to the customer. */
export async function writeBack(context: Context, config: Config, customer: Customer, from: string, roll: () => number): Promise<void> {
  const body = pick(ANSWERS, roll)
  await noteNumber(context, customer)
  if (customer.number) await tellVendor(config, 'twilio', 'inbound', { from, to: customer.number, body })
}
