import { amountFor } from '../server/src/spine/rating/amount.ts'
import { RateRows } from '../server/src/spine/rating/rate-rows.ts'
import { inSlices } from '../server/src/spine/rating/slices.ts'
import { buildSnapshot, type RateSnapshot } from '../server/src/spine/rating/snapshot.ts'
import { foldSheets } from '../server/src/spine/rating/timeline.ts'
import { type Deck, digitsOf, makeDeck, randomOf } from './lib/deck.ts'
import { type BenchOptions, type BenchResult, interleave, type Measure, rounded } from './lib/rounds.ts'

const PREFIXES = 1_000_000
const CALLS = 1 << 20
const NO_ANSWER = 0.3

const TERMS = {
  currency: 'USD',
  incrementRule: 'after_initial',
  durationRounding: 'up',
  rounding: { mode: 'up', decimals: 6 },
  freeSeconds: 0,
  graceSeconds: 0,
  minCostMicros: 0n,
  closedBehaviour: 'block',
  defaultRates: 'block',
} as const

type Calls = {
  readonly texts: readonly string[]
  readonly numbers: Float64Array
  readonly lengths: Uint8Array
  readonly at: Float64Array
  readonly durations: Uint32Array
}

/** Rating whole calls on one core against the same with a Map of string prefixes, a million prefixes with two dated prices each. */
export async function rate({ quick }: BenchOptions): Promise<BenchResult> {
  const deck = makeDeck(PREFIXES)
  const start = Date.UTC(2026, 0, 1)
  const change = Date.UTC(2026, 1, 1)
  const built = performance.now()
  const sheets = [rowsOf(deck, 0), rowsOf(deck, 100)].map((rows, index) => ({
    id: `sheet-${index}`,
    version: index + 1,
    mode: 'partial' as const,
    effectiveAt: index === 0 ? start : change,
    rows,
  }))
  const plan = await inSlices(buildSnapshot('bench', 2, TERMS, await inSlices(foldSheets(sheets))))
  const buildMs = performance.now() - built
  const calls = makeCalls(deck, start, change)
  const byPrefix = new Map(Array.from(plan.timelines.codes, (code, index) => [String(code), plan.timelines.starts[index]!]))
  const subject = (call: number) => plan.find(calls.numbers[call]!, calls.lengths[call]!, calls.at[call]!)
  const baseline = (call: number) => findInMap(plan, byPrefix, calls.texts[call]!, calls.at[call]!)
  check(plan, calls, subject, baseline)
  const result = await interleave(
    quick ? 3 : 5,
    async () => measure(plan, calls, subject),
    async () => measure(plan, calls, baseline),
  )
  return {
    bench: 'rate',
    value: rounded(result.value, 0),
    unit: 'calls/s/core',
    baseline: rounded(result.baseline, 0),
    ratio: rounded(result.ratio),
    rss_mb: rounded(process.memoryUsage().rss / 1e6, 0),
    notes: { 'snapshot built ms': rounded(buildMs, 0), 'time classes': 'none yet; two dated prices a code' },
  }
}

function rowsOf(deck: Deck, more: number): RateRows {
  const rows = new RateRows()
  for (const [index, prefix] of deck.prefixes.entries()) {
    const row = rows.add()
    rows.codes[row] = Number(prefix)
    rows.lengths[row] = prefix.length
    rows.rates[row] = deck.ratesE8[index]! + more
    rows.initialRates[row] = deck.ratesE8[index]! + more
    rows.fees[row] = index % 5 ? 0 : 10_000
    rows.initialSeconds[row] = index % 3 ? 1 : 60
    rows.recurringSeconds[row] = index % 3 ? 1 : 60
    rows.from[row] = Number.NEGATIVE_INFINITY
    rows.names[row] = rows.nameId(`Destination ${prefix.slice(0, 4)}`)
  }
  return rows
}

function makeCalls(deck: Deck, start: number, change: number): Calls {
  const random = randomOf(99)
  const texts: string[] = []
  const calls = {
    numbers: new Float64Array(CALLS),
    lengths: new Uint8Array(CALLS),
    at: new Float64Array(CALLS),
    durations: new Uint32Array(CALLS),
  }
  for (let call = 0; call < CALLS; call += 1) {
    const prefix = random() < 0.8 ? deck.prefixes[Math.floor(random() * PREFIXES)]! : digitsOf(random, 1)
    const length = 11 + Math.floor(random() * 5)
    let text = prefix
    while (text.length < length) text += Math.floor(random() * 10)
    // A fresh flat string, as a number read from the wire is.
    texts.push(Buffer.from(text).toString('latin1'))
    calls.numbers[call] = Number(text)
    calls.lengths[call] = length
    calls.at[call] = start + Math.floor(random() * 2 * (change - start))
    calls.durations[call] = random() < NO_ANSWER ? 0 : Math.floor(random() * 600_000)
  }
  return { texts, ...calls }
}

const LONGEST_PREFIX = 10

function findInMap(plan: RateSnapshot, byPrefix: ReadonlyMap<string, number>, text: string, at: number): number {
  for (let length = Math.min(LONGEST_PREFIX, text.length); length > 0; length -= 1) {
    const code = byPrefix.get(text.slice(0, length))
    if (code !== undefined) return plan.priceAt(code, at)
  }
  return -1
}

type Find = (call: number) => number

function measure(plan: RateSnapshot, calls: Calls, find: Find): Measure {
  const start = performance.now()
  let sum = 0
  for (let call = 0; call < CALLS; call += 1) {
    const price = find(call)
    if (price >= 0) sum += Number(plan.micros(price, plan.billed(price, calls.durations[call]!)))
  }
  const seconds = (performance.now() - start) / 1_000
  if (sum <= 0) throw new Error('Nothing was rated.')
  return { perSecond: CALLS / seconds, p50: 0, p99: 0 }
}

/** Both ways find the same price for every call, and the fast lane charges what exact arithmetic does. */
function check(plan: RateSnapshot, calls: Calls, subject: Find, baseline: Find): void {
  for (let call = 0; call < CALLS; call += 1) {
    const price = subject(call)
    if (price !== baseline(call)) throw new Error(`Different prices for ${calls.texts[call]}.`)
    if (call % 50 !== 0 || price < 0) continue
    const billed = plan.billed(price, calls.durations[call]!)
    if (BigInt(plan.micros(price, billed)) !== amountFor(plan.tariff(price), billed).units)
      throw new Error('The fast lane charged another amount.')
  }
}
