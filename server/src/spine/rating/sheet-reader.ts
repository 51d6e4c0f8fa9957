import { readCodes } from './codes.ts'
import { BLOCKED, CLOSED, MOST_DIGITS, OPEN, RateRows, WITH_SHEET } from './rate-rows.ts'
import type { Field, Layout } from './sheet-columns.ts'
import { type DateFormat, readDate } from './sheet-dates.ts'
import type { Sliced } from './slices.ts'

export type ReadOptions = {
  readonly decimal: 'point' | 'comma'
  readonly dateFormat: DateFormat
  readonly timeZone: string
  /** What a date before `now` means: the row is refused, or it starts with the sheet. */
  readonly pastDates: 'refuse' | 'with_sheet'
  readonly now: number
  /** Steps of rows that name none. */
  readonly initialSeconds: number
  readonly recurringSeconds: number
}

export type InvalidRow = { readonly line: number; readonly reason: string; readonly text: string }
export type SheetContent = {
  readonly rows: RateRows
  /** Lines that hold something, the header and what is above it apart. */
  readonly lines: number
  readonly invalid: number
  readonly reasons: Readonly<Record<string, number>>
  readonly examples: readonly InvalidRow[]
}

const QUOTE = 34
const NEWLINE = 10
const RETURN = 13
const SPACE = 32
const MOST_COLUMNS = 64
const MOST_EXAMPLES = 200
const LINES_A_SLICE = 4_096
const LONGEST_NAME = 200
const LONGEST_STEP = 86_400
const BAD = -1

/** Words of a change column that say more than the price does (C5). */
const CHANGE_WORDS: Readonly<Record<string, number>> = {
  c: CLOSED,
  closed: CLOSED,
  deleted: CLOSED,
  removed: CLOSED,
  discontinued: CLOSED,
  b: BLOCKED,
  blocked: BLOCKED,
  forbidden: BLOCKED,
}

class Refused extends Error {}

/** Reads a sheet byte by byte: no string is made for a number, and what is not plainly right is refused with its line and reason. */
export class SheetReader {
  readonly #bytes: Buffer
  readonly #delimiter: number
  readonly #options: ReadOptions
  readonly #point: number
  readonly #columns: Readonly<Record<Exclude<Field, '-'>, number>>
  readonly #starts = new Int32Array(MOST_COLUMNS)
  readonly #ends = new Int32Array(MOST_COLUMNS)
  readonly #rows = new RateRows()
  readonly #dates = new Map<string, number>()
  readonly #reasons = new Map<string, number>()
  readonly #examples: InvalidRow[] = []
  #cells = 0
  #at: number
  #line: number
  #invalid = 0
  #lastName: readonly [start: number, end: number, id: number] = [0, 0, this.#rows.nameId('')]

