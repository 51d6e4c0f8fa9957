/** Stripe's objects are kept in the shape in which they travel, so an answer, an event and the saved file agree. */
export type Metadata = Record<string, string>

export type LineItem = {
  readonly id: string
  readonly object: 'item'
  readonly amount_discount: 0
  readonly amount_subtotal: number
  readonly amount_tax: 0
  readonly amount_total: number
  readonly currency: string
  readonly description: string
  readonly price: unknown
  readonly quantity: number
}

export type Session = {
  readonly id: string
  readonly object: 'checkout.session'
  readonly amount_subtotal: number
  readonly amount_total: number
  readonly cancel_url: string | null
  readonly client_reference_id: string | null
  readonly created: number
  readonly currency: string
  readonly customer: string | null
  readonly customer_email: string | null
  readonly livemode: false
  readonly metadata: Metadata
  readonly mode: 'payment'
  readonly success_url: string
  expires_at: number
  customer_details: { email: string | null; name: null; phone: null; address: null; tax_exempt: 'none'; tax_ids: [] } | null
  payment_intent: string | null
  payment_status: 'unpaid' | 'paid'
  status: 'open' | 'complete' | 'expired'
  url: string | null
}

/** What a session must remember and Stripe does not show. */
export type SessionExtra = {
  readonly lineItems: readonly LineItem[]
  readonly intentMetadata: Metadata
  readonly description: string | null
}

export type CardError = { readonly type: 'card_error'; readonly code: string; readonly decline_code?: string; readonly message: string }

export type PaymentIntent = {
  readonly id: string
  readonly object: 'payment_intent'
  readonly amount: number
  readonly created: number
  readonly currency: string
  readonly customer: string | null
  readonly client_secret: string
  readonly livemode: false
  readonly capture_method: 'automatic_async'
  readonly confirmation_method: 'automatic'
  readonly payment_method_types: readonly string[]
  amount_capturable: 0
  amount_received: number
  canceled_at: number | null
  cancellation_reason: string | null
  description: string | null
  last_payment_error: CardError | null
  latest_charge: string | null
  metadata: Metadata
  next_action: { type: 'redirect_to_url'; redirect_to_url: { url: string; return_url: string | null } } | null
  payment_method: string | null
  receipt_email: string | null
  status: 'requires_payment_method' | 'requires_confirmation' | 'requires_action' | 'succeeded' | 'canceled'
}

export type Charge = {
  readonly id: string
  readonly object: 'charge'
  readonly amount: number
  readonly created: number
  readonly currency: string
  readonly description: string | null
  readonly failure_code: string | null
  readonly failure_message: string | null
  readonly livemode: false
  readonly metadata: Metadata
  readonly paid: boolean
  readonly payment_intent: string
  readonly payment_method: string | null
  readonly payment_method_details: unknown
  readonly status: 'succeeded' | 'failed'
  amount_captured: number
  amount_refunded: number
  captured: boolean
  refunded: boolean
}

export type Refund = {
  readonly id: string
  readonly object: 'refund'
  readonly amount: number
  readonly charge: string
  readonly created: number
  readonly currency: string
  readonly metadata: Metadata
  readonly payment_intent: string
  readonly reason: string | null
  readonly status: 'succeeded'
}

export type StripeEvent = {
  readonly id: string
  readonly object: 'event'
  readonly api_version: string
  readonly created: number
  readonly data: { readonly object: unknown }
  readonly livemode: false
  readonly request: { readonly id: string | null; readonly idempotency_key: string | null }
  readonly type: string
  pending_webhooks: number
}

export type Endpoint = {
  readonly id: string
  readonly object: 'webhook_endpoint'
  readonly api_version: string | null
  readonly application: null
  readonly created: number
  readonly livemode: false
  readonly secret: string
  description: string | null
  enabled_events: string[]
  metadata: Metadata
  status: 'enabled' | 'disabled'
  url: string
}

/** The answer given to an Idempotency-Key, and what was asked. */
export type Answered = { readonly asked: string; readonly status: number; readonly body: unknown; readonly requestId: string }

export type StripeState = {
  readonly sessions: Map<string, Session>
  readonly extras: Map<string, SessionExtra>
  readonly paymentIntents: Map<string, PaymentIntent>
  readonly charges: Map<string, Charge>
  readonly refunds: Map<string, Refund>
  readonly events: Map<string, StripeEvent>
  readonly endpoints: Map<string, Endpoint>
  readonly answered: Map<string, Answered>
}

export type SavedStripe = { version: 1 } & { [K in keyof StripeState]: [string, StripeState[K] extends Map<string, infer V> ? V : never][] }

export const emptyState = (): StripeState => ({
  sessions: new Map(),
  extras: new Map(),
  paymentIntents: new Map(),
  charges: new Map(),
  refunds: new Map(),
  events: new Map(),
  endpoints: new Map(),
  answered: new Map(),
})

// Enough for a month of a demo; the oldest leave first.
const SAVED = 5_000

export function toSaved(state: StripeState): SavedStripe {
  const entries = Object.entries(state).map(([name, map]) => [name, [...(map as Map<string, unknown>)].slice(-SAVED)])
  return { version: 1, ...Object.fromEntries(entries) }
}

export function restoreInto(state: StripeState, saved: SavedStripe): void {
  for (const [name, map] of Object.entries(state)) {
    for (const [id, value] of saved[name as keyof StripeState]) (map as Map<string, unknown>).set(id, value)
  }
}

export function forget(state: StripeState): void {
  for (const [name, map] of Object.entries(state)) if (name !== 'endpoints') map.clear()
}
