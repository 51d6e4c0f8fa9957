import { CLOSED, MOST_DIGITS, orderByCode, POWERS, RateRows, WITH_SHEET } from './rate-rows.ts'
import type { Sliced } from './slices.ts'

/** A committed sheet, in the order of its version: what it lists, and what its silence means. */
export type Sheet = {
  readonly id: string
  readonly version: number
  /** `full`: a code that is not listed is closed from the sheet's instant on, and later rows of earlier sheets are withdrawn (C4). */
  readonly mode: 'full' | 'partial'
  /** Milliseconds of the instant from which rows without a date of their own count. */
  readonly effectiveAt: number
  readonly rows: RateRows
}

/** Every code of a plan with its dated prices, newest first: the sheets folded into one. */
export type Timelines = {
  readonly codes: Float64Array
  readonly lengths: Uint8Array
  /** Where each code's prices begin in the arrays below; one more than there are codes. */
  readonly starts: Uint32Array
  readonly rows: RateRows
  readonly from: Float64Array
  /** Which of `sheets` each price came from. */
  readonly sheetOf: Uint32Array
  readonly sheets: readonly Sheet[]
}

type Entry = { from: number; sheet: number; row: number }

const NO_ROW = -1
const CODES_A_SLICE = 16_384

/** Folds sheets, in the order of their versions, into one dated history per code. */
export function* foldSheets(sheets: readonly Sheet[]): Sliced<Timelines> {
  const [only] = sheets
  if (only && sheets.length === 1 && (yield* isInOrder(only.rows))) return yield* unfolded(only)
  const total = sheets.reduce((sum, sheet) => sum + sheet.rows.size, 0)
  const all = new Float64Array(total)
  const lengths = new Uint8Array(total)
  const sheetOf = new Uint32Array(total)
  const rowOf = new Uint32Array(total)
  let filled = 0
  for (const [index, sheet] of sheets.entries()) {
    all.set(sheet.rows.codes.subarray(0, sheet.rows.size), filled)
    lengths.set(sheet.rows.lengths.subarray(0, sheet.rows.size), filled)
    sheetOf.fill(index, filled, filled + sheet.rows.size)
    for (let row = 0; row < sheet.rows.size; row += 1) rowOf[filled + row] = row
    filled += sheet.rows.size
    yield
  }
  const order = yield* orderByCode(all, lengths, total)
  const out = new Writer(sheets, total)
  const entries: Entry[] = []
  for (let at = 0; at < total; ) {
    const first = order[at]!
    let end = at + 1
    while (end < total && all[order[end]!] === all[first] && lengths[order[end]!] === lengths[first]) end += 1
    entries.length = 0
    for (let index = at; index < end; index += 1) entries.push({ from: 0, sheet: sheetOf[order[index]!]!, row: rowOf[order[index]!]! })
    out.write(all[first]!, lengths[first]!, historyOf(sheets, entries))
    at = end
    if (out.count % CODES_A_SLICE === 0) yield
  }
  return out.finish()
}

/** Whether every code stands once, in the order of a directory: how a sheet is kept after it was read. */
function* isInOrder({ codes, lengths, size }: RateRows): Sliced<boolean> {
  let before = -1
  let length = -1
  for (let row = 0; row < size; row += 1) {
    if (row % CODES_A_SLICE === 0) yield
    const key = codes[row]! * POWERS[MOST_DIGITS - lengths[row]!]!
    if (key < before || (key === before && lengths[row]! <= length)) return false
    before = key
    length = lengths[row]!
  }
  return true
}

/** A single sheet needs no folding, and none of its rows a copy. */
function* unfolded(sheet: Sheet): Sliced<Timelines> {
  const { rows } = sheet
  const from = new Float64Array(rows.size)
  const starts = new Uint32Array(rows.size + 1)
  for (let row = 0; row < rows.size; row += 1) {
    if (row % CODES_A_SLICE === 0) yield
    from[row] = rows.from[row] === WITH_SHEET ? sheet.effectiveAt : rows.from[row]!
    starts[row + 1] = row + 1
  }
  const [codes, lengths] = [rows.codes.subarray(0, rows.size), rows.lengths.subarray(0, rows.size)]
  return { codes, lengths, starts, rows, from, sheetOf: new Uint32Array(rows.size), sheets: [sheet] }
}

/** The dated prices of one code, oldest first, from its rows in the order of their sheets. */
function historyOf(sheets: readonly Sheet[], rows: readonly Entry[]): readonly Entry[] {
  let history: Entry[] = []
  let next = 0
  for (let index = 0; index < sheets.length; index += 1) {
    const sheet = sheets[index]!
    const listed = next
    while (next < rows.length && rows[next]!.sheet === index) next += 1
    if (sheet.mode === 'full') {
      history = history.filter((entry) => entry.from < sheet.effectiveAt)
      if (next === listed && history.length > 0) history.push({ from: sheet.effectiveAt, sheet: index, row: NO_ROW })
    }
    for (let row = listed; row < next; row += 1) {
      const from = sheet.rows.from[rows[row]!.row]!
      insert(history, { from: from === WITH_SHEET ? sheet.effectiveAt : from, sheet: index, row: rows[row]!.row })
    }
  }
  return changesOf(sheets, history)
}

