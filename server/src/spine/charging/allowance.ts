import { type AccountId, type Id, idSchema } from '../../platform/ids.ts'

export type BucketId = Id<'bucket'>
export const BucketId = idSchema<BucketId>()

export const UNITS = ['seconds', 'messages', 'bytes', 'count'] as const
export type Unit = (typeof UNITS)[number]

/** Something already paid for, until it is used or its time is over. */
export type Bucket = {
  readonly id: BucketId
  readonly accountId: AccountId
  /** What it may be used for, such as `voice` or `sms`. */
  readonly service: string
  readonly unit: Unit
  readonly name: string
  readonly granted: bigint
  readonly used: bigint
  /** Promised to sessions and messages under way. */
  readonly reserved: bigint
  /** Smaller is used first, among those that expire together. */
  readonly priority: number
  /** The service it came with, such as a package. */
  readonly sourceId: string
  readonly validFrom: Date
  readonly expiresAt: Date
  readonly notified: readonly number[]
  readonly expiredAt: Date | null
  readonly createdAt: Date
}

/** How much of a use one bucket pays. */
export type Split = { readonly bucketId: BucketId; readonly quantity: bigint }

export const leftOf = (bucket: Bucket): bigint => bucket.granted - bucket.used - bucket.reserved

export const isLive = (bucket: Bucket, at: Date): boolean => bucket.expiredAt === null && bucket.validFrom <= at && bucket.expiresAt > at

/** Takes `quantity` from buckets in the order given (earliest end, then priority, then oldest: W20); what they cannot pay is left. */
export function allocate(buckets: readonly Bucket[], quantity: bigint): { readonly splits: readonly Split[]; readonly rest: bigint } {
  const splits: Split[] = []
  let rest = quantity
  for (const bucket of buckets) {
    const left = leftOf(bucket)
    if (rest <= 0n) break
    if (left <= 0n) continue
    const taken = left < rest ? left : rest
    splits.push({ bucketId: bucket.id, quantity: taken })
    rest -= taken
  }
  return { splits, rest }
}

/** At how many percent of a bucket its holder is told, once each (W20). */
const LEVELS = [80, 100] as const
export type Level = (typeof LEVELS)[number]

/** Levels that `used` has reached and nobody was told of. */
export const newlyReached = ({ used, granted, notified }: Bucket): readonly Level[] =>
  LEVELS.filter((level) => !notified.includes(level) && used * 100n >= granted * BigInt(level))

export const sumOf = (splits: readonly Split[]): bigint => splits.reduce((sum, { quantity }) => sum + quantity, 0n)
