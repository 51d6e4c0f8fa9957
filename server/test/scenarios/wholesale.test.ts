import { expect, test } from 'vitest'
import { closeLost } from '../../src/lines/routing/live.ts'
import { setRoutes } from '../../src/lines/routing/service.ts'
import type { Decision } from '../../src/lines/voice/index.ts'
import { amountOf } from '../../src/platform/money.ts'
import { brokenLaws } from '../support/buyers.ts'
import { limit24h, pay, peer, ratePlan, routingPlan, sell, supply, trunkSwitch, walletOf, withTranslation } from '../support/peering.ts'
import { type World, worldForTest } from '../support/world.ts'

const CUSTOMER_IP = '192.0.2.10'
const LONDON = '442071838751'

/** A prepaid customer, a cheap supplier counted in full minutes, and a dearer one by the second. */
async function market(world: World, balance = '10.00', more: { capacity?: number } = {}) {
  const acme = await peer(world, 'ACME', 'bilateral', CUSTOMER_IP)
  const cheap = await peer(world, 'CHEAP', 'supplier', '198.51.100.1')
  const dear = await peer(world, 'DEAR', 'supplier', '198.51.100.2')
  await pay(world, acme, balance)
  const sold = await ratePlan(world, 'customer', 'Sell', [{ code: '44', perMinute: '0.0123', steps: [30, 6] }])
  const buyCheap = await ratePlan(world, 'supplier', 'Cheap', [{ code: '44', perMinute: '0.0080', steps: [60, 60] }])
  const buyDear = await ratePlan(world, 'supplier', 'Dear', [{ code: '4420', perMinute: '0.0100' }])
  const viaDear = await supply(world, dear, buyDear)
  const viaCheap = await supply(world, cheap, buyCheap, { techPrefix: '77#', ...more })
  const routing = await routingPlan(world, [viaDear, viaCheap])
  const service = await sell(world, acme, sold, routing, '99#')
  return { acme, cheap, dear, viaCheap, viaDear, routing, service }
}

const routed = (decision: Decision) => {
  if (decision.kind !== 'route') throw new Error(`Refused: ${decision.code} ${decision.reason}`)
  return decision
}

test('a wholesale call is charged and bought exactly, by the interval of each side, after failing over once', async () => {
  const world = await worldForTest({ now: '2026-05-01T12:00:00Z' })
  const { acme, viaCheap, viaDear } = await market(world)
  const sip = trunkSwitch(world)
  const decision = routed(await sip.call(CUSTOMER_IP, `99#00${LONDON}`))
  expect(decision.routes.map(({ name, dial, gateway, continueOn }) => ({ name, dial, gateway, continueOn }))).toEqual([
    // 180 s cost 0.024 at 0.0080 and 0.030 at 0.0100, and the tech prefix is the supplier's own.
    {
      name: viaCheap.id,
      dial: `77#${LONDON}`,
      gateway: 'sip:198.51.100.1:5060;transport=udp',
      continueOn: '^(403|408|480|488|500|502|503|504)$',
    },
    { name: viaDear.id, dial: LONDON, gateway: 'sip:198.51.100.2:5060;transport=udp', continueOn: '^(403|408|480|488|500|502|503|504)$' },
  ])
  expect(decision.maxSeconds).toBeGreaterThanOrEqual(60)

  const events = await world.eventsOf(async () => {
    await sip.report(decision.ref, { kind: 'attempt', route: viaCheap.id, attempt: 1 })
    await sip.report(decision.ref, { kind: 'attempt', route: viaCheap.id, attempt: 1, code: 503, reason: 'Service Unavailable', cause: 34 })
    await sip.report(decision.ref, { kind: 'attempt', route: viaDear.id, attempt: 2 })
    await sip.report(decision.ref, { kind: 'ringing', route: viaDear.id, attempt: 2, at: new Date('2026-05-01T12:00:03Z'), code: 180 })
    const answered = new Date('2026-05-01T12:00:05.500Z')
    await sip.report(decision.ref, { kind: 'answer', route: viaDear.id, attempt: 2, at: answered, code: 200 })
    const ending = {
      at: new Date('2026-05-01T12:00:42.400Z'),
      code: 200,
      reason: 'BYE',
      cause: 16,
      durationMs: 36_900,
      releasedBy: 'caller',
    } as const
    await sip.report(decision.ref, { kind: 'end', route: viaDear.id, attempt: 2, ...ending })
    // At least once, and late: neither changes anything.
    await sip.report(decision.ref, { kind: 'end', route: viaDear.id, attempt: 2, ...ending })
    await sip.report(decision.ref, { kind: 'ringing', route: viaDear.id, attempt: 2 })
  })
  expect(events).toEqual(['trunk_call.ended.v1'])

  // 36.9 s count as 37: 30/6 sells 42 s, 0.0123 × 42 / 60 = 0.00861; by the second buys 37 s, 0.0100 × 37 / 60 = 0.0061666…
  expect(amountOf((await walletOf(world, acme)).balance)).toBe('9.99139')
  expect(amountOf((await walletOf(world, acme)).held)).toBe('0.00')
  const entries = await world.query<{ kind: string; amount: string }>(
    `select kind, amount_micros::text as amount from entry where kind in ('wholesale', 'cost') order by kind desc`,
  )
  expect(entries).toEqual([
    { kind: 'wholesale', amount: '8610' },
    { kind: 'cost', amount: '6167' },
  ])

  expect(await cdrs(world)).toEqual([
    {
      disposition: 'answered',
      attempts: 2,
      duration_ms: '36900',
      billed_seconds: 42,
      sell_micros: '8610',
      sell_exact: '0.008610000000',
      buy_billed_seconds: 37,
      buy_micros: '6167',
      buy_exact: '0.006166666666',
      margin_micros: '2443',
      pdd_ms: expect.any(Number),
      a_number: '442071838750',
      b_number: LONDON,
      sell_code: '44',
    },
  ])
  const attempts = await world.query(
    `select attempt, sip_code, reason, duration_ms::text as duration, cost_micros::text as cost from attempt_cdr order by attempt`,
  )
  expect(attempts).toEqual([
    { attempt: 1, sip_code: 503, reason: 'Service Unavailable', duration: '0', cost: '0' },
    { attempt: 2, sip_code: 200, reason: 'OK', duration: '36900', cost: '6167' },
  ])
  expect(await brokenLaws(world)).toEqual([])
})

