import { expect, test } from 'vitest'
import { brokenLaws } from '../../../test/support/buyers.ts'
import { pay, peer, ratePlan, routingPlan, sell, supply, trunkSwitch, walletOf } from '../../../test/support/peering.ts'
import { type World, worldForTest } from '../../../test/support/world.ts'
import type { SwitchControl } from '../voice/index.ts'
import { attendTrunkCalls, closeLost, forgetCalls } from './live.ts'

async function open(world: World, balance: string) {
  const acme = await peer(world, 'ACME', 'customer', '192.0.2.10')
  const vendor = await peer(world, 'VENDOR', 'supplier', '198.51.100.1')
  await pay(world, acme, balance)
  const sold = await ratePlan(world, 'customer', 'Sell', [{ code: '44', perMinute: '0.06', steps: [6, 6] }])
  const bought = await ratePlan(world, 'supplier', 'Buy', [{ code: '44', perMinute: '0.01' }])
  await sell(world, acme, sold, await routingPlan(world, [await supply(world, vendor, bought)]))
  return acme
}

test('a call that is up gets more time while the wallet pays for it, and its exact last second at the end', async () => {
  const world = await worldForTest({ now: '2026-05-01T12:00:00Z' })
  const acme = await open(world, '0.25')
  const told: number[] = []
  const control: SwitchControl = { cut: async () => undefined, prolong: async (_, seconds) => void told.push(seconds) }
  const sip = trunkSwitch(world)
  const decision = await sip.call('192.0.2.10', '442071838751')
  if (decision.kind !== 'route') throw new Error(decision.reason)
  expect(decision.maxSeconds).toBe(60)
  const on = { route: decision.routes[0]?.name ?? '', attempt: 1 }
  const answered = world.clock.now()
  await sip.report(decision.ref, { kind: 'answer', ...on, at: answered, code: 200 })
  await attendTrunkCalls(world.context(), control)
  expect(told).toEqual([])
  for (const second of [51, 111, 171, 231]) {
    world.clock.moveTo(new Date(answered.getTime() + second * 1_000))
    await attendTrunkCalls(world.context(), control)
  }
  // 0.25 at 0.06 a minute in steps of 6 s is 246 s for 0.246, and not one step more.
  expect(told.at(-1)).toBe(246)
  expect(told).toEqual([...told].sort((a, b) => a - b))
  const ending = { at: new Date(answered.getTime() + 246_000), code: 200, cause: 31, durationMs: 246_000, releasedBy: 'platform' } as const
  await sip.report(decision.ref, { kind: 'end', ...on, ...ending })
  expect((await walletOf(world, acme)).balance.units).toBe(4_000n)
  expect((await walletOf(world, acme)).held.units).toBe(0n)
  expect(await brokenLaws(world)).toEqual([])
})

/** A call on its way to its first supplier. */
async function sent() {
  const world = await worldForTest({ now: '2026-05-01T12:00:00Z' })
  await open(world, '10.00')
  const sip = trunkSwitch(world)
  const decision = await sip.call('192.0.2.10', '442071838751')
  if (decision.kind !== 'route') throw new Error(decision.reason)
  const on = { route: decision.routes[0]?.name ?? '', attempt: 1 }
  return { world, sip, decision, on }
}

test('an ending that comes before its answer is a whole record: the attempt was answered, and its cost is the call’s', async () => {
  const { world, sip, decision, on } = await sent()
  const at = new Date(world.clock.now().getTime() + 60_000)
  await sip.report(decision.ref, { kind: 'end', ...on, at, code: 200, cause: 16, durationMs: 60_000, releasedBy: 'caller' })
  await sip.report(decision.ref, { kind: 'answer', ...on, code: 200 })
  const records = await world.query(`select c.attempts, c.buy_micros::text as bought, a.cost_micros::text as cost, a.sip_code,
    a.answered_at = c.answered_at as answered, a.duration_ms::text as duration from call_cdr c join attempt_cdr a on a.call_id = c.id`)
  expect(records).toEqual([{ attempts: 1, bought: '10000', cost: '10000', sip_code: 200, answered: true, duration: '60000' }])
  expect(await brokenLaws(world)).toEqual([])
})

test('the supplier that failed last keeps its own code, though the caller heard another and the attempt’s word comes late', async () => {
  const { world, sip, decision, on } = await sent()
  const failure = { code: 502, reason: 'Bad Gateway', cause: 38 }
  await sip.report(decision.ref, { kind: 'end', ...on, code: 503, reason: 'All Routes Failed', cause: 34, releasedBy: 'platform', failure })
  await sip.report(decision.ref, { kind: 'attempt', ...on, ...failure })
  const records = await world.query(`select c.sip_code as heard, c.cause, a.sip_code, a.cause as attempt_cause from call_cdr c
    join attempt_cdr a on a.call_id = c.id`)
  expect(records).toEqual([{ heard: 503, cause: 34, sip_code: 502, attempt_cause: 38 }])
})

test('what was settled but not written is written within the minute, once', async () => {
  const world = await worldForTest({ now: '2026-05-01T12:00:00Z' })
  const acme = await open(world, '10.00')
  const sip = trunkSwitch(world)
  await sip.talk(await sip.call('192.0.2.10', '442071838751'), 60_000)
  const { balance } = await walletOf(world, acme)
  // As after a crash between the settlement and the records.
  await world.query(`alter table call_cdr disable trigger append_only; delete from call_cdr; alter table call_cdr enable trigger append_only;
    alter table attempt_cdr disable trigger append_only; delete from attempt_cdr; alter table attempt_cdr enable trigger append_only;
    delete from carrier_spend; update trunk_call set status = 'ended'`)
  world.clock.moveTo('2026-05-01T12:05:00Z')
  await closeLost(world.context())
  await closeLost(world.context())
  expect(await world.query('select disposition, sell_micros::text as sold, flags from call_cdr')).toEqual([
    { disposition: 'answered', sold: '60000', flags: [] },
  ])
  expect((await walletOf(world, acme)).balance).toEqual(balance)
})

test('a call that was lost before money was held for it is closed without any', async () => {
  const world = await worldForTest({ now: '2026-05-01T12:00:00Z' })
  const acme = await open(world, '10.00')
  const sip = trunkSwitch(world)
  await sip.call('192.0.2.10', '442071838751')
  await world.query(`update trunk_call set status = 'asked', decision = null, id = gen_random_uuid()`)
  world.clock.moveTo('2026-05-01T12:21:00Z')
  await closeLost(world.context())
  expect(await world.query('select disposition, sell_micros::text as sold, flags from call_cdr')).toEqual([
    { disposition: 'failed', sold: '0', flags: ['suspect'] },
  ])
  expect((await walletOf(world, acme)).balance.units).toBe(10_000_000n)
})

test('written calls are remembered for a day', async () => {
  const world = await worldForTest({ now: '2026-05-01T12:00:00Z' })
  await open(world, '10.00')
  const sip = trunkSwitch(world)
  await sip.talk(await sip.call('192.0.2.10', '442071838751'), 60_000)
  const left = async () => (await world.query<{ n: number }>('select count(*)::int as n from trunk_call'))[0]?.n
  world.clock.moveTo('2026-05-02T11:59:00Z')
  await forgetCalls(world.context())
  expect(await left()).toBe(1)
  world.clock.moveTo('2026-05-02T12:01:00Z')
  await forgetCalls(world.context())
  expect(await left()).toBe(0)
  expect(await world.query('select count(*)::int as n from call_cdr')).toEqual([{ n: 1 }])
})
