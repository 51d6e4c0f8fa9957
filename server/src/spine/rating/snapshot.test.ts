import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountFor } from './amount.ts'
import { billedSeconds } from './increments.ts'
import { codeText, orderByCode, type RateRow, rowsOf } from './rate-rows.ts'
import type { Sliced } from './slices.ts'
import { buildSnapshot, type PlanTerms, type RateAnswer, type RateSnapshot } from './snapshot.ts'
import { foldSheets, type Sheet } from './timeline.ts'

const TERMS: PlanTerms = {
  currency: 'USD',
  incrementRule: 'after_initial',
  durationRounding: 'up',
  rounding: { mode: 'half_up', decimals: 6 },
  freeSeconds: 0,
  graceSeconds: 0,
  minCostMicros: 0n,
  closedBehaviour: 'block',
  defaultRates: 'block',
}

const at = (day: number) => new Date(Date.UTC(2026, 0, day))

const row = (code: string, rateE8: number, more: Partial<RateRow> = {}): RateRow => ({
  code,
  name: `To ${code}`,
  status: 'open',
  rateE8: BigInt(rateE8),
  initialRateE8: BigInt(rateE8),
  feeMicros: 0n,
  initialSeconds: 60,
  recurringSeconds: 6,
  validFrom: null,
  ...more,
})

function finished<Result>(work: Sliced<Result>): Result {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}

let version = 0
const sheet = (day: number, mode: Sheet['mode'], rows: readonly RateRow[]): Sheet => {
  version += 1
  return { id: `sheet-${version}`, version, mode, effectiveAt: at(day).getTime(), rows: rowsOf(rows) }
}
const snapshotOf = (sheets: readonly Sheet[], terms: Partial<PlanTerms> = {}): RateSnapshot =>
  finished(buildSnapshot('plan', sheets.length, { ...TERMS, ...terms }, finished(foldSheets(sheets))))

const priceOf = (answer: RateAnswer) => (answer.kind === 'rate' ? Number(answer.tariff.recurringRate.e8) : answer.kind)

describe('the longest code that begins the number decides (B1)', () => {
  const plan = snapshotOf([
    sheet(1, 'partial', [row('44', 1), row('447', 2), row('447700', 3), row('1', 4), row('1809', 5), row('0800', 6)]),
  ])
  test.each([
    ['442071838750', 1],
    ['447911123456', 2],
    ['447700900123', 3],
    ['447701900123', 2],
    ['44', 1],
    ['4477', 2],
    ['12025550123', 4],
    ['18095550123', 5],
    ['0800123', 6],
    ['800123', 'none'],
    ['33123456789', 'none'],
    ['4', 'none'],
    ['', 'none'],
    ['44x', 'none'],
    ['4477009001234567890', 3],
  ] as const)('%s costs %s', (digits, expected) => {
    expect(priceOf(plan.lookup(digits, at(2)))).toBe(expected)
  })

  test('the price of the empty code counts only where unrated codes are allowed', () => {
    const sheets = [sheet(1, 'partial', [row('', 9), row('44', 1)])]
    expect(priceOf(snapshotOf(sheets).lookup('33123', at(2)))).toBe('none')
    expect(priceOf(snapshotOf(sheets, { defaultRates: 'allow' }).lookup('33123', at(2)))).toBe(9)
  })
})

