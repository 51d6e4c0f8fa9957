import { expect, test } from 'vitest'
import { beyondPlan } from '../../src/lines/esim/beyond.ts'
import { watchBundles } from '../../src/lines/esim/jobs.ts'
import { resumeWaiting } from '../../src/lines/esim/service.ts'
import { takeSessions } from '../../src/lines/esim/usage.ts'
import { createPackage } from '../../src/lines/packages/catalog.ts'
import { inTx } from '../../src/platform/context.ts'
import { newId } from '../../src/platform/ids.ts'
import { money } from '../../src/platform/money.ts'
import { GB, grantAllowances, MB } from '../../src/spine/charging/index.ts'
import { adjustWallet } from '../../src/spine/ledger/service.ts'
import { placeOrder } from '../../src/spine/orders/index.ts'
import { createPriceRule } from '../../src/spine/pricing/index.ts'
import { type Buyer, brokenLaws, buyer, purse } from '../support/buyers.ts'
import { bundlesOf, buy, esimsOf, letterOf, one, open, run } from '../support/esims.ts'
import type { World } from '../support/world.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 4, 2, 10, minute))
const session = (sessionId: string, bytes: bigint, minute: number) => ({ sessionId, bytes, startedAt: at(minute), endedAt: at(minute + 1) })

/** A customer whose 5 GB plan has `left` left, and whose wallet then holds `balance`. */
async function holder(balance: string, left: bigint) {
  const world = await open()
  const customer = await buyer(world, String(20 + Number(balance)))
  await buy(world, customer)
  await world.settle()
  const esim = await one(esimsOf(world, customer))
  const own = world.context(world.operator.id, customer.accountId)
  const take = (...sessions: ReturnType<typeof session>[]) => takeSessions(own, esim.id as never, sessions)
  await world.moveTo('2026-05-02T10:30:00Z')
  await take(session('first', 5n * GB - left, 0))
  await world.settle()
  const telna = () => world.vendors.telna.state.profiles.get(esim.iccid)?.data
  return { world, customer, esim, take, telna }
}

async function grant(world: World, { accountId }: Buyer, name: string, quantity: bigint, validFrom: string, expiresAt: string) {
  const facts = { accountId, service: 'data', unit: 'bytes', sourceId: newId() } as const
  await inTx(world.context(), (tx) =>
    grantAllowances(tx, [{ ...facts, name, quantity, validFrom: new Date(validFrom), expiresAt: new Date(expiresAt) }]),
  )
}

const sellByTheGb = (world: World, value: string) =>
  createPriceRule(world.context(), {
    service: 'data',
    kind: 'fixed_price',
    value,
    currency: 'USD',
    validFrom: new Date('2026-05-01T00:00:00Z'),
  })

const recordsOf = (world: World) =>
  world.query(
    `select quantity::text, allowance_quantity::text as allowance, wallet_quantity::text as wallet, amount_micros::text as amount, flags, trace ->> 'planBytes' as plan
    from usage_record where service = 'data' order by occurred_at`,
  )
const bucketsOf = (world: World) =>
  world.query(`select name, used::text, reserved::text from allowance_bucket where service = 'data' order by expires_at`)

test('one data session is split over the plan, two allowances and the wallet, to the byte, however often it is delivered', async () => {
  const { world, customer, take, telna } = await holder('30.00', 100n * MB)
  await sellByTheGb(world, '2.00')
  await grant(world, customer, 'Late', 200n * MB, '2026-05-01T00:00:00Z', '2026-05-30T00:00:00Z')
  await grant(world, customer, 'Early', 50n * MB, '2026-05-01T00:00:00Z', '2026-05-10T00:00:00Z')

  const taken = await Promise.all(Array.from({ length: 5 }, () => take(session('split', 600n * MB, 10))))
  expect(taken.toSorted((one, other) => one - other)).toEqual([0, 0, 0, 0, 1])
  expect(await take(session('split', 600n * MB, 10))).toBe(0)

  // 250 MB of 1024 at 2.00: 0.48828125, rounded once.
  expect(await purse(world, customer)).toEqual(['29.511719', '0.00'])
  expect(await recordsOf(world)).toEqual([
    {
      quantity: String(500n * MB),
      allowance: String(250n * MB),
      wallet: String(250n * MB),
      amount: '488281',
      flags: [],
      plan: String(100n * MB),
    },
  ])
  expect(await bucketsOf(world)).toEqual([
    { name: 'Early', used: String(50n * MB), reserved: '0' },
    { name: 'Late', used: String(200n * MB), reserved: '0' },
  ])
  expect(await one(bundlesOf(world, customer))).toMatchObject({ status: 'depleted', used_bytes: String(5n * GB), disputed: false })
  await world.settle()
  expect(await one(esimsOf(world, customer))).toMatchObject({ status: 'active', data_on: true })
  expect(telna()).not.toBe('DISABLED')
  expect(await letterOf(world, customer, 'usage.100')).toContain('Data goes on as long as a package or your wallet pays for it.')
  expect(await brokenLaws(world)).toEqual([])
})

