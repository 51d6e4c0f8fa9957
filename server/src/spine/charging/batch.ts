import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { type AccountId, derivedId } from '../../platform/ids.ts'
import { charge, type Money, type Rate, type Rounding, rateOf, zero } from '../../platform/money.ts'
import {
  type Answer,
  type EntryId,
  findWallet,
  type Operation,
  openWallet,
  postEach,
  type Subject,
  type WalletId,
} from '../ledger/index.ts'
import { allocate, type Bucket, type BucketId, isLive, type Split, sumOf, type Unit } from './allowance.ts'
import { lockBucketsOf, useBuckets } from './allowance-store.ts'
import { tellThresholds } from './allowances.ts'
import type { UsageId } from './usage.ts'
import { insertUsages, knownUsages, lockUsage, type UsageLine } from './usage-store.ts'

/** One of many uses of the same kind, as a supplier's file has them. */
export type BatchUse = {
  readonly id: UsageId
  readonly accountId: AccountId
  readonly quantity: bigint
  readonly occurredAt: Date
  readonly subject: Subject
}

export type UsageBatch = {
  readonly service: string
  readonly unit: Unit
  readonly description: string
  readonly price: { readonly rate: Rate; readonly per: bigint; readonly rounding: Rounding }
  readonly entryKind: string
  readonly revenueCode: string
  readonly uses: readonly BatchUse[]
}

/** `unpaid` uses were not recorded: neither allowances nor the wallet pay for them. */
export type BatchResult = { readonly recorded: number; readonly duplicates: number; readonly unpaid: readonly UsageId[] }

/** Uses of one account in the order in which they happened, with who pays what. */
type Bill = {
  readonly accountId: AccountId
  readonly entryId: EntryId
  lines: UsageLine[]
  amount: Money
  readonly taken: Map<BucketId, bigint>
}

/**
 * Charges thousands of uses in one transaction: repeated ones are dropped, each account's are taken in the order in which they happened, allowances
 * pay first (W20), and what is left is one posting an account. Uses are charged to the period they happened in. The same uses again change nothing.
 */
export async function meterBatch(context: Context, batch: UsageBatch): Promise<BatchResult> {
  return inTx(context, async (tx) => {
    // One batch of a business at a time: two that hold the same use must not both find it new.
    await lockUsage(tx)
    const known = await knownUsages(
      tx,
      batch.uses.map(({ id }) => id),
    )
    const seen = new Set<string>(known)
    const fresh = batch.uses.filter(({ id }) => !seen.has(id) && seen.add(id))
    const byAccount = Map.groupBy(fresh, ({ accountId }) => accountId)
    const buckets = await lockBucketsOf(tx, [...byAccount.keys()], batch)
    const bills = [...byAccount].map(([accountId, uses]) => billOf(batch, accountId, uses, buckets.get(accountId) ?? []))
    const unpaid = await payBills(tx, batch, bills)
    await insertUsages(
      tx,
      batch,
      bills.flatMap(({ lines }) => lines),
    )
    await settleBuckets(tx, bills)
    const recorded = bills.reduce((sum, { lines }) => sum + lines.length, 0)
    return { recorded, duplicates: batch.uses.length - fresh.length, unpaid }
  })
}

function billOf({ price }: UsageBatch, accountId: AccountId, uses: readonly BatchUse[], locked: readonly Bucket[]): Bill {
  const ordered = uses.toSorted((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime() || (a.id < b.id ? -1 : 1))
  const entryId = derivedId<EntryId>('usage-batch', ordered[0]?.id ?? '')
  const bill: Bill = { accountId, entryId, lines: [], amount: zero(price.rate.currency), taken: new Map() }
  const perUnit = rateOf(price.rate)
  let units = 0n
  for (const use of ordered) {
    const splits = splitsOf(use, locked, bill.taken)
    const allowance = sumOf(splits)
    const rest = use.quantity - allowance
    const amount = charge(price.rate, { quantity: rest, per: price.per, rounding: price.rounding })
    const trace = `{"currency":"${amount.currency}","rate":"${perUnit}","quantity":"${rest}","per":"${price.per}","rounding":"${price.rounding}"}`
    bill.lines.push({ ...use, allowance, splits, amount, entryId: amount.units > 0n ? entryId : undefined, trace })
    units += amount.units
  }
  bill.amount = { currency: price.rate.currency, units }
  return bill
}

/** Takes from buckets as the uses before have left them. */
function splitsOf(use: BatchUse, locked: readonly Bucket[], taken: Map<BucketId, bigint>): readonly Split[] {
  if (locked.length === 0) return []
  const live = locked.filter((bucket) => isLive(bucket, use.occurredAt))
  const { splits } = allocate(
    live.map((bucket) => ({ ...bucket, used: bucket.used + (taken.get(bucket.id) ?? 0n) })),
    use.quantity,
  )
  for (const { bucketId, quantity } of splits) taken.set(bucketId, (taken.get(bucketId) ?? 0n) + quantity)
  return splits
}

/** Which wallet an account has never changes; one opened here is remembered only when it is found the next time. */
async function walletOf(tx: Tx, accountId: AccountId, currency: string): Promise<WalletId> {
  const { wallets } = tx.services.charging
  const key = `${tx.tenantId}/${accountId}/${currency}`
  const known = wallets.get(key)
  if (known) return known
  const found = await findWallet(tx, { accountId, currency })
  if (found) wallets.set(key, found.id)
  return found?.id ?? (await openWallet(tx, { accountId, currency })).id
}

async function payBills(tx: Tx, batch: UsageBatch, bills: readonly Bill[]): Promise<readonly UsageId[]> {
  const owing = bills.filter(({ amount }) => amount.units > 0n)
  const operations: Operation[] = []
  for (const { accountId, entryId, amount, lines } of owing) {
    const walletId = await walletOf(tx, accountId, amount.currency)
    const trace = { service: batch.service, uses: lines.length, rate: rateOf(batch.price.rate), per: batch.price.per.toString() }
    const facts = { kind: batch.entryKind, description: `${batch.description}, ${lines.length}`, trace }
    operations.push({ op: 'charge', id: entryId, walletId, to: batch.revenueCode, amount, ...facts })
  }
  const answers: readonly Answer[] = operations.length > 0 ? await postEach(tx, operations) : []
  return owing.flatMap((bill, at) => (answers[at]?.status === 'done' ? [] : shorten(bill)))
}

/** Without money an account's uses are recorded as long as allowances pay them whole; from the first that needs money on, none is. */
function shorten(bill: Bill): readonly UsageId[] {
  const first = bill.lines.findIndex(({ amount }) => amount.units > 0n)
  const dropped = bill.lines.slice(first)
  bill.lines = bill.lines.slice(0, first)
  bill.amount = zero(bill.amount.currency)
  for (const { bucketId, quantity } of dropped.flatMap(({ splits }) => splits)) {
    bill.taken.set(bucketId, (bill.taken.get(bucketId) ?? 0n) - quantity)
  }
  return dropped.map(({ id }) => id)
}

/** What a bucket gave in this batch is one use, named after the account's bill. */
async function settleBuckets(tx: Tx, bills: readonly Bill[]): Promise<void> {
  const uses = bills.flatMap(({ entryId, accountId, taken }) =>
    [...taken]
      .filter(([, quantity]) => quantity > 0n)
      .map(([bucketId, quantity]) => ({ ownerId: entryId as string, accountId, bucketId, quantity })),
  )
  if (uses.length === 0) return
  for (const bucket of await useBuckets(tx, uses)) await tellThresholds(tx, bucket)
}
