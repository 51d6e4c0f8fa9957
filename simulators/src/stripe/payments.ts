import type { Core } from '../kit/core.ts'
import { stripeId } from '../kit/random.ts'
import { cardDetails, cardErrorOf, type Outcome } from './cards.ts'
import { invalid } from './errors.ts'
import type { Publisher } from './events.ts'
import type { CardError, Charge, Metadata, PaymentIntent, Refund, Session, StripeState } from './state.ts'

const AUTHENTICATION_FAILED: CardError = {
  type: 'card_error',
  code: 'payment_intent_authentication_failure',
  message: 'The provided payment method has failed authentication.',
}

/** Moves money: intents, charges, refunds, and what they do to a checkout session. */
export class Payments {
  readonly #core: Core
  readonly #state: StripeState
  readonly #publisher: Publisher
  readonly #publicUrl: () => string

  constructor(core: Core, state: StripeState, publisher: Publisher, publicUrl: () => string) {
    this.#core = core
    this.#state = state
    this.#publisher = publisher
    this.#publicUrl = publicUrl
  }

  seconds(): number {
    return Math.floor(this.#core.now().getTime() / 1000)
  }

  createIntent(input: {
    amount: number
    currency: string
    metadata: Metadata
    description: string | null
    email: string | null
  }): PaymentIntent {
    const id = stripeId('pi')
    const intent: PaymentIntent = {
      id,
      object: 'payment_intent',
      amount: input.amount,
      amount_capturable: 0,
      amount_received: 0,
      canceled_at: null,
      cancellation_reason: null,
      capture_method: 'automatic_async',
      client_secret: `${id}_${stripeId('secret')}`,
      confirmation_method: 'automatic',
      created: this.seconds(),
      currency: input.currency,
      customer: null,
      description: input.description,
      last_payment_error: null,
      latest_charge: null,
      livemode: false,
      metadata: input.metadata,
      next_action: null,
      payment_method: null,
      payment_method_types: ['card'],
      receipt_email: input.email,
      status: 'requires_payment_method',
    }
    this.#state.paymentIntents.set(id, intent)
    this.#publisher.publish('payment_intent.created', intent, id)
    return intent
  }

  /** Tries to pay: afterwards the intent succeeded, needs authentication, or carries the card's refusal. */
  confirm(intent: PaymentIntent, method: string, outcome: Outcome, returnUrl: string | null = null): void {
    if (intent.status === 'succeeded' || intent.status === 'canceled') {
      const message = `You cannot confirm this PaymentIntent because it has a status of ${intent.status}.`
      throw invalid(message, 'payment_intent_unexpected_state')
    }
    intent.payment_method = method
    intent.last_payment_error = null
    if (outcome === 'success') this.#succeed(intent)
    else if (outcome === 'authentication_required') {
      const url = `${this.#publicUrl()}/c/3ds/${intent.id}`
      intent.status = 'requires_action'
      intent.next_action = { type: 'redirect_to_url', redirect_to_url: { url, return_url: returnUrl } }
      this.#publisher.publish('payment_intent.requires_action', intent, intent.id)
    } else this.#fail(intent, cardErrorOf(outcome))
  }

  /** The buyer answered the 3D Secure question. */
  authenticate(intent: PaymentIntent, passed: boolean): void {
    if (intent.status !== 'requires_action') return
    if (passed) this.#succeed(intent)
    else this.#fail(intent, AUTHENTICATION_FAILED)
  }

  cancel(intent: PaymentIntent, reason: string | null): void {
    if (intent.status === 'succeeded' || intent.status === 'canceled') {
      const message = `You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`
      throw invalid(message, 'payment_intent_unexpected_state')
    }
    intent.status = 'canceled'
    intent.canceled_at = this.seconds()
    intent.cancellation_reason = reason
    intent.next_action = null
    this.#publisher.publish('payment_intent.canceled', intent, intent.id)
  }

  /** The intent of an open session, made at the first attempt to pay. */
  intentOf(session: Session): PaymentIntent {
    const existing = session.payment_intent === null ? undefined : this.#state.paymentIntents.get(session.payment_intent)
    if (existing) return existing
    const extra = this.#state.extras.get(session.id)
    const intent = this.createIntent({
      amount: session.amount_total,
      currency: session.currency,
      metadata: extra?.intentMetadata ?? {},
      description: extra?.description ?? null,
      email: session.customer_email,
    })
    session.payment_intent = intent.id
    return intent
  }

  refund(charge: Charge, amount: number, reason: string | null, metadata: Metadata): Refund {
    const left = charge.amount_captured - charge.amount_refunded
    if (left === 0) throw invalid(`Charge ${charge.id} has already been refunded.`, 'charge_already_refunded')
    if (amount > left) {
      throw invalid(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, 'amount_too_large', 'amount')
    }
    const refund: Refund = {
      id: stripeId('re'),
      object: 'refund',
      amount,
      charge: charge.id,
      created: this.seconds(),
      currency: charge.currency,
      metadata,
      payment_intent: charge.payment_intent,
      reason,
      status: 'succeeded',
    }
    this.#state.refunds.set(refund.id, refund)
    charge.amount_refunded += amount
    charge.refunded = charge.amount_refunded === charge.amount_captured
    this.#publisher.publish('refund.created', refund, charge.payment_intent)
    this.#publisher.publish('charge.refunded', charge, charge.payment_intent)
    return refund
  }

  #succeed(intent: PaymentIntent): void {
    const charge = this.#charge(intent, null)
    intent.status = 'succeeded'
    intent.amount_received = intent.amount
    intent.latest_charge = charge.id
    intent.next_action = null
    this.#publisher.publish('charge.succeeded', charge, intent.id)
    this.#publisher.publish('payment_intent.succeeded', intent, intent.id)
    this.#complete(intent)
  }

  #fail(intent: PaymentIntent, error: CardError): void {
    const charge = this.#charge(intent, error)
    intent.status = 'requires_payment_method'
    intent.last_payment_error = error
    intent.latest_charge = charge.id
    intent.next_action = null
    this.#publisher.publish('charge.failed', charge, intent.id)
    this.#publisher.publish('payment_intent.payment_failed', intent, intent.id)
  }

  #charge(intent: PaymentIntent, error: CardError | null): Charge {
    const charge: Charge = {
      id: stripeId('ch'),
      object: 'charge',
      amount: intent.amount,
      amount_captured: error ? 0 : intent.amount,
      amount_refunded: 0,
      captured: !error,
      created: this.seconds(),
      currency: intent.currency,
      description: intent.description,
      failure_code: error?.code ?? null,
      failure_message: error?.message ?? null,
      livemode: false,
      metadata: { ...intent.metadata },
      paid: !error,
      payment_intent: intent.id,
      payment_method: intent.payment_method,
      payment_method_details: {
        type: 'card',
        card: cardDetails(intent.payment_method),
      },
      refunded: false,
      status: error ? 'failed' : 'succeeded',
    }
    this.#state.charges.set(charge.id, charge)
    return charge
  }

  #complete(intent: PaymentIntent): void {
    for (const session of this.#state.sessions.values()) {
      if (session.payment_intent !== intent.id || session.status !== 'open') continue
      session.status = 'complete'
      session.payment_status = 'paid'
      session.url = null
      const email = session.customer_email ?? session.customer_details?.email ?? null
      session.customer_details = { email, name: null, phone: null, address: null, tax_exempt: 'none', tax_ids: [] }
      this.#publisher.publish('checkout.session.completed', session, intent.id)
    }
  }
}
