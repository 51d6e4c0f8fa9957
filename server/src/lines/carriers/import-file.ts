/** One line of a file of call records, as far as it could be read. */
export type ImportedRow = {
  readonly externalId: string
  readonly startedAt: number
  readonly durationMs: number
  readonly a: string
  readonly b: string
  readonly service: string
  readonly supplierService: string
  readonly sipCode: number | null
}

export const COLUMNS = ['call_id', 'started_at', 'duration_ms', 'from', 'to', 'service', 'supplier_service', 'sip_code'] as const
export type ColumnName = (typeof COLUMNS)[number]
const REQUIRED: readonly ColumnName[] = ['call_id', 'started_at', 'duration_ms', 'from', 'to', 'service']

/** Where each column is in this file's lines. */
export type Layout = ReadonlyMap<ColumnName, number>

/** Reads the first line. Answers what is wrong with it as a sentence when it is no header of ours: nothing is guessed. */
export function readHeader(line: string): Layout | string {
  const names = line
    .replace(/^\uFEFF/, '')
    .replace(/\r$/, '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
  const unknown = names.filter((name) => !(COLUMNS as readonly string[]).includes(name))
  if (unknown.length > 0) return `Unknown columns: ${unknown.join(', ')}. There are ${COLUMNS.join(', ')}.`
  const repeated = names.find((name, at) => names.indexOf(name) !== at)
  if (repeated) return `The column ${repeated} is there twice.`
  const missing = REQUIRED.filter((name) => !names.includes(name))
  if (missing.length > 0) return `Missing columns: ${missing.join(', ')}.`
  return new Map(names.map((name, at) => [name as ColumnName, at]))
}

const DIGITS = /^[1-9]\d{6,14}$/
const WHOLE = /^\d{1,9}$/
const ISO = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,3}))?Z$/

/** Milliseconds of an instant written in UTC; the day is worked out once for all its calls. */
function instantOf(text: string, days: Map<string, number>): number {
  const match = ISO.exec(text)
  if (!match) return Number.NaN
  const [, day = '', hours = '', minutes = '', seconds = '', fraction = ''] = match
  let start = days.get(day)
  if (start === undefined) {
    start = Date.parse(`${day}T00:00:00Z`)
    days.set(day, start)
  }
  const [h, m, s] = [Number(hours), Number(minutes), Number(seconds)]
  if (h > 23 || m > 59 || s > 59) return Number.NaN
  return start + ((h * 60 + m) * 60 + s) * 1_000 + Number(fraction.padEnd(3, '0'))
}

/** Reads one line; a sentence says why it cannot be taken. `days` remembers the days of the file. */
export function readRow(line: string, layout: Layout, days: Map<string, number>): ImportedRow | string {
  if (line.includes('"')) return 'Quotes are not read: numbers and codes need none.'
  const cells = line.split(',')
  if (cells.length !== layout.size) return `${cells.length} fields instead of ${layout.size}.`
  const cell = (name: ColumnName): string => cells[layout.get(name) ?? -1] ?? ''
  const externalId = cell('call_id')
  if (!/^[\x21-\x7e]{1,200}$/.test(externalId)) return 'The call id is missing or not plain text.'
  const startedAt = instantOf(cell('started_at'), days)
  if (Number.isNaN(startedAt)) return 'started_at is not an instant such as 2026-05-01T12:00:00.000Z.'
  if (!WHOLE.test(cell('duration_ms'))) return 'duration_ms is not a whole number of milliseconds.'
  const b = cell('to').replace(/^\+/, '')
  if (!DIGITS.test(b)) return 'The called number is no international number.'
  const sipCode = cell('sip_code')
  if (sipCode !== '' && !/^[1-6]\d\d$/.test(sipCode)) return 'sip_code is no SIP code.'
  return {
    externalId,
    startedAt,
    durationMs: Number(cell('duration_ms')),
    a: cell('from').replace(/^\+/, '').slice(0, 32),
    b,
    service: cell('service'),
    supplierService: cell('supplier_service'),
    sipCode: sipCode === '' ? null : Number(sipCode),
  }
}

/** The next lines from `from`: at most `most`, and where they end. A last line without its end counts as one. */
export function linesFrom(bytes: Buffer, from: number, most: number): { readonly lines: readonly string[]; readonly next: number } {
  let next = from
  for (let count = 0; count < most && next < bytes.length; count += 1) {
    const end = bytes.indexOf(10, next)
    next = end === -1 ? bytes.length : end + 1
  }
  if (next === from) return { lines: [], next }
  const text = bytes.toString('latin1', from, next)
  const lines = text.split('\n')
  if (text.endsWith('\n')) lines.pop()
  return { lines: lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line)), next }
}
