import { charge, divideRounded, type Money, printDecimal, type Rate, type Rounding, toPayable } from '../../platform/money.ts'

export type PriceQuantity = {
  readonly quantity: bigint
  /** How many of `quantity` one unit of the rate covers: 60n for seconds at a price per minute. 1n when left out. */
  readonly per?: bigint
  /** To 10^-6; half up when left out. */
  readonly rounding?: Rounding
}

export type Priced = {
  /** At 10^-6, as usage is charged. */
  readonly exact: Money
  /** `exact` rounded once to the currency's minor unit, as orders and invoices are paid. */
  readonly payable: Money
  /** What the seller pays for it, at 10^-6; null when not known in this currency. */
  readonly cost: Money | null
  /** (payable − cost) / cost in percent with four decimals (C10); null when the cost is unknown or nothing. */
  readonly markupPct: string | null
  /** (payable − cost) / payable in percent with four decimals (C10); null when the cost is unknown or the price nothing. */
  readonly marginPct: string | null
}

/** `part / whole` in percent with four decimals, halves away from zero; null of nothing. */
export function percentOf(part: bigint, whole: bigint): string | null {
  return whole === 0n ? null : printDecimal(divideRounded(part * 1_000_000n, whole, 'half_up'), 4, 4)
}

/** What a quantity costs at a resolved price: multiplied first, divided once, rounded to the minor unit once on the total. */
export function priceOf(price: { readonly rate: Rate; readonly cost: Rate | null }, request: PriceQuantity): Priced {
  const quantity = { quantity: request.quantity, per: request.per ?? 1n, rounding: request.rounding ?? ('half_up' as const) }
  const exact = charge(price.rate, quantity)
  const payable = toPayable(exact)
  const cost = price.cost && charge(price.cost, quantity)
  const profit = cost && payable.units - cost.units
  return {
    exact,
    payable,
    cost,
    markupPct: cost && profit !== null ? percentOf(profit, cost.units) : null,
    marginPct: profit === null ? null : percentOf(profit, payable.units),
  }
}
