import type { Tx } from '../../platform/context.ts'
import { charge, compare, type Money, rateOf, zero } from '../../platform/money.ts'
import { openWallet, postEach, refusalError } from '../ledger/index.ts'
import { reserveAllowance } from './allowances.ts'
import { entryIdOf, type Metering, recordUsage, type Use } from './meter.ts'
import { findUsage } from './usage-store.ts'

type Price = Metering['price']

export type PastUse = Omit<Use, 'cost'>

/** How the wallet pays for what allowances do not. */
export type PastSale = {
  /** Null where only allowances may pay. */
  readonly price: Price | null
  /** The wallet's currency. */
  readonly currency: string
  readonly entryKind: string
  readonly revenueCode: string
}

/**
 * Charges a use that nobody can refuse any more, such as data a phone has received: the allowances of its time pay first (W20), the wallet pays as far
 * as it goes, and what is left is the seller's loss, written down as `unpaid` and flagged `overrun`. Answers how much of `quantity` is paid. Once per id.
 */
export async function meterPast(tx: Tx, use: PastUse, sale: PastSale): Promise<bigint> {
  const { price, currency } = sale
  const known = await findUsage(tx, use.id)
  if (known) return known.quantity
  const { accountId, service, unit, quantity, occurredAt } = use
  const covered = await reserveAllowance(tx, { ownerId: use.id, accountId, service, unit, quantity, at: occurredAt })
  const bought = price
    ? await payReach(tx, use, { ...sale, price }, quantity - covered)
    : { quantity: 0n, amount: zero(currency), trace: use.trace }
  const paid = covered + bought.quantity
  const { amount } = bought
  const short = paid < quantity
  const trace = short ? { ...bought.trace, unpaid: String(quantity - paid) } : bought.trace
  const entryId = amount.units > 0n ? entryIdOf(use.id) : null
  await recordUsage(tx, { ...use, quantity: paid, cost: null, trace }, { amount, entryId, flags: short ? ['overrun'] : [] })
  return paid
}

/** The wallet pays for as much of `most` as it can. A refusal holds the wallet's lock, so what it named is still there. */
async function payReach(tx: Tx, use: PastUse, { price, entryKind, revenueCode }: PastSale & { readonly price: Price }, most: bigint) {
  const { id, accountId, description, subject } = use
  const { currency } = price.rate
  const wallet = await openWallet(tx, { accountId, currency })
  for (let quantity = most; quantity > 0n; ) {
    const amount = priceOf(price, quantity)
    const arithmetic = { currency, rate: rateOf(price.rate), quantity: quantity.toString(), per: price.per.toString() }
    const trace = { ...use.trace, ...arithmetic, rounding: price.rounding }
    if (amount.units === 0n) return { quantity, amount, trace }
    const operation = {
      op: 'charge',
      id: entryIdOf(id),
      walletId: wallet.id,
      to: revenueCode,
      amount,
      kind: entryKind,
      description,
      subject,
      trace,
    } as const
    const [answer] = await postEach(tx, [operation])
    if (answer?.status === 'done') return { quantity, amount, trace }
    if (answer?.status !== 'insufficient' || !answer.limit) throw refusalError(operation, answer as never)
    quantity = affordable(price, quantity - 1n, answer.limit)
  }
  return { quantity: 0n, amount: zero(currency), trace: use.trace }
}

const priceOf = (price: Price, quantity: bigint): Money => charge(price.rate, { quantity, per: price.per, rounding: price.rounding })

/** The largest quantity up to `most` that costs no more than `limit`; more never costs less, so halving finds it. */
function affordable(price: Price, most: bigint, limit: Money): bigint {
  if (limit.units <= 0n) return 0n
  let [low, high] = [0n, most]
  while (low < high) {
    const middle = (low + high + 1n) / 2n
    if (compare(priceOf(price, middle), limit) <= 0) low = middle
    else high = middle - 1n
  }
  return low
}
