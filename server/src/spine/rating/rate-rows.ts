import type { Sliced } from './slices.ts'

export const OPEN = 0
export const CLOSED = 1
export const BLOCKED = 2
export const STATUSES = ['open', 'closed', 'blocked'] as const
export type RateStatus = (typeof STATUSES)[number]

/** Codes have at most 15 digits (E.164), so every code and number fits exactly into a JavaScript number. */
export const MOST_DIGITS = 15
export const POWERS = Float64Array.from({ length: MOST_DIGITS + 1 }, (_, power) => 10 ** power)

/** The instant of a row that starts with its sheet. */
export const WITH_SHEET = Number.NEGATIVE_INFINITY

/** One price of one code, as text and bigint: for edits and replies. */
export type RateRow = {
  readonly code: string
  readonly name: string
  readonly status: RateStatus
  readonly rateE8: bigint
  readonly initialRateE8: bigint
  readonly feeMicros: bigint
  readonly initialSeconds: number
  readonly recurringSeconds: number
  /** Left null, the row starts with its sheet. */
  readonly validFrom: Date | null
}

const FIRST_CAPACITY = 1_024
const COLUMNS = [
  'codes',
  'lengths',
  'statuses',
  'rates',
  'initialRates',
  'fees',
  'initialSeconds',
  'recurringSeconds',
  'from',
  'names',
  'lines',
] as const
const ROWS_A_SLICE = 65_536

/**
 * Rows of one sheet in typed arrays, so that a million of them are some sixty megabytes and no objects. Rates (10^-8) and fees (10^-6)
 * are whole numbers below 2^53, which is checked where they are read.
 */
export class RateRows {
  size = 0
  codes = new Float64Array(FIRST_CAPACITY)
  lengths = new Uint8Array(FIRST_CAPACITY)
  statuses = new Uint8Array(FIRST_CAPACITY)
  rates = new Float64Array(FIRST_CAPACITY)
  initialRates = new Float64Array(FIRST_CAPACITY)
  fees = new Float64Array(FIRST_CAPACITY)
  initialSeconds = new Uint32Array(FIRST_CAPACITY)
  recurringSeconds = new Uint32Array(FIRST_CAPACITY)
  from = new Float64Array(FIRST_CAPACITY)
  names = new Uint32Array(FIRST_CAPACITY)
  /** Where the row stands in its file; 0 for rows that come from none. */
  lines = new Uint32Array(FIRST_CAPACITY)
  readonly nameTexts: string[] = []
  readonly #nameIds = new Map<string, number>()

  /** The index of a fresh row, to be filled by the caller. */
  add(): number {
    if (this.size === this.codes.length) this.#grow()
    this.size += 1
    return this.size - 1
  }

  nameId(name: string): number {
    const known = this.#nameIds.get(name)
    if (known !== undefined) return known
    this.nameTexts.push(name)
    this.#nameIds.set(name, this.nameTexts.length - 1)
    return this.nameTexts.length - 1
  }

  push(row: RateRow): void {
    const index = this.add()
    this.codes[index] = Number(row.code)
    this.lengths[index] = row.code.length
    this.statuses[index] = STATUSES.indexOf(row.status)
    this.rates[index] = Number(row.rateE8)
    this.initialRates[index] = Number(row.initialRateE8)
    this.fees[index] = Number(row.feeMicros)
    this.initialSeconds[index] = row.initialSeconds
    this.recurringSeconds[index] = row.recurringSeconds
    this.from[index] = row.validFrom ? row.validFrom.getTime() : WITH_SHEET
    this.names[index] = this.nameId(row.name)
  }

  row(index: number): RateRow {
    const from = this.from[index]!
    return {
      code: codeText(this.codes[index]!, this.lengths[index]!),
      name: this.nameTexts[this.names[index]!] ?? '',
      status: STATUSES[this.statuses[index]!] ?? 'open',
      rateE8: BigInt(this.rates[index]!),
      initialRateE8: BigInt(this.initialRates[index]!),
      feeMicros: BigInt(this.fees[index]!),
      initialSeconds: this.initialSeconds[index]!,
      recurringSeconds: this.recurringSeconds[index]!,
      validFrom: from === WITH_SHEET ? null : new Date(from),
    }
  }

  /** The same rows in another order. */
  *inOrder(order: Uint32Array): Sliced<RateRows> {
    const rows = new RateRows()
    for (const name of this.nameTexts) rows.nameId(name)
    for (const column of COLUMNS) {
      const [from, to] = [this[column], new (this[column].constructor as new (length: number) => Float64Array)(order.length)]
      for (let row = 0; row < order.length; row += 1) {
        to[row] = from[order[row]!]!
        if (row % ROWS_A_SLICE === 0) yield
      }
      rows[column] = to as never
    }
    rows.size = order.length
    return rows
  }

  #grow(): void {
    const capacity = this.codes.length * 2
    for (const column of COLUMNS) {
      const larger = new (this[column].constructor as new (length: number) => Float64Array)(capacity)
      larger.set(this[column])
      this[column] = larger as never
    }
  }
}

export const codeText = (code: number, length: number): string => (length === 0 ? '' : String(code).padStart(length, '0'))

export function rowsOf(rows: Iterable<RateRow>): RateRows {
  const all = new RateRows()
  for (const row of rows) all.push(row)
  return all
}

const DIGIT = 2 ** 17
/** Below this the counters of the radix sort cost more than they save. */
const WORTH_RADIX = 20_000

/**
 * The order of rows by code as a directory sorts: `44` before `440` before `45`; rows of one code stay in the order given. A radix sort, because a
 * comparison sort of a million rows takes most of the time a deck needs.
 */
export function* orderByCode(codes: Float64Array, lengths: Uint8Array, size: number): Sliced<Uint32Array> {
  const keys = new Float64Array(size)
  let sorted = true
  for (let index = 0; index < size; index += 1) {
    keys[index] = codes[index]! * POWERS[MOST_DIGITS - lengths[index]!]!
    if (index > 0 && (keys[index]! < keys[index - 1]! || (keys[index] === keys[index - 1] && lengths[index]! < lengths[index - 1]!)))
      sorted = false
    if (index % ROWS_A_SLICE === 0) yield
  }
  let order = new Uint32Array(size)
  for (let index = 0; index < size; index += 1) order[index] = index
  if (sorted) return order
  if (size < WORTH_RADIX) return order.sort((a, b) => keys[a]! - keys[b]! || lengths[a]! - lengths[b]! || a - b)
  const digits: readonly ((row: number) => number)[] = [
    (row) => lengths[row]!,
    (row) => keys[row]! % DIGIT,
    (row) => Math.floor(keys[row]! / DIGIT) % DIGIT,
    (row) => Math.floor(keys[row]! / (DIGIT * DIGIT)),
  ]
  for (const digit of digits) order = yield* sortedBy(order, digit)
  return order
}

function* sortedBy(order: Uint32Array<ArrayBuffer>, digit: (row: number) => number): Sliced<Uint32Array<ArrayBuffer>> {
  const starts = new Uint32Array(DIGIT + 1)
  for (let index = 0; index < order.length; index += 1) {
    starts[digit(order[index]!) + 1]! += 1
    if (index % ROWS_A_SLICE === 0) yield
  }
  for (let value = 1; value <= DIGIT; value += 1) starts[value]! += starts[value - 1]!
  const next = new Uint32Array(order.length)
  for (let index = 0; index < order.length; index += 1) {
    const row = order[index]!
    const value = digit(row)
    next[starts[value]!] = row
    starts[value]! += 1
    if (index % ROWS_A_SLICE === 0) yield
  }
  return next
}
