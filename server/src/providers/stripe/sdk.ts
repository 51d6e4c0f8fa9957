import { createRequire } from 'node:module'
import type Stripe from 'stripe'

const require = createRequire(import.meta.url)

/** Stripe's official SDK, loaded when it is first needed: hundreds of files that a start need not wait for. */
export const stripe = (): typeof Stripe => require('stripe') as typeof Stripe
