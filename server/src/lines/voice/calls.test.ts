import { afterAll, beforeAll, expect, test } from 'vitest'
import { brokenLaws } from '../../../test/support/buyers.ts'
import { openWorld, type World } from '../../../test/support/world.ts'
import { later, minutes } from '../../platform/clock.ts'
import { amountOf } from '../../platform/money.ts'
import { type Staff, setUpOperator, signedInCustomer } from '../../spine/access/browser-for-tests.ts'
import { createTenant } from '../../spine/tenants/index.ts'
import {
  type Caller,
  costCalls,
  GATEWAY,
  giveNumber,
  openCaller,
  openGateways,
  priceCalls,
  SECOND_GATEWAY,
  SwitchPlayer,
  silence,
} from './calling-for-tests.ts'
import { closeLost } from './live.ts'
import { RuleFacts } from './rule.ts'
import { createRule, setNumberVoice } from './rules.ts'

let world: World
let player: SwitchPlayer
let olga: Staff
beforeAll(async () => {
  world = await openWorld({ now: '2026-03-01T00:00:00Z' })
  olga = await setUpOperator(world, 'USD')
  await openGateways(world)
  await priceCalls(world, { country: 'US', perMinute: '0.06' })
  await priceCalls(world, { country: 'FR', perMinute: '0.12' })
  await costCalls(world, 'US', 'telnyx', '0.02')
  player = new SwitchPlayer(world)
})
afterAll(() => world.close())

const FRIEND = '+12025550199'
const rule = (one: Caller, facts: object) => createRule(one.context, one.numberId, RuleFacts.parse(facts))
const costs = (id: string) =>
  world.query<{ amount: string }>(`select amount_micros::text as amount from entry where kind = 'cost' and subject_id = $1`, [id])

test('a call is routed to the gateways by priority; the next carries it when the first fails, and its cost is booked beside the price', async () => {
  const ana = await openCaller(world, '+14155550150')
  const call = player.routed(await player.outbound(ana, '(202) 555-0199'))
  expect(call.routes).toMatchObject([
    { kind: 'gateway', gateway: `sip:${GATEWAY}:5060`, dial: FRIEND, from: ana.e164 },
    { kind: 'gateway', gateway: `sip:${SECOND_GATEWAY}:5060`, dial: FRIEND },
  ])
  const events = await world.eventsOf(async () => {
    expect(await call.fail(503, 41)).toBe(2)
    await call.answer()
    await call.end(61_000)
  })
  expect(events).toEqual(['call.answered.v1', 'call.ended.v1'])
  const leg = await call.leg(ana.context)
  expect(leg).toMatchObject({ status: 'completed', reason: 'normal_clearing', vendor: 'telnyx', billedSeconds: 66 })
  expect(leg?.price && amountOf(leg.price)).toBe('0.066')
  // 66 seconds at 0.02 a minute.
  expect(await costs(leg?.id ?? '')).toEqual([{ amount: '22000' }])
  expect(leg?.trace).toMatchObject({ rate: '0.06', level: 'tenant_price', ruleId: expect.any(String), initialSeconds: 6 })
})

test('a busy friend is busy: no other gateway is asked', async () => {
  const ana = await openCaller(world, '+14155550151')
  const call = player.routed(await player.outbound(ana, FRIEND))
  expect(await call.fail(486, 17)).toBeUndefined()
  await call.giveUp(486, 17)
  expect(await call.leg(ana.context)).toMatchObject({ status: 'busy', reason: 'user_busy', billedSeconds: 0, sipCode: 486, q850: 17 })
  expect(await ana.purse()).toEqual(['10.00', '0.00'])
})

test.each([
  ['911', 403, 'forbidden'],
  ['+19005550000', 403, 'forbidden'],
  ['+5352555555', 403, 'forbidden'],
  ['not-a-number', 404, 'not_found'],
] as const)('%s is not called', async (dialled, code, reason) => {
  const ana = await openCaller(world, `+1415555${1000 + Math.floor(Math.random() * 8_999)}`)
  expect(await player.outbound(ana, dialled)).toMatchObject({ kind: 'reject', code })
  expect((await ana.calls())[0]).toMatchObject({ status: 'failed', reason })
})

