import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually, openWorld, type World } from '../../../test/support/world.ts'
import { later, minutes } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import { charge, givenWallet, usd } from './fixture.ts'
import { checkInvariants } from './invariants.ts'
import { PostingLane } from './lane.ts'
import { chargeNow, getWallet } from './service.ts'
import { listEntries } from './store.ts'
import type { EntryId, HoldId, Wallet } from './wallet.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const submit = (operation: Parameters<PostingLane['submit']>[1], lane = world.services.ledger) => lane.submit(world.operator.id, operation)
const unitsOf = async (wallet: Wallet) => (await getWallet(world.context(), { id: wallet.id })).balance.units
const seqsOf = async (wallet: Wallet) => (await listEntries(world.context(), wallet.id, { limit: 1_000 })).items.map((entry) => entry.seq)

test('two hundred spenders at once never take a wallet below its limit, and its entries have no gap', async () => {
  const wallet = await givenWallet(world.context(), '100', '5')
  const answers = await Promise.all(Array.from({ length: 200 }, () => submit(charge(wallet, '1'))))
  expect(answers.filter((answer) => answer.status === 'done')).toHaveLength(105)
  expect(answers.filter((answer) => answer.status === 'insufficient')).toHaveLength(95)
  expect(await unitsOf(wallet)).toBe(usd('-5').units)
  expect((await seqsOf(wallet)).toReversed()).toEqual(Array.from({ length: 106 }, (_, index) => BigInt(index + 1)))
  expect((await checkInvariants(world.context())).every((result) => result.ok)).toBe(true)
})

test('the lanes of two processes and a transaction share a wallet without losing or inventing money', async () => {
  const wallet = await givenWallet(world.context(), '100')
  const other = new PostingLane(world.ownerUrl, world.clock, world.services.log)
  const answers = await Promise.all(
    Array.from({ length: 150 }, (_, index) => submit(charge(wallet, '1'), index % 2 === 0 ? world.services.ledger : other)),
  )
  await other.close()
  expect(answers.filter((answer) => answer.status === 'done')).toHaveLength(100)
  expect(await unitsOf(wallet)).toBe(0n)
})

test.each([1, 2, 8])('%i callers in a closed loop are all answered', async (callers) => {
  const wallet = await givenWallet(world.context(), '100')
  const caller = async () => {
    for (let count = 0; count < 5; count += 1) await submit(charge(wallet, '1'))
  }
  await Promise.all(Array.from({ length: callers }, caller))
  expect(await unitsOf(wallet)).toBe(usd(String(100 - callers * 5)).units)
})

test('one key sent by many at once is posted once and everybody gets the same answer', async () => {
  const wallet = await givenWallet(world.context(), '100')
  const once = charge(wallet, '1')
  const answers = await Promise.all([...Array.from({ length: 20 }, () => submit(once)), submit({ ...once, amount: usd('2') })])
  const later = await submit({ ...once, amount: usd('2') })
  expect(answers.filter((answer) => answer.status === 'done' && !answer.duplicate)).toHaveLength(1)
  expect(answers.filter((answer) => answer.status === 'done' && answer.duplicate)).toHaveLength(19)
  expect([answers.at(-1)?.status, later.status]).toEqual(['key_reused', 'key_reused'])
  expect(await unitsOf(wallet)).toBe(usd('99').units)
})

test('the same key through two lanes at once is posted once', async () => {
  const wallet = await givenWallet(world.context(), '100')
  const other = new PostingLane(world.ownerUrl, world.clock, world.services.log)
  for (let round = 0; round < 20; round += 1) {
    const once = charge(wallet, '1')
    const answers = await Promise.all([submit(once), submit(once, other)])
    expect(answers.map((answer) => answer.status === 'done' && answer.duplicate).toSorted((a, b) => Number(a) - Number(b))).toEqual([
      false,
      true,
    ])
  }
  await other.close()
  expect(await unitsOf(wallet)).toBe(usd('80').units)
})

test('an operation the database cannot take fails alone', async () => {
  const wallet = await givenWallet(world.context(), '100')
  const bad = { ...charge(wallet, '1'), to: 'Revenue with blanks' }
  const [good, failed, alsoGood] = await Promise.allSettled([submit(charge(wallet, '1')), submit(bad), submit(charge(wallet, '1'))])
  expect([good?.status, failed?.status, alsoGood?.status]).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(await unitsOf(wallet)).toBe(usd('98').units)
})

test('what a caller got wrong is told before it reaches the others', () => {
  const wallet = { id: 'not a uuid' } as unknown as Wallet
  expect(() => submit({ ...charge(wallet, '1'), kind: 'nonsense' })).toThrow('not a kind of entry')
  expect(() => submit({ ...charge(wallet, '1'), amount: usd('0') })).toThrow('above zero')
})

