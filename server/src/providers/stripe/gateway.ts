import type Stripe from 'stripe'
import { toMinorUnits } from '../../platform/money.ts'
import type { AdapterSettings, Outcome } from '../../platform/ports.ts'
import type { Checkout, GatewayState, PaymentGateway } from '../../spine/payments/port.ts'
import { stripeClient } from './client.ts'
import { readEvent, stateOf } from './events.ts'
import { stripe } from './sdk.ts'

const NOT_FOUND = 404

/** Stripe's hosted Checkout: no card data ever reaches us. */
export function stripeGateway(settings: AdapterSettings): PaymentGateway {
  const client = stripeClient(settings)
  const secret = settings.settings['webhookSecret'] ?? ''
  return {
    async openCheckout(checkout) {
      const wish = sessionOf(checkout)
      try {
        const { id, url } = await client.checkout.sessions.create(wish, { idempotencyKey: checkout.paymentId })
        return url ? { kind: 'done', value: { reference: id, redirectUrl: url } } : { kind: 'pending', reference: id }
      } catch (error) {
        return refusalOf(error) ?? { kind: 'pending', reference: checkout.paymentId }
      }
    },

    async find(reference): Promise<GatewayState> {
      try {
        return stateOf(await client.checkout.sessions.retrieve(reference))
      } catch (error) {
        // No such page: nobody can pay on it any more.
        if (error instanceof stripe().errors.StripeError && error.statusCode === NOT_FOUND) return { state: 'cancelled' }
        throw error
      }
    },

    verifyWebhook(body, headers) {
      try {
        return client.webhooks.constructEvent(body, String(headers['stripe-signature'] ?? ''), secret).id
      } catch (error) {
        if (error instanceof stripe().errors.StripeSignatureVerificationError) return undefined
        throw error
      }
    },

    readWebhook: readEvent,
  }
}

const sessionOf = ({ paymentId, amount, description, email, successUrl, cancelUrl }: Checkout): Stripe.Checkout.SessionCreateParams => ({
  mode: 'payment',
  client_reference_id: paymentId,
  customer_email: email,
  success_url: successUrl,
  cancel_url: cancelUrl,
  metadata: { payment_id: paymentId },
  payment_intent_data: { metadata: { payment_id: paymentId } },
  line_items: [
    {
      quantity: 1,
      price_data: {
        currency: amount.currency.toLowerCase(),
        // Minor units are counts of cents, which Stripe's SDK takes as a number; a top-up is far below 2^53 of them.
        unit_amount: Number(toMinorUnits(amount)),
        product_data: { name: description },
      },
    },
  ],
})

/**
 * A definite no, or undefined when nobody knows. 409 and 429 may be asked again; a 5xx or a lost connection may have had its effect; and a key that
 * was used with other words belongs to a page that is there.
 */
function refusalOf(error: unknown): Extract<Outcome<never>, { kind: 'refused' }> | undefined {
  if (!(error instanceof stripe().errors.StripeError)) throw error
  const status = error.statusCode ?? 0
  const definite = status >= 400 && status < 500 && status !== 409 && status !== 429
  if (!definite || error instanceof stripe().errors.StripeIdempotencyError) return undefined
  return { kind: 'refused', reason: error.message, code: error.code ?? error.type }
}
