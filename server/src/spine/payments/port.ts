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

/** What became of a payment at the gateway; `open` means that nothing has been decided yet. */
export type GatewayState =
  | { readonly state: 'open' }
  | { readonly state: 'paid' }
  | { readonly state: 'failed'; readonly code: string; readonly message: string }
  | { readonly state: 'cancelled' }

export type GatewayEvent = {
  readonly eventId: string
  readonly paymentId: string
  readonly reference: string
  readonly result: GatewayState
}

/** What payments need from any gateway. The payment's id is the idempotency key of its checkout. */
export interface PaymentGateway {
  openCheckout(checkout: Checkout): Promise<Outcome<{ readonly reference: string; readonly redirectUrl: string }>>
  /** Asks what became of a checkout, for when the gateway's own word is missing. */
  find(reference: string): Promise<GatewayState>
  /** Verifies the bytes of a webhook. Undefined: the signature is wrong. `event` is undefined when it is not about a payment of ours. */
  readWebhook(
    body: Buffer,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): { readonly eventId: string; readonly event: GatewayEvent | undefined } | undefined
  /** Reads a kept webhook again, which was verified when it came. */
  readKept(body: Buffer): GatewayEvent | undefined
}

export const paymentGatewayPort = definePort<PaymentGateway>('payments.gateway')
