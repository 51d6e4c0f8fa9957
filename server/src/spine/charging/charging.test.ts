import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { brokenLaws, buyer, purse } from '../../../test/support/buyers.ts'
import { openWorld, type World } from '../../../test/support/world.ts'
import { systemContext } from '../../platform/context.ts'
import { type AccountId, newId } from '../../platform/ids.ts'
import { money } from '../../platform/money.ts'
import { tariffOf } from '../rating/index.ts'
import { SessionLane } from './lane.ts'
import { authorize, closeAbandoned, extend, settle } from './service.ts'
import type { Authorization, SessionId } from './session.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ now: '2026-01-10T00:00:00Z' })
})
afterAll(async () => {
  expect(await brokenLaws(world)).toEqual([])
  await world.close()
})

const usd = (amount: string) => money('USD', amount)
const sixSix = tariffOf({ currency: 'USD', perMinute: '0.06', initialSeconds: 6, recurringSeconds: 6 })

const call = (accountId: AccountId, facts: Partial<Authorization> = {}): Authorization => ({
  id: newId<SessionId>(),
  accountId,
  tariff: sixSix,
  allowance: null,
  mostSeconds: 14_400,
  entryKind: 'call',
  revenueCode: 'revenue:voice',
  description: 'Call to +14155550100',
  subject: { type: 'call', id: newId() },
  trace: { rule: 'test' },
  ...facts,
})

const entriesOf = (id: string) =>
  world.query<{ kind: string; amount: string; journal: string | null }>(
    'select kind, amount_micros::text as amount, journal_id as journal from entry where subject_id = $1 order by kind',
    [id],
  )

