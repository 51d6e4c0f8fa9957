import type { Money } from '../api/types.ts'

/** `rate`: prices of a minute or a message, at least four decimals, so that a column of them lines up. */
export type MoneyDigits = 'cents' | 'exact' | 'rate'

type Figure = Intl.StringNumericLiteral

const LEAST_OF_A_RATE = 4

const formats = new Map<string, Intl.NumberFormat>()

function formatFor(currency: string, digits: MoneyDigits): Intl.NumberFormat {
  const key = `${currency} ${digits}`
  const known = formats.get(key)
  if (known) return known
  const created = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits === 'rate' ? LEAST_OF_A_RATE : 2,
    maximumFractionDigits: digits === 'cents' ? 2 : 8,
    roundingMode: 'floor',
  })
  formats.set(key, created)
  return created
}

export const isNegative = (money: Money): boolean => money.amount.startsWith('-') && /[1-9]/.test(money.amount)
export const isZero = (money: Money): boolean => !/[1-9]/.test(money.amount)

/** Text of an amount without passing through a JS number. Cents are floored, so what is shown can always be spent. */
export function moneyText(money: Money, digits: MoneyDigits = 'exact'): string {
  return formatFor(money.currency, digits)
    .format(money.amount as Figure)
    .replace('-', '−')
}

const SCALE = 8

function units(amount: string): bigint {
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.')
  const value = BigInt(whole + fraction.padEnd(SCALE, '0').slice(0, SCALE))
  return amount.startsWith('-') ? -value : value
}

const fromUnits = (value: bigint): string => {
  const text = (value < 0n ? -value : value).toString().padStart(SCALE + 1, '0')
  return `${value < 0n ? '-' : ''}${text.slice(0, -SCALE)}.${text.slice(-SCALE)}`
}

/** A rate without its currency, for columns that name it elsewhere. */
export function rateText(rate: string): string {
  const [whole = '0', fraction = ''] = rate.split('.')
  return `${whole}.${fraction.padEnd(LEAST_OF_A_RATE, '0')}`
}

/** Exact sum of amounts of one currency; for totals on screen, the server's own figures stay the truth. */
export const plus = (...all: readonly [Money, ...Money[]]): Money => ({
  currency: all[0].currency,
  amount: fromUnits(all.reduce((sum, one) => sum + units(one.amount), 0n)),
})

export const minus = (one: Money, other: Money): Money => ({
  currency: one.currency,
  amount: fromUnits(units(one.amount) - units(other.amount)),
})

/** An amount rounded up to whole cents: what must be paid in so that it is surely enough. */
export function centsUp(money: Money): string {
  const cent = 10n ** BigInt(SCALE - 2)
  const value = units(money.amount)
  return fromUnits(((value + cent - 1n) / cent) * cent).slice(0, -(SCALE - 2))
}
