import type { Tx } from '../../platform/context.ts'
import { derivedId } from '../../platform/ids.ts'
import { charge, type Money, type Rate, type Rounding, rateOf } from '../../platform/money.ts'
import { type EntryId, openWallet, post } from '../ledger/index.ts'
import { sumOf } from './allowance.ts'
import { reserveAllowance, useAllowance } from './allowances.ts'
import type { UsageId, UsageRecord } from './usage.ts'
import { findUsage, insertUsage } from './usage-store.ts'

/** What was used, before it is known who pays for it; its id is the key under which it counts once. */
export type Use = Omit<UsageRecord, 'allowance' | 'splits' | 'amount' | 'entryId' | 'flags'>

/**
 * Writes down a use whose money the caller has dealt with: what its id had set aside with `reserveAllowance` is used, and the wallet paid
 * `amount` for the rest. Doing it again changes nothing.
 */
export async function recordUsage(
  tx: Tx,
  use: Use,
  paid: { readonly amount: Money; readonly entryId: EntryId | null; readonly flags?: readonly string[] },
): Promise<UsageRecord> {
  const splits = await useAllowance(tx, use.id, use.quantity)
  const { amount, entryId, flags = [] } = paid
  const usage: UsageRecord = { ...use, splits, allowance: sumOf(splits), amount, entryId, flags }
  if (await insertUsage(tx, usage)) return usage
  return (await findUsage(tx, use.id)) ?? usage
}

export type Metering = Use & {
  /** What the wallet pays for what allowances do not: `rate` for every `per` of the unit, rounded once. */
  readonly price: { readonly rate: Rate; readonly per: bigint; readonly rounding: Rounding }
  readonly entryKind: string
  readonly revenueCode: string
}

export const entryIdOf = (id: UsageId) => derivedId<EntryId>('usage-charge', id)

/**
 * Charges a use that is known when it arrives, such as a message, an hour or a data session: allowances first (W20), the rest from the wallet, and
 * the supplier's side under the same journal. Once per id. Throws 402 `ledger.insufficientBalance`, which must roll the transaction back.
 */
export async function meter(tx: Tx, metering: Metering): Promise<UsageRecord> {
  const { price, entryKind, revenueCode, ...use } = metering
  const known = await findUsage(tx, use.id)
  if (known) return known
  const { accountId, service, unit, quantity, cost, description, subject } = use
  const covered = await reserveAllowance(tx, { ownerId: use.id, accountId, service, unit, quantity })
  const rest = quantity - covered
  const amount = charge(price.rate, { quantity: rest, per: price.per, rounding: price.rounding })
  const arithmetic = { currency: price.rate.currency, rate: rateOf(price.rate), quantity: rest.toString(), per: price.per.toString() }
  const trace = { ...use.trace, ...arithmetic, rounding: price.rounding }
  const facts = { description, subject }
  const journalId = entryIdOf(use.id)
  if (amount.units > 0n) {
    const wallet = await openWallet(tx, { accountId, currency: amount.currency })
    const posting = { ...facts, id: journalId, amount, kind: entryKind, trace }
    await post(tx, [{ op: 'charge', walletId: wallet.id, to: revenueCode, ...posting }])
  }
  if (cost && cost.amount.units > 0n) {
    const { vendor } = cost
    const id = derivedId<EntryId>('usage-cost', use.id)
    const sides = { from: `cost:${vendor}`, to: `payable:${vendor}`, ...(amount.units > 0n && { journalId }) }
    await post(tx, [{ op: 'transfer', ...facts, ...sides, id, amount: cost.amount, kind: 'cost' }])
  }
  return recordUsage(tx, { ...use, trace }, { amount, entryId: amount.units > 0n ? journalId : null })
}
