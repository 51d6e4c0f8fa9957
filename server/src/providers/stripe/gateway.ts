import Stripe from 'stripe'
import { z } from 'zod'
import { toMinorUnits } from '../../platform/money.ts'
import type { AdapterSettings, Outcome } from '../../platform/ports.ts'
import type { Checkout, GatewayEvent, GatewayState, PaymentGateway } from '../../spine/payments/port.ts'
import { stripeClient } from './client.ts'

/** The part of an event we read; Stripe sends much more. */
const Event = z.looseObject({
  id: z.string(),
  type: z.string(),
  data: z.looseObject({
    object: z.looseObject({
      id: z.string(),
      client_reference_id: z.string().nullish(),
      metadata: z.record(z.string(), z.string()).nullish(),
      payment_status: z.string().nullish(),
      last_payment_error: z
        .looseObject({ code: z.string().nullish(), decline_code: z.string().nullish(), message: z.string().nullish() })
        .nullish(),
    }),
  }),
})

/** A card that was declined leaves the page open for another one, so only the session's end is final. */
function toEvent(event: z.output<typeof Event>): GatewayEvent | undefined {
  const { object } = event.data
  const paymentId = object.client_reference_id ?? object.metadata?.['payment_id']
  if (!paymentId || !z.uuid().safeParse(paymentId).success) return undefined
  const about = { eventId: event.id, paymentId, reference: object.id }
  if (event.type === 'checkout.session.completed') {
    return object.payment_status === 'paid' ? { ...about, result: { state: 'paid' } } : { ...about, result: { state: 'open' } }
  }
  if (event.type === 'checkout.session.async_payment_succeeded') return { ...about, result: { state: 'paid' } }
  if (event.type === 'checkout.session.expired') return { ...about, result: { state: 'cancelled' } }
  return undefined
}

/** Stripe's hosted Checkout: no card data ever reaches us. */
export function stripeGateway(settings: AdapterSettings): PaymentGateway {
  const client = stripeClient(settings)
  const secret = settings.settings['webhookSecret'] ?? ''
  return {
    async openCheckout(checkout: Checkout): Promise<Outcome<{ reference: string; redirectUrl: string }>> {
      try {
        const session = await client.checkout.sessions.create(sessionOf(checkout), { idempotencyKey: checkout.paymentId })
        return session.url
          ? { kind: 'done', value: { reference: session.id, redirectUrl: session.url } }
          : { kind: 'pending', reference: session.id }
      } catch (error) {
        return refusal(error) ?? { kind: 'pending', reference: checkout.paymentId }
      }
    },

    async find(reference): Promise<GatewayState> {
      const session = await client.checkout.sessions.retrieve(reference)
      if (session.payment_status === 'paid') return { state: 'paid' }
      return session.status === 'expired' ? { state: 'cancelled' } : { state: 'open' }
    },

    readWebhook(body, headers) {
      try {
        client.webhooks.constructEvent(body, String(headers['stripe-signature'] ?? ''), secret)
      } catch (error) {
        if (error instanceof Stripe.errors.StripeSignatureVerificationError) return undefined
        throw error
      }
      const event = Event.parse(JSON.parse(body.toString('utf8')))
      return { eventId: event.id, event: toEvent(event) }
    },

    readKept: (body) => toEvent(Event.parse(JSON.parse(body.toString('utf8')))),
  }
}

const sessionOf = (checkout: Checkout): Stripe.Checkout.SessionCreateParams => ({
  mode: 'payment',
  client_reference_id: checkout.paymentId,
  customer_email: checkout.email,
  success_url: checkout.successUrl,
  cancel_url: checkout.cancelUrl,
  metadata: { payment_id: checkout.paymentId },
  line_items: [
    {
      quantity: 1,
      price_data: {
        currency: checkout.amount.currency.toLowerCase(),
        // Minor units are counts of cents, which Stripe's SDK takes as a number; a top-up is far below 2^53 of them.
        unit_amount: Number(toMinorUnits(checkout.amount)),
        product_data: { name: checkout.description },
      },
    },
  ],
})

/** A 4xx other than 409 and 429 is a definite no; anything else tells nothing, and the same key may be sent again. */
function refusal(error: unknown): { readonly kind: 'refused'; readonly reason: string; readonly code: string } | undefined {
  if (!(error instanceof Stripe.errors.StripeError)) return undefined
  const status = error.statusCode ?? 0
  if (status < 400 || status >= 500 || status === 409 || status === 429) return undefined
  return { kind: 'refused', reason: error.message, code: error.code ?? 'refused' }
}
