import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type Caller,
  costCalls,
  openCaller,
  openGateways,
  priceCalls,
  SwitchPlayer,
  silence,
} from '../../src/lines/voice/calling-for-tests.ts'
import { RuleFacts } from '../../src/lines/voice/rule.ts'
import { createRule, setNumberVoice } from '../../src/lines/voice/rules.ts'
import { inTx } from '../../src/platform/context.ts'
import { newId } from '../../src/platform/ids.ts'
import { amountOf } from '../../src/platform/money.ts'
import { grantAllowances } from '../../src/spine/charging/index.ts'
import { brokenLaws } from '../support/buyers.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let player: SwitchPlayer
beforeAll(async () => {
  world = await openWorld({ now: '2026-03-01T00:00:00Z' })
  await openGateways(world)
  await priceCalls(world, { country: 'US', perMinute: '0.06' })
  await priceCalls(world, { country: 'FR', perMinute: '0.12' })
  await priceCalls(world, { country: 'GB', perMinute: '0.06', service: 'voice_inbound' })
  await costCalls(world, 'US', 'twilio', '0.01')
  player = new SwitchPlayer(world)
})
afterAll(() => world.close())

const CALLER = '+12025550123'
const paris = { zone: 'Europe/Paris', holidays: [], ringSeconds: 20, voicemail: false }
const rule = (one: Caller, facts: object) => createRule(one.context, one.numberId, RuleFacts.parse(facts))
const newest = async (one: Caller) => (await one.calls())[0]

test('story 17: the rules of a number decide by caller, by the clock of Paris across the change to summer time, and by who answers', async () => {
  const ana = await openCaller(world, '+14155550117')
  await setNumberVoice(ana.context, ana.numberId, paris)
  const office = { weekly: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }], when: 'open', holidays: 'closed' }
  const block = await rule(ana, { type: 'block_caller', priority: 10, callers: ['+19005550000'] })
  const byTime = await rule(ana, { type: 'time_based', priority: 20, schedule: office, forwardTo: '+33100000001' })
  const silent = await rule(ana, { type: 'forward_no_answer', priority: 30, ringSeconds: 20, forwardTo: '+33100000002' })
  const box = await rule(ana, { type: 'voicemail', priority: 40 })

  await world.moveTo('2026-03-27T07:30:00Z')
  expect(await player.inbound('+19005550000', ana.e164)).toMatchObject({ kind: 'reject', code: 603, cause: 21 })
  expect(await newest(ana)).toMatchObject({ status: 'blocked', reason: 'blocked', ruleTrace: [{ ruleId: block.id, matched: true }] })

  const early = player.routed(await player.inbound(CALLER, ana.e164))
  expect(early.routes[0]).toMatchObject({ kind: 'devices', users: [ana.credentials.username], ringSeconds: 20, from: CALLER })
  expect(await early.fail(408)).toBe(2)
  expect(early.routes[1]).toMatchObject({ kind: 'gateway', dial: '+33100000002', from: CALLER })
  await early.answer()
  await early.end(65_000)
  const [forwarded, called] = await ana.calls()
  expect(called).toMatchObject({ direction: 'inbound', status: 'completed', price: null })
  expect(called?.ruleTrace?.map(({ ruleId, matched }) => [ruleId, matched])).toEqual([
    [block.id, false],
    [byTime.id, false],
    [null, true],
    [silent.id, true],
    [box.id, true],
  ])
  expect(forwarded).toMatchObject({
    direction: 'outbound',
    parentId: called?.id,
    to: '+33100000002',
    billedSeconds: 66,
    status: 'completed',
  })
  // 66 seconds at 0.12 a minute.
  expect(forwarded?.price && amountOf(forwarded.price)).toBe('0.132')

  await world.moveTo('2026-03-30T07:30:00Z')
  const office2 = player.routed(await player.inbound(CALLER, ana.e164))
  expect(office2.routes[0]).toMatchObject({ kind: 'gateway', dial: '+33100000001' })
  await office2.giveUp(487)
  expect((await ana.calls()).find(({ direction }) => direction === 'inbound')).toMatchObject({ status: 'cancelled' })

  await world.moveTo('2026-04-04T10:00:00Z')
  const saturday = player.routed(await player.inbound(CALLER, ana.e164))
  expect(await saturday.fail(408)).toBe(2)
  expect(await saturday.fail(408)).toBe(3)
  expect(await saturday.fail(408)).toBe(4)
  expect(saturday.routes[3]).toMatchObject({ kind: 'voicemail', dial: ana.e164 })
  await saturday.answer()
  await saturday.end(9_000)
  const last = (await ana.calls()).find(({ direction }) => direction === 'inbound')
  expect(last).toMatchObject({ status: 'completed', answeredBy: 'voicemail' })
  expect(last?.ruleTrace?.at(-1)).toMatchObject({ ruleId: box.id, matched: true })
  expect(await ana.purse()).toEqual(['9.868', '0.00'])
  expect(await brokenLaws(world)).toEqual([])
})

