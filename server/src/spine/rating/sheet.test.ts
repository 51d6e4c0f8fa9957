import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coverRange, readCodes } from './codes.ts'
import { detectLayout, type Field } from './sheet-columns.ts'
import { type ReadOptions, SheetReader } from './sheet-reader.ts'

const OPTIONS: ReadOptions = {
  decimal: 'point',
  dateFormat: 'iso',
  timeZone: 'UTC',
  pastDates: 'refuse',
  now: Date.UTC(2026, 0, 1),
  initialSeconds: 60,
  recurringSeconds: 6,
}

function read(text: string, options: Partial<ReadOptions> = {}, columns?: readonly Field[]) {
  const bytes = Buffer.from(text)
  const detection = detectLayout(bytes, columns)
  if ('refused' in detection) throw new Error(detection.refused)
  const work = new SheetReader(bytes, detection.layout, { ...OPTIONS, ...options }).read()
  for (;;) {
    const { done, value } = work.next()
    if (!done) continue
    const rows = Array.from({ length: value.rows.size }, (_, index) => value.rows.row(index))
    return { ...value, rows, short: rows.map((row) => `${row.code}=${row.rateE8}`), layout: detection.layout }
  }
}

describe('columns are found by the words of the field, and shown', () => {
  test.each([
    ['Prefix,Destination,Rate', ',', ['code', 'name', 'rate']],
    ['Dial Code;Country-Destination;Price;Effective Date', ';', ['code', 'name', 'rate', 'effective']],
    ['digits\trate_minute\tMCD\tincrement\tconnection fee', '\t', ['code', 'rate', 'initial', 'recurring', 'connect_fee']],
    ['Country Code,Area Code,Rate,Pulse,Comments,Route type', ',', ['country_code', 'code', 'rate', 'increments', 'change', '-']],
  ] as const)('%s', (header, delimiter, fields) => {
    const { layout } = read(`${header}\n`)
    expect(layout.delimiter).toBe(delimiter)
    expect(layout.columns.map(({ field }) => field)).toEqual(fields)
  })

  test('the header may stand below a letterhead, and marks of the program that wrote the file are seen', () => {
    const { layout, short, lines } = read('\uFEFFACME Telecom;;\r\nValid for you only;;\r\n\r\nCode;Name;Rate\r\n44;UK;0.01\r\n')
    expect(layout).toMatchObject({ bom: true, crlf: true, headerLine: 4, delimiter: ';' })
    expect([short, lines]).toEqual([['44=1000000'], 1])
  })

  test.each([
    ['destination,amount\nUK,1\n', 'No line among the first twenty'],
    ['PK\u0003\u0004', 'workbook'],
  ])('%j is refused with what was seen', (text, reason) => {
    expect(() => read(text)).toThrow(reason)
  })

  test('a meaning that is said instead is taken', () => {
    expect(read('a,b,c\n44,UK,0.5\n', {}, ['code', 'name', 'rate']).short).toEqual(['44=50000000'])
  })
})

describe('codes are never guessed', () => {
  test.each([
    ['44', '', ['44']],
    ['+44', '', ['44']],
    ['447700-447709', '', ['44770']],
    ['447700 - 447711', '', ['44770', '447710', '447711']],
    ['44 7700,7701', '', ['447700', '447701']],
    ['7700;7710-7719', '44', ['447700', '44771']],
    ['0-9', '44', ['440', '441', '442', '443', '444', '445', '446', '447', '448', '449']],
  ])('%s below %j is %j', (text, country, codes) => {
    expect(readCodes(text, country)).toEqual({ codes })
  })

  test.each([
    '4.42E+11',
    '4,42E+11',
    '4E11',
    '="4477"',
    '44-',
    '447711-447700',
    '4477-44789',
    'UK',
    '44.5',
    '1234567890123456',
    '00-zz',
    '',
  ])('%j is refused', (text) => {
    expect(readCodes(text, '')).toHaveProperty('refused')
  })

  test('a cover begins every number of the range, no other, and could not be shorter', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 0, max: 9_999 }), (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)]
        const codes = coverRange(String(from).padStart(4, '0'), String(to).padStart(4, '0'))
        const covered = Array.from({ length: 10_000 }, (_, n) => String(n).padStart(4, '0')).filter((n) =>
          codes.some((code) => n.startsWith(code)),
        )
        expect(covered.length).toBe(to - from + 1)
        expect([Number(covered[0]), Number(covered.at(-1))]).toEqual([from, to])
        for (const code of codes) expect(code.length === 1 || siblings(code).every((one) => codes.includes(one))).toBe(code.length === 1)
      }),
      { numRuns: 100 },
    )
  })
  const siblings = (code: string) => Array.from({ length: 10 }, (_, digit) => code.slice(0, -1) + digit)
})

