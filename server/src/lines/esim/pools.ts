import type { Id, ProviderId } from '../../platform/ids.ts'
import { charge, type Money, type Rate } from '../../platform/money.ts'
import { GB } from '../../spine/charging/index.ts'

export type PoolId = Id<'dataPool'>

/** Data bought ahead at one supplier. */
export type Pool = {
  readonly id: PoolId
  readonly providerId: ProviderId
  readonly totalBytes: bigint
  readonly leftBytes: bigint
  /** What a gigabyte of 1024 MB costs us. */
  readonly perGb: Rate
  /** Somebody was told that it runs out. */
  readonly low: boolean
}

const LOW_SHARE = 10n

/** What bytes drawn from the pool cost: multiplied first, divided once. */
export const costFrom = (pool: Pool, bytes: bigint): Money => charge(pool.perGb, { quantity: bytes, per: GB, rounding: 'half_up' })

export const holds = (pool: Pool, bytes: bigint): boolean => pool.leftBytes >= bytes

/** The pool after a package was drawn from it. What was bought is drawn even where the pool has run dry meanwhile. */
export function drawn(pool: Pool, bytes: bigint): Pool {
  const leftBytes = pool.leftBytes - bytes
  return { ...pool, leftBytes, low: leftBytes * LOW_SHARE < pool.totalBytes }
}
