import { amountOf, divideRounded, type Money, micros, rateOf, zero } from '../../platform/money.ts'
import { billedOfSeconds, conversationSeconds } from './increments.ts'
import { type Tariff, unitOf } from './tariff.ts'

/** Amounts are exact over this: rates of 10^-8 per minute times seconds. */
export const EXACT_DENOMINATOR = 6_000_000_000n
const PER_MICRO = EXACT_DENOMINATOR / 1_000_000n

/** The exact amount of `billed` seconds over EXACT_DENOMINATOR, before the one rounding (A3). */
export function exactAmount(tariff: Tariff, billed: number): bigint {
  if (billed === 0) return 0n
  const initial = Math.min(billed, tariff.initialSeconds)
  return tariff.connectFee.units * PER_MICRO + tariff.initialRate.e8 * BigInt(initial) + tariff.recurringRate.e8 * BigInt(billed - initial)
}

/** What `billed` seconds cost: connect fee, both steps, one rounding, at least the minimum; nothing for 0 seconds. Throws RangeError unless `billed` is whole and not negative. */
export function amountFor(tariff: Tariff, billed: number): Money {
  if (!Number.isSafeInteger(billed) || billed < 0) throw new RangeError('Billed seconds are whole and not negative.')
  return roundedAmount(tariff, billed, exactAmount(tariff, billed))
}

function roundedAmount({ currency, rounding, minCost }: Tariff, billed: number, exact: bigint): Money {
  if (billed === 0) return zero(currency)
  const unit = unitOf(rounding.decimals)
  const units = divideRounded(exact, PER_MICRO * unit, rounding.mode) * unit
  return micros(currency, units < minCost.units ? minCost.units : units)
}

/** How an amount came about, as it is stored beside a CDR: texts only, and enough to evaluate it again. */
export type CallTrace = {
  readonly durationMs: number
  readonly durationRounding: Tariff['durationRounding']
  readonly seconds: number
  readonly graceSeconds: number
  readonly freeSeconds: number
  readonly incrementRule: Tariff['incrementRule']
  readonly initial: { readonly seconds: number; readonly perMinute: string }
  readonly recurring: { readonly seconds: number; readonly perMinute: string }
  readonly billed: number
  readonly connectFee: string
  readonly minCost: string
  /** The amount before rounding, as a fraction. */
  readonly exact: { readonly numerator: string; readonly denominator: string }
  readonly rounding: Tariff['rounding']
  readonly currency: string
  readonly amount: string
}

export type RatedCall = { readonly seconds: number; readonly billed: number; readonly amount: Money; readonly trace: CallTrace }

/** Rates a call of `durationMs` from answer to release, with the arithmetic behind it. Throws RangeError on a negative duration. */
export function rateCall(tariff: Tariff, durationMs: number): RatedCall {
  const seconds = conversationSeconds(durationMs, tariff.durationRounding)
  const billed = billedOfSeconds(tariff, seconds)
  const exact = exactAmount(tariff, billed)
  const amount = roundedAmount(tariff, billed, exact)
  const trace: CallTrace = {
    durationMs,
    durationRounding: tariff.durationRounding,
    seconds,
    graceSeconds: tariff.graceSeconds,
    freeSeconds: tariff.freeSeconds,
    incrementRule: tariff.incrementRule,
    initial: { seconds: tariff.initialSeconds, perMinute: rateOf(tariff.initialRate) },
    recurring: { seconds: tariff.recurringSeconds, perMinute: rateOf(tariff.recurringRate) },
    billed,
    connectFee: amountOf(tariff.connectFee),
    minCost: amountOf(tariff.minCost),
    exact: { numerator: String(exact), denominator: String(EXACT_DENOMINATOR) },
    rounding: tariff.rounding,
    currency: tariff.currency,
    amount: amountOf(amount),
  }
  return { seconds, billed, amount, trace }
}