/**
 * Leaves out what changes nothing, so that calls keep naming the version that set their price. Only now: a sheet that comes later and counts from
 * earlier must not undo what another said of the time between.
 */
const changesOf = (sheets: readonly Sheet[], history: readonly Entry[]): readonly Entry[] =>
  history.length < 2 ? history : history.filter((entry, at) => at === 0 || !equal(sheets, history[at - 1]!, entry))

const statusOf = (sheets: readonly Sheet[], { sheet, row }: Entry): number => (row === NO_ROW ? CLOSED : sheets[sheet]!.rows.statuses[row]!)

/** Puts a price into its place; a later sheet's replaces the one of the same instant. */
function insert(history: Entry[], entry: Entry): void {
  let at = history.length
  while (at > 0 && history[at - 1]!.from > entry.from) at -= 1
  const same = at > 0 && history[at - 1]!.from === entry.from
  history.splice(same ? at - 1 : at, same ? 1 : 0, entry)
}

function equal(sheets: readonly Sheet[], a: Entry, b: Entry): boolean {
  const status = statusOf(sheets, a)
  if (status !== statusOf(sheets, b)) return false
  if (a.row === NO_ROW || b.row === NO_ROW) return true
  return samePrice(sheets[a.sheet]!.rows, a.row, sheets[b.sheet]!.rows, b.row)
}

/** Whether two rows charge every call alike. */
export function samePrice(a: RateRows, i: number, b: RateRows, j: number): boolean {
  return (
    a.rates[i] === b.rates[j] &&
    a.initialRates[i] === b.initialRates[j] &&
    a.fees[i] === b.fees[j] &&
    a.initialSeconds[i] === b.initialSeconds[j] &&
    a.recurringSeconds[i] === b.recurringSeconds[j]
  )
}

class Writer {
  count = 0
  readonly #sheets: readonly Sheet[]
  readonly #codes: Float64Array
  readonly #lengths: Uint8Array
  readonly #starts: Uint32Array
  readonly #rows = new RateRows()
  #from: Float64Array
  #sheetOf: Uint32Array

  constructor(sheets: readonly Sheet[], most: number) {
    this.#sheets = sheets
    this.#codes = new Float64Array(most)
    this.#lengths = new Uint8Array(most)
    this.#starts = new Uint32Array(most + 1)
    this.#from = new Float64Array(most)
    this.#sheetOf = new Uint32Array(most)
  }

  write(code: number, length: number, history: readonly Entry[]): void {
    this.#begin(code, length)
    for (let index = history.length - 1; index >= 0; index -= 1) this.#price(history[index]!)
    this.#starts[this.count] = this.#rows.size
  }

  #begin(code: number, length: number): void {
    this.#codes[this.count] = code
    this.#lengths[this.count] = length
    this.count += 1
  }

  #price({ from, sheet, row }: Entry): void {
    const rows = this.#rows
    const index = rows.add()
    if (index >= this.#from.length) this.#grow()
    this.#from[index] = from
    this.#sheetOf[index] = sheet
    rows.codes[index] = this.#codes[this.count - 1]!
    rows.lengths[index] = this.#lengths[this.count - 1]!
    if (row === NO_ROW) {
      rows.statuses[index] = CLOSED
      return
    }
    const source = this.#sheets[sheet]!.rows
    rows.statuses[index] = source.statuses[row]!
    rows.rates[index] = source.rates[row]!
    rows.initialRates[index] = source.initialRates[row]!
    rows.fees[index] = source.fees[row]!
    rows.initialSeconds[index] = source.initialSeconds[row]!
    rows.recurringSeconds[index] = source.recurringSeconds[row]!
    rows.from[index] = source.from[row]!
    rows.names[index] = rows.nameId(source.nameTexts[source.names[row]!] ?? '')
  }

  /** Closures written by a sheet's silence are rows that no sheet lists, so the first guess may be too small. */
  #grow(): void {
    const from = new Float64Array(this.#from.length * 2 + 1)
    from.set(this.#from)
    const sheetOf = new Uint32Array(from.length)
    sheetOf.set(this.#sheetOf)
    this.#from = from
    this.#sheetOf = sheetOf
  }

  finish(): Timelines {
    return {
      codes: this.#codes.subarray(0, this.count),
      lengths: this.#lengths.subarray(0, this.count),
      starts: this.#starts.subarray(0, this.count + 1),
      rows: this.#rows,
      from: this.#from,
      sheetOf: this.#sheetOf,
      sheets: this.#sheets,
    }
  }
}
