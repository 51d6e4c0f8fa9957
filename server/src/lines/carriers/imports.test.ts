import { expect, test } from 'vitest'
import { brokenLaws } from '../../../test/support/buyers.ts'
import { peer, ratePlan, routingPlan, sell, supply, walletOf } from '../../../test/support/peering.ts'
import { type World, worldForTest } from '../../../test/support/world.ts'
import { amountOf } from '../../platform/money.ts'
import { rateCall, tariffOf } from '../../spine/rating/index.ts'
import { linesFrom, readHeader, readRow } from './import-file.ts'
import { findImport, rejectsOf, startImport, takeInFile } from './imports.ts'

const HEADER = 'call_id,started_at,duration_ms,from,to,service,supplier_service,sip_code'
const file = (...rows: readonly string[]) => Buffer.from([HEADER, ...rows, ''].join('\n'))

async function open(world: World) {
  const acme = await peer(world, 'ACME', 'customer', '192.0.2.10')
  const vendor = await peer(world, 'VENDOR', 'supplier', '198.51.100.1')
  const sold = await ratePlan(world, 'customer', 'Sell', [{ code: '44', perMinute: '0.0123', steps: [30, 6] }])
  const bought = await ratePlan(world, 'supplier', 'Buy', [{ code: '44', perMinute: '0.00457' }])
  const out = await supply(world, vendor, bought)
  const service = await sell(world, acme, sold, await routingPlan(world, [out]))
  return { acme, vendor, service: service.shortCode, out: out.shortCode }
}

test('a file is rated on both sides, charged once a wallet, and says what it could not take', async () => {
  const world = await worldForTest({ now: '2026-05-02T00:00:00Z' })
  const { acme, service, out } = await open(world)
  await world.moveTo('2026-05-03T00:00:00Z')
  const at = '2026-05-02T10:00:00.250Z'
  const bytes = file(
    `a1,${at},147000,+442071838750,442071838751,${service},${out},200`,
    `a2,${at},31000,,442071838752,${service},${out},200`,
    `a3,${at},0,,442071838753,${service},,486`,
    `a1,${at},147000,+442071838750,442071838751,${service},${out},200`,
    `b1,02.05.2026 10:00,1000,,442071838751,${service},${out},200`,
    `b2,${at},1000,,112,${service},${out},200`,
    `b3,${at},1000,,442071838751,S99,${out},200`,
    `b4,${at},1000,,33170000000,${service},${out},200`,
    `b5,${at},1000,,442071838751,${service}`,
  )
  const events = await world.eventsOf(async () => {
    await startImport(world.context(), { source: 'old-switch', fileName: 'may.csv', bytes })
    await world.settle()
  })
  expect(events).toEqual(['cdr_import.started.v1', 'cdr_import.finished.v1'])
  const [row] = await world.query<{ id: never }>('select id from cdr_import')
  const done = await findImport(world.context(), row?.id as never)
  expect(done).toMatchObject({ status: 'done', rowsTaken: 3n, rowsDuplicate: 1n, rowsRejected: 5n, error: null })
  const rejects = await rejectsOf(world.context(), done.id)
  expect(rejects.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
    '6 started_at is not an instant such as 2026-05-01T12:00:00.000Z.',
    '7 The called number is no international number.',
    '8 S99 is no service calls come in through.',
    '9 The customer has no price for this number at that time.',
    '10 6 fields instead of 8.',
  ])
  // 147 s and 31 s sold in 30/6 are 150 and 36 s, bought by the second as they are.
  const records = await world.query(
    `select external_id, billed_seconds, sell_micros::text as sold, sell_exact::text as exact, buy_micros::text as bought, buy_exact::text as cost,
      margin_micros::text as margin, disposition from call_cdr order by external_id`,
  )
  expect(records).toEqual([
    {
      external_id: 'a1',
      billed_seconds: 150,
      sold: '30750',
      exact: '0.030750000000',
      bought: '11197',
      cost: '0.011196500000',
      margin: '19553',
      disposition: 'answered',
    },
    {
      external_id: 'a2',
      billed_seconds: 36,
      sold: '7380',
      exact: '0.007380000000',
      bought: '2361',
      cost: '0.002361166666',
      margin: '5019',
      disposition: 'answered',
    },
    {
      external_id: 'a3',
      billed_seconds: 0,
      sold: '0',
      exact: '0.000000000000',
      bought: '0',
      cost: '0.000000000000',
      margin: null,
      disposition: 'failed',
    },
  ])
  const { amount } = rateCall(tariffOf({ currency: 'USD', perMinute: '0.0123', initialSeconds: 30, recurringSeconds: 6 }), 147_000)
  expect(amountOf(amount)).toBe('0.03075')
  expect((await walletOf(world, acme)).balance.units).toBe(-38_130n)
  expect(await world.query(`select kind, amount_micros::text as amount from entry order by kind`)).toEqual([
    { kind: 'cost', amount: '13558' },
    { kind: 'wholesale', amount: '38130' },
  ])

  await startImport(world.context(), { source: 'old-switch', fileName: 'again.csv', bytes })
  await world.settle()
  expect((await walletOf(world, acme)).balance.units).toBe(-38_130n)
  expect(await world.query('select count(*)::int as n from call_cdr')).toEqual([{ n: 3 }])
  expect(await brokenLaws(world)).toEqual([])
})

