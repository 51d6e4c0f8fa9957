import { describe, expect, test } from 'vitest'
import { CHANGES, compareSheet } from './compare.ts'
import { keepsMargin, marginBp, type RateSheet, type RateSheetId, versionStates } from './rate-plan.ts'
import { type RateRow, rowsOf } from './rate-rows.ts'
import type { Sliced } from './slices.ts'
import { buildSnapshot, type PlanTerms } from './snapshot.ts'
import { foldSheets } from './timeline.ts'

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

const row = (code: string, rateE8: bigint, more: Partial<RateRow> = {}): RateRow => ({
  code,
  name: '',
  status: 'open',
  rateE8,
  initialRateE8: rateE8,
  feeMicros: 0n,
  initialSeconds: 60,
  recurringSeconds: 60,
  validFrom: null,
  ...more,
})

function finished<Result>(work: Sliced<Result>): Result {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}

const DAY = 86_400_000
const planOf = (...days: readonly (readonly RateRow[])[]) => {
  const sheets = days.map((rows, day) => ({
    id: `s${day}`,
    version: day + 1,
    mode: 'partial' as const,
    effectiveAt: day * DAY,
    rows: rowsOf(rows),
  }))
  return finished(buildSnapshot('plan', sheets.length, TERMS, finished(foldSheets(sheets))))
}
const changeOf = (before: readonly RateRow[], after: RateRow) =>
  CHANGES[finished(compareSheet(rowsOf([after]), 'partial', planOf(before), 0)).changes[0] ?? -1]

describe('what a row changes (C2)', () => {
  const closed = { status: 'closed' } as const
  const blocked = { status: 'blocked' } as const
  test.each([
    ['new', [], row('44', 5n)],
    ['new', [row('4', 5n)], row('44', 5n)],
    ['new', [row('44', 5n, closed)], row('44', 5n)],
    ['increase', [row('44', 5n)], row('44', 6n)],
    ['decrease', [row('44', 5n)], row('44', 4n)],
    ['unchanged', [row('44', 5n)], row('44', 5n, { name: 'Another name' })],
    ['increase', [row('44', 5n)], row('44', 4n, { initialRateE8: 9n })],
    ['increase', [row('44', 5n)], row('44', 4n, { feeMicros: 1n })],
    ['increase', [row('44', 60n, { initialSeconds: 30, recurringSeconds: 6 })], row('44', 60n)],
    ['decrease', [row('44', 60n)], row('44', 60n, { initialSeconds: 30, recurringSeconds: 6 })],
    ['increase', [row('44', 60n)], row('44', 59n, { initialSeconds: 60, recurringSeconds: 90 })],
    ['closed', [row('44', 5n)], row('44', 0n, closed)],
    ['unchanged', [row('44', 5n, closed)], row('44', 0n, closed)],
    ['unchanged', [], row('44', 0n, closed)],
    ['blocked', [row('44', 5n)], row('44', 0n, blocked)],
    ['blocked', [], row('44', 0n, blocked)],
    ['unchanged', [row('44', 0n, blocked)], row('44', 0n, blocked)],
    ['new', [], row('', 5n)],
    ['increase', [row('', 5n)], row('', 6n)],
  ] as const)('%s: %#', (expected, before, after) => {
    expect(changeOf(before, after)).toBe(expected)
  })

  test('a row is compared with what is in force at its own instant', () => {
    const plan = planOf([row('44', 5n)], [row('44', 9n)])
    const at = (validFrom: Date | null, effectiveAt: number) =>
      CHANGES[finished(compareSheet(rowsOf([row('44', 7n, { validFrom })]), 'partial', plan, effectiveAt)).changes[0] ?? -1]
    expect([at(null, 0), at(null, DAY), at(new Date(DAY), 0)]).toEqual(['increase', 'decrease', 'decrease'])
  })

  test('a full sheet ends what it does not list and takes back what was planned', () => {
    const plan = planOf([row('44', 5n), row('33', 5n), row('1', 5n, { status: 'closed' })], [row('44', 9n), row('49', 9n)])
    const { counts, ended } = finished(compareSheet(rowsOf([row('44', 5n)]), 'full', plan, 0))
    expect(counts).toEqual({ new: 0, increase: 0, decrease: 0, unchanged: 1, closed: 1, blocked: 0, withdrawn: 2 })
    expect(ended.map((price) => plan.timelines.rows.row(price).code)).toEqual(['33'])
  })
})

describe('a margin is a part of the selling price', () => {
  test.each([
    [990_000n, 900_000n, 1_000, false, 909],
    [1_000_000n, 900_000n, 1_000, true, 1_000],
    [900_000n, 900_000n, 0, true, 0],
    [899_999n, 900_000n, 0, false, -1],
    [0n, 0n, 0, true, null],
    [0n, 1n, 0, false, null],
  ])('selling at %d what costs %d, with %d asked', (sell, cost, asked, keeps, bp) => {
    expect([keepsMargin(sell, cost, asked), marginBp(sell, cost)]).toEqual([keeps, bp])
  })
})

test('of the versions that have begun the newest is in force; later ones are planned, earlier ones past', () => {
  const sheet = (version: number | null, day: number | null) =>
    ({
      id: `${version}` as RateSheetId,
      state: version === null ? 'draft' : 'committed',
      version,
      effectiveAt: day === null ? null : new Date(day * DAY),
    }) as RateSheet
  const sheets = [sheet(null, null), sheet(4, 9), sheet(3, 2), sheet(2, 1), sheet(1, 0)]
  const states = (day: number) => [...versionStates(sheets, new Date(day * DAY)).values()]
  expect(states(1)).toEqual(['draft', 'committed', 'committed', 'effective', 'superseded'])
  expect(states(9)).toEqual(['draft', 'effective', 'superseded', 'superseded', 'superseded'])
  expect(states(-1)).toEqual(['draft', 'committed', 'committed', 'committed', 'committed'])
})
