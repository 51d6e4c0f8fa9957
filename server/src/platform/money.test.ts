import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  Amount,
  amountOf,
  CurrencyCode,
  charge,
  compare,
  divideRounded,
  fromMinorUnits,
  micros,
  minorDigits,
  minus,
  money,
  negate,
  PositiveAmount,
  parseDecimal,
  plus,
  printDecimal,
  RateAmount,
  type Rounding,
  rate,
  rateOf,
  toMinorUnits,
  toMoneyReply,
  toPayable,
  zero,
} from './money.ts'

const currencies = fc.constantFrom('USD', 'EUR', 'JPY', 'KWD')
const units = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n })
/** At most 15 digits before the point, as `parseDecimal` reads. */
const readable = fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n })
const roundings = fc.constantFrom<Rounding>('half_up', 'half_down', 'up', 'down')
const amounts = fc.tuple(currencies, units).map(([currency, value]) => micros(currency, value))
const abs = (value: bigint): bigint => (value < 0n ? -value : value)

describe('decimal text', () => {
  test.each([
    ['9.15', 6, 9_150_000n],
    ['-12.50', 6, -12_500_000n],
    ['0.0085', 8, 850_000n],
    ['0', 6, 0n],
    ['1.230000000', 6, 1_230_000n],
    ['999999999999999', 6, 999_999_999_999_999_000_000n],
  ])('%s at 10^-%d is %d', (text, scale, expected) => {
    expect(parseDecimal(text, scale)).toBe(expected)
  })

  test.each(['', '.5', '5.', '1e3', '+1', '1,5', ' 1', '0x10', '--1', '1.2.3', 'NaN', '1234567890123456', '1.0000001'])(
    '%j is refused rather than guessed at',
    (text) => {
      expect(() => parseDecimal(text, 6)).toThrow(RangeError)
    },
  )

  test('what is printed is read back unchanged, at any scale', () => {
    fc.assert(
      fc.property(readable, fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }), (value, scale, least) => {
        expect(parseDecimal(printDecimal(value, scale, Math.min(least, scale)), scale)).toBe(value)
      }),
    )
  })

  test('an amount is printed with its minor digits and no needless zeros', () => {
    expect(amountOf(money('USD', '9.15'))).toBe('9.15')
    expect(amountOf(money('USD', '9'))).toBe('9.00')
    expect(amountOf(money('USD', '9.9915'))).toBe('9.9915')
    expect(amountOf(money('JPY', '500'))).toBe('500')
    expect(amountOf(money('JPY', '0.5'))).toBe('0.5')
    expect(amountOf(money('KWD', '-1.5'))).toBe('-1.500')
    expect(amountOf(micros('USD', -1n))).toBe('-0.000001')
    expect(amountOf(zero('USD'))).toBe('0.00')
    expect(rateOf(rate('USD', '0.01275'))).toBe('0.01275')
    expect(rateOf(rate('JPY', '3'))).toBe('3')
  })

  test('an amount survives its way through JSON', () => {
    fc.assert(
      fc.property(amounts, (value) => {
        const { currency, amount } = toMoneyReply(value)
        expect(money(currency, amount)).toEqual(value)
      }),
    )
  })
})

describe('arithmetic', () => {
  test('currencies never mix', () => {
    expect(() => plus(money('USD', '1'), money('EUR', '1'))).toThrow(TypeError)
    expect(() => minus(money('USD', '1'), money('EUR', '1'))).toThrow(TypeError)
    expect(() => compare(money('USD', '1'), money('EUR', '1'))).toThrow(TypeError)
  })

  test('taking away what was added gives the amount back, and the order of adding does not matter', () => {
    fc.assert(
      fc.property(units, units, (a, b) => {
        const [x, y] = [micros('USD', a), micros('USD', b)]
        expect(minus(plus(x, y), y)).toEqual(x)
        expect(plus(x, y)).toEqual(plus(y, x))
        expect(plus(x, negate(x))).toEqual(zero('USD'))
        expect(compare(x, y)).toBe(-compare(y, x) + 0)
        expect(Math.sign(compare(x, y))).toBe(minus(x, y).units < 0n ? -1 : minus(x, y).units > 0n ? 1 : 0)
      }),
    )
  })
})

describe('rounding', () => {
  test.each<[bigint, bigint, bigint, bigint, bigint]>([
    // n, d, half_up, up, down
    [5n, 2n, 3n, 3n, 2n],
    [-5n, 2n, -3n, -3n, -2n],
    [5n, -2n, -3n, -3n, -2n],
    [7n, 3n, 2n, 3n, 2n],
    [8n, 3n, 3n, 3n, 2n],
    [-8n, 3n, -3n, -3n, -2n],
    [6n, 3n, 2n, 2n, 2n],
    [1n, 1_000n, 0n, 1n, 0n],
    [0n, 7n, 0n, 0n, 0n],
  ])('%d / %d is %d half up, %d up, %d down: halves and ups go away from zero', (n, d, half, up, down) => {
    expect(divideRounded(n, d, 'half_up')).toBe(half)
    expect(divideRounded(n, d, 'up')).toBe(up)
    expect(divideRounded(n, d, 'down')).toBe(down)
  })

  test('rounding is off by less than one unit, by at most half for halves, and mirrors at zero', () => {
    fc.assert(
      fc.property(units, fc.bigInt({ min: 1n, max: 10n ** 9n }), roundings, (n, d, rounding) => {
        const result = divideRounded(n, d, rounding)
        expect(abs(result * d - n)).toBeLessThan(d)
        if (rounding === 'half_up') expect(abs(result * d - n) * 2n).toBeLessThanOrEqual(d)
        if (rounding === 'down') expect(abs(result) * d).toBeLessThanOrEqual(abs(n))
        if (rounding === 'up') expect(abs(result) * d).toBeGreaterThanOrEqual(abs(n))
        expect(divideRounded(-n, d, rounding) + result).toBe(0n)
        expect(divideRounded(n * d, d, rounding)).toBe(n)
      }),
    )
  })
})