test('without money for the first step nobody is called, and without a number neither', async () => {
  const poor = await openCaller(world, '+14155550153', '0.005')
  expect(await player.outbound(poor, FRIEND)).toMatchObject({ kind: 'reject', code: 402 })
  expect((await poor.calls())[0]).toMatchObject({ status: 'blocked', reason: 'insufficient_balance' })
  // What an account may call with is known for five seconds.
  world.clock.moveTo(later(world.clock.now(), 5_000))
  await world.query(`update number set status = 'suspended' where id = $1`, [poor.numberId])
  expect(await player.outbound(poor, FRIEND)).toMatchObject({ kind: 'reject', code: 403 })
  await world.query(`update account set status = 'suspended' where id = $1`, [poor.accountId])
  expect(await player.inbound(FRIEND, poor.e164)).toMatchObject({ kind: 'reject', code: 404 })
})

test('a call shows one of the caller’s own numbers and never a stranger’s', async () => {
  const ana = await openCaller(world, '+14155550154')
  await giveNumber(world, ana.accountId, '+14155550155')
  const shown = async (fromUser: string) =>
    player.routed(await player.ask({ device: ana.credentials.username, fromUser, requestUser: FRIEND })).routes[0]?.from
  expect(await shown('+14155550155')).toBe('+14155550155')
  expect(await shown('+14155550150')).toBe('+14155550154')
})

test('calls from nowhere and to nobody are refused', async () => {
  expect(await player.ask({ sourceIp: '203.0.113.9', requestUser: '+14155550150' })).toMatchObject({ kind: 'reject', code: 403 })
  expect(await player.inbound(FRIEND, '+14155558888')).toMatchObject({ kind: 'reject', code: 404 })
})

test('every report may come twice and in any order: the call is paid once and ends as it ended', async () => {
  const ana = await openCaller(world, '+14155550156')
  const call = player.routed(await player.outbound(ana, FRIEND))
  const at = world.clock.now()
  const end = call.event('end', { at: later(at, 30_000), durationMs: 30_000, releasedBy: 'caller', code: 200, cause: 16 })
  const answer = call.event('answer', { at })
  for (const event of [end, end, answer, call.event('ringing'), call.event('attempt'), answer, end]) await call.tell(event)
  const leg = await call.leg(ana.context)
  expect(leg).toMatchObject({ status: 'completed', billedSeconds: 30, durationMs: 30_000, vendor: 'twilio' })
  expect(await ana.purse()).toEqual(['9.97', '0.00'])
  await expect(player.decider.report({ ...end, ref: '01900000-0000-7000-8000-000000000000' as never })).resolves.toBeUndefined()
})

test('the same ending told five times at the same moment is paid and announced once', async () => {
  const ana = await openCaller(world, '+14155550169')
  const call = player.routed(await player.outbound(ana, FRIEND))
  await call.answer()
  const end = call.event('end', { at: later(world.clock.now(), 18_000), durationMs: 18_000, releasedBy: 'callee', code: 200, cause: 16 })
  const events = await world.eventsOf(() => Promise.all([1, 2, 3, 4, 5].map(() => call.tell(end))))
  expect(events).toEqual(['call.ended.v1'])
  expect(await ana.purse()).toEqual(['9.982', '0.00'])
})

test('a leg that ended but was not settled, because somebody died between, is settled by the watch', async () => {
  const ana = await openCaller(world, '+14155550170')
  const call = player.routed(await player.outbound(ana, FRIEND))
  await call.answer()
  const at = world.clock.now()
  await world.query(
    `update call set status = 'completed', reason = 'normal_clearing', ended_at = $2, duration_ms = 12000, extend_at = null where id = $1`,
    [call.ref, at],
  )
  expect((await ana.purse())[1]).toBe('0.06')
  world.clock.moveTo(later(at, minutes(3)))
  await closeLost(world.services)
  expect(await call.leg(ana.context)).toMatchObject({ billedSeconds: 12, settledAt: expect.any(Date) })
  expect(await ana.purse()).toEqual(['9.988', '0.00'])
})

test('two customers call each other within the platform: the caller pays, the called one sees the call', async () => {
  const [ana, bea] = [await openCaller(world, '+14155550157'), await openCaller(world, '+14155550158')]
  const call = player.routed(await player.outbound(ana, bea.e164))
  expect(call.routes[0]).toMatchObject({ kind: 'devices', users: [bea.credentials.username], from: ana.e164 })
  await call.answer()
  await call.end(12_000)
  expect(await ana.calls()).toMatchObject([{ direction: 'outbound', status: 'completed', billedSeconds: 12 }])
  expect(await bea.calls()).toMatchObject([{ direction: 'inbound', status: 'completed', price: null, from: ana.e164 }])
  expect(await ana.purse()).toEqual(['9.988', '0.00'])
  expect(await costs((await ana.calls())[0]?.id ?? '')).toEqual([])
})