describe('prices have dates (B2, B3)', () => {
  test('a price counts from its instant on, and the one before it until then', () => {
    const plan = snapshotOf([sheet(1, 'partial', [row('44', 1)]), sheet(10, 'partial', [row('44', 2)])])
    const around = [at(1), new Date(at(10).getTime() - 1), at(10)]
    expect(around.map((instant) => priceOf(plan.lookup('442', instant)))).toEqual([1, 1, 2])
    expect(plan.lookup('442', new Date(at(1).getTime() - 1))).toEqual({ kind: 'none' })
  })

  test('a code that does not exist yet leaves its numbers to the shorter one', () => {
    const plan = snapshotOf([sheet(1, 'partial', [row('44', 1)]), sheet(10, 'partial', [row('447', 2)])])
    expect([at(9), at(10)].map((instant) => priceOf(plan.lookup('447911', instant)))).toEqual([1, 2])
  })

  test('a closed code blocks or falls back, as the plan says; a blocked one always refuses', () => {
    const sheets = [sheet(1, 'partial', [row('44', 1), row('447', 2), row('449', 3)])]
    const closing = sheet(5, 'partial', [row('447', 0, { status: 'closed' }), row('449', 0, { status: 'blocked' })])
    const block = snapshotOf([...sheets, closing])
    const fallBack = snapshotOf([...sheets, closing], { closedBehaviour: 'fall_back' })
    const ask = (plan: RateSnapshot, digits: string) => [at(4), at(5)].map((instant) => priceOf(plan.lookup(digits, instant)))
    expect([ask(block, '4471'), ask(block, '4491')]).toEqual([
      [2, 'closed'],
      [3, 'blocked'],
    ])
    expect([ask(fallBack, '4471'), ask(fallBack, '4491')]).toEqual([
      [2, 1],
      [3, 'blocked'],
    ])
  })

  test('a full sheet closes what it does not list and withdraws what was planned; a partial one leaves both alone', () => {
    const first = sheet(1, 'partial', [row('44', 1), row('33', 2)])
    const planned = sheet(20, 'partial', [row('44', 7)])
    const full = snapshotOf([first, planned, sheet(10, 'full', [row('44', 3)])])
    const partial = snapshotOf([first, planned, sheet(10, 'partial', [row('44', 3)])])
    const ask = (plan: RateSnapshot, digits: string) => [at(9), at(10), at(20)].map((instant) => priceOf(plan.lookup(digits, instant)))
    expect([ask(full, '44'), ask(full, '33')]).toEqual([
      [1, 3, 3],
      [2, 'closed', 'closed'],
    ])
    expect([ask(partial, '44'), ask(partial, '33')]).toEqual([
      [1, 3, 7],
      [2, 2, 2],
    ])
  })

  test('restating an unchanged price keeps the version that set it; a later sheet of the same instant replaces', () => {
    const first = sheet(1, 'partial', [row('44', 1)])
    const again = sheet(10, 'full', [row('44', 1)])
    const plan = snapshotOf([first, again, sheet(12, 'partial', [row('44', 2)]), sheet(12, 'partial', [row('44', 3)])])
    const answer = plan.lookup('44', at(11))
    expect(answer.kind === 'rate' && answer.rateVersionId).toBe(`${first.id}/44`)
    expect(priceOf(plan.lookup('44', at(12)))).toBe(3)
  })

  test('a sheet that comes later and counts from earlier leaves alone what another said of the time after', () => {
    const restated = [sheet(1, 'partial', [row('44', 1)]), sheet(10, 'partial', [row('44', 1)]), sheet(5, 'partial', [row('44', 2)])]
    expect([at(4), at(5), at(10)].map((instant) => priceOf(snapshotOf(restated).lookup('44', instant)))).toEqual([1, 2, 1])
    const closed = [
      ...[sheet(1, 'partial', [row('44', 0, { status: 'closed' }), row('1', 3)]), sheet(10, 'full', [row('1', 3)])],
      sheet(1, 'partial', [row('44', 2)]),
    ]
    expect([at(9), at(10)].map((instant) => priceOf(snapshotOf(closed).lookup('44', instant)))).toEqual([2, 'closed'])
  })

  test('a row may have a date of its own, which its name then carries', () => {
    const own = sheet(1, 'partial', [row('44', 1), row('44', 2, { validFrom: at(3) })])
    const plan = snapshotOf([own])
    expect([at(2), at(3)].map((instant) => priceOf(plan.lookup('44', instant)))).toEqual([1, 2])
    const answer = plan.lookup('44', at(3))
    expect(answer.kind === 'rate' && answer.rateVersionId).toBe(`${own.id}/44@2026-01-03T00:00:00.000Z`)
  })
})

const codes = fc.stringMatching(/^[0-3]{1,5}$/)
const sheets = fc.array(
  fc.record({
    day: fc.integer({ min: 1, max: 6 }),
    full: fc.boolean(),
    rows: fc.uniqueArray(
      fc.tuple(codes, fc.integer({ min: 1, max: 9 }), fc.constantFrom<RateRow['status']>('open', 'open', 'closed', 'blocked')),
      {
        selector: ([code]) => code,
        maxLength: 12,
      },
    ),
  }),
  { minLength: 1, maxLength: 4 },
)

