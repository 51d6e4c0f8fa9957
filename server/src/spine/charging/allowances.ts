import { type Context, inScope, inTx, systemContext, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { type AccountId, derivedId } from '../../platform/ids.ts'
import { allocate, type Bucket, type BucketId, isLive, newlyReached, type Split, sumOf, type Unit } from './allowance.ts'
import * as store from './allowance-store.ts'
import { allowanceExpired, allowanceGranted, allowanceThresholdReached } from './events.ts'
import { writeLevel } from './mails.ts'

export type NewAllowance = {
  readonly accountId: AccountId
  readonly service: string
  readonly unit: Unit
  readonly quantity: bigint
  readonly name: string
  readonly priority?: number
  /** The service it comes with. */
  readonly sourceId: string
  readonly validFrom: Date
  readonly expiresAt: Date
}

const about = (bucket: Bucket) => ({
  allowanceId: bucket.id,
  service: bucket.service,
  unit: bucket.unit,
  sourceId: bucket.sourceId,
})

/** Grants allowances; the same source, service and start grant once. */
export async function grantAllowances(tx: Tx, allowances: readonly NewAllowance[]): Promise<void> {
  for (const { quantity, priority, ...facts } of allowances) {
    const bucket: Bucket = {
      ...facts,
      id: derivedId<BucketId>('allowance', facts.sourceId, facts.service, facts.unit, facts.validFrom.toISOString()),
      granted: quantity,
      used: 0n,
      reserved: 0n,
      priority: priority ?? 0,
      notified: [],
      expiredAt: null,
      createdAt: tx.now(),
    }
    if (!(await store.insertBucket(tx, bucket))) continue
    const { validFrom, expiresAt, accountId } = bucket
    const payload = {
      ...about(bucket),
      quantity: quantity.toString(),
      validFrom: validFrom.toISOString(),
      expiresAt: expiresAt.toISOString(),
    }
    await publish(tx, allowanceGranted, payload, { accountId })
  }
}

export type AllowanceUse = store.BucketUse & {
  readonly ownerId: string
  readonly quantity: bigint
  /** When it was used, where that is not now: buckets pay what happened in their time. */
  readonly at?: Date
}

/** Sets aside up to `quantity` in total for an owner, and answers how much it has then; asking again for the same changes nothing. */
export async function reserveAllowance(tx: Tx, use: AllowanceUse): Promise<bigint> {
  const at = use.at ?? tx.now()
  const buckets = await store.lockBuckets(tx, use, at)
  const has = sumOf(await store.usesOf(tx, use.ownerId))
  if (has >= use.quantity) return has
  const { splits } = allocate(
    buckets.filter((bucket) => isLive(bucket, at)),
    use.quantity - has,
  )
  await store.addReserved(tx, use.accountId, use.ownerId, splits)
  return has + sumOf(splits)
}

/** Locks the buckets and answers what could be had for the owner: what it has, and what is left. */
export async function reachableAllowance(tx: Tx, use: Omit<AllowanceUse, 'quantity'>): Promise<bigint> {
  const buckets = await store.lockBuckets(tx, use, tx.now())
  const has = sumOf(await store.usesOf(tx, use.ownerId))
  const live = buckets.filter((bucket) => isLive(bucket, tx.now()))
  return live.reduce((sum, bucket) => sum + bucket.granted - bucket.used - bucket.reserved, has)
}

/** Uses `quantity` of what an owner has set aside and frees the rest. Answers which bucket paid how much; the same again when it was used before. */
export async function useAllowance(tx: Tx, ownerId: string, quantity: bigint): Promise<readonly Split[]> {
  const uses = await store.usesOf(tx, ownerId)
  const before = uses.filter((use) => use.state === 'used')
  if (before.length > 0) return before.map(({ bucketId, quantity: used }) => ({ bucketId, quantity: used }))
  const paid: Split[] = []
  let rest = quantity
  for (const reserved of uses) {
    const used = reserved.quantity < rest ? reserved.quantity : rest
    const bucket = await store.useReserved(tx, ownerId, reserved, used)
    if (used > 0n) paid.push({ bucketId: reserved.bucketId, quantity: used })
    rest -= used
    await tellThresholds(tx, bucket)
  }
  return paid
}

/** Gives back what an owner has set aside or used, as after a failed message. */
export async function returnAllowance(tx: Tx, ownerId: string): Promise<void> {
  for (const use of await store.usesOf(tx, ownerId)) {
    if (use.state === 'used') await store.returnUse(tx, ownerId, use)
    else await store.useReserved(tx, ownerId, use, 0n)
  }
}

/** Tells the holder, once, when 80 and 100 percent of a bucket are used. */
export async function tellThresholds(tx: Tx, bucket: Bucket): Promise<void> {
  const levels = newlyReached(bucket)
  if (levels.length === 0) return
  await store.setNotified(tx, bucket.id, [...bucket.notified, ...levels])
  // Who jumps over a level at once is told of the last one only.
  const level = levels.at(-1) ?? 100
  const { accountId, name, used, granted, expiresAt } = bucket
  const facts = { name, level, used: used.toString(), granted: granted.toString(), expiresAt: expiresAt.toISOString() }
  await publish(tx, allowanceThresholdReached, { ...about(bucket), ...facts }, { accountId })
  await writeLevel(tx, bucket, level)
}

const AT_ONCE = 200

/** Gives up what is unused of every bucket whose time is over. Answers how many. */
export async function expireAllowances(context: Context): Promise<number> {
  const system = systemContext(context.services)
  let ended = 0
  for (;;) {
    const due = await store.listDueBuckets(system, AT_ONCE)
    for (const { tenantId, id, accountId } of due) {
      await inTx(system, (outer) =>
        inScope(outer, { tenantId }, async (tx) => {
          const bucket = await store.endBucket(tx, id)
          if (!bucket) return
          ended += 1
          await publish(tx, allowanceExpired, { ...about(bucket), unused: (bucket.granted - bucket.used).toString() }, { accountId })
        }),
      )
    }
    if (due.length < AT_ONCE) return ended
  }
}

export { allowanceLeft, listBuckets as listAllowances, shortenBuckets as endAllowances } from './allowance-store.ts'
