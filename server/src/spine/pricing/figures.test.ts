import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountOf, rate } from '../../platform/money.ts'
import { percentOf, priceOf } from './figures.ts'

const usd = (amount: string) => rate('USD', amount)
const e8 = fc.bigInt({ min: 0n, max: 10n ** 12n })
const quantities = fc.bigInt({ min: 1n, max: 10n ** 6n })

describe('a price and what is earned on it', () => {
  test('100 minutes at 0.01275 with cost 0.0085 are paid 1.28, rounded once on the total (story 7)', () => {
    const priced = priceOf({ rate: usd('0.01275'), cost: usd('0.0085') }, { quantity: 6_000n, per: 60n })
    expect(amountOf(priced.exact)).toBe('1.275')
    expect(amountOf(priced.payable)).toBe('1.28')
    expect(priced.cost && amountOf(priced.cost)).toBe('0.85')
    expect(priced.markupPct).toBe('50.5882')
    expect(priced.marginPct).toBe('33.5938')
  })

  test('a markup of thousands of percent is stated in full (C10)', () => {
    expect(priceOf({ rate: usd('0.30'), cost: usd('0.0085') }, { quantity: 1n }).markupPct).toBe('3429.4118')
  })

  test.each([
    ['0', '0', null, null],
    ['1', '0', null, '100.0000'],
    ['0', '1', '-100.0000', null],
    ['1', '2', '-50.0000', '-100.0000'],
    ['1', '1', '0.0000', '0.0000'],
  ])('price %s at cost %s has markup %s and margin %s', (price, cost, markup, margin) => {
    const priced = priceOf({ rate: usd(price), cost: usd(cost) }, { quantity: 1n })
    expect([priced.markupPct, priced.marginPct]).toEqual([markup, margin])
  })

  test('an unknown cost gives no percentage rather than a wrong one', () => {
    const priced = priceOf({ rate: usd('1'), cost: null }, { quantity: 3n })
    expect([priced.cost, priced.markupPct, priced.marginPct]).toEqual([null, null, null])
  })

  test('margin and markup tell the same profit: margin = markup / (1 + markup)', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 10n ** 8n, max: 10n ** 11n }), fc.bigInt({ min: 0n, max: 10n ** 11n }), (cost, profit) => {
        const markup = Number(percentOf(profit, cost)) / 100
        const margin = Number(percentOf(profit, cost + profit)) / 100
        expect(margin).toBeCloseTo(markup / (1 + markup), 5)
      }),
    )
  })

  test('more is never cheaper, and the payable total is within half a cent of the exact one', () => {
    fc.assert(
      fc.property(e8, quantities, quantities, (price, a, b) => {
        const at = (quantity: bigint) => priceOf({ rate: { currency: 'USD', e8: price }, cost: null }, { quantity, per: 60n })
        const [small, large] = a <= b ? [at(a), at(b)] : [at(b), at(a)]
        expect(small.exact.units).toBeLessThanOrEqual(large.exact.units)
        expect(small.payable.units).toBeLessThanOrEqual(large.payable.units)
        const off = small.payable.units - small.exact.units
        expect(off < 0n ? -off : off).toBeLessThanOrEqual(5_000n)
      }),
    )
  })
})