describe('against a model that knows no tricks', () => {
  test('any sheets, any number, any instant: the snapshot answers what walking all rows by hand answers', () => {
    fc.assert(
      fc.property(
        sheets,
        fc.stringMatching(/^[0-3]{1,7}$/),
        fc.integer({ min: 0, max: 8 }),
        fc.boolean(),
        (given, digits, day, fallBack) => {
          const made = given.map(({ day: from, full, rows }) =>
            sheet(
              from,
              full ? 'full' : 'partial',
              rows.map(([code, price, status]) => row(code, price, { status })),
            ),
          )
          const plan = snapshotOf(made, { closedBehaviour: fallBack ? 'fall_back' : 'block' })
          expect(priceOf(plan.lookup(digits, at(day)))).toBe(byHand(given, digits, day, fallBack))
        },
      ),
      { numRuns: 2_000 },
    )
  })

  type Given = readonly { day: number; full: boolean; rows: readonly (readonly [string, number, RateRow['status']])[] }[]

  function byHand(given: Given, digits: string, day: number, fallBack: boolean): number | string {
    for (let length = digits.length; length > 0; length -= 1) {
      const code = digits.slice(0, length)
      const history = new Map<number, number | string>()
      for (const { day: from, full, rows } of given) {
        const listed = rows.find(([other]) => other === code)
        if (full) {
          for (const known of history.keys()) if (known >= from) history.delete(known)
          if (!listed && history.size > 0) history.set(from, 'closed')
        }
        if (listed) history.set(from, listed[2] === 'open' ? listed[1] : listed[2])
      }
      const newest = [...history].filter(([from]) => from <= day).sort(([a], [b]) => b - a)[0]
      if (!newest || (newest[1] === 'closed' && fallBack)) continue
      return newest[1]
    }
    return 'none'
  }
})

test('a large deck is put into the order of a directory as a small one is', () => {
  const size = 30_000
  const given = Array.from({ length: size }, (_, index) => String((index * 7_919) % 1_000_003).slice(0, 1 + (index % 6)))
  const order = finished(
    orderByCode(
      Float64Array.from(given, Number),
      Uint8Array.from(given, (code) => code.length),
      size,
    ),
  )
  const sorted = given.map((code, index) => [code, index] as const).sort(([a, i], [b, j]) => (a < b ? -1 : a > b ? 1 : i - j))
  expect([...order].map((index) => codeText(Number(given[index]), given[index]?.length ?? 0))).toEqual(sorted.map(([code]) => code))
  expect([...order]).toEqual(sorted.map(([, index]) => index))
})

describe('the fast lane', () => {
  const terms = fc.record({
    incrementRule: fc.constantFrom<PlanTerms['incrementRule']>('after_initial', 'total'),
    durationRounding: fc.constantFrom<PlanTerms['durationRounding']>('up', 'down', 'half_up', 'half_down'),
    rounding: fc.record({
      mode: fc.constantFrom<PlanTerms['rounding']['mode']>('up', 'down', 'half_up', 'half_down'),
      decimals: fc.integer({ min: 0, max: 6 }),
    }),
    freeSeconds: fc.constantFrom(0, 5),
    graceSeconds: fc.constantFrom(0, 3),
    minCostMicros: fc.constantFrom(0n, 2_000_000n),
  })
  const rates = fc.oneof(fc.bigInt({ min: 0n, max: 1_000_000_000n }), fc.bigInt({ min: 0n, max: 999_999_999_999_999n }))

  test('whole numbers below 2^53 give what bigint gives, and amounts beyond them go through bigint', () => {
    let beyond = 0
    fc.assert(
      fc.property(
        terms,
        rates,
        rates,
        fc.bigInt({ min: 0n, max: 10_000_000n }),
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 120 }),
        fc.oneof(fc.integer({ min: 0, max: 120_000 }), fc.integer({ min: 0, max: 86_400_000 })),
        (some, rateE8, initialRateE8, feeMicros, initialSeconds, recurringSeconds, durationMs) => {
          const price = row('44', 0, { rateE8, initialRateE8, feeMicros, initialSeconds, recurringSeconds })
          const plan = snapshotOf([sheet(1, 'partial', [price])], some)
          const index = plan.find(44, 2, at(2).getTime())
          const tariff = plan.tariff(index)
          expect(plan.billed(index, durationMs)).toBe(billedSeconds(tariff, durationMs))
          if (typeof plan.micros(index, plan.billed(index, durationMs)) === 'bigint') beyond += 1
          expect(plan.amount(index, durationMs)).toEqual(amountFor(tariff, billedSeconds(tariff, durationMs)))
        },
      ),
      { numRuns: 3_000 },
    )
    expect(beyond).toBeGreaterThan(100)
  })
})