describe('a session paid from the wallet', () => {
  test('begins with a minute held, goes on by minutes and is charged what it lasted; the rest is free again', async () => {
    const one = await buyer(world, '10.00')
    const ask = call(one.accountId)
    expect(await authorize(world.context(), ask)).toEqual({ sessionId: ask.id, grantedSeconds: 60, extendable: true })
    expect(await purse(world, one)).toEqual(['10.00', '0.06'])
    expect(await extend(world.context(), ask.id, 30)).toEqual({ sessionId: ask.id, grantedSeconds: 120, extendable: true })
    expect(await purse(world, one)).toEqual(['10.00', '0.12'])
    const cost = { vendor: 'acme', tariff: tariffOf({ currency: 'USD', perMinute: '0.02', initialSeconds: 60, recurringSeconds: 60 }) }
    const settled = await settle(world.context(), { id: ask.id, durationMs: 61_001, cost })
    expect(settled).toEqual({
      billedSeconds: 66,
      allowanceSeconds: 0,
      amount: usd('0.066'),
      cost: usd('0.04'),
      flags: [],
      duplicate: false,
    })
    expect(await purse(world, one)).toEqual(['9.934', '0.00'])
    const [charged, paid] = await entriesOf(ask.subject.id)
    expect([charged?.kind, charged?.amount, paid?.kind, paid?.amount]).toEqual(['call', '66000', 'cost', '40000'])
    expect(paid?.journal).not.toBeNull()
  })

  test('every question repeated is answered the same, and charged once', async () => {
    const one = await buyer(world, '10.00')
    const ask = call(one.accountId)
    const first = await authorize(world.context(), ask)
    expect(await authorize(world.context(), ask)).toEqual(first)
    const second = await extend(world.context(), ask.id, 45)
    expect(await extend(world.context(), ask.id, 45)).toEqual(second)
    const settled = await settle(world.context(), { id: ask.id, durationMs: 90_000 })
    const again = await Promise.all([1, 2, 3].map(() => settle(world.context(), { id: ask.id, durationMs: 90_000 })))
    for (const answer of again) expect(answer).toEqual({ ...settled, duplicate: true })
    expect(await purse(world, one)).toEqual(['9.91', '0.00'])
    await expect(authorize(world.context(), ask)).rejects.toMatchObject({ code: 'charging.sessionEnded' })
    await expect(extend(world.context(), ask.id, 100)).rejects.toMatchObject({ code: 'charging.sessionEnded' })
  })

  test('a process that knows nothing of a session goes on with what it began with', async () => {
    const one = await buyer(world, '10.00')
    const ask = call(one.accountId)
    await authorize(world.context(), ask)
    world.services.charging.sessions.clear()
    expect((await extend(world.context(), ask.id, 0)).grantedSeconds).toBe(120)
    world.services.charging.sessions.clear()
    const settled = await settle(world.context(), { id: ask.id, durationMs: 60_000 })
    world.services.charging.sessions.clear()
    expect(await settle(world.context(), { id: ask.id, durationMs: 60_000 })).toEqual({ ...settled, duplicate: true })
  })

  test('two processes settling at once charge once', async () => {
    const one = await buyer(world, '10.00')
    const other = new SessionLane(world.ownerUrl, world.clock, world.services.log)
    const context = world.context()
    const elsewhere = { ...context, services: { ...context.services, charging: other } }
    for (let round = 0; round < 10; round += 1) {
      const ask = call(one.accountId)
      await authorize(context, ask)
      const settled = await Promise.all([
        settle(context, { id: ask.id, durationMs: 30_000 }),
        settle(elsewhere, { id: ask.id, durationMs: 30_000 }),
      ])
      expect(settled.map((answer) => answer.duplicate).toSorted((a, b) => Number(a) - Number(b))).toEqual([false, true])
    }
    await other.close()
    expect(await purse(world, one)).toEqual(['9.70', '0.00'])
  })

  test('what lasts longer than the money is paid as far as it goes, and flagged', async () => {
    const one = await buyer(world, '0.10')
    const ask = call(one.accountId)
    await authorize(world.context(), ask)
    const settled = await settle(world.context(), { id: ask.id, durationMs: 600_000 })
    expect(settled).toMatchObject({ billedSeconds: 96, amount: usd('0.096'), flags: ['overrun'] })
    expect(await purse(world, one)).toEqual(['0.004', '0.00'])
  })

  test('a session that was never answered costs nothing', async () => {
    const one = await buyer(world, '1.00')
    const ask = call(one.accountId)
    await authorize(world.context(), ask)
    expect(await settle(world.context(), { id: ask.id, durationMs: 0 })).toMatchObject({ billedSeconds: 0, amount: usd('0') })
    expect(await purse(world, one)).toEqual(['1.00', '0.00'])
  })

  test('what is free needs no money, and free time before the first paid step neither', async () => {
    const one = await buyer(world, '0')
    const free = call(one.accountId, { tariff: tariffOf({ currency: 'USD', perMinute: '0' }), mostSeconds: 300 })
    expect(await authorize(world.context(), free)).toMatchObject({ grantedSeconds: 60, extendable: true })
    expect(await extend(world.context(), free.id, 200)).toMatchObject({ grantedSeconds: 300, extendable: false })
    expect(await settle(world.context(), { id: free.id, durationMs: 299_000 })).toMatchObject({ billedSeconds: 299, amount: usd('0') })
    const partly = call(one.accountId, { tariff: tariffOf({ currency: 'USD', perMinute: '0.06', freeSeconds: 90 }) })
    expect(await authorize(world.context(), partly)).toMatchObject({ grantedSeconds: 90, extendable: false })
  })

  test('without money for the first step it is refused with the shortfall, and nothing is kept', async () => {
    const one = await buyer(world, '0.005')
    const ask = call(one.accountId)
    await expect(authorize(world.context(), ask)).rejects.toMatchObject({ code: 'ledger.insufficientBalance', status: 402 })
    expect(await world.query('select 1 from charging_session where id = $1', [ask.id])).toEqual([])
    await expect(extend(world.context(), ask.id, 0)).rejects.toMatchObject({ code: 'charging.sessionNotFound' })
    await expect(settle(world.context(), { id: ask.id, durationMs: 1 })).rejects.toMatchObject({ code: 'charging.sessionNotFound' })
  })

  test('an id used by another account, or another business, is refused', async () => {
    const [one, two] = [await buyer(world, '1.00'), await buyer(world, '1.00')]
    const ask = call(one.accountId)
    await authorize(world.context(), ask)
    await expect(authorize(world.context(), { ...ask, accountId: two.accountId })).rejects.toMatchObject({ code: 'charging.keyReused' })
  })
})

test('a session nobody ends is closed when its time is over, with the last duration known, and flagged', async () => {
  const one = await buyer(world, '10.00')
  const ask = call(one.accountId)
  await authorize(world.context(), ask)
  await extend(world.context(), ask.id, 75)
  expect(await closeAbandoned(systemContext(world.services))).toBe(0)
  await world.moveTo('2026-01-10T04:01:00Z')
  const events = await world.eventsOf(() => closeAbandoned(systemContext(world.services)))
  // Other tests of this file left sessions open too.
  expect(new Set(events)).toEqual(new Set(['session.abandoned.v1']))
  expect(await purse(world, one)).toEqual(['9.922', '0.00'])
  const [usage] = await world.query<{ flags: string[] }>('select flags from usage_record where id = $1', [ask.id])
  expect(usage?.flags).toEqual(['no_ending'])
  expect(await settle(world.context(), { id: ask.id, durationMs: 80_000 })).toMatchObject({ duplicate: true, billedSeconds: 78 })
  expect(await closeAbandoned(systemContext(world.services))).toBe(0)
})
