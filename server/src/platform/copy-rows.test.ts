import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../test/support/world.ts'
import { inTx } from './context.ts'
import { copyIn } from './copy.ts'
import { CopyRows } from './copy-rows.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
  await world.query(
    'create table copied (n int, id uuid, name text, small int, big bigint, at timestamptz, exact numeric(38, 12), names text[], facts jsonb)',
  )
})
afterAll(() => world.close())

const COLUMNS = ['n', 'id', 'name', 'small', 'big', 'at', 'exact', 'names', 'facts']

async function* all(pieces: Iterable<Buffer>): AsyncGenerator<Buffer> {
  yield* pieces
}

const store = (rows: CopyRows, places: Parameters<CopyRows['copyOf']>[0]) =>
  inTx(world.context(), (tx) => copyIn(tx, `copy copied (${COLUMNS}) from stdin (format binary)`, all(rows.copyOf(places))))

const orNull = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: null })

const rowArbitrary = fc.record({
  id: orNull(fc.uuid()),
  name: orNull(fc.string({ unit: 'binary', maxLength: 400 })),
  small: orNull(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  big: orNull(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  at: orNull(fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2200-01-01T00:00:00Z'), noInvalidDate: true })),
  whole: fc.maxSafeNat(),
  fraction: fc.integer({ min: 0, max: 10 ** 12 - 1 }),
})

test('rows of any values come back from the server as they were written, however large they are together', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(rowArbitrary, { minLength: 1, maxLength: 60 }), async (values) => {
      await world.query('truncate copied')
      const rows = new CopyRows(COLUMNS.length, 16)
      const places = values.map((value, n) =>
        rows.row((fields) => {
          fields.int(n)
          fields.uuid(value.id)
          fields.text(value.name)
          fields.int(value.small)
          fields.bigint(value.big)
          fields.instant(value.at?.getTime() ?? null)
          fields.twelveDecimals(value.whole, value.fraction)
          fields.noTexts()
          fields.jsonb({ n, name: value.name ?? '' })
        }),
      )
      await store(rows, places)
      const stored = await world.query(
        `select id, name, small, big::text, at, exact::text, names, facts ->> 'n' as n from copied order by copied.n`,
      )
      expect(stored).toEqual(
        values.map((value, n) => ({
          id: value.id,
          name: value.name?.replaceAll('\u0000', '') ?? null,
          small: value.small,
          big: value.big === null ? null : String(value.big),
          at: value.at,
          exact: `${value.whole}.${String(value.fraction).padStart(12, '0')}`,
          names: [],
          n: String(n),
        })),
      )
    }),
    { numRuns: 40 },
  )
})

test('only the rows that are asked for are sent, with the fields they have in common', async () => {
  await world.query('truncate copied')
  const same = new CopyRows(0)
  same.text('same')
  same.int(7)
  const written = same.written()
  const rows = new CopyRows(COLUMNS.length)
  const places = Array.from({ length: 20_000 }, (_, n) =>
    rows.row((fields) => {
      fields.int(n)
      fields.uuid(null)
      fields.fields(written)
      for (const empty of [null, null]) fields.bigint(empty)
      fields.twelveDecimals(0, n)
      fields.noTexts()
      fields.jsonb({})
    }),
  )
  await store(
    rows,
    places.filter((_, n) => n % 3 !== 0),
  )
  const [sums] = await world.query(`select count(*)::int as rows, sum(n)::int as sum, min(name) as least, max(name) as most from copied`)
  expect(sums).toEqual({ rows: 13_333, sum: 133_326_667, least: 'same', most: 'same' })
})

test('what is no UUID or too large is refused before anything is sent', () => {
  const rows = new CopyRows(1)
  for (const wrong of [
    'no uuid',
    '01950000-0000-7000-8000-00000000000',
    '01950000x0000-7000-8000-000000000000',
    '01950000-0000-7000-8000-00000000000g',
  ])
    expect(() => rows.row((fields) => fields.uuid(wrong))).toThrow(TypeError)
  expect(() => rows.row((fields) => fields.bigint(2n ** 63n))).toThrow(RangeError)
})
