import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { brokenLaws, buyer, purse } from '../../../test/support/buyers.ts'
import { openWorld, type World } from '../../../test/support/world.ts'
import { inTx, systemContext } from '../../platform/context.ts'
import { type AccountId, newId } from '../../platform/ids.ts'
import { money } from '../../platform/money.ts'
import { createAccount } from '../accounts/index.ts'
import { openWallet } from '../ledger/index.ts'
import { expireHolds } from '../ledger/service.ts'
import { tariffOf } from '../rating/index.ts'
import { createTenant } from '../tenants/index.ts'
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

test('calls of any length and number share a wallet without ever taking it below zero, and pay exactly what they were told', async () => {
  const tariffs = [
    sixSix,
    tariffOf({ currency: 'USD', perMinute: '0.37', initialSeconds: 30, recurringSeconds: 11, connectFee: '0.05' }),
    tariffOf({ currency: 'USD', perMinute: '1.01', freeSeconds: 20, graceSeconds: 5, rounding: { mode: 'up', decimals: 4 } }),
  ]
  const lengths = fc.array(fc.tuple(fc.integer({ min: 0, max: 400_000 }), fc.nat({ max: tariffs.length - 1 })), {
    minLength: 1,
    maxLength: 6,
  })
  await fc.assert(
    fc.asyncProperty(lengths, fc.integer({ min: 0, max: 300 }), async (calls, cents) => {
      const one = await buyer(world, (cents / 100).toFixed(2))
      const available = async () => {
        const [balance, held] = await purse(world, one)
        expect(usd(balance).units - usd(held).units).toBeGreaterThanOrEqual(0n)
        return usd(balance).units
      }
      const before = await available()
      const paid = await Promise.all(
        calls.map(async ([durationMs, which]) => {
          const ask = call(one.accountId, { tariff: tariffs[which] ?? sixSix })
          let grant = await authorize(world.context(), ask).catch(() => undefined)
          if (!grant) return 0n
          while (grant.extendable && grant.grantedSeconds * 1_000 < durationMs) {
            grant = await extend(world.context(), ask.id, grant.grantedSeconds - 5)
            await available()
          }
          // A switch that obeys cuts where it must; every third one does not.
          const lasted = which === 2 ? durationMs : Math.min(durationMs, grant.grantedSeconds * 1_000)
          return (await settle(world.context(), { id: ask.id, durationMs: lasted })).amount.units
        }),
      )
      expect(before - (await available())).toBe(paid.reduce((sum, units) => sum + units, 0n))
      expect((await purse(world, one))[1]).toBe('0.00')
    }),
    { numRuns: 15 },
  )
})

test('a session that was begun with another tenant’s id is refused there, and unknown to it', async () => {
  const blue = await createTenant(world.context(), { slug: 'blue-charging', name: 'Blue', currency: 'USD' })
  const theirs = await inTx(world.context(blue.id), async (tx) => {
    const account = await createAccount(tx, { name: 'Bo', kind: 'individual', email: 'bo@example.com' })
    return (await openWallet(tx, { accountId: account.id, currency: 'USD' })).accountId
  })
  const one = await buyer(world, '1.00')
  const ask = call(one.accountId)
  await authorize(world.context(), ask)
  const there = world.context(blue.id)
  const free = { accountId: theirs, tariff: tariffOf({ currency: 'USD', perMinute: '0' }) }
  await expect(authorize(there, { ...ask, ...free })).rejects.toMatchObject({ code: 'charging.keyReused' })
  await expect(extend(there, ask.id, 0)).rejects.toMatchObject({ code: 'charging.sessionNotFound' })
  await expect(settle(there, { id: ask.id, durationMs: 1 })).rejects.toMatchObject({ code: 'charging.sessionNotFound' })
  await expect(authorize(there, call(one.accountId))).rejects.toMatchObject({ status: 404 })
  await settle(world.context(), { id: ask.id, durationMs: 0 })
})

test('steps that cannot be taken hold up nobody in their batch', async () => {
  const one = await buyer(world, '100.00')
  const [ended, running] = [call(one.accountId), call(one.accountId)]
  await authorize(world.context(), ended)
  await settle(world.context(), { id: ended.id, durationMs: 6_000 })
  await authorize(world.context(), running)
  const answers = await Promise.allSettled([
    authorize(world.context(), ended),
    extend(world.context(), ended.id, 10),
    authorize(world.context(), running),
    ...Array.from({ length: 20 }, () => authorize(world.context(), call(one.accountId))),
  ])
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', ...Array.from({ length: 21 }, () => 'fulfilled')])
})

test('a session whose hold has run out is still paid, as far as the wallet goes', async () => {
  const [rich, poor] = [await buyer(world, '1.00'), await buyer(world, '0.10')]
  const [one, two] = [call(rich.accountId), call(poor.accountId)]
  await authorize(world.context(), one)
  await authorize(world.context(), two)
  await world.query(`update hold set expires_at = now() - interval '1 year' where id = any ($1)`, [[one.id, two.id]])
  await expireHolds(world.context())
  expect(await purse(world, poor)).toEqual(['0.10', '0.00'])
  expect(await settle(world.context(), { id: one.id, durationMs: 60_000 })).toMatchObject({ amount: usd('0.06'), flags: [] })
  expect(await settle(world.context(), { id: two.id, durationMs: 600_000 })).toMatchObject({ amount: usd('0.096'), flags: ['overrun'] })
  expect([await purse(world, rich), await purse(world, poor)]).toEqual([
    ['0.94', '0.00'],
    ['0.004', '0.00'],
  ])
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