const cdrs = (world: World) =>
  world.query(`select disposition, attempts, duration_ms::text, billed_seconds, sell_micros::text, sell_exact::text, buy_billed_seconds,
    buy_micros::text, buy_exact::text, margin_micros::text, pdd_ms, a_number, b_number, sell_code from call_cdr`)

test('an attempt that only its end tells of has a record too, from when the one before it ended', async () => {
  const world = await worldForTest({ now: '2026-05-01T12:00:00Z' })
  const { acme, viaCheap, viaDear } = await market(world)
  const sip = trunkSwitch(world)
  const { ref } = routed(await sip.call(CUSTOMER_IP, `99#${LONDON}`))
  const at = (seconds: number) => new Date(world.clock.now().getTime() + seconds * 1_000)
  const failed = at(2)
  const ended = at(9)
  await sip.report(ref, {
    kind: 'attempt',
    route: viaCheap.id,
    attempt: 1,
    at: failed,
    code: 503,
    reason: 'Service Unavailable',
    cause: 34,
  })
  await sip.report(ref, { kind: 'end', route: viaDear.id, attempt: 2, at: ended, code: 486, reason: 'Busy Here', cause: 17, durationMs: 0 })
  const attempts = await world.query<{ attempt: number; code: number; started: Date; ended: Date }>(
    'select attempt, sip_code as code, started_at as started, ended_at as ended from attempt_cdr order by attempt',
  )
  expect(attempts.map(({ attempt, code }) => [attempt, code])).toEqual([
    [1, 503],
    [2, 486],
  ])
  expect(attempts[1]?.started).toEqual(failed)
  expect(attempts[1]?.ended).toEqual(ended)
  expect(await world.query('select disposition, sip_code, attempts from call_cdr')).toEqual([
    { disposition: 'failed', sip_code: 486, attempts: 2 },
  ])
  expect((await walletOf(world, acme)).held.units).toBe(0n)
  expect(await brokenLaws(world)).toEqual([])
})

test('a repeated question gets the same answer, and holds money once', async () => {
  const world = await worldForTest()
  const { acme } = await market(world)
  const sip = trunkSwitch(world)
  const asked = sip.ask(CUSTOMER_IP, `99#${LONDON}`)
  const first = await sip.decide(asked)
  const { held } = await walletOf(world, acme)
  expect(held.units).toBeGreaterThan(0n)
  expect(await sip.decide(asked)).toEqual(first)
  expect((await walletOf(world, acme)).held).toEqual(held)
})

