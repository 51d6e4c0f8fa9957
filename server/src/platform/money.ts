import { z } from 'zod'

export type Currency = string

/** An exact amount: bigint millionths (10^-6) of one currency, the ledger's scale (G4). */
export type Money = { readonly currency: Currency; readonly units: bigint }

/** A price per quantity at 10^-8; it becomes money only in `charge`. */
export type Rate = { readonly currency: Currency; readonly e8: bigint }

export type Rounding = 'half_up' | 'half_down' | 'up' | 'down'

const MICROS = 6
const RATE_SCALE = 8

const MINOR_DIGITS: Readonly<Record<string, number>> = { JPY: 0, KRW: 0, CLP: 0, VND: 0, ISK: 0, BHD: 3, KWD: 3, JOD: 3, OMR: 3, TND: 3 }

/** Digits of the currency's minor unit (ISO 4217); 2 unless listed otherwise. */
export const minorDigits = (currency: Currency): number => MINOR_DIGITS[currency] ?? 2

/** Parses a plain decimal such as `-12.50` into 10^-scale units. Throws when it has more digits than the scale holds. */
export function parseDecimal(text: string, scale: number): bigint {
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(text)
  if (!match) throw new RangeError(`"${text}" is not a decimal number.`)
  const fraction = (match[3] ?? '').replace(/0+$/, '')
  if (fraction.length > scale) throw new RangeError(`"${text}" has more than ${scale} decimals.`)
  const units = BigInt(match[2] + fraction.padEnd(scale, '0'))
  return match[1] ? -units : units
}

/** Prints 10^-scale units with at least `least` decimals and no further trailing zeros. */
export function printDecimal(units: bigint, scale: number, least: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const fraction = digits
    .slice(digits.length - scale)
    .replace(/0+$/, '')
    .padEnd(least, '0')
  return `${units < 0n ? '-' : ''}${digits.slice(0, digits.length - scale)}${fraction && `.${fraction}`}`
}

export const money = (currency: Currency, amount: string): Money => ({ currency, units: parseDecimal(amount, MICROS) })
export const micros = (currency: Currency, units: bigint): Money => ({ currency, units })
export const zero = (currency: Currency): Money => ({ currency, units: 0n })
export const rate = (currency: Currency, price: string): Rate => ({ currency, e8: parseDecimal(price, RATE_SCALE) })

/** The exact amount as a decimal string, e.g. `9.15` or `0.0085`. */
export const amountOf = (value: Money): string => printDecimal(value.units, MICROS, minorDigits(value.currency))
export const rateOf = (value: Rate): string => printDecimal(value.e8, RATE_SCALE, minorDigits(value.currency))

function sameCurrency(a: { currency: Currency }, b: { currency: Currency }): void {
  if (a.currency !== b.currency) throw new TypeError(`${a.currency} and ${b.currency} do not mix.`)
}

export function plus(a: Money, b: Money): Money {
  sameCurrency(a, b)
  return { currency: a.currency, units: a.units + b.units }
}

export function minus(a: Money, b: Money): Money {
  sameCurrency(a, b)
  return { currency: a.currency, units: a.units - b.units }
}

export const negate = (value: Money): Money => ({ currency: value.currency, units: -value.units })

export function compare(a: Money, b: Money): number {
  sameCurrency(a, b)
  return a.units < b.units ? -1 : a.units > b.units ? 1 : 0
}

/** `numerator / denominator` as an integer, rounded once; with `half_up` halves go away from zero, with `half_down` towards it (G4). */
export function divideRounded(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const negative = numerator < 0n !== denominator < 0n
  const n = numerator < 0n ? -numerator : numerator
  const d = denominator < 0n ? -denominator : denominator
  const quotient = n / d
  const remainder = n % d
  const magnitude = goesAway(remainder, d, rounding) ? quotient + 1n : quotient
  return negative ? -magnitude : magnitude
}

function goesAway(remainder: bigint, denominator: bigint, rounding: Rounding): boolean {
  switch (rounding) {
    case 'up':
      return remainder > 0n
    case 'down':
      return false
    case 'half_up':
      return remainder * 2n >= denominator
    case 'half_down':
      return remainder * 2n > denominator
  }
}

export type Quantity = { readonly quantity: bigint; readonly per: bigint; readonly rounding: Rounding }

/** The one place where a rate becomes money: multiply first, divide once, round once to 10^-6 (G4). */
export function charge(price: Rate, { quantity, per, rounding }: Quantity): Money {
  if (per <= 0n) throw new RangeError('A rate needs a positive quantity to be per.')
  return { currency: price.currency, units: divideRounded(price.e8 * quantity, per * 100n, rounding) }
}

/** Rounded once more to the minor unit, for what is actually paid: invoice lines, tax, payments (G4). */
export function toPayable(value: Money): Money {
  const unit = 10n ** BigInt(MICROS - minorDigits(value.currency))
  return { currency: value.currency, units: divideRounded(value.units, unit, 'half_up') * unit }
}

/** The minor units a payment gateway speaks in. Throws when the amount has a finer part. */
export function toMinorUnits(value: Money): bigint {
  const unit = 10n ** BigInt(MICROS - minorDigits(value.currency))
  if (value.units % unit !== 0n) throw new RangeError(`${amountOf(value)} ${value.currency} is finer than the currency's minor unit.`)
  return value.units / unit
}

export const fromMinorUnits = (currency: Currency, units: bigint): Money => ({
  currency,
  units: units * 10n ** BigInt(MICROS - minorDigits(currency)),
})

/** Whole digits are bounded so that every accepted value fits a bigint column. */
const decimal = (whole: number, scale: number) => new RegExp(`^-?\\d{1,${whole}}(\\.\\d{1,${scale}})?$`)

export const CurrencyCode = z.string().regex(/^[A-Z]{3}$/, 'Use a three-letter ISO 4217 code such as USD.')
/** A decimal string with at most six decimals: how JSON carries money. */
export const Amount = z.string().regex(decimal(12, MICROS), 'Use a decimal number with at most 6 decimals, such as "12.50".')
export const PositiveAmount = Amount.refine((text) => !text.startsWith('-') && /[1-9]/.test(text), 'Use an amount above zero.')
/** A decimal string with at most eight decimals: how JSON carries a rate. */
export const RateAmount = z.string().regex(decimal(10, RATE_SCALE), 'Use a decimal number with at most 8 decimals, such as "0.0085".')

export const MoneyReply = z.object({ currency: z.string(), amount: z.string() })
export const toMoneyReply = (value: Money): z.output<typeof MoneyReply> => ({ currency: value.currency, amount: amountOf(value) })
