import { createHmac } from 'node:crypto'
import type { Core } from '../kit/core.ts'
import { stripeId } from '../kit/random.ts'
import type { Endpoint, StripeEvent, StripeState } from './state.ts'

export const API_VERSION = '2026-10-28.endive'

// Stripe tries for three days; a simulator that is worth waiting for gives up after eight attempts.
const ATTEMPTS = 8

/** Records what happened and tells every endpoint that wants to know. */
export class Publisher {
  readonly #core: Core
  readonly #state: StripeState

  constructor(core: Core, state: StripeState) {
    this.#core = core
    this.#state = state
  }

  /** `subject` keeps the webhooks of one payment in order, until a fault says otherwise. */
  publish(type: string, object: unknown, subject: string): StripeEvent {
    const endpoints = this.#listeners(type)
    const event: StripeEvent = {
      id: stripeId('evt'),
      object: 'event',
      api_version: endpoints[0]?.api_version ?? API_VERSION,
      created: Math.floor(this.#core.now().getTime() / 1000),
      data: { object: structuredClone(object) },
      livemode: false,
      pending_webhooks: endpoints.length,
      request: { id: null, idempotency_key: null },
      type,
    }
    this.#state.events.set(event.id, event)
    for (const endpoint of endpoints) this.#core.timeline.schedule(150, () => this.#deliver(event, endpoint, subject))
    return event
  }

  /** Sends again what had not been delivered when the simulator stopped. */
  resume(): void {
    for (const event of this.#state.events.values()) {
      if (event.pending_webhooks === 0) continue
      for (const endpoint of this.#listeners(event.type)) this.#core.timeline.schedule(500, () => this.#deliver(event, endpoint, event.id))
    }
  }

  #listeners(type: string): Endpoint[] {
    return [...this.#state.endpoints.values()].filter(
      ({ status, enabled_events: wanted }) => status === 'enabled' && (wanted.includes('*') || wanted.includes(type)),
    )
  }

  #deliver(event: StripeEvent, endpoint: Endpoint, subject: string): void {
    const body = JSON.stringify(event, null, 2)
    this.#core.webhooks.send({
      topic: event.type,
      subject,
      url: endpoint.url,
      retries: (attempt) => attempt < ATTEMPTS && this.#state.endpoints.has(endpoint.id),
      done: (delivered) => {
        if (delivered && event.pending_webhooks > 0) event.pending_webhooks -= 1
        this.#core.changedLater()
      },
      sign: ({ bad, ageSeconds }) => ({
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          'stripe-signature': signStripe(bad ? `${endpoint.secret}-wrong` : endpoint.secret, body, ageSeconds),
        },
        body,
      }),
    })
  }
}

/** `Stripe-Signature`: the time and HMAC-SHA256 of `time.body`. Receivers compare with the real clock, so it is the real time. */
export function signStripe(secret: string, body: string, ageSeconds = 0): string {
  const time = Math.floor(Date.now() / 1000) - ageSeconds
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`, 'utf8').digest('hex')}`
}
