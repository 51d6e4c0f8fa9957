import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Buyer, brokenLaws, buyer, purse } from '../../../test/support/buyers.ts'
import { openWorld, type World } from '../../../test/support/world.ts'
import { inTx } from '../../platform/context.ts'
import type { DomainError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { money, rate } from '../../platform/money.ts'
import { adjustWallet, expireHolds } from '../ledger/service.ts'
import { tariffOf } from '../rating/index.ts'
import { expireAllowances, grantAllowances, listAllowances, reserveAllowance, returnAllowance } from './allowances.ts'
import { meterBatch } from './batch.ts'
import { type Metering, meter, recordUsage } from './meter.ts'
import { authorize, extend, settle } from './service.ts'
import type { Authorization, SessionId } from './session.ts'
import type { UsageId } from './usage.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ now: '2026-01-10T00:00:00Z' })
})
afterAll(async () => {
  expect(await brokenLaws(world)).toEqual([])
  await world.close()
})

const usd = (amount: string) => money('USD', amount)

type Given = { quantity: bigint; until?: string; unit?: 'seconds' | 'messages'; service?: string; priority?: number; from?: string }
const grant = (one: Buyer, ...given: Given[]) =>
  inTx(world.context(), (tx) =>
    grantAllowances(
      tx,
      given.map(({ quantity, until, unit, service, priority, from }) => ({
        accountId: one.accountId,
        service: service ?? 'voice',
        unit: unit ?? ('seconds' as const),
        quantity,
        name: 'Included',
        ...(priority !== undefined && { priority }),
        sourceId: newId(),
        validFrom: new Date(from ?? '2026-01-10T00:00:00Z'),
        expiresAt: new Date(until ?? '2026-02-10T00:00:00Z'),
      })),
    ),
  )

const call = (one: Buyer, facts: Partial<Authorization> = {}): Authorization => ({
  id: newId<SessionId>(),
  accountId: one.accountId,
  tariff: tariffOf({ currency: 'USD', perMinute: '0.02', initialSeconds: 6, recurringSeconds: 6 }),
  allowance: { unit: 'seconds', service: 'voice' },
  mostSeconds: 14_400,
  entryKind: 'call',
  revenueCode: 'revenue:voice',
  description: 'Call',
  subject: { type: 'call', id: newId() },
  trace: {},
  ...facts,
})

