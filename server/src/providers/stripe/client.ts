import type Stripe from 'stripe'
import type { AdapterSettings } from '../../platform/ports.ts'
import { stripe } from './sdk.ts'

const TIMEOUT_MS = 10_000

/**
 * The official SDK with the provider's key; retries are our jobs' decision. A reset connection it repeats once all the same, so what changes something
 * needs an idempotency key.
 */
export function stripeClient({ settings }: AdapterSettings): Stripe {
  const { secretKey = '', baseUrl } = settings
  const base = baseUrl ? new URL(baseUrl) : undefined
  return new (stripe())(secretKey, {
    maxNetworkRetries: 0,
    timeout: TIMEOUT_MS,
    telemetry: false,
    ...(base && {
      host: base.hostname,
      port: base.port || (base.protocol === 'https:' ? 443 : 80),
      protocol: base.protocol === 'https:' ? 'https' : 'http',
    }),
  })
}