test('the gigabyte of a package carries on where the plan ends; with its last byte data stops, and a new package lets it flow again', async () => {
  const { world, customer, take, telna } = await holder('90.00', GB)
  const combo = {
    slug: 'combo-data',
    name: 'Combo',
    content: { numbers: 1n, seconds: 6_000n, messages: 50n, bytes: GB },
    discountE4: 0n,
    termDays: 30,
  }
  const { offering } = await createPackage(world.context(), { ...combo, listPrice: '29.99', publish: true })
  const subscribe = async () => {
    await placeOrder(world.context(), customer.accountId, [{ kind: 'package', attributes: { packageId: offering.id } }], newId())
    await world.settle()
  }
  await subscribe()
  await take(session('rest', GB, 40))
  await world.settle()
  expect(await one(bundlesOf(world, customer))).toMatchObject({ status: 'depleted' })
  expect(await one(esimsOf(world, customer))).toMatchObject({ status: 'active', data_on: true })

  await world.moveTo('2026-05-02T11:30:00Z')
  await take(session('package', GB - MB, 50))
  expect(await one(esimsOf(world, customer))).toMatchObject({ status: 'active' })
  // Ten megabytes come after the last one that is paid: our loss, never the customer's debt.
  await take(session('over', 11n * MB, 60))
  await world.settle()
  expect(await recordsOf(world)).toMatchObject([
    { quantity: String(GB - MB), allowance: String(GB - MB), amount: '0', flags: [] },
    { quantity: String(MB), allowance: String(MB), amount: '0', flags: ['overrun'] },
  ])
  expect(await one(bundlesOf(world, customer))).toMatchObject({ used_bytes: String(5n * GB + 10n * MB) })
  expect(await purse(world, customer)).toEqual(['60.01', '0.00'])
  expect(await one(esimsOf(world, customer))).toMatchObject({ status: 'suspended', data_on: false })
  expect(telna()).toBe('DISABLED')

  await subscribe()
  expect(await one(esimsOf(world, customer))).toMatchObject({ status: 'active', data_on: true })
  expect(telna()).not.toBe('DISABLED')
  await take(session('again', 5n * MB, 95))
  expect((await bucketsOf(world)).at(-1)).toMatchObject({ used: String(5n * MB) })
  expect(await brokenLaws(world)).toEqual([])
})

test('a wallet pays for data as far as it goes and never below its limit; when it is filled, data flows again', async () => {
  const { world, customer, take, telna } = await holder('0.10', MB)
  await sellByTheGb(world, '2.00')
  await take(session('much', 101n * MB, 10))
  await world.settle()
  // 0.10 buys a twentieth of a gigabyte: 53,687,091 bytes of 1,073,741,824, as the last one rounds to nothing more.
  const [record] = (await recordsOf(world)) as { wallet: string; amount: string; flags: string[] }[]
  expect(record).toMatchObject({ amount: '100000', flags: ['overrun'] })
  expect(BigInt(record?.wallet ?? 0)).toBeGreaterThanOrEqual(GB / 20n)
  expect(BigInt(record?.wallet ?? 0)).toBeLessThan(GB / 20n + 1_000n)
  expect(await purse(world, customer)).toEqual(['0.00', '0.00'])
  expect(await one(esimsOf(world, customer))).toMatchObject({ status: 'suspended' })
  expect(telna()).toBe('DISABLED')

  await adjustWallet(world.context(), { walletId: customer.walletId, amount: money('USD', '5.00'), reason: 'Goodwill', key: 'goodwill' })
  await world.settle()
  expect(await one(esimsOf(world, customer))).toMatchObject({ status: 'active', data_on: true })
  expect(await brokenLaws(world)).toEqual([])
})