test('who is blocked by another customer is declined, and only the other one sees why', async () => {
  const [ana, bea] = [await openCaller(world, '+14155550167'), await openCaller(world, '+14155550168')]
  const block = await rule(bea, { type: 'block_caller', callers: [ana.e164] })
  expect(await player.outbound(ana, bea.e164)).toMatchObject({ kind: 'reject', code: 603 })
  expect(await ana.calls()).toMatchObject([{ status: 'failed', reason: 'call_rejected', ruleTrace: null }])
  expect(await bea.calls()).toMatchObject([{ status: 'blocked', reason: 'blocked', ruleTrace: [{ ruleId: block.id }] }])
  expect(await ana.purse()).toEqual(['10.00', '0.00'])
})

test('a customer of a reseller and one of ours call each other; each business sees its own side only', async () => {
  const shop = await createTenant(world.context(), { slug: 'cross', name: 'Cross' })
  const zoe = await openCaller(world, '+14155550165', '10.00', 'US', shop.id)
  const ana = await openCaller(world, '+14155550166')
  await rule(ana, { type: 'forward_always', forwardTo: zoe.e164 })
  const call = player.routed(await player.inbound('+12025550123', ana.e164))
  expect(call.routes[0]).toMatchObject({ kind: 'devices', users: [zoe.credentials.username] })
  await call.answer()
  await call.end(60_000)
  expect((await ana.calls()).map(({ direction, to, status }) => [direction, to, status])).toEqual([
    ['outbound', zoe.e164, 'completed'],
    ['inbound', ana.e164, 'completed'],
  ])
  const [seen, ...others] = await zoe.calls()
  expect(others).toEqual([])
  expect(seen).toMatchObject({ direction: 'inbound', from: '+12025550123', to: zoe.e164, status: 'completed' })
  expect(seen?.ruleTrace?.every((step) => step.number === zoe.e164)).toBe(true)
  expect(await ana.purse()).toEqual(['9.94', '0.00'])
  expect(await zoe.purse()).toEqual(['10.00', '0.00'])
})

test('a forwarded leg is paid by who forwards; what was set aside for ways not taken is free at once', async () => {
  const bea = await openCaller(world, '+14155550159')
  await rule(bea, { type: 'forward_busy', forwardTo: '+33100000001' })
  await rule(bea, { type: 'forward_no_answer', forwardTo: FRIEND, present: 'number' })
  const call = player.routed(await player.inbound('+12025550123', bea.e164))
  // The first minute of both ways: 0.12 and 0.06.
  expect(await bea.purse()).toEqual(['10.00', '0.18'])
  expect(await call.fail(408, 19)).toBe(4)
  expect(call.routes[3]).toMatchObject({ kind: 'gateway', dial: FRIEND, from: bea.e164 })
  await call.answer()
  expect(await bea.purse()).toEqual(['10.00', '0.06'])
  await call.end(30_000)
  expect(await bea.purse()).toEqual(['9.97', '0.00'])
  expect((await bea.calls()).map(({ direction, status, to }) => [direction, status, to])).toEqual([
    ['outbound', 'completed', FRIEND],
    ['inbound', 'completed', bea.e164],
  ])
})

test('whoever cannot pay for a forward keeps the other ways', async () => {
  const bea = await openCaller(world, '+14155550160', '0')
  await rule(bea, { type: 'forward_always', forwardTo: '+33100000001' })
  const call = player.routed(await player.inbound('+12025550123', bea.e164))
  expect(call.routes).toMatchObject([{ kind: 'voicemail', dial: bea.e164 }])
  await setNumberVoice(bea.context, bea.numberId, { zone: 'UTC', holidays: [], ringSeconds: 20, voicemail: false })
  expect(await player.inbound('+12025550124', bea.e164)).toMatchObject({ kind: 'reject', code: 480 })
})

test('a forward that comes back from elsewhere is answered by the mailbox', async () => {
  const bea = await openCaller(world, '+14155550161')
  await rule(bea, { type: 'forward_always', forwardTo: '+33100000001' })
  player.routed(await player.inbound('+12025550123', bea.e164))
  const back = player.routed(
    await player.ask({ fromUser: '+12025550123', requestUser: bea.e164, diversion: '<sip:+14155550161@elsewhere>' }),
  )
  expect(back.routes).toMatchObject([{ kind: 'voicemail' }])
})

