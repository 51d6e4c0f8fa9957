import { type Money, money, type Rate, rate } from '../../platform/money.ts'

export type DurationRounding = 'up' | 'down' | 'half_up' | 'half_down'
export type IncrementRule = 'after_initial' | 'total'
export type AmountRounding = { readonly mode: 'up' | 'down' | 'half_up' | 'half_down'; readonly decimals: number }

/** How one call is charged, whatever it is sold or bought as (wholesale A1 to A9). Prices are per minute. Immutable: a session keeps the one it began with. */
export type Tariff = {
  readonly currency: string
  /** The first step of counted time, whole; at least 1. */
  readonly initialSeconds: number
  /** Every further step; at least 1. */
  readonly recurringSeconds: number
  readonly initialRate: Rate
  readonly recurringRate: Rate
  /** Once per answered call of which any time is charged. */
  readonly connectFee: Money
  /** Not charged at the start of an answered call; charging runs on what is left. */
  readonly freeSeconds: number
  /** A call not longer than this costs nothing; a longer one is charged in full. */
  readonly graceSeconds: number
  /** The least an answered, charged call costs; zero for none. Not finer than `rounding`. */
  readonly minCost: Money
  /** `total`: steps count from the start (B′ of A2), for plans imported from such systems. */
  readonly incrementRule: IncrementRule
  readonly durationRounding: DurationRounding
  /** The one rounding of the amount: decimals 0 to 6. */
  readonly rounding: AmountRounding
}

export type TariffTerms = {
  readonly currency: string
  /** Price per minute, as decimal text with at most eight decimals. */
  readonly perMinute: string
  /** Price per minute of the first step, where it differs. */
  readonly initialPerMinute?: string
  readonly initialSeconds?: number
  readonly recurringSeconds?: number
  readonly connectFee?: string
  readonly freeSeconds?: number
  readonly graceSeconds?: number
  readonly minCost?: string
  readonly incrementRule?: IncrementRule
  readonly durationRounding?: DurationRounding
  readonly rounding?: AmountRounding
}

const LONGEST_STEP = 86_400

/** A tariff from plain terms: charged by the second, durations up, amounts half up to six decimals unless said otherwise. Throws RangeError on terms that cannot be charged. */
export function tariffOf(terms: TariffTerms): Tariff {
  const { currency, perMinute } = terms
  return checkedTariff({
    currency,
    initialSeconds: terms.initialSeconds ?? 1,
    recurringSeconds: terms.recurringSeconds ?? 1,
    initialRate: rate(currency, terms.initialPerMinute ?? perMinute),
    recurringRate: rate(currency, perMinute),
    connectFee: money(currency, terms.connectFee ?? '0'),
    freeSeconds: terms.freeSeconds ?? 0,
    graceSeconds: terms.graceSeconds ?? 0,
    minCost: money(currency, terms.minCost ?? '0'),
    incrementRule: terms.incrementRule ?? 'after_initial',
    durationRounding: terms.durationRounding ?? 'up',
    rounding: terms.rounding ?? { mode: 'half_up', decimals: 6 },
  })
}

const wholeWithin = (value: number, least: number): boolean => Number.isInteger(value) && value >= least && value <= LONGEST_STEP

/** The tariff itself. Throws RangeError when it breaks what A2, A6, A7 and A9 demand. */
export function checkedTariff(tariff: Tariff): Tariff {
  if (!wholeWithin(tariff.initialSeconds, 1) || !wholeWithin(tariff.recurringSeconds, 1)) {
    throw new RangeError(`Intervals are whole seconds from 1 to ${LONGEST_STEP}.`)
  }
  if (!wholeWithin(tariff.freeSeconds, 0) || !wholeWithin(tariff.graceSeconds, 0)) {
    throw new RangeError(`Free and grace seconds are whole, from 0 to ${LONGEST_STEP}.`)
  }
  const { decimals } = tariff.rounding
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 6) throw new RangeError('Amounts are rounded to 0 to 6 decimals.')
  // A payment towards the caller is a sign on the finished amount, never a negative price: comparisons would break (A9).
  if ([tariff.initialRate.e8, tariff.recurringRate.e8, tariff.connectFee.units, tariff.minCost.units].some((value) => value < 0n)) {
    throw new RangeError('Prices, fees and minimums are not negative.')
  }
  if (tariff.minCost.units % unitOf(decimals) !== 0n) throw new RangeError('The least cost is finer than the rounding of amounts.')
  const currencies = [tariff.initialRate, tariff.recurringRate, tariff.connectFee, tariff.minCost].map((value) => value.currency)
  if (currencies.some((currency) => currency !== tariff.currency)) throw new TypeError(`Everything in a tariff is in ${tariff.currency}.`)
  return tariff
}

/** Millionths in one unit of the last decimal kept. */
export const unitOf = (decimals: number): bigint => 10n ** BigInt(6 - decimals)
