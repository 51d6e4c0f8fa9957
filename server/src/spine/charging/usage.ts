import type { AccountId, Id } from '../../platform/ids.ts'
import { charge, divideRounded, type Money, micros, money, type Rounding, rate } from '../../platform/money.ts'
import type { EntryId, Subject } from '../ledger/index.ts'
import type { CallTrace } from '../rating/index.ts'
import type { Split, Unit } from './allowance.ts'

export type UsageId = Id<'usage'>

export type Trace = Readonly<Record<string, unknown>>

/** One rated use of anything: how much, who paid which part, and why so much. */
export type UsageRecord = {
  readonly id: UsageId
  readonly accountId: AccountId
  readonly service: string
  readonly unit: Unit
  readonly quantity: bigint
  /** What allowances paid; the wallet paid `quantity` less this. */
  readonly allowance: bigint
  readonly splits: readonly Split[]
  readonly amount: Money
  readonly cost: { readonly vendor: string; readonly amount: Money } | null
  readonly description: string
  readonly subject: Subject
  /** The customer's side in the ledger; null when the wallet paid nothing. */
  readonly entryId: EntryId | null
  readonly flags: readonly string[]
  readonly trace: Trace
  /** When it began: a use over the end of a period belongs to the one it began in. */
  readonly occurredAt: Date
}

type RateTrace = {
  readonly currency: string
  readonly rate: string
  readonly quantity: string
  readonly per: string
  readonly rounding: Rounding
}

/** Evaluates the stored reason again: what a use of this trace costs. Undefined when the trace holds no arithmetic. */
export function rerate(trace: Trace): Money | undefined {
  const { call } = trace as { call?: CallTrace }
  if (call) return rerateCall(call)
  if (typeof trace['rate'] !== 'string') return undefined
  const stored = trace as unknown as RateTrace
  return charge(rate(stored.currency, stored.rate), {
    quantity: BigInt(stored.quantity),
    per: BigInt(stored.per),
    rounding: stored.rounding,
  })
}

/** From the texts alone, without the code that rated it: fee and both steps, multiplied, summed, rounded once. */
function rerateCall({ billed, initial, recurring, connectFee, minCost, rounding, currency }: CallTrace): Money {
  if (billed === 0) return micros(currency, 0n)
  const first = Math.min(billed, initial.seconds)
  const e8 = rate(currency, initial.perMinute).e8 * BigInt(first) + rate(currency, recurring.perMinute).e8 * BigInt(billed - first)
  const unit = 10n ** BigInt(6 - rounding.decimals)
  const units = divideRounded(e8 + money(currency, connectFee).units * 6_000n, 6_000n * unit, rounding.mode) * unit
  const least = money(currency, minCost).units
  return micros(currency, units < least ? least : units)
}
