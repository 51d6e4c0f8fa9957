import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountOf, money, parseDecimal } from '../../platform/money.ts'
import { affordableSeconds } from './affordable.ts'
import { amountFor, EXACT_DENOMINATOR, exactAmount, rateCall } from './amount.ts'
import { billedOfSeconds, billedSeconds, conversationSeconds } from './increments.ts'
import { type AmountRounding, type DurationRounding, type IncrementRule, type TariffTerms, tariffOf } from './tariff.ts'

const usd = (amount: string) => money('USD', amount)
const tariff = (perMinute: string, steps: string, more: Partial<TariffTerms> = {}) => {
  const [initialSeconds, recurringSeconds] = steps.split('/').map(Number)
  return tariffOf({ currency: 'USD', perMinute, initialSeconds: initialSeconds ?? 1, recurringSeconds: recurringSeconds ?? 1, ...more })
}

const modes = fc.constantFrom<AmountRounding['mode']>('up', 'down', 'half_up', 'half_down')
const durations = fc.integer({ min: 0, max: 7_200_000 })
const e8 = fc
  .bigInt({ min: 0n, max: 500_000_000n })
  .map((value) => `${value / 100_000_000n}.${String(value % 100_000_000n).padStart(8, '0')}`)
const tariffs = fc
  .record({
    perMinute: e8,
    initialPerMinute: e8,
    initialSeconds: fc.integer({ min: 1, max: 120 }),
    recurringSeconds: fc.integer({ min: 1, max: 120 }),
    freeSeconds: fc.constantFrom(0, 0, 0, 5, 30),
    graceSeconds: fc.constantFrom(0, 0, 0, 3, 10),
    connectFee: fc.constantFrom('0', '0.05', '0.0003'),
    minCost: fc.constantFrom('0', '0', '0.1', '1'),
    incrementRule: fc.constantFrom<IncrementRule>('after_initial', 'total'),
    durationRounding: fc.constantFrom<DurationRounding>('up', 'down', 'half_up', 'half_down'),
    rounding: fc.record({ mode: modes, decimals: fc.integer({ min: 1, max: 6 }) }),
  })
  .map((terms) => tariffOf({ currency: 'USD', ...terms }))

describe('a duration becomes seconds (A1)', () => {
  test.each([
    [60_400, 61, 60, 60, 60],
    [60_500, 61, 60, 61, 60],
    [60_600, 61, 60, 61, 61],
    [60_000, 60, 60, 60, 60],
    [1, 1, 0, 0, 0],
    [0, 0, 0, 0, 0],
  ])('%i ms is %i up, %i down, %i half up, %i half down', (ms, up, down, halfUp, halfDown) => {
    const all = (['up', 'down', 'half_up', 'half_down'] as const).map((mode) => conversationSeconds(ms, mode))
    expect(all).toEqual([up, down, halfUp, halfDown])
  })

  test.each([-1, 0.5, Number.NaN])('%d is no duration', (ms) => {
    expect(() => conversationSeconds(ms, 'up')).toThrow(RangeError)
  })

  test('a call that rounds to no second at all costs nothing, whatever the fee', () => {
    expect(rateCall(tariff('1', '60/60', { connectFee: '0.50', minCost: '1', durationRounding: 'down' }), 999).amount).toEqual(usd('0'))
  })
})

describe('seconds are counted in steps (A2)', () => {
  const at = [1, 31, 61, 91, 121]
  test.each([
    ['30/6', [30, 36, 66, 96, 126], [30, 36, 66, 96, 126]],
    ['60/60', [60, 60, 120, 120, 180], [60, 60, 120, 120, 180]],
    ['30/60', [30, 90, 90, 150, 150], [30, 60, 120, 120, 180]],
    ['90/60', [90, 90, 90, 150, 150], [90, 90, 90, 120, 180]],
    ['60/11', [60, 60, 71, 93, 126], [60, 60, 66, 99, 121]],
    ['1/6', [1, 31, 61, 91, 121], [1, 36, 66, 96, 126]],
  ])('%s counts %j after the first step and %j from the start', (steps, after, total) => {
    expect(at.map((second) => billedSeconds(tariff('1', steps), second * 1000))).toEqual(after)
    expect(at.map((second) => billedSeconds(tariff('1', steps, { incrementRule: 'total' }), second * 1000))).toEqual(total)
  })

  test('both rules agree whenever the first step is a multiple of the further ones', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 60 }), durations, (times, step, ms) => {
        const steps = `${times * step}/${step}`
        expect(billedSeconds(tariff('1', steps, { incrementRule: 'total' }), ms)).toBe(billedSeconds(tariff('1', steps), ms))
      }),
    )
  })

  test('charged seconds are never fewer than spoken ones nor more than a step above, and longer calls are never charged less', () => {
    fc.assert(
      fc.property(tariffs, durations, durations, (one, ms, other) => {
        const billed = billedSeconds(one, ms)
        const spoken = conversationSeconds(ms, one.durationRounding)
        if (spoken > Math.max(one.graceSeconds, one.freeSeconds)) {
          expect(billed).toBeGreaterThanOrEqual(spoken - one.freeSeconds)
          expect(billed).toBeLessThan(spoken - one.freeSeconds + Math.max(one.initialSeconds, one.recurringSeconds) + 1)
        } else expect(billed).toBe(0)
        if (other >= ms) expect(billedSeconds(one, other)).toBeGreaterThanOrEqual(billed)
      }),
    )
  })
})