test('refusals say why, with their SIP code and cause, and leave a record', async () => {
  const world = await worldForTest()
  const { acme, cheap, dear } = await market(world)
  await withTranslation(world, acme, { originationValidation: 'reject' })
  const sip = trunkSwitch(world)
  const refused = async (dialled: string, more: object = {}, from = CUSTOMER_IP) => {
    const decision = await sip.call(from, dialled, more)
    if (decision.kind === 'reject') return [decision.code, decision.reason, decision.cause]
    await sip.talk(decision, 0)
    return 'routed'
  }
  expect(await refused(`99#${LONDON}`, {}, '203.0.113.9')).toEqual([403, 'Unknown source', 21])
  expect(await refused(LONDON)).toEqual([403, 'No service for this prefix', 21])
  expect(await refused('99#112')).toEqual([484, 'Number incomplete', 28])
  expect(await refused('99#33170000000')).toEqual([404, 'No rate for this number', 3])
  expect(await refused(`99#${LONDON}`, { fromUser: 'anonymous' })).toEqual([403, 'Caller number not valid', 21])

  await limit24h(world, cheap, 'supplier', '0.01')
  await limit24h(world, dear, 'supplier', '0.01')
  await world.query(
    `insert into carrier_spend (tenant_id, carrier_id, account_id, direction, bucket_at, amount_micros, calls)
      select tenant_id, id, account_id, 'supplier', now(), 10000, 1 from carrier where code in ('CHEAP', 'DEAR')`,
  )
  expect(await refused(`99#${LONDON}`)).toEqual([503, 'No route', 3])
  const [last] = await world.query<{ trace: { routing: { candidates: { excluded: string }[] } }; reason: string }>(
    `select trace, reason from call_cdr order by started_at desc limit 1`,
  )
  expect(last?.reason).toBe('no_route')
  expect(last?.trace.routing.candidates.map(({ excluded }) => excluded)).toEqual(['spend_limit', 'spend_limit'])
  const reasons = await world.query<{ reason: string }>('select reason from call_cdr order by started_at')
  expect(reasons.map(({ reason }) => reason)).toEqual(['number_invalid', 'rate_none', 'origin_invalid', 'no_route'])
  expect(await brokenLaws(world)).toEqual([])
})

test('a prepaid carrier is refused once its money is promised, and takes calls again when it is free', async () => {
  const world = await worldForTest()
  // One minute costs 0.0123: there is enough for one call at a time.
  const { acme } = await market(world, '0.02')
  const sip = trunkSwitch(world)
  const first = await sip.call(CUSTOMER_IP, `99#${LONDON}`)
  expect(first).toMatchObject({ kind: 'route' })
  const held = (await walletOf(world, acme)).held
  expect(held.units).toBeLessThanOrEqual(20_000n)
  const others = await Promise.all([2, 3, 4].map((last) => sip.call(CUSTOMER_IP, `99#44207183875${last}`)))
  const wallet = await walletOf(world, acme)
  expect(wallet.balance.units - wallet.held.units).toBeGreaterThanOrEqual(0n)
  expect(
    others.filter((decision) => decision.kind === 'reject').every((decision) => decision.kind === 'reject' && decision.code === 402),
  ).toBe(true)
  expect(others.some((decision) => decision.kind === 'reject')).toBe(true)
  for (const decision of [first, ...others]) if (decision.kind === 'route') await sip.talk(decision, 1_000)
  expect((await walletOf(world, acme)).held.units).toBe(0n)
  expect(await sip.call(CUSTOMER_IP, '99#442071838759')).toMatchObject({ kind: 'route' })
  expect(await brokenLaws(world)).toEqual([])
})