  constructor(bytes: Buffer, layout: Layout, options: ReadOptions) {
    this.#bytes = bytes
    this.#delimiter = layout.delimiter.charCodeAt(0)
    this.#options = options
    this.#point = options.decimal === 'comma' ? 44 : 46
    this.#at = Math.min(layout.start, bytes.length)
    this.#line = layout.headerLine
    const place = (field: Field) => layout.columns.slice(0, MOST_COLUMNS).findIndex((column) => column.field === field)
    this.#columns = {
      code: place('code'),
      country_code: place('country_code'),
      name: place('name'),
      rate: place('rate'),
      initial_rate: place('initial_rate'),
      initial: place('initial'),
      recurring: place('recurring'),
      increments: place('increments'),
      connect_fee: place('connect_fee'),
      effective: place('effective'),
      end: place('end'),
      change: place('change'),
    }
  }

  *read(): Sliced<SheetContent> {
    let lines = 0
    while (this.#at < this.#bytes.length) {
      const start = this.#at
      this.#split()
      if (this.#cells === 1 && this.#starts[0] === this.#ends[0]) continue
      lines += 1
      if (lines % LINES_A_SLICE === 0) yield
      const before = this.#rows.size
      try {
        this.#row()
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        this.#rows.size = before
        this.refuse(this.#line, error.message, this.#bytes.toString('utf8', start, Math.min(this.#at, start + LONGEST_NAME)).trim())
      }
    }
    return { rows: this.#rows, lines, ...this.refusals(), examples: this.#examples }
  }

  refusals(): Pick<SheetContent, 'invalid' | 'reasons'> {
    return { invalid: this.#invalid, reasons: Object.fromEntries(this.#reasons) }
  }

  refuse(line: number, reason: string, text: string): void {
    this.#invalid += 1
    this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1)
    if (this.#examples.length < MOST_EXAMPLES) this.#examples.push({ line, reason, text })
  }

  /** Finds the cells of one line; a quoted one may hold delimiters and line breaks. */
  #split(): void {
    const bytes = this.#bytes
    const size = bytes.length
    this.#cells = 0
    this.#line += 1
    for (;;) {
      let start = this.#at
      let end: number
      if (bytes[start] === QUOTE) {
        start += 1
        end = this.#quoted(start)
      } else {
        end = start
        for (let byte = bytes[end]; end < size && byte !== this.#delimiter && byte !== NEWLINE; byte = bytes[end]) end += 1
        this.#at = end
        while (end > start && (bytes[end - 1] === SPACE || bytes[end - 1] === RETURN)) end -= 1
        while (start < end && bytes[start] === SPACE) start += 1
      }
      if (this.#cells < MOST_COLUMNS) {
        this.#starts[this.#cells] = start
        this.#ends[this.#cells] = end
        this.#cells += 1
      }
      const more = this.#at < size && bytes[this.#at] === this.#delimiter
      this.#at += 1
      if (!more) return
    }
  }

  /** The end of a quoted cell; leaves the place at its delimiter or line break. */
  #quoted(start: number): number {
    const bytes = this.#bytes
    let end = start
    for (; end < bytes.length; end += 1) {
      if (bytes[end] === NEWLINE) this.#line += 1
      if (bytes[end] !== QUOTE) continue
      if (bytes[end + 1] !== QUOTE) break
      end += 1
    }
    this.#at = end + 1
    while (this.#at < bytes.length && bytes[this.#at] !== this.#delimiter && bytes[this.#at] !== NEWLINE) this.#at += 1
    return end
  }

  #filled(column: number): boolean {
    return column >= 0 && column < this.#cells && this.#starts[column]! < this.#ends[column]!
  }

  #text(column: number): string {
    if (!this.#filled(column)) return ''
    return this.#bytes.toString('utf8', this.#starts[column]!, this.#ends[column]!).replaceAll('""', '"').trim()
  }

  #row(): void {
    const { code, country_code: country, end, effective } = this.#columns
    const rows = this.#rows
    const index = rows.add()
    this.#prices(index)
    rows.lines[index] = this.#line
    rows.names[index] = this.#name()
    rows.from[index] = this.#filled(effective) ? this.#date(effective, this.#options.pastDates) : WITH_SHEET
    const digits = this.#filled(country) ? BAD : this.#digits(code)
    if (digits === BAD) this.#slowCodes(index, this.#text(code), this.#text(country))
    else {
      rows.codes[index] = digits
      rows.lengths[index] = this.#ends[code]! - this.#starts[code]!
    }
    if (this.#filled(end)) this.#endAll(index, this.#date(end, 'refuse'))
  }

  /** The code when it is plain digits, else BAD. */
  #digits(column: number): number {
    if (!this.#filled(column)) return BAD
    const start = this.#starts[column]!
    const end = this.#ends[column]!
    if (end - start > MOST_DIGITS) return BAD
    let value = 0
    for (let at = start; at < end; at += 1) {
      const digit = this.#bytes[at]! - 48
      if (digit < 0 || digit > 9) return BAD
      value = value * 10 + digit
    }
    return value
  }

  #slowCodes(index: number, text: string, country: string): void {
    if (text === '' && country === '') throw new Refused('The code is missing.')
    if (country !== '' && !/^\+?\d+$/.test(country)) throw new Refused('The country code is not digits.')
    const found = text === '' ? { codes: [country.replace('+', '')] } : readCodes(text, country.replace('+', ''))
    if ('refused' in found) throw new Refused(found.refused)
    for (const [place, code] of found.codes.entries()) {
      const row = place === 0 ? index : this.#copy(index)
      this.#rows.codes[row] = Number(code)
      this.#rows.lengths[row] = code.length
    }
  }

  #copy(from: number): number {
    const rows = this.#rows
    const row = rows.add()
    const copied = [
      rows.codes,
      rows.lengths,
      rows.statuses,
      rows.rates,
      rows.initialRates,
      rows.fees,
      rows.initialSeconds,
      rows.recurringSeconds,
      rows.from,
    ]
    for (const column of [...copied, rows.names, rows.lines]) column[row] = column[from]!
    return row
  }

  /** A price with an end is closed there. */
  #endAll(first: number, end: number): void {
    const rows = this.#rows
    const last = rows.size
    for (let row = first; row < last; row += 1) {
      if (rows.from[row]! !== WITH_SHEET && rows.from[row]! >= end) throw new Refused('The price ends before it starts.')
      const closing = this.#copy(row)
      rows.statuses[closing] = CLOSED
      rows.from[closing] = end
    }
  }

  #prices(index: number): void {
    const { rate, initial_rate: first, connect_fee: fee, change, increments } = this.#columns
    const rows = this.#rows
    const status = this.#filled(change) ? (CHANGE_WORDS[this.#text(change).toLowerCase()] ?? OPEN) : OPEN
    rows.statuses[index] = status
    const price = this.#filled(rate) || status === OPEN ? this.#decimal(rate, 8, 'price') : 0
    rows.rates[index] = price
    rows.initialRates[index] = this.#filled(first) ? this.#decimal(first, 8, 'first price') : price
    rows.fees[index] = this.#filled(fee) ? this.#decimal(fee, 6, 'connection fee') : 0
    if (this.#filled(increments)) this.#steps(index, this.#text(increments))
    else {
      rows.initialSeconds[index] = this.#seconds(this.#columns.initial, this.#options.initialSeconds)
      rows.recurringSeconds[index] = this.#seconds(this.#columns.recurring, this.#options.recurringSeconds)
    }
  }

  #steps(index: number, text: string): void {
    const [, initial = '', recurring = initial] = /^(\d{1,5})(?:\s*[/+-]\s*(\d{1,5}))?$/.exec(text) ?? []
    const both = [Number(initial), Number(recurring)] as const
    if (initial === '' || both.some((seconds) => seconds < 1 || seconds > LONGEST_STEP))
      throw new Refused('Increments are written like 60/6, in seconds from 1.')
    this.#rows.initialSeconds[index] = both[0]
    this.#rows.recurringSeconds[index] = both[1]
  }

  #seconds(column: number, otherwise: number): number {
    if (!this.#filled(column)) return otherwise
    const value = this.#digits(column)
    // Several systems write 0 where there is no first step, which then is as long as the others.
    if (value === 0 && column === this.#columns.initial) return this.#seconds(this.#columns.recurring, this.#options.recurringSeconds)
    if (value < 1 || value > LONGEST_STEP) throw new Refused('Intervals are whole seconds from 1.')
    return value
  }

  /** A price in units of 10^-scale: digits, the declared decimal sign, no more decimals than are kept. */
  #decimal(column: number, scale: number, what: string): number {
    if (!this.#filled(column)) throw new Refused(`The ${what} is missing.`)
    const bytes = this.#bytes
    const end = this.#ends[column]!
    let at = this.#starts[column]!
    let value = 0
    const first = at
    for (; at < end && bytes[at]! >= 48 && bytes[at]! <= 57; at += 1) value = value * 10 + bytes[at]! - 48
    const whole = at - first
    let decimals = 0
    if (at < end && bytes[at] === this.#point) {
      for (at += 1; at < end && bytes[at]! >= 48 && bytes[at]! <= 57; at += 1) {
        if (decimals < scale) {
          value = value * 10 + bytes[at]! - 48
          decimals += 1
        } else if (bytes[at] !== 48) throw new Refused(`The ${what} has more than ${scale} decimals.`)
      }
    }
    if (at < end || whole === 0) throw new Refused(this.#whyNoDecimal(column, what))
    if (whole > 7) throw new Refused(`The ${what} is too large.`)
    for (; decimals < scale; decimals += 1) value *= 10
    return value
  }

  #whyNoDecimal(column: number, what: string): string {
    const text = this.#text(column)
    if (text.startsWith('-')) return `The ${what} is negative.`
    if (/^\d+,\d+$/.test(text)) return `The ${what} has a decimal comma, and this sheet was declared to have decimal points.`
    if (/^\d+\.\d+$/.test(text)) return `The ${what} has a decimal point, and this sheet was declared to have decimal commas.`
    if (/^\d[\d.,]*E[+-]?\d+$/i.test(text)) return `The ${what} is in scientific notation.`
    if (/^[^\d\s]{1,3}\s*\d|\d\s*[^\d\s.,]{1,3}$/.test(text)) return `The ${what} carries a currency sign.`
    return `The ${what} is not a number.`
  }

  #date(column: number, past: ReadOptions['pastDates']): number {
    const text = this.#text(column)
    let date = this.#dates.get(text)
    if (date === undefined) {
      date = readDate(text, this.#options.dateFormat, this.#options.timeZone) ?? Number.NaN
      this.#dates.set(text, date)
    }
    if (Number.isNaN(date)) throw new Refused(`The date is not in the declared format (${this.#options.dateFormat}).`)
    if (date >= this.#options.now) return date
    if (past === 'with_sheet') return WITH_SHEET
    throw new Refused('The date lies in the past.')
  }

  #name(): number {
    const column = this.#columns.name
    if (!this.#filled(column)) return 0
    const start = this.#starts[column]!
    const end = this.#ends[column]!
    const [lastStart, lastEnd, lastId] = this.#lastName
    // Sheets are sorted by destination, so most rows repeat the name above them.
    if (end - start === lastEnd - lastStart && this.#bytes.compare(this.#bytes, start, end, lastStart, lastEnd) === 0) return lastId
    const id = this.#rows.nameId(this.#text(column).slice(0, LONGEST_NAME).replaceAll('\u0000', ''))
    this.#lastName = [start, end, id]
    return id
  }
}
