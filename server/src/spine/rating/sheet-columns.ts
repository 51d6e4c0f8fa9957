/** What a column of a rate sheet can hold; `-` is ignored. */
export const FIELDS = [
  'code',
  'country_code',
  'name',
  'rate',
  'initial_rate',
  'initial',
  'recurring',
  'increments',
  'connect_fee',
  'effective',
  'end',
  'change',
  '-',
] as const
export type Field = (typeof FIELDS)[number]

export type Layout = {
  readonly delimiter: ',' | ';' | '\t' | '|'
  readonly bom: boolean
  readonly crlf: boolean
  /** The line of the header, counted from 1. */
  readonly headerLine: number
  readonly columns: readonly { readonly header: string; readonly field: Field }[]
  /** Where the first row after the header begins. */
  readonly start: number
}

export type Detection = { readonly layout: Layout } | { readonly refused: string; readonly headers: readonly string[] }

/** Words met in the field (wholesale C5), without case and punctuation. */
const WORDS: Readonly<Record<Exclude<Field, '-'>, readonly string[]>> = {
  code: [
    'code',
    'prefix',
    'dial code',
    'dialcode',
    'area code',
    'dialled digits',
    'dialed digits',
    'digits',
    'breakout',
    'destination code',
    'codes',
  ],
  country_code: ['country code', 'cc'],
  name: ['name', 'destination', 'country destination', 'destination name', 'area', 'region', 'route', 'breakout name', 'country'],
  rate: [
    'rate',
    'price',
    'rate minute',
    'rate per min',
    'rate per minute',
    'per min',
    'per minute',
    'next price',
    'next rate',
    'price per minute',
    'rate min',
  ],
  initial_rate: ['first price', 'initial rate', 'first rate'],
  initial: ['initial interval', 'first increment', 'minimum', 'mcd', 'duration', 'interval1', 'initial', 'min seconds', 'minimum duration'],
  recurring: [
    'recurring',
    'next interval',
    'increment',
    'intervaln',
    'increment seconds',
    'billing interval',
    'recurring interval',
    'next increment',
  ],
  increments: ['increments', 'pulse', 'billing increment', 'interval', 'intervals', 'billing increments'],
  connect_fee: ['connect fee', 'connection fee', 'setup fee', 'connection charge', 'connectfee'],
  effective: ['effective', 'effective date', 'valid from', 'date start', 'effective from', 'start date'],
  end: ['end', 'valid till', 'valid to', 'end date', 'date end', 'expiry', 'expiry date'],
  change: ['change', 'status', 'comment', 'comments', 'notes', 'change type'],
}
const BY_WORD = new Map(Object.entries(WORDS).flatMap(([field, words]) => words.map((word) => [word, field as Field] as const)))

const HEADER_LINES = 20
const HEADER_BYTES = 65_536
const DELIMITERS = [',', ';', '\t', '|'] as const

const plain = (header: string): string =>
  header
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()

/** Splits one line of the header; quotes are taken off. */
function cellsOf(line: string, delimiter: string): readonly string[] {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (const letter of line) {
    if (letter === '"') quoted = !quoted
    else if (letter === delimiter && !quoted) {
      cells.push(cell.trim())
      cell = ''
    } else cell += letter
  }
  return [...cells, cell.trim()]
}

function fieldsOf(headers: readonly string[]): readonly Field[] {
  const taken = new Set<Field>()
  return headers.map((header) => {
    const field = BY_WORD.get(plain(header))
    if (!field || taken.has(field)) return '-'
    taken.add(field)
    return field
  })
}

/** Finds delimiter, header and the meaning of the columns; `wanted` says the meaning instead. What cannot be told is refused with what was seen. */
export function detectLayout(bytes: Buffer, wanted?: readonly Field[]): Detection {
  if (bytes.length >= 2 && bytes[0] === 0x50 && bytes[1] === 0x4b)
    return { refused: 'This is a workbook. Save the sheet as CSV and upload that.', headers: [] }
  if (bytes.length >= 2 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)))
    return { refused: 'This file is UTF-16. Save it as CSV in UTF-8.', headers: [] }
  const bom = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const head = bytes.toString('utf8', bom ? 3 : 0, HEADER_BYTES)
  const lines = head.split('\n', HEADER_LINES)
  let best: { score: number; layout: Layout } | undefined
  let offset = bom ? 3 : 0
  for (const [index, line] of lines.entries()) {
    const start = offset + Buffer.byteLength(line) + 1
    offset = start
    for (const delimiter of DELIMITERS) {
      const headers = cellsOf(line.replace(/\r$/, ''), delimiter)
      const fields = wanted ? headers.map((_, column) => wanted[column] ?? '-') : fieldsOf(headers)
      const score = fields.filter((field) => field !== '-').length
      if (!fields.includes('code') || !hasPrice(fields) || score <= (best?.score ?? 0)) continue
      const columns = headers.map((header, column) => ({ header, field: fields[column] ?? '-' }))
      best = { score, layout: { delimiter, bom, crlf: head.includes('\r\n'), headerLine: index + 1, columns, start } }
    }
  }
  if (best) return { layout: best.layout }
  const seen = cellsOf((lines.find((line) => line.trim() !== '') ?? '').replace(/\r$/, ''), guessDelimiter(lines[0] ?? ''))
  return { refused: 'No line among the first twenty names a column with codes and one with prices.', headers: seen }
}

const hasPrice = (fields: readonly Field[]): boolean => fields.includes('rate') || fields.includes('change')

const guessDelimiter = (line: string): string =>
  DELIMITERS.map((one) => [one, line.split(one).length] as const).sort((a, b) => b[1] - a[1])[0]?.[0] ?? ','