describe('prices, steps and dates', () => {
  test.each([
    ['44,0.0123', ['44=1230000']],
    ['44,12', ['44=1200000000']],
    ['44,0.12345678', ['44=12345678']],
    ['44,0.1234567800', ['44=12345678']],
    ['"44"," 0.5 "', []],
    [' 44 , 0.5 ', ['44=50000000']],
  ])('%s gives %j', (line, expected) => {
    expect(read(`code,rate\n${line}\n`).short).toEqual(expected)
  })

  test.each([
    ['44,0.123456789', 'more than 8 decimals'],
    ['44,"0,0123"', 'decimal comma'],
    ['44,$0.01', 'currency sign'],
    ['44,0.01 €', 'currency sign'],
    ['44,1.2E-3', 'scientific notation'],
    ['44,-0.01', 'negative'],
    ['44,NA', 'not a number'],
    ['44,#N/A', 'not a number'],
    ['44,', 'price is missing'],
    ['44', 'price is missing'],
    ['44,12345678', 'too large'],
    [',0.1', 'code is missing'],
    ['4.42E+11,0.1', 'Scientific notation'],
    ['Total,0.1', 'Not a code'],
  ])('%s is refused: %s', (line, reason) => {
    const { rows, invalid, examples } = read(`code,rate\n${line}\n`)
    expect([rows, invalid]).toEqual([[], 1])
    expect(examples[0]).toMatchObject({ line: 2 })
    expect(examples[0]?.reason).toContain(reason)
  })

  test('a declared decimal comma is taken, and a point is refused then', () => {
    const { short, reasons } = read('code;rate\n44;0,0123\n33;0.01\n', { decimal: 'comma' })
    expect(short).toEqual(['44=1230000'])
    expect(Object.keys(reasons)).toEqual(['The price has a decimal point, and this sheet was declared to have decimal commas.'])
  })

  test.each([
    ['code,rate,billing increment\n44,1,30/6\n', [30, 6]],
    ['code,rate,billing increment\n44,1,60+1\n', [60, 1]],
    ['code,rate,billing increment\n44,1,1-1\n', [1, 1]],
    ['code,rate,pulse\n44,1,30\n', [30, 30]],
    ['code,rate,initial,recurring\n44,1,30,5\n', [30, 5]],
    ['code,rate,initial,recurring\n44,1,0,5\n', [5, 5]],
    ['code,rate\n44,1\n', [60, 6]],
  ])('%j has the steps %j', (text, steps) => {
    const [row] = read(text).rows
    expect([row?.initialSeconds, row?.recurringSeconds]).toEqual(steps)
  })

  test.each(['0/6', '6/0', '60/6/1', 'minute', '100000'])('the steps %s are refused', (steps) => {
    expect(read(`code,rate,pulse\n44,1,${steps}\n`).invalid).toBe(1)
  })

  test('dates are read in the declared format and zone only', () => {
    const sheet = (date: string) => `code,rate,effective\n44,1,${date}\n`
    const starts = (date: string, options: Partial<ReadOptions>) => read(sheet(date), options).rows[0]?.validFrom?.toISOString()
    expect(starts('2026-03-29', { timeZone: 'Europe/London' })).toBe('2026-03-29T00:00:00.000Z')
    expect(starts('2026-03-30', { timeZone: 'Europe/London' })).toBe('2026-03-29T23:00:00.000Z')
    expect(starts('2026-02-01 06:30:00', { timeZone: 'Asia/Kathmandu' })).toBe('2026-02-01T00:45:00.000Z')
    expect(starts('03.04.2026', { dateFormat: 'dmy' })).toBe('2026-04-03T00:00:00.000Z')
    expect(starts('03/04/2026', { dateFormat: 'mdy' })).toBe('2026-03-04T00:00:00.000Z')
    expect(starts('03/04/2026', {})).toBeUndefined()
    expect(starts('2026-02-30', {})).toBeUndefined()
    expect(read(sheet('2025-12-31')).reasons).toEqual({ 'The date lies in the past.': 1 })
    expect(read(sheet('2025-12-31'), { pastDates: 'with_sheet' }).rows[0]?.validFrom).toBeNull()
  })

  test('words of a change column close and block; an end closes; a row may list many codes', () => {
    const { rows } = read('code,rate,status,end date\n44,1,Closed,\n33,,blocked,\n"49 1,2",0.5,Increase,2026-06-01\n')
    expect(rows.map((row) => [row.code, row.status, row.rateE8, row.validFrom?.toISOString().slice(0, 10) ?? null])).toEqual([
      ['44', 'closed', 100_000_000n, null],
      ['33', 'blocked', 0n, null],
      ['491', 'open', 50_000_000n, null],
      ['492', 'open', 50_000_000n, null],
      ['491', 'closed', 50_000_000n, '2026-06-01'],
      ['492', 'closed', 50_000_000n, '2026-06-01'],
    ])
  })

  test('quoted cells may hold delimiters, quotes and line breaks, and lines are counted through them', () => {
    const { rows, examples } = read('code,name,rate\n44,"UK, ""all""\nof it",1\n33,France,x\n')
    expect(rows.map((row) => row.name)).toEqual(['UK, "all"\nof it'])
    expect(examples[0]?.line).toBe(4)
  })

  test('whatever bytes come, reading ends and every line is either a row or refused', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('4', '0', '.', ',', '"', '\n', '\r', ' ', 'E', '-', ';', 'é'), maxLength: 200 }),
        (text) => {
          const { lines, rows, invalid } = read(`code,rate\n${text}`)
          expect(new Set(rows.map((row) => row.code)).size + invalid).toBeLessThanOrEqual(lines * 1_000 + invalid)
          expect(lines === 0 || rows.length + invalid > 0).toBe(true)
        },
      ),
    )
  })
})