test('a hold is authorized, extended and captured through the lane, in the order sent', async () => {
  const wallet = await givenWallet(world.context(), '10')
  const holdId = newId<HoldId>()
  const expiresAt = later(world.clock.now(), minutes(2))
  const answers = await Promise.all([
    submit({ op: 'hold', holdId, walletId: wallet.id, amount: usd('1'), expiresAt, description: 'A call' }),
    submit({ op: 'extend', holdId, amount: usd('2'), expiresAt }),
    submit({ op: 'capture', id: newId(), holdId, amount: usd('1.5'), to: 'revenue:calls', kind: 'call', description: 'A call' }),
    submit({ op: 'release', holdId }),
  ])
  expect(answers.map((answer) => answer.status)).toEqual(['done', 'done', 'done', 'hold_not_active'])
  expect(await unitsOf(wallet)).toBe(usd('8.5').units)
})

test('a customer charges its own wallet only', async () => {
  const own = await givenWallet(world.context(), '10')
  const foreign = await givenWallet(world.context(), '10')
  const customer = world.context(world.operator.id, own.accountId)
  const { op: _, ...request } = charge(own, '1')
  expect((await chargeNow(customer, request)).balance).toEqual(usd('9'))
  await expect(chargeNow(customer, { ...request, id: newId<EntryId>(), walletId: foreign.id })).rejects.toMatchObject({
    code: 'ledger.walletNotFound',
  })
})

test('a closed lane has posted what waited and takes no more; a full one asks to come back', async () => {
  const wallet = await givenWallet(world.context(), '5000')
  const lane = new PostingLane(world.ownerUrl, world.clock, world.services.log)
  const waiting = Array.from({ length: 2_000 }, () => submit(charge(wallet, '1'), lane))
  expect(() => submit(charge(wallet, '1'), lane)).toThrow('request.busy')
  await lane.close()
  expect((await Promise.all(waiting)).every((answer) => answer.status === 'done')).toBe(true)
  expect(() => submit(charge(wallet, '1'), lane)).toThrow('request.busy')
})

test('a lane whose connection is cut posts what was under way exactly once', async () => {
  const wallet = await givenWallet(world.context(), '1000')
  const lane = new PostingLane(world.ownerUrl, world.clock, world.services.log)
  await submit(charge(wallet, '1'), lane)
  let posted = 1
  for (let round = 0; round < 5; round += 1) {
    const sent = Promise.allSettled(Array.from({ length: 50 }, () => submit(charge(wallet, '1'), lane)))
    await world.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'linecard-ledger' and datname = current_database()`,
    )
    posted += (await sent).filter((result) => result.status === 'fulfilled').length
  }
  await lane.close()
  expect(await unitsOf(wallet)).toBe(usd(String(1000 - posted)).units)
})

test('a lane that planned over empty tables still finds everything by key when they have grown', async () => {
  const own = await openWorld()
  try {
    const lane = new PostingLane(own.ownerUrl, own.clock, own.services.log)
    const wallet = await givenWallet(own.context(), '100000')
    const holding = (amount: string) => ({
      holdId: newId<HoldId>(),
      walletId: wallet.id,
      amount: usd(amount),
      expiresAt: own.clock.now(),
      description: '',
    })
    const work = async (count: number) => {
      await Promise.all(Array.from({ length: count }, () => submit(charge(wallet, '1'), lane)))
      const holds = Array.from({ length: count }, () => holding('1'))
      await Promise.all(holds.map((one) => submit({ op: 'hold', ...one }, lane)))
      await Promise.all(holds.map((one) => submit({ op: 'release', holdId: one.holdId }, lane)))
    }
    await submit(charge(wallet, '1'), lane)
    await submit({ op: 'hold', ...holding('1') }, lane)
    await work(1_500)
    for (let round = 0; round < 100; round += 1) await work(3)
    // A session hands in what it has counted when it ends.
    await lane.close()
    const read = await eventually(async () => {
      const rows = await own.query<{ name: string; read: number; written: number }>(
        `select t.relname as name, (t.seq_tup_read + (select sum(i.idx_tup_read) from pg_stat_user_indexes i where i.relid = t.relid))::int as read,
          n_tup_ins::int as written from pg_stat_user_tables t where t.relname in ('entry', 'hold') order by 1`,
      )
      return rows.every((row) => row.written > 1_800) && rows
    }, 'the statistics of the session are in')
    for (const table of read) expect(table.read, table.name).toBeLessThan(table.written * 10)
  } finally {
    await own.close()
  }
})