test('story 18: two numbers that forward to each other end in the mailbox of the first, and no forwarded leg is billed', async () => {
  const [a, b] = [await openCaller(world, '+14155550118'), await openCaller(world, '+14155550119')]
  await rule(a, { type: 'forward_always', forwardTo: b.e164 })
  await rule(b, { type: 'forward_always', forwardTo: a.e164 })
  const call = player.routed(await player.inbound(CALLER, a.e164))
  expect(call.routes).toEqual([expect.objectContaining({ kind: 'voicemail', dial: a.e164 })])
  await call.answer()
  await player.decider.record({ ref: call.ref, recordingId: 'story-18', audio: silence(5), durationMs: 5_000, at: world.clock.now() })
  await call.end(7_000)
  const calls = await a.calls()
  expect(calls).toHaveLength(1)
  expect(calls[0]).toMatchObject({ direction: 'inbound', answeredBy: 'voicemail', price: null })
  expect(await b.calls()).toEqual([])
  expect(await world.query('select from_number from voicemail where account_id = $1', [a.accountId])).toEqual([{ from_number: CALLER }])
  expect([await a.purse(), await b.purse()]).toEqual([
    ['10.00', '0.00'],
    ['10.00', '0.00'],
  ])
  expect(await brokenLaws(world)).toEqual([])
})

test('story 19: a call left open is cut when the wallet is used up to the last step', async () => {
  const ana = await openCaller(world, '+14155550120', '0.50')
  const call = player.routed(await player.outbound(ana, '+12025550199'))
  await call.answer()
  expect(await call.talk(4 * 3_600)).toBe(498)
  expect(call.limit).toBe(498)
  await call.end(498_000, { releasedBy: 'platform' })
  const leg = await call.leg(ana.context)
  expect(leg).toMatchObject({ status: 'completed', reason: 'time_limit', billedSeconds: 498, vendor: 'twilio' })
  expect(leg?.price && amountOf(leg.price)).toBe('0.498')
  expect(await ana.purse()).toEqual(['0.002', '0.00'])
  expect(await brokenLaws(world)).toEqual([])
})

test('story 19: two calls at once spend no more than there is', async () => {
  const ana = await openCaller(world, '+14155550121', '0.50')
  const two = [player.routed(await player.outbound(ana, '+12025550199')), player.routed(await player.outbound(ana, '+12025550198'))]
  await Promise.all(two.map((call) => call.answer()))
  let lengths = [0, 0]
  for (let round = 0; round < 120; round += 1)
    lengths = [(await two[0]?.talk(5)) ?? 0, Math.min(two[1]?.limit ?? 0, (await two[1]?.talk(0)) ?? 0)]
  await Promise.all(two.map((call) => call.end(call.limit * 1_000, { releasedBy: 'platform' })))
  expect(Math.min(...lengths)).toBeGreaterThan(0)
  const prices = (await ana.calls()).map(({ price }) => price?.units ?? 0n)
  const total = prices.reduce((sum, units) => sum + units, 0n)
  expect(total).toBeLessThanOrEqual(500_000n)
  expect(total).toBeGreaterThan(480_000n)
  const [balance, held] = await ana.purse()
  expect(Number(balance)).toBeGreaterThanOrEqual(0)
  expect(held).toBe('0.00')
  expect(await brokenLaws(world)).toEqual([])
})

test('story 19: a chargeable call to a number whose owner has no money is refused and costs nothing', async () => {
  const bea = await openCaller(world, '+442079460018', '0', 'GB')
  expect(await player.inbound(CALLER, bea.e164)).toMatchObject({ kind: 'reject', code: 402 })
  expect(await newest(bea)).toMatchObject({ status: 'blocked', reason: 'insufficient_balance', price: null })
  expect(await bea.purse()).toEqual(['0.00', '0.00'])
  expect(await brokenLaws(world)).toEqual([])
})

const grant = (one: Caller, name: string, seconds: bigint, days: number) =>
  inTx(one.context, (tx) => {
    const now = world.clock.now()
    const facts = { accountId: one.accountId, service: 'voice', unit: 'seconds', sourceId: newId(), validFrom: now } as const
    return grantAllowances(tx, [{ ...facts, name, quantity: seconds, expiresAt: new Date(now.getTime() + days * 86_400_000) }])
  })

const used = (one: Caller) =>
  world.query<{ name: string; used: string }>(`select name, used::text as used from allowance_bucket where account_id = $1 order by name`, [
    one.accountId,
  ])

test('story 20: a call takes its minutes from the allowance that ends first, then from the next, then from the wallet', async () => {
  await priceCalls(world, { country: 'DE', perMinute: '0.02' })
  const ana = await openCaller(world, '+14155550122')
  await grant(ana, 'A', 30n, 1)
  await grant(ana, 'B', 600n, 20)
  const both = player.routed(await player.outbound(ana, '+4930123456'))
  await both.answer()
  await both.talk(95)
  await both.end(95_000)
  expect(await both.leg(ana.context)).toMatchObject({ billedSeconds: 96 })
  expect(await used(ana)).toEqual([
    { name: 'A', used: '30' },
    { name: 'B', used: '66' },
  ])
  expect(await ana.purse()).toEqual(['10.00', '0.00'])

  const bea = await openCaller(world, '+14155550123')
  await grant(bea, 'A', 30n, 1)
  const rest = player.routed(await player.outbound(bea, '+4930123456'))
  await rest.answer()
  await rest.talk(95)
  await rest.end(95_000)
  const leg = await rest.leg(bea.context)
  expect([leg?.billedSeconds, leg?.price && amountOf(leg.price)]).toEqual([96, '0.022'])
  expect(await used(bea)).toEqual([{ name: 'A', used: '30' }])
  expect(await bea.purse()).toEqual(['9.978', '0.00'])
  expect(await brokenLaws(world)).toEqual([])
})
