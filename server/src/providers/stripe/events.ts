import { z } from 'zod'
import { fromMinorUnits, type Money } from '../../platform/money.ts'
import type { GatewayEvent, GatewayState } from '../../spine/payments/port.ts'

/** The parts we read; Stripe sends much more, and events about objects of any shape. */
const Envelope = z.object({ type: z.string(), data: z.object({ object: z.unknown() }) })
const Session = z.object({
  id: z.string(),
  client_reference_id: z.string().nullish(),
  status: z.string().nullish(),
  payment_status: z.string(),
  amount_total: z.int().nullish(),
  currency: z.string().nullish(),
})
const Intent = z.object({
  metadata: z.record(z.string(), z.string()).nullish(),
  amount_received: z.int().nullish(),
  currency: z.string(),
  last_payment_error: z.object({ code: z.string().nullish(), decline_code: z.string().nullish(), message: z.string().nullish() }).nullish(),
})

const moneyOf = (currency: string | null | undefined, minor: number | null | undefined): Money =>
  fromMinorUnits((currency ?? '').toUpperCase(), BigInt(minor ?? 0))

/** What a checkout session says about its payment; a word we do not know says nothing. */
export function stateOf(session: unknown): GatewayState {
  const { status, payment_status: paid, amount_total: total, currency } = Session.parse(session)
  if (paid === 'paid') return { state: 'paid', amount: moneyOf(currency, total) }
  if (status === 'expired') return { state: 'cancelled' }
  // Slow methods, such as a debit: the customer is done, the bank is not.
  return status === 'complete' && paid === 'unpaid' ? { state: 'processing' } : { state: 'open' }
}

function aboutSession(object: unknown, result: GatewayState): GatewayEvent | undefined {
  const { id: reference, client_reference_id: paymentId } = Session.parse(object)
  return paymentId ? { paymentId, reference, result } : undefined
}

function aboutIntent(object: unknown, resultOf: (intent: z.output<typeof Intent>) => GatewayState): GatewayEvent | undefined {
  const intent = Intent.parse(object)
  const paymentId = intent.metadata?.['payment_id']
  return paymentId ? { paymentId, reference: null, result: resultOf(intent) } : undefined
}

/** A declined card leaves the page open for another one, so a payment ends with its session, not with its card. */
export function readEvent(body: Buffer): GatewayEvent | undefined {
  const { type, data } = Envelope.parse(JSON.parse(body.toString('utf8')))
  switch (type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
    case 'checkout.session.expired':
      return aboutSession(data.object, stateOf(data.object))
    case 'checkout.session.async_payment_failed':
      return aboutSession(data.object, { state: 'failed', code: 'payment_failed', message: 'Your bank did not make the payment.' })
    case 'payment_intent.succeeded':
      return aboutIntent(data.object, ({ currency, amount_received: received }) => ({
        state: 'paid',
        amount: moneyOf(currency, received),
      }))
    case 'payment_intent.payment_failed':
      return aboutIntent(data.object, ({ last_payment_error: error }) => ({
        state: 'declined',
        code: error?.decline_code ?? error?.code ?? 'declined',
        message: error?.message ?? 'Your card was declined.',
      }))
    default:
      return undefined
  }
}
