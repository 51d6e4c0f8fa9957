import type { Money } from '../../platform/money.ts'
import { amountFor, EXACT_DENOMINATOR } from './amount.ts'
import { BLOCKED, CLOSED, codeText, MOST_DIGITS, OPEN, POWERS, WITH_SHEET } from './rate-rows.ts'
import type { Sliced } from './slices.ts'
import type { AmountRounding, DurationRounding, IncrementRule, Tariff } from './tariff.ts'
import type { Timelines } from './timeline.ts'

/** What a plan says once for all its codes. */
export type PlanTerms = {
  readonly currency: string
  readonly incrementRule: IncrementRule
  readonly durationRounding: DurationRounding
  readonly rounding: AmountRounding
  readonly freeSeconds: number
  readonly graceSeconds: number
  readonly minCostMicros: bigint
  /** What a closed code means for numbers below it (B3). */
  readonly closedBehaviour: 'block' | 'fall_back'
  /** Whether the price of the empty code counts for codes that have none. */
  readonly defaultRates: 'block' | 'allow'
}

export type RateAnswer =
  | {
      readonly kind: 'rate'
      readonly code: string
      readonly name: string
      readonly tariff: Tariff
      /** Which price of which sheet: stored with the call, so that nothing is looked up twice. */
      readonly rateVersionId: string
      readonly validFrom: Date
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'closed' | 'blocked'; readonly code: string; readonly rateVersionId: string; readonly validFrom: Date }

const NONE = -1
/**
 * Two numbers of one price stand side by side, because every random price is a miss of the cache: the price per minute, and which shape it has (as its
 * complement where it is the last price of its code). A code is named by its first price, which is its newest.
 */
const STRIDE = 2
/** The first digits of a number lead straight to its few ranges: so many digits that there are about as many buckets as codes. */
const MOST_BUCKET_DIGITS = 6
/** A range is two numbers: where it begins, and the first price of its code. */
const RANGE = 2
const CODES_A_SLICE = 32_768
/** More than the longest step. */
const MOST_STEP = 2 ** 17
const PER_MICRO = Number(EXACT_DENOMINATOR / 1_000_000n)

/** The prices of one plan at one version, for rating without reading anything; it never changes. */
export class RateSnapshot {
  readonly planId: string
  readonly version: number
  readonly terms: PlanTerms
  readonly timelines: Timelines
  readonly #parents: Int32Array
  readonly #ranges: Float64Array
  readonly #buckets: Int32Array
  readonly #bucketWidth: number
  readonly #prices: Float64Array
  readonly #shapes: Shapes
  readonly #longest: number
  readonly #unit: number
  readonly #step: number
  readonly #minCost: number
  readonly #fallsBack: boolean
  readonly #rounding: number
  readonly #durationRounding: number
  readonly #total: boolean

  constructor(planId: string, version: number, terms: PlanTerms, timelines: Timelines, index: Index) {
    this.planId = planId
    this.version = version
    this.terms = terms
    this.timelines = timelines
    this.#parents = index.parents
    this.#ranges = index.ranges
    this.#buckets = index.buckets
    this.#bucketWidth = index.bucketWidth
    this.#prices = index.prices
    this.#shapes = index.shapes
    this.#longest = index.longest
    this.#unit = 10 ** (6 - terms.rounding.decimals)
    this.#step = PER_MICRO * this.#unit
    this.#minCost = Number(terms.minCostMicros)
    this.#fallsBack = terms.closedBehaviour === 'fall_back'
    this.#rounding = MODES.indexOf(terms.rounding.mode)
    this.#durationRounding = MODES.indexOf(terms.durationRounding)
    this.#total = terms.incrementRule === 'total'
  }

