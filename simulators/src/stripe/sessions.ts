import * as z from 'zod'
import { stripeId } from '../kit/random.ts'
import { invalid } from './errors.ts'
import type { LineItem, Session, SessionExtra, StripeState } from './state.ts'

const HALF_AN_HOUR = 30 * 60
const A_DAY = 24 * 60 * 60

// Known to Stripe and without effect here; anything else is refused, as Stripe does.
const ACCEPTED = [
  ...['adaptive_pricing', 'after_expiration', 'allow_promotion_codes', 'automatic_tax', 'billing_address_collection', 'branding_settings'],
  ...['consent_collection', 'custom_fields', 'custom_text', 'customer_creation', 'customer_update', 'discounts', 'invoice_creation'],
  ...['locale', 'name_collection', 'origin_context', 'payment_method_collection', 'payment_method_configuration', 'payment_method_options'],
  ...['payment_method_types', 'phone_number_collection', 'saved_payment_method_options', 'submit_type', 'tax_id_collection', 'ui_mode'],
  ...['wallet_options', 'expand', 'integration_identifier', 'excluded_payment_method_types', 'return_url', 'redirect_on_completion'],
]

// What a plain card payment shows in every session.
const CONSTANT = {
  automatic_tax: { enabled: false, liability: null, provider: null, status: null },
  billing_address_collection: null,
  custom_fields: [],
  customer_creation: 'if_required',
  discounts: [],
  invoice: null,
  locale: null,
  payment_link: null,
  payment_method_collection: 'always',
  payment_method_options: {},
  payment_method_types: ['card'],
  recovered_from: null,
  setup_intent: null,
  shipping_options: [],
  submit_type: null,
  subscription: null,
  total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
  ui_mode: 'hosted_page',
}

export const WholeNumber = z
  .string()
  .regex(/^\d{1,12}$/, 'must be a non-negative integer')
  .transform(Number)
export const Currency = z
  .string()
  .regex(/^[A-Za-z]{3}$/, 'must be a three-letter currency')
  .transform((code) => code.toLowerCase())
export const MetadataInput = z.record(z.string().max(40), z.string().max(500))
const Address = z.url({ protocol: /^https?$/, error: 'Not a valid URL' })

const ProductData = z.strictObject({
  name: z.string().min(1),
  description: z.string().optional(),
  images: z.array(z.string()).optional(),
  metadata: MetadataInput.optional(),
  tax_code: z.string().optional(),
  unit_label: z.string().optional(),
})
const PriceData = z.strictObject({
  currency: Currency,
  product_data: ProductData,
  unit_amount: WholeNumber,
  tax_behavior: z.string().optional(),
})
const Item = z.strictObject({ price_data: PriceData, quantity: WholeNumber.default(1) })
const IntentData = z.strictObject({
  description: z.string().optional(),
  metadata: MetadataInput.default({}),
  receipt_email: z.string().optional(),
  statement_descriptor: z.string().optional(),
  statement_descriptor_suffix: z.string().optional(),
  setup_future_usage: z.string().optional(),
  capture_method: z.string().optional(),
})

export const SessionInput = z.strictObject({
  mode: z.literal('payment', { error: 'only payment is simulated' }),
  success_url: Address,
  cancel_url: Address.optional(),
  line_items: z.array(Item).min(1).max(100),
  client_reference_id: z.string().max(200).optional(),
  customer: z.string().optional(),
  customer_email: z.email().optional(),
  metadata: MetadataInput.default({}),
  payment_intent_data: IntentData.optional(),
  expires_at: WholeNumber.optional(),
  ...Object.fromEntries(ACCEPTED.map((name) => [name, z.unknown().optional()])),
})
export type SessionInput = z.infer<typeof SessionInput>

/** A new session and what it must remember. `now` is in Unix seconds; amounts are in the currency's minor unit. */
export function newSession(input: SessionInput, now: number, publicUrl: string): { session: Session; extra: SessionExtra } {
  const [first] = input.line_items
  const currency = first?.price_data.currency ?? 'usd'
  const lineItems = input.line_items.map(toLineItem)
  if (lineItems.some((item) => item.currency !== currency)) {
    throw invalid('All line items must have the same currency.', 'parameter_invalid', 'line_items')
  }
  const total = lineItems.reduce((sum, item) => sum + item.amount_total, 0)
  if (total < 50) throw invalid('The total amount must be at least 50 in the minor unit of the currency.', 'amount_too_small')
  if (total > 99_999_999) throw invalid('The total amount must be at most 99999999 in the minor unit of the currency.', 'amount_too_large')
  const expiresAt = input.expires_at ?? now + A_DAY
  if (expiresAt < now + HALF_AN_HOUR || expiresAt > now + A_DAY) {
    throw invalid(
      'The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.',
      'parameter_invalid',
      'expires_at',
    )
  }

  const id = stripeId('cs_test', 58)
  const session: Session = {
    ...CONSTANT,
    id,
    object: 'checkout.session',
    amount_subtotal: total,
    amount_total: total,
    cancel_url: input.cancel_url ?? null,
    client_reference_id: input.client_reference_id ?? null,
    created: now,
    currency,
    customer: input.customer ?? null,
    customer_details: null,
    customer_email: input.customer_email ?? null,
    expires_at: expiresAt,
    livemode: false,
    metadata: input.metadata,
    mode: 'payment',
    payment_intent: null,
    payment_status: 'unpaid',
    status: 'open',
    success_url: input.success_url,
    url: `${publicUrl}/c/pay/${id}`,
  }
  const { metadata = {}, description = null } = input.payment_intent_data ?? {}
  return { session, extra: { lineItems, intentMetadata: metadata, description } }
}

function toLineItem({ price_data: price, quantity }: z.infer<typeof Item>): LineItem {
  const amount = price.unit_amount * quantity
  return {
    id: stripeId('li'),
    object: 'item',
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price.currency,
    description: price.product_data.name,
    price: { id: stripeId('price'), object: 'price', currency: price.currency, unit_amount: price.unit_amount, type: 'one_time' },
    quantity,
  }
}

/** The items of a session: a list of its own, shown in the session only when it is expanded. */
export function lineItemsOf(state: StripeState, sessionId: string): unknown {
  const data = state.extras.get(sessionId)?.lineItems ?? []
  return { object: 'list', url: `/v1/checkout/sessions/${sessionId}/line_items`, has_more: false, data }
}

/** Where the buyer goes after paying; Stripe fills in the session's id. */
export const successUrl = (session: Session) => session.success_url.replaceAll('{CHECKOUT_SESSION_ID}', session.id)
