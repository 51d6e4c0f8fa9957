import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../../test/support/world.ts'
import { type Browser, signedInCustomer } from '../../spine/access/browser-for-tests.ts'
import { giveNumber, openGateways, priceCalls } from './calling-for-tests.ts'

let world: World
let ana: Browser
let numberId: string
beforeAll(async () => {
  world = await openWorld({ now: '2026-03-01T00:00:00Z' })
  await openGateways(world)
  await priceCalls(world, { country: 'FR', perMinute: '0.12' })
  const customer = await signedInCustomer(world)
  ana = customer.browser
  const [account] = await world.query<{ id: string }>('select account_id as id from app_user where lower(email) = lower($1)', [
    customer.email,
  ])
  numberId = await giveNumber(world, account?.id as never, '+14155550140')
})
afterAll(() => world.close())

type Rule = { id: string; type: string; priority: number; costPerMinute: { rate: string } | null }
const rules = async () => ((await ana.get(`/numbers/${numberId}/call-rules`)).body as { items: Rule[] }).items
const add = (body: object) => ana.post(`/numbers/${numberId}/call-rules`, body)
const put = (path: string, payload: object) => ana.send('PUT' as never, path, payload)

test('rules are added, shown with what they cost, changed, ordered and removed, each with its event', async () => {
  const events = await world.eventsOf(async () => {
    const made = await add({ type: 'forward_no_answer', ringSeconds: 25, forwardTo: '+33100000001' })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ priority: 10, ringSeconds: 25, costPerMinute: { currency: 'USD', rate: '0.12' } })
    const second = await add({ type: 'dnd', active: false })
    expect(second.body).toMatchObject({ priority: 20, active: false })
    const ids = (await rules()).map(({ id }) => id).reverse()
    await ana.post(`/numbers/${numberId}/call-rules/order`, { order: ids })
    expect((await rules()).map(({ id }) => id)).toEqual(ids)
    expect((await put(`/call-rules/${ids[1]}`, { type: 'forward_busy', forwardTo: '+33100000002' })).body).toMatchObject({
      type: 'forward_busy',
      priority: 20,
    })
    for (const id of ids) expect((await ana.send('DELETE', `/call-rules/${id}`, {})).status).toBe(200)
    expect(await rules()).toEqual([])
  })
  expect(events).toEqual([
    'call_rule.created.v1',
    'call_rule.created.v1',
    'number.call_rules_ordered.v1',
    'call_rule.changed.v1',
    'call_rule.removed.v1',
    'call_rule.removed.v1',
  ])
})

test.each([
  [{ type: 'forward_always', forwardTo: '+14155550140' }, 'voice.ruleNotValid'],
  [{ type: 'forward_always', forwardTo: '12' }, 'voice.ruleNotValid'],
  [{ type: 'forward_always' }, 'voice.ruleNotValid'],
  [{ type: 'forward_always', forwardTo: '+19005550000' }, 'voice.targetNotAllowed'],
  [{ type: 'forward_always', forwardTo: '+5352555555' }, 'voice.targetNotAllowed'],
  [{ type: 'simultaneous_ring', devices: ['01900000-0000-7000-8000-000000000000'] }, 'voice.ruleNotValid'],
  [{ type: 'no_such_rule' }, 'request.invalid'],
])('a rule that cannot work is refused: %j', async (body, code) => {
  expect(await add(body)).toMatchObject({ status: 422, code })
})

test('an order that leaves a rule out, or names one twice, is refused', async () => {
  const one = (await add({ type: 'dnd', active: false })).body as Rule
  for (const order of [[], [one.id, one.id], ['01900000-0000-7000-8000-000000000000']])
    expect((await ana.post(`/numbers/${numberId}/call-rules/order`, { order })).code).toBe('voice.orderNotWhole')
  await ana.send('DELETE', `/call-rules/${one.id}`, {})
})

test('fifty rules are the most', async () => {
  const made = []
  for (let index = 0; index < 51; index += 1) made.push(await add({ type: 'dnd', active: false }))
  expect(made.at(-1)?.code).toBe('voice.tooManyRules')
  for (const { id } of await rules()) await ana.send('DELETE', `/call-rules/${id}`, {})
})

test('the zone of a number is one that exists; its country gives it only where there is one', async () => {
  const voice = { holidays: ['2026-12-25', '2026-12-25'], ringSeconds: 30, voicemail: false }
  expect((await ana.get(`/numbers/${numberId}/call-rules`)).body).toMatchObject({
    voice: { zone: 'UTC', ringSeconds: 20, voicemail: true },
  })
  expect((await put(`/numbers/${numberId}/voice`, { ...voice, zone: 'Mars/Olympus' })).code).toBe('voice.unknownZone')
  expect((await put(`/numbers/${numberId}/voice`, { ...voice, zone: 'Europe/Paris' })).body).toMatchObject({
    zone: 'Europe/Paris',
    holidays: ['2026-12-25'],
  })
})

test('a rehearsal names every rule and the exact path, and leaves nothing behind', async () => {
  const away = (await add({ type: 'forward_no_answer', forwardTo: '+33100000001' })).body as Rule
  const before = await world.query('select count(*)::int as calls from call')
  const asked = await ana.post(`/numbers/${numberId}/call-rules/simulate`, {
    from: '+12025550123',
    at: '2026-03-27T07:30:00Z',
    devices: 'no_answer',
    elsewhere: 'no_answer',
  })
  // The account has no device, so nobody can be reached and nobody can fail to answer.
  expect(asked.body).toMatchObject({ end: 'busy', path: [] })
  await ana.post('/devices', { name: 'Desk', kind: 'sip_phone' })
  const again = await ana.post(`/numbers/${numberId}/call-rules/simulate`, {
    from: '+12025550123',
    devices: 'no_answer',
    elsewhere: 'answer',
  })
  expect(again.body).toMatchObject({
    end: 'answered',
    path: [
      { kind: 'devices', target: '+14155550140', outcome: 'no_answer', forwardedBy: [] },
      { kind: 'outside', target: '+33100000001', outcome: 'answer', forwardedBy: ['+14155550140'] },
    ],
  })
  expect((again.body as { trace: { ruleId: string }[] }).trace.map(({ ruleId }) => ruleId)).toContain(away.id)
  expect(await world.query('select count(*)::int as calls from call')).toEqual(before)
  expect((await ana.post(`/numbers/${numberId}/call-rules/price`, { to: '+33100000001' })).body).toEqual({ currency: 'USD', rate: '0.12' })
})

test('the rules of somebody else’s number do not exist', async () => {
  const rule = (await add({ type: 'dnd', active: false })).body as Rule
  const { browser: other } = await signedInCustomer(world)
  expect((await other.get(`/numbers/${numberId}/call-rules`)).status).toBe(404)
  expect((await other.send('PUT' as never, `/call-rules/${rule.id}`, { type: 'dnd' })).code).toBe('voice.ruleNotFound')
  expect((await other.post(`/numbers/${numberId}/call-rules/simulate`, {})).status).toBe(404)
})
