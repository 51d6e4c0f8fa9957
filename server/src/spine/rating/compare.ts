import { type Steps, steppedSeconds } from './increments.ts'
import { BLOCKED, CLOSED, OPEN, type RateRows, WITH_SHEET } from './rate-rows.ts'
import type { Sliced } from './slices.ts'
import type { RateSnapshot } from './snapshot.ts'
import { samePrice } from './timeline.ts'

/** How a row changes what its code costs at the row's instant (C2). A code that was closed and opens again is `new`. */
export const CHANGES = ['new', 'increase', 'decrease', 'unchanged', 'closed', 'blocked'] as const
export type Change = (typeof CHANGES)[number]
/** `withdrawn`: prices planned for later that a full sheet takes back. */
export type ChangeCounts = Readonly<Record<Change | 'withdrawn', number>>

export type Comparison = {
  readonly counts: ChangeCounts
  /** The change of each row, as its place in CHANGES. */
  readonly changes: Uint8Array
  /** Prices of the snapshot that a full sheet ends by not listing their codes. */
  readonly ended: readonly number[]
}

const ROWS_A_SLICE = 16_384
/** Durations at which two prices with different steps are compared: every second of ten minutes. */
const COMPARED_SECONDS = 600

/** Compares a sheet with the plan as it is at the sheet's instant. */
export function* compareSheet(rows: RateRows, mode: 'full' | 'partial', plan: RateSnapshot, effectiveAt: number): Sliced<Comparison> {
  const changes = new Uint8Array(rows.size)
  const tally = new Uint32Array(CHANGES.length)
  const listed = mode === 'full' ? new Uint8Array(plan.timelines.rows.size) : undefined
  for (let row = 0; row < rows.size; row += 1) {
    if (row % ROWS_A_SLICE === 0) yield
    const from = rows.from[row]!
    const code = plan.exactCode(rows.codes[row]!, rows.lengths[row]!)
    if (listed && code >= 0) listed[code] = 1
    const price = code < 0 ? -1 : plan.priceAt(code, from === WITH_SHEET ? effectiveAt : from)
    const change = CHANGES.indexOf(changeOf(rows, row, plan, price))
    changes[row] = change
    tally[change]! += 1
  }
  const ended = listed ? yield* endedPrices(plan, listed, effectiveAt) : []
  tally[CHANGES.indexOf('closed')]! += ended.length
  const kinds = Object.fromEntries(CHANGES.map((name, index) => [name, tally[index]!])) as Record<Change, number>
  const withdrawn = mode === 'full' ? yield* plannedAfter(plan, effectiveAt) : 0
  return { counts: { ...kinds, withdrawn }, changes, ended }
}

/** The prices in force of codes that are not listed and not closed anyway. */
function* endedPrices(plan: RateSnapshot, listed: Uint8Array, effectiveAt: number): Sliced<number[]> {
  const { starts, rows } = plan.timelines
  const ended: number[] = []
  for (let index = 0; index < starts.length - 1; index += 1) {
    if (index % ROWS_A_SLICE === 0) yield
    const code = starts[index]!
    const price = code === starts[index + 1] || listed[code] ? -1 : plan.priceAt(code, effectiveAt)
    if (price >= 0 && rows.statuses[price] !== CLOSED) ended.push(price)
  }
  return ended
}

function* plannedAfter({ timelines: { from, rows } }: RateSnapshot, effectiveAt: number): Sliced<number> {
  let planned = 0
  for (let price = 0; price < rows.size; price += 1) {
    if (price % ROWS_A_SLICE === 0) yield
    if (from[price]! > effectiveAt) planned += 1
  }
  return planned
}

function changeOf(rows: RateRows, row: number, plan: RateSnapshot, price: number): Change {
  const status = rows.statuses[row]
  const known = plan.timelines.rows
  const was = price < 0 ? CLOSED : known.statuses[price]
  if (status === CLOSED) return was === CLOSED ? 'unchanged' : 'closed'
  if (status === BLOCKED) return was === BLOCKED ? 'unchanged' : 'blocked'
  if (was !== OPEN) return 'new'
  if (samePrice(known, price, rows, row)) return 'unchanged'
  return direction(known, price, rows, row, plan.terms.incrementRule)
}

/**
 * Where steps are equal, any part that is dearer makes an increase. Where they differ, every duration up to ten minutes is compared, and one
 * that is dearer is enough: 30/6 to 60/60 at the same price is an increase (C2).
 */
function direction(a: RateRows, i: number, b: RateRows, j: number, rule: Steps['incrementRule']): Change {
  if (a.initialSeconds[i] === b.initialSeconds[j] && a.recurringSeconds[i] === b.recurringSeconds[j]) {
    const dearer = b.rates[j]! > a.rates[i]! || b.initialRates[j]! > a.initialRates[i]! || b.fees[j]! > a.fees[i]!
    return dearer ? 'increase' : 'decrease'
  }
  let cheaper = false
  for (let second = 1; second <= COMPARED_SECONDS; second += 1) {
    const difference = exact(b, j, second, rule) - exact(a, i, second, rule)
    if (difference > 0) return 'increase'
    if (difference < 0) cheaper = true
  }
  return cheaper ? 'decrease' : 'unchanged'
}

/** The amount over the exact denominator; ten minutes at any rate that is accepted stay below 2^53 but for rates no call has, where the sign is still right. */
function exact(rows: RateRows, index: number, seconds: number, incrementRule: Steps['incrementRule']): number {
  const initialSeconds = rows.initialSeconds[index]!
  const billed = steppedSeconds({ initialSeconds, recurringSeconds: rows.recurringSeconds[index]!, incrementRule }, seconds)
  return (
    rows.fees[index]! * 6_000 +
    rows.initialRates[index]! * Math.min(billed, initialSeconds) +
    rows.rates[index]! * Math.max(0, billed - initialSeconds)
  )
}