describe('free and grace time are two things (A5)', () => {
  test.each([
    [10, { freeSeconds: 10 }, 0],
    [11, { freeSeconds: 10 }, 1],
    [70, { freeSeconds: 10 }, 60],
    [10, { graceSeconds: 10 }, 0],
    [11, { graceSeconds: 10 }, 11],
    [12, { graceSeconds: 10, freeSeconds: 5 }, 7],
  ])('%i s with %j are charged as %i s', (seconds, more, billed) => {
    expect(billedSeconds(tariff('0.06', '1/1', more), seconds * 1000)).toBe(billed)
  })
})

describe('seconds become an amount (A3, A7), the published vectors', () => {
  test.each([
    ['0.0123', '30/6', 1, 30, 'after_initial', '0.00615', '0.0062', '0.0062', '0.0061', '0.00615'],
    ['0.0123', '30/6', 31, 36, 'after_initial', '0.00738', '0.0074', '0.0074', '0.0073', '0.00738'],
    ['0.0123', '30/6', 37, 42, 'after_initial', '0.00861', '0.0087', '0.0086', '0.0086', '0.00861'],
    ['0.0123', '60/60', 61, 120, 'after_initial', '0.0246', '0.0246', '0.0246', '0.0246', '0.0246'],
    ['0.0123', '1/1', 147, 147, 'after_initial', '0.030135', '0.0302', '0.0301', '0.0301', '0.030135'],
    ['0.0123', '6/6', 147, 150, 'after_initial', '0.03075', '0.0308', '0.0308', '0.0307', '0.03075'],
    ['0.0123', '30/60', 31, 90, 'after_initial', '0.01845', '0.0185', '0.0185', '0.0184', '0.01845'],
    ['0.0123', '30/60', 31, 60, 'total', '0.0123', '0.0123', '0.0123', '0.0123', '0.0123'],
    ['0.00457', '1/1', 147, 147, 'after_initial', '0.0111965', '0.0112', '0.0112', '0.0111', '0.011197'],
  ] as const)('%s at %s for %i s', (price, steps, seconds, billed, incrementRule, exact, up, halfUp, down, halfUp6) => {
    const rounded = (mode: AmountRounding['mode'], decimals: number) =>
      rateCall(tariff(price, steps, { incrementRule, rounding: { mode, decimals } }), seconds * 1000)
    expect(rounded('up', 4).billed).toBe(billed)
    expect(exactAmount(tariff(price, steps), billed) * 100n).toBe(parseDecimal(exact, 8) * (EXACT_DENOMINATOR / 1_000_000n))
    expect([rounded('up', 4), rounded('half_up', 4), rounded('down', 4), rounded('half_up', 6)].map((one) => one.amount)).toEqual([
      usd(up),
      usd(halfUp),
      usd(down),
      usd(halfUp6),
    ])
  })

  test('story 21: 0.015 a minute by 60/6 and 0.0012 a minute by 6/6', () => {
    const calls = [10, 61, 67].map((seconds) => rateCall(tariff('0.015', '60/6'), seconds * 1000))
    expect(calls.map((one) => [one.billed, amountOf(one.amount)])).toEqual([
      [60, '0.015'],
      [66, '0.0165'],
      [72, '0.018'],
    ])
    const short = rateCall(tariff('0.0012', '6/6'), 9_000)
    expect([short.billed, amountOf(short.amount)]).toEqual([12, '0.00024'])
  })

  test('selling by the second and buying by the minute loses at these durations (the margin trap)', () => {
    const sell = tariff('0.0100', '1/1')
    const buy = tariff('0.0090', '60/60')
    const both = (seconds: number) => [sell, buy].map((one) => amountOf(rateCall(one, seconds * 1000).amount))
    expect([3, 60, 61, 90].map(both)).toEqual([
      ['0.0005', '0.009'],
      ['0.01', '0.009'],
      ['0.010167', '0.018'],
      ['0.015', '0.018'],
    ])
  })

  test('a hundred short calls rounded one by one cost more than their total: the plan says which', () => {
    const up = tariff('0.005', '1/1', { rounding: { mode: 'up', decimals: 4 } })
    expect(rateCall(up, 9_000).amount.units * 100n).toBe(usd('0.08').units)
    expect(amountFor(up, 910)).toEqual(usd('0.0759'))
  })

  test.each([
    ['0.05', '0', 1, '0.0501'],
    ['0', '0.01', 1, '0.01'],
    ['0', '0.01', 0, '0'],
    ['0.05', '0.01', 0, '0'],
  ])('a fee of %s and a minimum of %s at %i s come to %s', (connectFee, minCost, seconds, expected) => {
    expect(amountFor(tariff('0.006', '1/1', { connectFee, minCost }), seconds)).toEqual(usd(expected))
  })

  test('rounding moves the exact amount by less than one unit, once, and half down differs from half up only on halves', () => {
    fc.assert(
      fc.property(tariffs, durations, (one, ms) => {
        const { billed, amount } = rateCall(one, ms)
        const unit = 10n ** BigInt(6 - one.rounding.decimals)
        expect(amount.units % unit).toBe(0n)
        if (billed === 0) expect(amount.units).toBe(0n)
        else {
          const exact = exactAmount(one, billed)
          const distance = amount.units * 6_000n - exact
          const size = (distance < 0n ? -distance : distance) / 6_000n
          expect(size < unit || amount.units === one.minCost.units).toBe(true)
        }
      }),
    )
  })

  test('the trace holds enough to work out the amount again', () => {
    fc.assert(
      fc.property(tariffs, durations, (one, ms) => {
        const { trace, amount } = rateCall(one, ms)
        const again = tariffOf({
          currency: trace.currency,
          perMinute: trace.recurring.perMinute,
          initialPerMinute: trace.initial.perMinute,
          initialSeconds: trace.initial.seconds,
          recurringSeconds: trace.recurring.seconds,
          connectFee: trace.connectFee,
          minCost: trace.minCost,
          freeSeconds: trace.freeSeconds,
          graceSeconds: trace.graceSeconds,
          incrementRule: trace.incrementRule,
          durationRounding: trace.durationRounding,
          rounding: trace.rounding,
        })
        expect(JSON.parse(JSON.stringify(trace))).toEqual(trace)
        expect(rateCall(again, trace.durationMs)).toEqual({ seconds: trace.seconds, billed: trace.billed, amount, trace })
      }),
    )
  })

  test.each([
    [{ initialSeconds: 0 }],
    [{ recurringSeconds: 0 }],
    [{ recurringSeconds: 1.5 }],
    [{ freeSeconds: -1 }],
    [{ perMinute: '-0.01' }],
    [{ minCost: '0.00005', rounding: { mode: 'up', decimals: 4 } }],
    [{ rounding: { mode: 'up', decimals: 7 } }],
  ] as const)('%j cannot be charged', (more) => {
    expect(() => tariffOf({ currency: 'USD', perMinute: '0.01', ...more })).toThrow(RangeError)
  })
})

