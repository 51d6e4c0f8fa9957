import type { Money } from '../../platform/money.ts'
import { definePort, type Outcome } from '../../platform/ports.ts'

export type Checkout = {
  readonly paymentId: string
  readonly amount: Money
  readonly description: string
  readonly email: string
  readonly successUrl: string
  readonly cancelUrl: string
}

/** What became of a payment at the gateway. */
export type GatewayState =
  /** Nothing was decided yet. */
  | { readonly state: 'open' }
  /** The customer has done their part, the bank has not. */
  | { readonly state: 'processing' }
  | { readonly state: 'paid'; readonly amount: Money }
  /** One card was refused; the customer may try another one on the same page. */
  | { readonly state: 'declined'; readonly code: string; readonly message: string }
  | { readonly state: 'failed'; readonly code: string; readonly message: string }
  | { readonly state: 'cancelled' }

/** `reference` is the checkout's, null when the event is about something within it. */
export type GatewayEvent = { readonly paymentId: string; readonly reference: string | null; readonly result: GatewayState }

/** What payments need from any gateway. The payment's id is the idempotency key of its checkout. */
export interface PaymentGateway {
  openCheckout(checkout: Checkout): Promise<Outcome<{ readonly reference: string; readonly redirectUrl: string }>>
  /** Asks what became of a checkout, for when the gateway's own word is missing. Rejects when the gateway gives no clear answer. */
  find(reference: string): Promise<GatewayState>
  /** The gateway's id of the event in these bytes, or undefined when the signature is wrong. */
  verifyWebhook(body: Buffer, headers: Readonly<Record<string, string | string[] | undefined>>): string | undefined
  /** What a verified webhook says, or undefined when it is not about a payment of ours. */
  readWebhook(body: Buffer): GatewayEvent | undefined
}

export const paymentGatewayPort = definePort<PaymentGateway>('payments.gateway')