test('a call that is up between the same two numbers is a loop, and so is the eleventh in a minute; neither is tried elsewhere', async () => {
  const world = await worldForTest()
  const { acme } = await market(world)
  const sip = trunkSwitch(world)
  const first = routed(await sip.call(CUSTOMER_IP, `99#${LONDON}`))
  expect(await sip.call(CUSTOMER_IP, `99#${LONDON}`)).toEqual({
    kind: 'reject',
    code: 482,
    cause: 25,
    reason: 'Loop detected',
    retryAfterSeconds: null,
  })
  await sip.talk(first, 1_000)
  for (let again = 0; again < 8; again += 1) await sip.talk(await sip.call(CUSTOMER_IP, `99#${LONDON}`), 0)
  // Ten calls so far: the first, the refused one and eight more.
  expect(await sip.call(CUSTOMER_IP, `99#${LONDON}`)).toMatchObject({ kind: 'reject', code: 482 })
  expect(first.routes.every(({ continueOn }) => !new RegExp(continueOn).test('482'))).toBe(true)
  await world.moveTo(new Date(world.clock.now().getTime() + 61_000).toISOString())
  expect(await sip.call(CUSTOMER_IP, `99#${LONDON}`)).toMatchObject({ kind: 'route' })
  expect((await walletOf(world, acme)).balance.units).toBeLessThan(10_000_000n)
})

test('a carrier is never sent its own traffic, unless it asked for that', async () => {
  const world = await worldForTest()
  const { acme, routing, viaCheap } = await market(world)
  const own = await supply(world, acme, await ratePlan(world, 'supplier', 'Own', [{ code: '44', perMinute: '0.0010' }]))
  const route = { code: '', priority: 1, weight: 100, isBlocked: false }
  await setRoutes(
    world.context(),
    routing.id,
    [own, viaCheap].map(({ id }) => ({ ...route, serviceId: id })),
  )
  const sip = trunkSwitch(world)
  expect(routed(await sip.call(CUSTOMER_IP, `99#${LONDON}`)).routes.map(({ name }) => name)).toEqual([viaCheap.id])
})

test('a supplier with one channel is passed over from the moment a call was sent to it until that call has left it', async () => {
  const world = await worldForTest()
  const { viaCheap, viaDear } = await market(world, '10.00', { capacity: 1 })
  const sip = trunkSwitch(world)
  const waysTo = async (number: string) => {
    const decision = routed(await sip.call(CUSTOMER_IP, `99#${number}`))
    return { decision, names: decision.routes.map(({ name }) => name) }
  }
  const first = await waysTo('442071838751')
  expect(first.names).toEqual([viaCheap.id, viaDear.id])
  expect((await waysTo('442071838752')).names).toEqual([viaDear.id])
  await sip.report(first.decision.ref, { kind: 'ringing', route: viaCheap.id, attempt: 1 })
  expect((await waysTo('442071838753')).names).toEqual([viaDear.id])
  await sip.report(first.decision.ref, { kind: 'attempt', route: viaCheap.id, attempt: 1, code: 503, cause: 41 })
  expect((await waysTo('442071838754')).names).toEqual([viaCheap.id, viaDear.id])
})

test('of calls that arrive at the same moment only as many are put on a supplier as it has channels', async () => {
  const world = await worldForTest()
  const { viaCheap, viaDear } = await market(world, '10.00', { capacity: 3 })
  const sip = trunkSwitch(world)
  const decisions = await Promise.all(Array.from({ length: 20 }, (_, at) => sip.call(CUSTOMER_IP, `99#4420718387${50 + at}`)))
  const first = decisions.map((decision) => routed(decision).routes[0]?.name)
  expect(first.filter((name) => name === viaCheap.id)).toHaveLength(3)
  expect(first.filter((name) => name === viaDear.id)).toHaveLength(17)
})

test('a call nobody ends is closed at the last second that was paid for, and marked', async () => {
  const world = await worldForTest({ now: '2026-05-01T12:00:00Z' })
  const { acme } = await market(world)
  const sip = trunkSwitch(world)
  const decision = routed(await sip.call(CUSTOMER_IP, `99#${LONDON}`))
  const on = { route: decision.routes[0]?.name ?? '', attempt: 1 }
  await sip.report(decision.ref, { kind: 'answer', ...on, code: 200 })
  await world.moveTo('2026-05-01T12:30:00Z')
  await closeLost(world.context())
  const [record] = await world.query<{ flags: string[]; duration: string }>(`select flags, duration_ms::text as duration from call_cdr`)
  expect(record?.flags).toContain('suspect')
  expect(record?.duration).toBe(String(decision.maxSeconds * 1_000))
  expect((await walletOf(world, acme)).held.units).toBe(0n)
  expect(await brokenLaws(world)).toEqual([])
})