describe('the longest call a wallet pays for (E3)', () => {
  test.each([
    ['60', tariff('3', '1/1'), 1200],
    ['1', tariff('0.018', '30/6', { initialPerMinute: '0.012', connectFee: '0.05' }), 3174],
    ['0.014999', tariff('0.015', '60/6'), 0],
    ['0.015', tariff('0.015', '60/6'), 60],
    ['0', tariff('0', '1/1'), 7200],
    ['0', tariff('0.01', '1/1', { freeSeconds: 30 }), 30],
    ['0', tariff('0.01', '1/1', { graceSeconds: 5 }), 5],
    ['-1', tariff('0.01', '1/1'), 0],
    ['0.5', tariff('0.01', '1/1', { minCost: '0.6' }), 0],
    ['1000', tariff('0.01', '1/60'), 7200],
  ])('%s buys %#', (available, one, expected) => {
    expect(affordableSeconds(one, usd(available), 7200)).toBe(expected)
  })

  test('it is affordable, and one second more is not, for every tariff and balance', () => {
    fc.assert(
      fc.property(tariffs, fc.bigInt({ min: 0n, max: 30_000_000n }), fc.integer({ min: 1, max: 9_000 }), (one, units, most) => {
        const seconds = affordableSeconds(one, { currency: 'USD', units }, most)
        const cost = (length: number) => amountFor(one, billedOfSeconds(one, length)).units
        expect(cost(seconds) <= units).toBe(true)
        expect(seconds === most || cost(seconds + 1) > units).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('another currency is refused', () => {
    expect(() => affordableSeconds(tariff('1', '1/1'), money('EUR', '1'), 60)).toThrow(TypeError)
  })
})