describe('charging a rate', () => {
  test.each([
    ['0.0085', 60n, 60n, '0.0085'],
    ['0.0085', 6_000n, 60n, '0.85'],
    ['0.01275', 100n, 1n, '1.275'],
    ['0.01234', 83n, 60n, '0.01707'],
    ['0.00000001', 49n, 1n, '0.00'],
    ['0.00000001', 50n, 1n, '0.000001'],
    ['0', 1_000n, 1n, '0.00'],
  ])('%s for %d per %d is %s', (price, quantity, per, expected) => {
    expect(amountOf(charge(rate('USD', price), { quantity, per, rounding: 'half_up' }))).toBe(expected)
  })

  test('charging divides once: the error is at most half a micro, however odd the quantity', () => {
    const rates = fc.bigInt({ min: 0n, max: 10n ** 12n })
    const quantities = fc.bigInt({ min: 0n, max: 10n ** 9n })
    fc.assert(
      fc.property(rates, quantities, fc.bigInt({ min: 1n, max: 3_600n }), (e8, quantity, per) => {
        const exact = charge({ currency: 'USD', e8 }, { quantity, per, rounding: 'half_up' })
        expect(abs(exact.units * per * 100n - e8 * quantity) * 2n).toBeLessThanOrEqual(per * 100n)
      }),
    )
  })

  test('a whole number of units costs exactly that many times one unit when the rate fits the ledger', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 10n }), fc.bigInt({ min: 0n, max: 10n ** 6n }), (micro, count) => {
        const price = { currency: 'USD', e8: micro * 100n }
        expect(charge(price, { quantity: count * 60n, per: 60n, rounding: 'half_up' }).units).toBe(micro * count)
      }),
    )
  })

  test('a rate per nothing is refused', () => {
    expect(() => charge(rate('USD', '1'), { quantity: 1n, per: 0n, rounding: 'half_up' })).toThrow(RangeError)
    expect(() => charge(rate('USD', '1'), { quantity: 1n, per: -1n, rounding: 'half_up' })).toThrow(RangeError)
  })
})

describe('what is paid', () => {
  test.each([
    ['USD', '1.275', '1.28'],
    ['USD', '1.274999', '1.27'],
    ['USD', '-1.275', '-1.28'],
    ['JPY', '0.5', '1'],
    ['KWD', '1.0005', '1.001'],
  ])('%s %s is payable as %s', (currency, amount, expected) => {
    expect(amountOf(toPayable(money(currency, amount)))).toBe(expected)
  })

  test('what is payable is whole minor units within half a unit of the amount, and rounding it again changes nothing', () => {
    fc.assert(
      fc.property(amounts, (value) => {
        const unit = 10n ** BigInt(6 - minorDigits(value.currency))
        const payable = toPayable(value)
        expect(payable.units % unit).toBe(0n)
        expect(abs(payable.units - value.units) * 2n).toBeLessThanOrEqual(unit)
        expect(toPayable(payable)).toEqual(payable)
        expect(fromMinorUnits(value.currency, toMinorUnits(payable))).toEqual(payable)
      }),
    )
  })

  test('an amount finer than the minor unit is never handed to a gateway', () => {
    expect(toMinorUnits(money('USD', '12.34'))).toBe(1_234n)
    expect(() => toMinorUnits(money('USD', '12.345'))).toThrow(RangeError)
    expect(() => toMinorUnits(money('JPY', '0.5'))).toThrow(RangeError)
  })
})

describe('what a request may carry', () => {
  test.each(['12.50', '0', '-1.000001', '999999999999'])('%s is an amount', (text) => {
    expect(Amount.safeParse(text).success).toBe(true)
  })

  test.each(['', '1.0000001', '1e3', '1234567890123', '.5', '1 ', '1\n', '٣'])('%j is not an amount', (text) => {
    expect(Amount.safeParse(text).success).toBe(false)
  })

  test('every amount a request may carry fits the ledger', () => {
    expect(abs(money('USD', '-999999999999.999999').units)).toBeLessThan(2n ** 63n)
  })

  test.each([
    ['0.01', true],
    ['0', false],
    ['0.00', false],
    ['-5', false],
  ])('%s above zero: %s', (text, expected) => {
    expect(PositiveAmount.safeParse(text).success).toBe(expected)
  })

  test('a rate has at most eight decimals and a currency three capitals', () => {
    expect(RateAmount.safeParse('0.00000001').success).toBe(true)
    expect(RateAmount.safeParse('0.000000001').success).toBe(false)
    expect(CurrencyCode.safeParse('USD').success).toBe(true)
    expect(CurrencyCode.safeParse('usd').success).toBe(false)
  })

  test('every rate a request may carry fits the database', () => {
    const largest = `${'9'.repeat(10)}.${'9'.repeat(8)}`
    expect(RateAmount.safeParse(largest).success).toBe(true)
    expect(RateAmount.safeParse('9'.repeat(11)).success).toBe(false)
    expect(rate('USD', largest).e8).toBeLessThan(2n ** 63n)
  })
})
