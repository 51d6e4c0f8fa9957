import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountOf, money, rate } from '../../platform/money.ts'
import {
  capReachedWith,
  closed,
  IDLE_METER,
  type Meter,
  monthOf,
  monthTotal,
  nthOf,
  type Plan,
  startedUnits,
  unitAmount,
  unitEnd,
} from './metering.ts'

const SMALL: Plan = { hourly: rate('USD', '0.0074'), cap: money('USD', '5.00') }
const LARGE: Plan = { hourly: rate('USD', '0.149'), cap: money('USD', '100.00') }
const STORY: Plan = { hourly: rate('USD', '0.0150'), cap: money('USD', '10.00') }

/** Meters a server from its proof of life to its end, as the job does hour by hour, and sums what is posted in each month. */
function run(plan: Plan, from: string, to: string): Record<string, { units: number; amount: string }> {
  let meter: Meter = { ...IDLE_METER, unitStart: new Date(from) }
  const months: Record<string, { units: number; amount: string }> = {}
  for (let left = startedUnits(new Date(from), new Date(to)); left > 0 && meter.unitStart; left -= 1) {
    const start = meter.unitStart
    const posted = unitAmount(plan, nthOf(meter, start))
    const month = months[monthOf(start)] ?? { units: 0, amount: '0.00' }
    months[monthOf(start)] = {
      units: month.units + 1,
      amount: amountOf({ ...posted, units: money('USD', month.amount).units + posted.units }),
    }
    meter = { ...closed(meter, true), unitStart: unitEnd(start) }
  }
  return months
}

describe('the vectors of the metering rule', () => {
  test.each([
    ['B1', 1, '0.01'],
    ['B1', 2, '0.01'],
    ['B1', 336, '2.49'],
    ['B2', 672, '4.97'],
    ['B2', 675, '5.00'],
    ['B2', 676, '5.00'],
    ['B2, and B9: powered off all month', 744, '5.00'],
  ])('%s: %i hours at 0.0074 capped at 5.00 are %s', (_, units, amount) => {
    expect(amountOf(monthTotal(SMALL, units))).toBe(amount)
  })

  test.each([
    ['B3', '2026-01-10T10:59:59Z', '2026-01-10T11:00:01Z', { '2026-01': 1 }],
    ['B4', '2026-01-31T23:30:00Z', '2026-02-01T00:10:00Z', { '2026-01': 1 }],
    ['B5', '2026-01-31T23:30:00Z', '2026-02-01T00:31:00Z', { '2026-01': 1, '2026-02': 1 }],
  ])('%s: ready %s, deleted %s starts these units', (_, from, to, expected) => {
    const units = Object.fromEntries(Object.entries(run(SMALL, from, to)).map(([month, used]) => [month, used.units]))
    expect(units).toEqual(expected)
  })

  test('a larger plan rounds by itself: 24 hours at 0.149 are 3.58, 20 days are 71.52', () => {
    expect(amountOf(monthTotal(LARGE, 24))).toBe('3.58')
    expect(amountOf(monthTotal(LARGE, 480))).toBe('71.52')
  })
})

describe('story 40', () => {
  test('an hour and ten minutes at 0.0150 are two started hours, 0.03', () => {
    expect(run(STORY, '2026-01-05T00:00:00Z', '2026-01-05T01:10:00Z')).toEqual({ '2026-01': { units: 2, amount: '0.03' } })
  })

  test('all of January would be 11.16 and is 10.00; the cap is reached in hour 667, which ends on the 28th at 19:00', () => {
    expect(amountOf(monthTotal({ ...STORY, cap: null }, 744))).toBe('11.16')
    expect(run(STORY, '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z')).toEqual({ '2026-01': { units: 744, amount: '10.00' } })
    expect(capReachedWith(STORY)).toBe(667)
    expect(new Date(Date.parse('2026-01-01T00:00:00Z') + 667 * 3_600_000).toISOString()).toBe('2026-01-28T19:00:00.000Z')
    expect(amountOf(unitAmount(STORY, 667))).toBe('0.01')
    expect(amountOf(unitAmount(STORY, 668))).toBe('0.00')
  })
})

test('whatever the price, the postings of a month sum to its rounded total, are never negative and never pass the cap', () => {
  const prices = fc.record({ e8: fc.bigInt({ min: 0n, max: 10n ** 10n }), cents: fc.option(fc.bigInt({ min: 0n, max: 100_000n })) })
  fc.assert(
    fc.property(prices, fc.integer({ min: 0, max: 800 }), ({ e8, cents }, units) => {
      const plan: Plan = {
        hourly: { currency: 'USD', e8 },
        cap: cents === null ? null : { currency: 'USD', units: cents * 10_000n },
      }
      let sum = 0n
      for (let nth = 1; nth <= units; nth += 1) {
        const posted = unitAmount(plan, nth).units
        expect(posted).toBeGreaterThanOrEqual(0n)
        sum += posted
      }
      expect(sum).toBe(monthTotal(plan, units).units)
      if (plan.cap) expect(sum).toBeLessThanOrEqual(plan.cap.units)
    }),
    { numRuns: 100 },
  )
})

test('a unit without proof of life does not count', () => {
  const meter: Meter = { unitStart: new Date('2026-01-01T00:00:00Z'), month: '2026-01', units: 4 }
  expect(closed(meter, false)).toEqual({ unitStart: null, month: '2026-01', units: 4 })
  expect(closed(meter, true)).toEqual({ unitStart: null, month: '2026-01', units: 5 })
})

test('a month begins its count anew', () => {
  const meter: Meter = { unitStart: new Date('2026-02-01T00:00:00Z'), month: '2026-01', units: 744 }
  expect(nthOf(meter, new Date('2026-02-01T00:00:00Z'))).toBe(1)
  expect(closed(meter, true)).toEqual({ unitStart: null, month: '2026-02', units: 1 })
})

test.todo('B6: a size metered by the second, at least one cent')
test.todo('B7, B8: two plans in one month, which resizing brings')