test('staff see calls with the other party masked, and cut one; customers cut none', async () => {
  const ana = await openCaller(world, '+14155550163')
  const call = player.routed(await player.outbound(ana, FRIEND))
  await call.answer()
  const { browser } = olga
  const seen = await browser.get(`/calls/${call.ref}`)
  expect(seen.body).toMatchObject({
    from: ana.e164,
    to: '+1202555••••',
    status: 'answered',
    vendor: 'twilio',
    attempts: [{ target: '+1202555••••' }, {}],
  })
  expect(JSON.stringify((await browser.get(`/calls?accountId=${ana.accountId}&live=true`)).body)).not.toContain(FRIEND)
  const customer = await signedInCustomer(world)
  expect((await customer.browser.post(`/calls/${call.ref}/cut`, { reason: 'For the test' })).status).toBe(403)
  expect((await customer.browser.get(`/calls/${call.ref}`)).code).toBe('voice.callNotFound')
  const events = await world.eventsOf(() => browser.post(`/calls/${call.ref}/cut`, { reason: 'Fraud' }))
  expect(events).toEqual(['call.cut_asked.v1'])
  await player.attend()
  expect(player.cut).toContain(call.ref)
  await call.end(20_000, { releasedBy: 'platform' })
  expect(await call.leg(ana.context)).toMatchObject({ reason: 'cut' })
  expect((await browser.post(`/calls/${call.ref}/cut`, { reason: 'Again' })).code).toBe('voice.callNotUp')
})

test('a message is heard by its owner only, whole or in parts', async () => {
  const customer = await signedInCustomer(world)
  const [account] = await world.query<{ id: never }>('select account_id as id from app_user where lower(email) = lower($1)', [
    customer.email,
  ])
  await giveNumber(world, account?.id as never, '+14155550164')
  const call = player.routed(await player.inbound('+12025550123', '+14155550164'))
  await call.answer()
  await player.decider.record({ ref: call.ref, recordingId: 'heard', audio: silence(4), durationMs: 4_000, at: world.clock.now() })
  await player.decider.record({
    ref: call.ref,
    recordingId: 'not-a-wav',
    audio: Buffer.alloc(4_000, 1),
    durationMs: 4_000,
    at: world.clock.now(),
  })
  await call.end(6_000)
  const { browser } = customer
  const list = (await browser.get('/voicemails')).body as { items: { id: string; read: boolean }[]; unread: number }
  expect(list).toMatchObject({ unread: 1, items: [{ read: false, from: '+12025550123', number: '+14155550164', durationMs: 4_000 }] })
  const id = list.items[0]?.id
  const cookies = Object.fromEntries(browser.cookies)
  const sound = (range?: string) =>
    world.request({ method: 'GET', url: `/api/v1/voicemails/${id}/audio`, cookies, headers: range ? { range } : {} })
  const whole = await sound()
  expect([whole.statusCode, whole.headers['content-type'], whole.rawPayload.length]).toEqual([200, 'audio/wav', 32_044])
  const part = await sound('bytes=0-43')
  expect([part.statusCode, part.headers['content-range'], part.rawPayload.length]).toEqual([206, 'bytes 0-43/32044', 44])
  expect((await sound('bytes=99999-')).statusCode).toBe(416)
  expect((await browser.post(`/voicemails/${id}/played`, { seconds: 3 })).body).toMatchObject({ read: true })
  expect((await browser.post(`/voicemails/${id}/unread`, {})).body).toMatchObject({ read: false })
  expect((await browser.post(`/voicemails/${id}/delete`, {})).body).toMatchObject({ erasedFrom: expect.any(String) })
  expect((await browser.get('/voicemails?deleted=true')).body).toMatchObject({ items: [{ id }] })
  const stranger = await signedInCustomer(world)
  expect((await stranger.browser.get(`/voicemails/${id}`)).code).toBe('voice.voicemailNotFound')
  expect((await olga.browser.get('/voicemails')).status).toBe(403)
})

test('a call whose end is never told is closed with its last known duration and flagged', async () => {
  const ana = await openCaller(world, '+14155550162')
  const call = player.routed(await player.outbound(ana, FRIEND))
  await call.answer()
  await call.talk(110)
  world.clock.moveTo(later(world.clock.now(), minutes(60 * 4 + 15)))
  expect(await closeLost(world.services)).toBeGreaterThanOrEqual(1)
  const leg = await call.leg(ana.context)
  expect(leg).toMatchObject({ status: 'completed', reason: 'ending_missing', watchdog: true, releasedBy: 'platform' })
  expect(leg?.billedSeconds).toBeGreaterThanOrEqual(108)
  expect((await ana.purse())[1]).toBe('0.00')
  expect(await closeLost(world.services)).toBe(0)
})

test('after all these calls every law of the ledger holds', async () => {
  expect(await brokenLaws(world)).toEqual([])
})