test('a file is taken in once, however many workers take it up at the same time', async () => {
  const world = await worldForTest({ now: '2026-05-02T00:00:00Z' })
  const { acme, service, out } = await open(world)
  await world.moveTo('2026-05-03T00:00:00Z')
  const rows = Array.from({ length: 500 }, (_, n) => `c${n},2026-05-02T10:00:00Z,60000,,442071838751,${service},${out},200`)
  const { id } = await startImport(world.context(), { source: 'old-switch', fileName: 'may.csv', bytes: file(...rows) })
  await Promise.all([takeInFile(world.context(), id), takeInFile(world.context(), id)])
  await world.settle()
  expect(await findImport(world.context(), id)).toMatchObject({ status: 'done', rowsTaken: 500n })
  expect((await walletOf(world, acme)).balance.units).toBe(-500n * 12_300n)
})

test('a call that comes again pieces later in a long file, or in the next file, counts once', async () => {
  const world = await worldForTest({ now: '2026-05-02T00:00:00Z' })
  const { acme, service, out } = await open(world)
  await world.moveTo('2026-05-03T00:00:00Z')
  const line = (n: number) => `c${n},2026-05-02T10:00:00Z,60000,,442071838751,${service},${out},200`
  const long = Array.from({ length: 45_000 }, (_, n) => line(n))
  const takeIn = async (...rows: readonly string[]) => {
    const { id } = await startImport(world.context(), { source: 'old-switch', fileName: 'may.csv', bytes: file(...rows) })
    await world.settle()
    return findImport(world.context(), id)
  }
  expect(await takeIn(...long, line(0), line(19_999), line(20_000), line(44_999))).toMatchObject({ rowsTaken: 45_000n, rowsDuplicate: 4n })
  expect(await takeIn(line(1), line(45_000), line(44_998))).toMatchObject({ rowsTaken: 1n, rowsDuplicate: 2n })
  expect((await walletOf(world, acme)).balance.units).toBe(-45_001n * 12_300n)
  expect(await brokenLaws(world)).toEqual([])
})

test('a header that is not ours is refused whole, with the names there are', async () => {
  const world = await worldForTest()
  const bytes = Buffer.from('call_id,start,duration_s\n1,2,3\n')
  const { id } = await startImport(world.context(), { source: 'old-switch', fileName: 'may.csv', bytes })
  await world.settle()
  const failed = await findImport(world.context(), id)
  expect(failed.status).toBe('failed')
  expect(failed.error).toContain('Unknown columns: start, duration_s')
})

test('lines end where they end, with or without a carriage return or a last line feed', () => {
  const bytes = Buffer.from('a,b\r\nc\nd')
  expect(linesFrom(bytes, 0, 2)).toEqual({ lines: ['a,b', 'c'], next: 7 })
  expect(linesFrom(bytes, 7, 2)).toEqual({ lines: ['d'], next: 8 })
  expect(linesFrom(bytes, 8, 2)).toEqual({ lines: [], next: 8 })
})

test('an instant is read in UTC and nothing is guessed', () => {
  const layout = readHeader(`\uFEFF${HEADER}\r`)
  if (typeof layout === 'string') throw new Error(layout)
  const read = (instant: string) => readRow(`x,${instant},1,,442071838751,S1,,`, layout, new Map())
  expect(read('2026-10-25T00:30:00Z')).toMatchObject({ startedAt: Date.UTC(2026, 9, 25, 0, 30) })
  expect(read('2026-10-25T00:30:00.5Z')).toMatchObject({ startedAt: Date.UTC(2026, 9, 25, 0, 30, 0, 500) })
  for (const wrong of ['2026-10-25T00:30:00', '2026-10-25T24:30:00Z', '2026-13-25T00:30:00Z', '1700000000', '"2026-10-25T00:30:00Z"'])
    expect(typeof read(wrong)).toBe('string')
})
