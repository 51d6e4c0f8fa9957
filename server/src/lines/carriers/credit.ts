import { hours, later, minutes } from '../../platform/clock.ts'
import { compare, type Money, minus, plus } from '../../platform/money.ts'
import type { Carrier, Side } from './carrier.ts'

const BUCKET_MS = minutes(5)

/** The five minutes an instant belongs to. */
export const bucketOf = (at: Date): Date => new Date(Math.floor(at.getTime() / BUCKET_MS) * BUCKET_MS)

/**
 * The first bucket that still counts towards the last 24 hours: one counts until its end is 24 hours old, so that the window never
 * forgets anything early (W32).
 */
export const windowStart = (now: Date): Date => {
  const edge = later(now, -hours(24))
  return bucketOf(edge)
}

/** When a window that holds these buckets falls below the limit again, nothing more being spent; undefined when it does not reach the limit. */
export function unblocksAt(buckets: readonly { readonly at: Date; readonly amount: Money }[], limit: Money): Date | undefined {
  const [first] = buckets
  if (!first) return undefined
  let left = buckets.reduce((sum, bucket) => plus(sum, bucket.amount), { ...limit, units: 0n })
  if (compare(left, limit) < 0) return undefined
  for (const bucket of [...buckets].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    left = minus(left, bucket.amount)
    if (compare(left, limit) < 0) return later(bucket.at, BUCKET_MS + hours(24))
  }
  return undefined
}

/** What one carrier's money looks like at an instant. */
export type Position = {
  /** The customer's wallet; null when none is open. */
  readonly balance: Money
  readonly held: Money
  /** What can still be spent: balance, plus the limit of a postpaid carrier, less what is held (E1). */
  readonly available: Money
  readonly spend24h: { readonly customer: Money; readonly supplier: Money }
  /** What we owe it for calls it terminated. */
  readonly payable: Money
  readonly overridden: { readonly customer: Date | null; readonly supplier: Date | null }
}

export type Refusal = 'no_credit' | 'spend_limit'

/** Why a side of the carrier takes no new calls, if it does not (W32). The limit is reached at it, not above it. */
export function refusalOf(
  carrier: Pick<Carrier, 'customer24hLimit' | 'supplier24hLimit'>,
  side: Side,
  position: Position,
): Refusal | undefined {
  const limit = side === 'customer' ? carrier.customer24hLimit : carrier.supplier24hLimit
  if (side === 'customer' && position.available.units <= 0n) return 'no_credit'
  if (!limit || position.overridden[side]) return undefined
  return compare(position.spend24h[side], limit) >= 0 ? 'spend_limit' : undefined
}

/** Net of what it owes us and what we owe it, for carriers that are both (E1). */
export const netOf = (position: Position): Money => plus(position.balance, position.payable)