  /** The longest code that begins the number, or -1. `value` is the number's digits, `length` how many, at most 15. */
  longestCode(value: number, length: number): number {
    const x = value * POWERS[MOST_DIGITS - length]!
    const bucket = Math.floor(x / this.#bucketWidth)
    let low = this.#buckets[bucket]!
    let high = this.#buckets[bucket + 1]! + 1
    while (low < high - 1) {
      const middle = (low + high) >>> 1
      if (this.#ranges[middle * RANGE]! <= x) low = middle
      else high = middle
    }
    let code = this.#ranges[low * RANGE + 1]!
    // A number shorter than the code lies in its range without beginning with it.
    if (length < this.#longest) while (code !== NONE && this.timelines.rows.lengths[code]! > length) code = this.#parents[code]!
    return code
  }

  /** The index of the price in force at `at` (milliseconds) for a number, or -1; it may be closed or blocked. */
  find(value: number, length: number, at: number): number {
    for (let code = this.longestCode(value, length); code !== NONE; code = this.#parents[code]!) {
      const price = this.priceAt(code, at)
      // A code whose first price lies ahead does not exist yet.
      if (price === NONE) continue
      if (this.#fallsBack && this.timelines.rows.statuses[price] === CLOSED) continue
      return price
    }
    return NONE
  }

  /** Exactly this code, or -1: a sheet speaks of codes, not of numbers. */
  exactCode(value: number, length: number): number {
    const { codes, lengths, starts } = this.timelines
    if (length === 0) return codes.length > 0 && lengths[0] === 0 && starts[0] !== starts[1] ? 0 : NONE
    const code = this.longestCode(value, length)
    return code !== NONE && this.timelines.rows.lengths[code] === length ? code : NONE
  }

  /** The price of a code that is in force at an instant, whatever its state, or -1. */
  priceAt(code: number, at: number): number {
    for (let price = code; ; price += 1) {
      const stored = this.#prices[price * STRIDE + 1]!
      if (this.#shapes.from[shapeOf(stored)]! <= at) return price
      if (stored < 0) return NONE
    }
  }

  priceOfCode(value: number, length: number, at: number): number {
    const code = this.exactCode(value, length)
    return code === NONE ? NONE : this.priceAt(code, at)
  }

  isOpen(price: number): boolean {
    return this.timelines.rows.statuses[price] === OPEN
  }

  /** The price of a number of digits at an instant, with everything needed to charge and to explain. */
  lookup(digits: string, at: Date): RateAnswer {
    if (!/^\d+$/.test(digits)) return { kind: 'none' }
    const known = digits.slice(0, MOST_DIGITS)
    const price = this.find(Number(known), known.length, at.getTime())
    return price === NONE ? { kind: 'none' } : this.answer(price)
  }

  answer(price: number): Exclude<RateAnswer, { kind: 'none' }> {
    const { rows, from } = this.timelines
    const code = codeText(rows.codes[price]!, rows.lengths[price]!)
    const facts = { code, rateVersionId: this.rateVersionId(price), validFrom: new Date(from[price]!) }
    const status = rows.statuses[price]
    if (status === CLOSED || status === BLOCKED) return { kind: status === CLOSED ? 'closed' : 'blocked', ...facts }
    return { kind: 'rate', ...facts, name: rows.nameTexts[rows.names[price]!] ?? '', tariff: this.tariff(price) }
  }

  rateVersionId(price: number): string {
    const { rows, sheetOf, sheets } = this.timelines
    const own = rows.from[price]!
    const dated = own === WITH_SHEET ? '' : `@${new Date(own).toISOString()}`
    return `${sheets[sheetOf[price]!]!.id}/${codeText(rows.codes[price]!, rows.lengths[price]!)}${dated}`
  }

  tariff(price: number): Tariff {
    const { rows } = this.timelines
    const { currency, incrementRule, durationRounding, rounding, freeSeconds, graceSeconds, minCostMicros } = this.terms
    return {
      currency,
      initialSeconds: rows.initialSeconds[price]!,
      recurringSeconds: rows.recurringSeconds[price]!,
      initialRate: { currency, e8: BigInt(rows.initialRates[price]!) },
      recurringRate: { currency, e8: BigInt(rows.rates[price]!) },
      connectFee: { currency, units: BigInt(rows.fees[price]!) },
      freeSeconds,
      graceSeconds,
      minCost: { currency, units: minCostMicros },
      incrementRule,
      durationRounding,
      rounding,
    }
  }

  /** Charged seconds of a call at a price, as `billedSeconds` counts them; the duration is whole and not negative. */
  billed(price: number, durationMs: number): number {
    const { freeSeconds, graceSeconds } = this.terms
    const spoken = wholeSeconds(durationMs, this.#durationRounding)
    if (spoken <= graceSeconds) return 0
    const seconds = spoken - freeSeconds
    if (seconds <= 0) return 0
    const shape = shapeOf(this.#prices[price * STRIDE + 1]!)
    const initial = this.#shapes.initialSeconds[shape]!
    if (seconds <= initial) return initial
    const recurring = this.#shapes.recurringSeconds[shape]!
    const start = this.#total ? 0 : initial
    return start + Math.ceil((seconds - start) / recurring) * recurring
  }

  /** Millionths for charged seconds at a price: the same as `amountFor`, in whole numbers below 2^53, and in bigint where they would not fit. */
  micros(price: number, billed: number): number | bigint {
    if (billed === 0) return 0
    const perMinute = this.#prices[price * STRIDE]!
    const shape = shapeOf(this.#prices[price * STRIDE + 1]!)
    const steps = this.#shapes.initialSeconds[shape]!
    const initial = billed < steps ? billed : steps
    const exact =
      this.#shapes.fees[shape]! * PER_MICRO + (perMinute + this.#shapes.firstMore[shape]!) * initial + perMinute * (billed - initial)
    // Every part is at most the sum, so one check covers them all; one step more is what the quotient below may be off by.
    if (exact > Number.MAX_SAFE_INTEGER - this.#step) return amountFor(this.tariff(price), billed).units
    let whole = Math.floor(exact / this.#step)
    let rest = exact - whole * this.#step
    // The quotient was rounded to the nearest double, which may be the next whole number.
    if (rest < 0) {
      whole -= 1
      rest += this.#step
    }
    const units = (goesUp(rest, this.#step, this.#rounding) ? whole + 1 : whole) * this.#unit
    return units < this.#minCost ? this.#minCost : units
  }

  /** The amount of a whole call at a price, by the fast lane. */
  amount(price: number, durationMs: number): Money {
    return { currency: this.terms.currency, units: BigInt(this.micros(price, this.billed(price, durationMs))) }
  }
}

const MODES = ['up', 'down', 'half_up', 'half_down'] as const
const UP = 0
const HALF_UP = 2
const HALF_DOWN = 3
const SECOND = 1_000

const shapeOf = (stored: number): number => (stored < 0 ? ~stored : stored)

function goesUp(rest: number, step: number, mode: number): boolean {
  if (mode === HALF_UP) return rest * 2 >= step
  if (mode === UP) return rest > 0
  return mode === HALF_DOWN && rest * 2 > step
}

function wholeSeconds(durationMs: number, mode: number): number {
  const whole = Math.floor(durationMs / SECOND)
  return goesUp(durationMs - whole * SECOND, SECOND, mode) ? whole + 1 : whole
}

/** Instant, fee, steps and what the first step costs more: even a large sheet has few combinations, which are kept once each and stay in the cache. */
type Shapes = {
  readonly from: Float64Array
  readonly fees: Float64Array
  readonly firstMore: Float64Array
  readonly initialSeconds: Uint32Array
  readonly recurringSeconds: Uint32Array
}

/** Numbers the combinations that occur, in the order of their first price. */
class ShapeNumbers {
  readonly firsts: number[] = []
  readonly #known = new Map<number, Map<number, Map<number, Map<number, number>>>>()

  of(price: number, from: number, fee: number, steps: number, firstMore: number): number {
    const shapes = within(within(within(this.#known, from), fee), steps)
    const known = shapes.get(firstMore)
    if (known !== undefined) return known
    const number = this.firsts.push(price) - 1
    shapes.set(firstMore, number)
    return number
  }
}

function within<Inner>(map: Map<number, Map<number, Inner>>, key: number): Map<number, Inner> {
  const known = map.get(key)
  if (known) return known
  const made = new Map<number, Inner>()
  map.set(key, made)
  return made
}

function* packPrices({ rows, from, starts }: Timelines): Sliced<{ prices: Float64Array; shapes: Shapes }> {
  const prices = new Float64Array(rows.size * STRIDE)
  const numbers = new ShapeNumbers()
  const firstMore = (price: number) => rows.initialRates[price]! - rows.rates[price]!
  for (let price = 0; price < rows.size; price += 1) {
    if (price % CODES_A_SLICE === 0) yield
    const steps = rows.initialSeconds[price]! * MOST_STEP + rows.recurringSeconds[price]!
    prices[price * STRIDE] = rows.rates[price]!
    prices[price * STRIDE + 1] = numbers.of(price, from[price]!, rows.fees[price]!, steps, firstMore(price))
  }
  for (let code = 1; code < starts.length; code += 1) {
    const last = starts[code]! - 1
    if (last >= starts[code - 1]!) prices[last * STRIDE + 1] = ~prices[last * STRIDE + 1]!
  }
  const { firsts } = numbers
  return {
    prices,
    shapes: {
      from: Float64Array.from(firsts, (price) => from[price]!),
      fees: Float64Array.from(firsts, (price) => rows.fees[price]!),
      firstMore: Float64Array.from(firsts, firstMore),
      initialSeconds: Uint32Array.from(firsts, (price) => rows.initialSeconds[price]!),
      recurringSeconds: Uint32Array.from(firsts, (price) => rows.recurringSeconds[price]!),
    },
  }
}

type Index = {
  /** By the first price of a code: that of the next shorter code, or NONE. */
  readonly parents: Int32Array
  readonly ranges: Float64Array
  readonly buckets: Int32Array
  readonly bucketWidth: number
  readonly prices: Float64Array
  readonly shapes: Shapes
  /** Digits of the longest code. */
  readonly longest: number
}

/** Builds the snapshot of a plan: nested codes flattened into disjoint ranges once, with a direct way from the first digits to the few that matter. */
export function* buildSnapshot(planId: string, version: number, terms: PlanTerms, timelines: Timelines): Sliced<RateSnapshot> {
  const { codes, lengths, starts, rows } = timelines
  const count = codes.length
  const parents = new Int32Array(rows.size).fill(NONE)
  const ranges = new Ranges(2 * count + 2)
  const open = new Int32Array(MOST_DIGITS + 2)
  const ends = new Float64Array(MOST_DIGITS + 2)
  let depth = 0
  const close = (before: number) => {
    while (depth > 0 && ends[depth - 1]! <= before) {
      depth -= 1
      ranges.put(ends[depth]!, depth > 0 ? open[depth - 1]! : NONE)
    }
  }
  let longest = 0
  ranges.put(0, NONE)
  for (let code = 0; code < count; code += 1) {
    if (code % CODES_A_SLICE === 0) yield
    const first = starts[code]!
    if (first === starts[code + 1] || (lengths[code] === 0 && terms.defaultRates === 'block')) continue
    const width = POWERS[MOST_DIGITS - lengths[code]!]!
    const start = codes[code]! * width
    close(start)
    parents[first] = depth > 0 ? open[depth - 1]! : NONE
    ranges.put(start, first)
    if (lengths[code]! > longest) longest = lengths[code]!
    open[depth] = first
    ends[depth] = start + width
    depth += 1
  }
  close(Number.POSITIVE_INFINITY)
  return new RateSnapshot(planId, version, terms, timelines, {
    parents,
    longest,
    ...ranges.finish(count),
    ...(yield* packPrices(timelines)),
  })
}

/** Ranges in ascending order; neighbours that mean the same are one. */
class Ranges {
  readonly #ranges: Float64Array
  #size = 0

  constructor(most: number) {
    this.#ranges = new Float64Array(most * RANGE)
  }

  put(start: number, code: number): void {
    if (this.#size > 0 && this.#ranges[(this.#size - 1) * RANGE] === start) this.#size -= 1
    if (this.#size > 0 && this.#ranges[(this.#size - 1) * RANGE + 1] === code) return
    this.#ranges[this.#size * RANGE] = start
    this.#ranges[this.#size * RANGE + 1] = code
    this.#size += 1
  }

  finish(codes: number): Pick<Index, 'ranges' | 'buckets' | 'bucketWidth'> {
    const digits = Math.min(MOST_BUCKET_DIGITS, Math.max(1, Math.ceil(Math.log10(codes + 1))))
    const bucketWidth = 10 ** (MOST_DIGITS - digits)
    const buckets = new Int32Array(10 ** digits + 1)
    for (let bucket = 0, range = 0; bucket < buckets.length; bucket += 1) {
      while (range < this.#size && this.#ranges[range * RANGE]! <= bucket * bucketWidth) range += 1
      buckets[bucket] = range - 1
    }
    return { ranges: this.#ranges.slice(0, this.#size * RANGE), buckets, bucketWidth }
  }
}
