import * as z from 'zod'
import { outcomeOf } from './checkout.ts'
import { invalid, missing, StripeFault } from './errors.ts'
import { accept } from './form.ts'
import type { Payments } from './payments.ts'
import { Currency, MetadataInput, WholeNumber } from './sessions.ts'
import type { Charge, PaymentIntent, StripeState } from './state.ts'
import { listing, type Routes } from './wire.ts'

const Expand = z.array(z.string()).optional()
const IntentInput = z.strictObject({
  amount: WholeNumber,
  currency: Currency,
  automatic_payment_methods: z.unknown().optional(),
  confirm: z.string().optional(),
  customer: z.string().optional(),
  description: z.string().optional(),
  expand: Expand,
  metadata: MetadataInput.default({}),
  off_session: z.string().optional(),
  payment_method: z.string().optional(),
  payment_method_types: z.array(z.string()).optional(),
  receipt_email: z.string().optional(),
  return_url: z.string().optional(),
  statement_descriptor: z.string().optional(),
  statement_descriptor_suffix: z.string().optional(),
})
const ConfirmInput = z.object({ payment_method: z.string().optional(), return_url: z.string().optional() })
const CancelInput = z.object({ cancellation_reason: z.string().optional() })
const RefundInput = z.strictObject({
  amount: WholeNumber.optional(),
  charge: z.string().optional(),
  payment_intent: z.string().optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata: MetadataInput.default({}),
  expand: Expand,
})
const MoneyFilter = z.object({ payment_intent: z.string().optional(), charge: z.string().optional(), customer: z.string().optional() })

export function installMoney(routes: Routes, state: StripeState, payments: Payments): void {
  installIntents(routes, state, payments)

  routes.get('/v1/charges', 'charges.list', ({ form }) => {
    const { payment_intent: intent } = accept(MoneyFilter, form)
    return listing('/v1/charges', form, state.charges.values(), (one) => !intent || one.payment_intent === intent)
  })
  routes.get('/v1/charges/:id', 'charges.retrieve', ({ id }) => found(state.charges, 'charge', id))

  routes.post('/v1/refunds', 'refunds.create', ({ form }) => {
    const input = accept(RefundInput, form)
    const charge = chargeOf(state, input.charge, input.payment_intent)
    return payments.refund(charge, input.amount ?? charge.amount_captured - charge.amount_refunded, input.reason ?? null, input.metadata)
  })
  routes.get('/v1/refunds', 'refunds.list', ({ form }) => {
    const { payment_intent: intent, charge } = accept(MoneyFilter, form)
    const fits = (one: { payment_intent: string; charge: string }) =>
      (!intent || one.payment_intent === intent) && (!charge || one.charge === charge)
    return listing('/v1/refunds', form, state.refunds.values(), fits)
  })
  routes.get('/v1/refunds/:id', 'refunds.retrieve', ({ id }) => found(state.refunds, 'refund', id))
  routes.get('/v1/balance', 'balance.retrieve', () => balance(state))
}

function installIntents(routes: Routes, state: StripeState, payments: Payments): void {
  const find = (id: string) => found(state.paymentIntents, 'payment_intent', id, 'intent')

  routes.post('/v1/payment_intents', 'payment_intents.create', ({ form }) => {
    const input = accept(IntentInput, form)
    if (input.amount < 50) throw invalid('Amount must be at least 50 in the minor unit of the currency.', 'amount_too_small', 'amount')
    if (input.confirm === 'true' && !input.payment_method) {
      throw invalid('You must provide a `payment_method` to confirm.', 'parameter_missing', 'payment_method')
    }
    const { amount, currency, metadata, description = null, receipt_email: email = null } = input
    const outcome = input.payment_method === undefined ? undefined : outcomeOf(input.payment_method)
    const intent = payments.createIntent({ amount, currency, metadata, description, email })
    if (input.payment_method && outcome) {
      intent.payment_method = input.payment_method
      intent.status = 'requires_confirmation'
      if (input.confirm === 'true') confirm(payments, intent, input.payment_method, input.return_url)
    }
    return intent
  })
  routes.get('/v1/payment_intents', 'payment_intents.list', ({ form }) => {
    const { customer } = accept(MoneyFilter, form)
    return listing('/v1/payment_intents', form, state.paymentIntents.values(), (one) => !customer || one.customer === customer)
  })
  routes.get('/v1/payment_intents/:id', 'payment_intents.retrieve', ({ id }) => find(id))
  routes.post('/v1/payment_intents/:id/confirm', 'payment_intents.confirm', ({ id, form }) => {
    const input = accept(ConfirmInput, form)
    const intent = find(id)
    const method = input.payment_method ?? intent.payment_method
    if (!method) throw invalid('You must provide a `payment_method` to confirm.', 'parameter_missing', 'payment_method')
    confirm(payments, intent, method, input.return_url)
    return intent
  })
  routes.post('/v1/payment_intents/:id/cancel', 'payment_intents.cancel', ({ id, form }) => {
    const intent = find(id)
    payments.cancel(intent, accept(CancelInput, form).cancellation_reason ?? null)
    return intent
  })
}

/** The API answers a refused card with 402 and the intent inside the error. */
function confirm(payments: Payments, intent: PaymentIntent, method: string, returnUrl: string | undefined): void {
  payments.confirm(intent, method, outcomeOf(method), returnUrl ?? null)
  const error = intent.last_payment_error
  if (!error) return
  const { message, ...details } = error
  throw new StripeFault(402, message, { ...details, charge: intent.latest_charge ?? '', payment_intent: structuredClone(intent) })
}

function chargeOf(state: StripeState, chargeId: string | undefined, intentId: string | undefined): Charge {
  const id =
    chargeId ??
    (intentId === undefined ? undefined : found(state.paymentIntents, 'payment_intent', intentId, 'payment_intent').latest_charge)
  if (id === undefined)
    throw invalid('One of the following params should be provided for this request: payment_intent or charge.', 'parameter_missing')
  const charge = id === null ? undefined : state.charges.get(id)
  if (!charge)
    throw id === null
      ? invalid('This PaymentIntent does not have a successful charge to refund.', 'charge_not_refundable')
      : missing('charge', id, 'charge')
  if (!charge.paid) throw invalid('This PaymentIntent does not have a successful charge to refund.', 'charge_not_refundable')
  return charge
}

function balance(state: StripeState): unknown {
  const sums = new Map<string, number>([['usd', 0]])
  for (const charge of state.charges.values()) {
    sums.set(charge.currency, (sums.get(charge.currency) ?? 0) + charge.amount_captured - charge.amount_refunded)
  }
  const available = [...sums].map(([currency, amount]) => ({ amount, currency, source_types: { card: amount } }))
  return {
    object: 'balance',
    available,
    livemode: false,
    pending: available.map((one) => ({ ...one, amount: 0, source_types: { card: 0 } })),
  }
}

export function found<T>(map: ReadonlyMap<string, T>, noun: string, id: string, param = 'id'): T {
  const value = map.get(id)
  if (!value) throw missing(noun, id, param)
  return value
}