const bucketsOf = async (one: Buyer) =>
  (await listAllowances(world.context(), { accountId: one.accountId, limit: 100 })).items
    .toSorted((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime() || a.priority - b.priority)
    .map(({ granted, used, reserved }) => [granted, used, reserved])

describe('a session and allowances', () => {
  test('takes from the bucket that ends first, then by priority, and reserves before it uses', async () => {
    const one = await buyer(world, '0')
    await grant(one, { quantity: 600n, priority: 2 }, { quantity: 40n, priority: 1 }, { quantity: 30n, until: '2026-01-11T00:00:00Z' })
    const ask = call(one)
    expect(await authorize(world.context(), ask)).toMatchObject({ grantedSeconds: 60, extendable: true })
    expect(await bucketsOf(one)).toEqual([
      [30n, 0n, 30n],
      [40n, 0n, 30n],
      [600n, 0n, 0n],
    ])
    await extend(world.context(), ask.id, 30)
    const settled = await settle(world.context(), { id: ask.id, durationMs: 95_000 })
    expect(settled).toMatchObject({ billedSeconds: 96, allowanceSeconds: 96, amount: usd('0') })
    expect(await bucketsOf(one)).toEqual([
      [30n, 30n, 0n],
      [40n, 40n, 0n],
      [600n, 26n, 0n],
    ])
    expect(await settle(world.context(), { id: ask.id, durationMs: 95_000 })).toEqual({ ...settled, duplicate: true })
  })

  test('goes on from the wallet when the buckets are empty, and is cut where both end', async () => {
    const one = await buyer(world, '0.01')
    await grant(one, { quantity: 30n })
    const ask = call(one)
    // 30 s from the bucket and 30 s for 0.01 at 0.02 a minute.
    expect(await authorize(world.context(), ask)).toMatchObject({ grantedSeconds: 60, extendable: true })
    expect(await purse(world, one)).toEqual(['0.01', '0.01'])
    expect(await extend(world.context(), ask.id, 30)).toMatchObject({ grantedSeconds: 60, extendable: false })
    expect(await settle(world.context(), { id: ask.id, durationMs: 60_000 })).toMatchObject({ allowanceSeconds: 30, amount: usd('0.01') })
    expect(await purse(world, one)).toEqual(['0.00', '0.00'])
  })

  test('frees what it did not use', async () => {
    const one = await buyer(world, '1.00')
    await grant(one, { quantity: 600n })
    const ask = call(one)
    await authorize(world.context(), ask)
    await settle(world.context(), { id: ask.id, durationMs: 0 })
    expect(await bucketsOf(one)).toEqual([[600n, 0n, 0n]])
  })

  test('neither tomorrow’s bucket nor another service’s pays', async () => {
    const one = await buyer(world, '1.00')
    await grant(one, { quantity: 600n, from: '2026-01-11T00:00:00Z' }, { quantity: 600n, service: 'fax' })
    const ask = call(one)
    await authorize(world.context(), ask)
    expect(await settle(world.context(), { id: ask.id, durationMs: 60_000 })).toMatchObject({ allowanceSeconds: 0, amount: usd('0.02') })
  })

  test('a hundred sessions at once never use more than six hundred seconds', async () => {
    const one = await buyer(world, '0')
    await grant(one, { quantity: 600n })
    const asks = Array.from({ length: 100 }, () => call(one))
    const grants = await Promise.allSettled(asks.map((ask) => authorize(world.context(), ask)))
    const begun = asks.filter((_, index) => grants[index]?.status === 'fulfilled')
    const seconds = grants.reduce((sum, granted) => sum + (granted.status === 'fulfilled' ? granted.value.grantedSeconds : 0), 0)
    expect([begun.length, seconds]).toEqual([10, 600])
    for (const granted of grants) if (granted.status === 'rejected') expect((granted.reason as DomainError).status).toBe(402)
    await Promise.all(begun.map((ask) => settle(world.context(), { id: ask.id, durationMs: 75_000 })))
    expect(await bucketsOf(one)).toEqual([[600n, 600n, 0n]])
    expect(await purse(world, one)).toEqual(['0.00', '0.00'])
  })

  test('ended twice at once, with different lengths, is charged once and leaves nothing reserved', async () => {
    const one = await buyer(world, '1.00')
    await grant(one, { quantity: 600n })
    for (let round = 0; round < 5; round += 1) {
      const ask = call(one)
      await authorize(world.context(), ask)
      const ends = await Promise.all([30_000, 90_000].map((durationMs) => settle(world.context(), { id: ask.id, durationMs })))
      expect(ends.filter(({ duplicate }) => !duplicate)).toHaveLength(1)
      expect(ends[0]?.billedSeconds).toBe(ends[1]?.billedSeconds)
    }
    expect((await bucketsOf(one))[0]?.[2]).toBe(0n)
  })

  test('tells 80 and 100 percent once, by a letter too', async () => {
    const one = await buyer(world, '0')
    await grant(one, { quantity: 600n })
    const levels = async (durationMs: number) => {
      const ask = call(one)
      const events = await world.eventsOf(async () => {
        await authorize(world.context(), ask)
        await settle(world.context(), { id: ask.id, durationMs })
      })
      return events.filter((name) => name === 'allowance.threshold_reached.v1').length
    }
    expect([await levels(474_000), await levels(6_000), await levels(60_000), await levels(60_000)]).toEqual([0, 1, 0, 1])
    const letters = await world.query<{ subject: string; body: string }>(
      'select subject, body from mail where account_id = $1 order by id',
      [one.accountId],
    )
    expect(letters.map(({ subject }) => subject)).toEqual(['80 % of Included is used', 'Included is used up'])
    expect(letters[0]?.body).toContain('8 minutes of 10 minutes are used.')
  })
})

const texts = (one: Buyer, facts: Partial<Metering> = {}): Metering => ({
  id: newId<UsageId>(),
  accountId: one.accountId,
  service: 'sms',
  unit: 'messages',
  quantity: 3n,
  price: { rate: rate('USD', '0.0079'), per: 1n, rounding: 'half_up' },
  entryKind: 'sms',
  revenueCode: 'revenue:messaging',
  description: 'Three texts',
  subject: { type: 'message', id: newId() },
  cost: { vendor: 'acme', amount: usd('0.006') },
  trace: {},
  occurredAt: world.clock.now(),
  ...facts,
})

describe('what is known when it arrives', () => {
  test('is paid by allowances first and the wallet for the rest, once per key', async () => {
    const one = await buyer(world, '1.00')
    await grant(one, { quantity: 2n, unit: 'messages', service: 'sms' })
    const use = texts(one)
    const usage = await inTx(world.context(), (tx) => meter(tx, use))
    expect(usage).toMatchObject({ quantity: 3n, allowance: 2n, amount: usd('0.0079') })
    expect(await inTx(world.context(), (tx) => meter(tx, use))).toMatchObject({ id: usage.id, allowance: 2n, amount: usd('0.0079') })
    expect(await purse(world, one)).toEqual(['0.9921', '0.00'])
    expect(await bucketsOf(one)).toEqual([[2n, 2n, 0n]])
  })

  test('without money for the rest nothing is used', async () => {
    const one = await buyer(world, '0.007')
    await grant(one, { quantity: 2n, unit: 'messages', service: 'sms' })
    await expect(inTx(world.context(), (tx) => meter(tx, texts(one)))).rejects.toMatchObject({ status: 402 })
    expect(await bucketsOf(one)).toEqual([[2n, 0n, 0n]])
  })

  test('what was set aside may be used later, or given back before and after', async () => {
    const one = await buyer(world, '0')
    await grant(one, { quantity: 5n, unit: 'messages', service: 'sms' })
    const { id, price: _, entryKind: __, revenueCode: ___, ...use } = texts(one)
    const reserve = () => inTx(world.context(), (tx) => reserveAllowance(tx, { ...use, ownerId: id }))
    expect([await reserve(), await reserve()]).toEqual([3n, 3n])
    await inTx(world.context(), (tx) => returnAllowance(tx, id))
    expect(await bucketsOf(one)).toEqual([[5n, 0n, 0n]])
    await reserve()
    await inTx(world.context(), (tx) => recordUsage(tx, { ...use, id }, { amount: usd('0'), entryId: null }))
    expect(await bucketsOf(one)).toEqual([[5n, 3n, 0n]])
    await inTx(world.context(), (tx) => returnAllowance(tx, id))
    expect(await bucketsOf(one)).toEqual([[5n, 0n, 0n]])
  })
})

describe('a batch of uses', () => {
  const MEGABYTE = 1_048_576n
  const sessions = (one: Buyer, count: number, at: string) =>
    Array.from({ length: count }, (_, index) => ({
      id: newId<UsageId>(),
      accountId: one.accountId,
      quantity: MEGABYTE,
      occurredAt: new Date(new Date(at).getTime() + index * 1_000),
      subject: { type: 'esim', id: 'one' },
    }))
  const batch = (uses: ReturnType<typeof sessions>) => ({
    service: 'data',
    unit: 'bytes' as const,
    description: 'Data',
    price: { rate: rate('USD', '0.01'), per: MEGABYTE, rounding: 'half_up' as const },
    entryKind: 'esim_topup',
    revenueCode: 'revenue:data',
    uses,
  })
  const data = (one: Buyer, megabytes: bigint, from?: string) =>
    inTx(world.context(), (tx) =>
      grantAllowances(tx, [
        {
          accountId: one.accountId,
          service: 'data',
          unit: 'bytes',
          quantity: megabytes * MEGABYTE,
          name: 'Data',
          sourceId: newId(),
          validFrom: new Date(from ?? '2026-01-10T00:00:00Z'),
          expiresAt: new Date('2026-02-10T00:00:00Z'),
        },
      ]),
    )

  test('is paid by buckets in the order in which it happened, then by one posting an account, and once', async () => {
    const [one, two] = [await buyer(world, '1.00'), await buyer(world, '1.00')]
    await data(one, 3n)
    const uses = [...sessions(one, 5, '2026-01-10T01:00:00Z'), ...sessions(two, 2, '2026-01-10T01:00:00Z')]
    const shuffled = [...uses.toReversed(), ...uses.slice(0, 2)]
    expect(await meterBatch(world.context(), batch(shuffled))).toEqual({ recorded: 7, duplicates: 2, unpaid: [] })
    expect(await meterBatch(world.context(), batch(shuffled))).toEqual({ recorded: 0, duplicates: 9, unpaid: [] })
    expect([await purse(world, one), await purse(world, two)]).toEqual([
      ['0.98', '0.00'],
      ['0.98', '0.00'],
    ])
    const paid = await world.query<{ allowance: string }>(
      'select allowance_quantity::text as allowance from usage_record where account_id = $1 order by occurred_at',
      [one.accountId],
    )
    expect(paid.map(({ allowance }) => allowance !== '0')).toEqual([true, true, true, false, false])
    expect(await world.query(`select 1 from entry where account_id = $1 and kind = 'esim_topup'`, [one.accountId])).toHaveLength(1)
  })

  test('charges nobody who cannot pay, but records what allowances pay whole', async () => {
    const [poor, rich] = [await buyer(world, '0.01'), await buyer(world, '1.00')]
    await data(poor, 2n)
    const [mine, theirs] = [sessions(poor, 5, '2026-01-10T01:00:00Z'), sessions(rich, 1, '2026-01-10T01:00:00Z')]
    const result = await meterBatch(world.context(), batch([...mine, ...theirs]))
    expect(result).toEqual({ recorded: 3, duplicates: 0, unpaid: mine.slice(2).map(({ id }) => id) })
    expect([await purse(world, poor), await purse(world, rich)]).toEqual([
      ['0.01', '0.00'],
      ['0.99', '0.00'],
    ])
    expect(await bucketsOf(poor)).toEqual([[2n * MEGABYTE, 2n * MEGABYTE, 0n]])
  })

  test('a use belongs to the period it happened in', async () => {
    const one = await buyer(world, '1.00')
    await data(one, 9n, '2026-01-10T02:00:00Z')
    await meterBatch(world.context(), batch([...sessions(one, 1, '2026-01-10T01:00:00Z'), ...sessions(one, 1, '2026-01-10T02:00:00Z')]))
    expect(await purse(world, one)).toEqual(['0.99', '0.00'])
    expect(await bucketsOf(one)).toEqual([[9n * MEGABYTE, MEGABYTE, 0n]])
  })
})

test('an allowance that ends gives up its rest, once', async () => {
  const one = await buyer(world, '0')
  await grant(one, { quantity: 600n, until: '2026-01-20T00:00:00Z' })
  await world.moveTo('2026-01-20T00:00:00Z')
  const events = await world.eventsOf(async () => {
    await expireAllowances(world.context())
    await expireAllowances(world.context())
  })
  // The bucket of one other test ended before; each ends once.
  expect(events).toEqual(Array.from({ length: 2 }, () => 'allowance.expired.v1'))
  await expect(authorize(world.context(), call(one))).rejects.toMatchObject({ status: 402 })
})

test('a call whose hold has run out and whose wallet is below zero keeps what allowances paid, to the last second, and its rest is our loss', async () => {
  const one = await buyer(world, '1.00')
  await grant(one, { quantity: 100n })
  const ask = call(one)
  await authorize(world.context(), ask)
  await extend(world.context(), ask.id, 60)
  await world.query(`update hold set expires_at = now() - interval '1 year' where id = $1`, [ask.id])
  await expireHolds(world.context())
  const taken = { walletId: one.walletId, amount: usd('-5.00'), reason: 'Taken back', key: newId() }
  await adjustWallet(world.context(), taken)
  // 600 s were talked: 100 s are included, which is no whole number of steps, and the wallet pays nothing.
  expect(await settle(world.context(), { id: ask.id, durationMs: 600_000 })).toMatchObject({
    billedSeconds: 100,
    allowanceSeconds: 100,
    amount: usd('0'),
    flags: ['overrun'],
  })
  expect(await purse(world, one)).toEqual(['-4.00', '0.00'])
  expect(await brokenLaws(world)).toEqual([])
})