test('a session that arrives late is not charged to an allowance that began after it', async () => {
  const { world, customer, take } = await holder('0.00', MB)
  await grant(world, customer, 'Today', 500n * MB, '2026-05-02T10:20:00Z', '2026-05-30T00:00:00Z')
  await take(session('before', 11n * MB, 5))
  expect(await recordsOf(world)).toMatchObject([{ quantity: '0', amount: '0', flags: ['overrun'] }])
  expect(await world.query(`select trace ->> 'unpaid' as unpaid from usage_record where service = 'data'`)).toEqual([
    { unpaid: String(10n * MB) },
  ])
  expect(await bucketsOf(world)).toEqual([{ name: 'Today', used: '0', reserved: '0' }])
  await take(session('after', 7n * MB, 25))
  expect(await bucketsOf(world)).toEqual([{ name: 'Today', used: String(7n * MB), reserved: '0' }])
  expect(await brokenLaws(world)).toEqual([])
})

test('a customer sees what pays when the plan is used up', async () => {
  const { world, customer, esim } = await holder('5.00', MB)
  await sellByTheGb(world, '2.50')
  await grant(world, customer, 'Data of Combo', 500n * MB, '2026-05-01T00:00:00Z', '2026-05-30T00:00:00Z')
  const own = world.context(world.operator.id, customer.accountId)
  const shown = await beyondPlan(own, { ...esim, accountId: customer.accountId } as never)
  expect(shown).toMatchObject({
    allowances: [{ name: 'Data of Combo', leftBytes: 500n * MB }],
    perGb: { currency: 'USD', e8: 250_000_000n },
  })
})

test('an allowance that is granted while data is being stopped lets it flow again', async () => {
  const { world, customer, esim } = await holder('0.00', MB)
  const own = () => world.context(world.operator.id, customer.accountId)
  let resumed: Promise<void> | undefined
  await inTx(own(), async (tx) => {
    await takeSessions(tx, esim.id as never, [session('last', MB, 5)])
    await grant(world, customer, 'New', 500n * MB, '2026-05-01T00:00:00Z', '2026-05-30T00:00:00Z')
    resumed = inTx(own(), (other) => resumeWaiting(other, customer.accountId))
    await expect
      .poll(() => world.query(`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`))
      .toHaveLength(1)
  })
  await resumed
  expect(await one(esimsOf(world, customer))).toMatchObject({ status: 'active', waits_for_data: false })
})

test('when the allowance that kept data on ends, data stops', async () => {
  const { world, customer, take, telna } = await holder('0.00', MB)
  await grant(world, customer, 'Short', 500n * MB, '2026-05-01T00:00:00Z', '2026-05-04T00:00:00Z')
  await take(session('goes on', 2n * MB, 35))
  await run(world, watchBundles)
  expect(await one(esimsOf(world, customer))).toMatchObject({ status: 'active' })
  await world.moveTo('2026-05-10T00:00:00Z')
  await run(world, watchBundles)
  expect(await one(esimsOf(world, customer))).toMatchObject({ status: 'suspended', data_on: false })
  expect(telna()).toBe('DISABLED')
})

test('use after the end of a plan tells none of its levels', async () => {
  const { world, customer, take } = await holder('0.00', 2n * GB)
  await world.moveTo('2026-06-05T00:00:00Z')
  await run(world, watchBundles)
  expect(await one(bundlesOf(world, customer))).toMatchObject({ status: 'expired' })
  const day = new Date('2026-06-04T00:00:00Z')
  expect(await world.eventsOf(() => take({ sessionId: 'late', bytes: GB, startedAt: day, endedAt: day }))).toEqual([])
})

test('allowances that end together are shown in the order in which they pay', async () => {
  const { world, customer, esim } = await holder('0.00', MB)
  await grant(world, customer, 'Older', 50n * MB, '2026-05-01T00:00:00Z', '2026-05-30T00:00:00Z')
  await world.moveTo('2026-05-02T10:40:00Z')
  await grant(world, customer, 'Newer', 50n * MB, '2026-05-01T00:00:00Z', '2026-05-30T00:00:00Z')
  const own = world.context(world.operator.id, customer.accountId)
  const { allowances } = await beyondPlan(own, { ...esim, accountId: customer.accountId } as never)
  expect(allowances.map(({ name }) => name)).toEqual(['Older', 'Newer'])
})
