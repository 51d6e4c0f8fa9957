import * as z from 'zod'
import { stripeId } from '../kit/random.ts'
import { METHODS, OUTCOMES, type Outcome } from './cards.ts'
import { invalid, missing, StripeFault } from './errors.ts'
import type { Publisher } from './events.ts'
import { accept } from './form.ts'
import type { Payments } from './payments.ts'
import { lineItemsOf, newSession, SessionInput } from './sessions.ts'
import type { Session, StripeState } from './state.ts'
import { listing, type Routes } from './wire.ts'

const SessionFilter = z.object({ payment_intent: z.string().optional(), status: z.string().optional(), customer: z.string().optional() })

/** Checkout sessions: what the API, the hosted page and the control API do with them. */
export class Checkout {
  readonly #state: StripeState
  readonly #payments: Payments
  readonly #publisher: Publisher
  readonly #publicUrl: () => string

  constructor(state: StripeState, payments: Payments, publisher: Publisher, publicUrl: () => string) {
    this.#state = state
    this.#payments = payments
    this.#publisher = publisher
    this.#publicUrl = publicUrl
  }

  install(routes: Routes): void {
    routes.post('/v1/checkout/sessions', 'checkout.create', ({ form }) => {
      const { session, extra } = newSession(accept(SessionInput, form), this.#payments.seconds(), this.#publicUrl())
      this.#state.sessions.set(session.id, session)
      this.#state.extras.set(session.id, extra)
      return session
    })
    routes.get('/v1/checkout/sessions', 'checkout.list', ({ form }) => {
      const filter = accept(SessionFilter, form)
      this.expireDue()
      return listing(
        '/v1/checkout/sessions',
        form,
        this.#state.sessions.values(),
        (one) =>
          (!filter.payment_intent || one.payment_intent === filter.payment_intent) &&
          (!filter.status || one.status === filter.status) &&
          (!filter.customer || one.customer === filter.customer),
      )
    })
    routes.get('/v1/checkout/sessions/:id', 'checkout.retrieve', ({ id }) => this.find(id))
    routes.get('/v1/checkout/sessions/:id/line_items', 'checkout.list_line_items', ({ id }) => lineItemsOf(this.#state, this.find(id).id))
    routes.post('/v1/checkout/sessions/:id/expire', 'checkout.expire', ({ id }) => this.expire(this.find(id)))
  }

  find(id: string): Session {
    this.expireDue()
    const session = this.#state.sessions.get(id)
    if (!session) throw missing('checkout.session', id, 'session')
    return session
  }

  /** Tries to pay an open session. Throws Stripe's refusal when it is not open; a declined card is not an error here. */
  pay(id: string, outcome: Outcome, lastFour = '4242'): Session {
    const session = this.find(id)
    if (session.status !== 'open') throw invalid(`The session is ${session.status}.`, 'checkout_session_unexpected_state')
    this.#payments.confirm(this.#payments.intentOf(session), `${stripeId('pm', 20)}${lastFour}`, outcome, session.success_url)
    return session
  }

  /** The buyer is asked by the bank and refuses. */
  failAuthentication(id: string): Session {
    const session = this.pay(id, 'authentication_required')
    this.#payments.authenticate(this.#payments.intentOf(session), false)
    return session
  }

  expire(session: Session): Session {
    if (session.status !== 'open') {
      const message = `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`
      throw invalid(message, 'checkout_session_unexpected_state')
    }
    session.status = 'expired'
    session.url = null
    this.#publisher.publish('checkout.session.expired', session, session.id)
    return session
  }

  expireDue(): void {
    const now = this.#payments.seconds()
    for (const session of this.#state.sessions.values()) if (session.status === 'open' && session.expires_at <= now) this.expire(session)
  }
}

/** How a payment method of the test mode behaves. Throws for an unknown one. */
export function outcomeOf(method: string): Outcome {
  const outcome = METHODS[method]
  if (!outcome)
    throw new StripeFault(400, `No such PaymentMethod: '${method}'`, { type: 'invalid_request_error', code: 'resource_missing' })
  return outcome
}

export const OutcomeInput = z
  .strictObject({ outcome: z.enum([...OUTCOMES, 'authentication_failed']).default('success') })
  .default({ outcome: 'success' })
