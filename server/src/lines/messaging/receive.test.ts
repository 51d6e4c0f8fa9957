import { expect, test } from 'vitest'
import { type World, worldForTest } from '../../../test/support/world.ts'
import { hours } from '../../platform/clock.ts'
import { setUpOperator } from '../../spine/access/browser-for-tests.ts'
import { readThread, receive } from './receive.ts'
import { list, listThreads } from './store.ts'
import { asked, openTexting, type Texting, wait } from './texting-for-tests.ts'

const PEER = '+14155559999'

async function open() {
  const world = await worldForTest({ vendors: true })
  const ana = await openTexting(world)
  const control = world.vendors.twilio.control
  /** A text from outside, all the way through the vendor's webhook. */
  const hear = async (body: string, from = PEER) => {
    control.inbound({ from, to: ana.e164, body })
    await world.settle()
  }
  return { world, ana, control, hear }
}

const sentTo = (world: World, to = PEER) =>
  [...world.vendors.twilio.state.messages.values()]
    .filter((one) => one.direction === 'outbound-api' && one.to === to)
    .map((one) => one.body)

const bodies = async ({ context }: Texting) =>
  (await list(context, { limit: 100 })).items.map((message) => `${message.status}: ${message.body}`)

test('a text that arrives is stored once, however often the vendor tells it, and read once', async () => {
  const { world, ana, control, hear } = await open()
  control.fault({ kind: 'duplicate', operation: 'message.inbound', times: 3, count: 1 })
  expect(await world.eventsOf(() => hear('Hi!'))).toEqual(['message.received.v1'])
  expect(await bodies(ana)).toEqual(['received: Hi!'])
  expect(await ana.newest()).toMatchObject({ direction: 'inbound', peer: PEER, price: null, segments: 1 })
  const thread = { numberId: ana.numberId, peer: PEER, lastMessage: 'Hi!', lastDirection: 'inbound' }
  expect(await listThreads(ana.context, 10)).toMatchObject([{ ...thread, unread: 1 }])
  await readThread(ana.context, ana.numberId, PEER)
  expect(await listThreads(ana.context, 10)).toMatchObject([{ ...thread, unread: 0 }])
  expect(await ana.entries()).toEqual(['recharge 10.00'])
})

test('a text without the vendor’s signature is refused and leaves nothing', async () => {
  const { ana, control, hear } = await open()
  control.fault({ kind: 'bad-signature', operation: 'message.inbound', count: 1 })
  await hear('Forged')
  expect(control.webhooks().map((one) => one.status)).toEqual([403])
  expect(await bodies(ana)).toEqual([])
})

test('STOP is one transaction: kept, what waits is cancelled and free, one confirmation for nothing', async () => {
  const { world, ana } = await open()
  await ana.send(PEER, 'One')
  await ana.send(PEER, 'Two')
  await ana.send('+14155558888', 'For somebody else')
  const text = { supplierReference: 'SMstop', from: PEER, to: ana.e164, body: ' Stop! ' }
  const events = await world.eventsOf(() => receive(world.context(), ana.providerId, text))
  expect(events).toEqual(['message.received.v1', 'opt_out.created.v1', 'message.cancelled.v1', 'message.cancelled.v1', 'message.queued.v1'])
  expect(await ana.purse()).toEqual(['10.00', '0.01185'])
  await world.settle()
  expect(sentTo(world)).toEqual([expect.stringContaining('Reply START')])
  expect(sentTo(world, '+14155558888')).toEqual(['For somebody else'])
  expect(await ana.entries()).toEqual(['recharge 10.00', 'sms -0.01185'])
})

test('after STOP nothing may be sent to that peer from that number, until START', async () => {
  const { world, ana, hear } = await open()
  await hear('STOP')
  await hear('stop')
  expect(sentTo(world)).toHaveLength(1)
  const facts = { upstreamCode: '21610' }
  await expect(ana.send(PEER)).rejects.toMatchObject({ code: 'messaging.optedOut', status: 422, facts })
  await ana.send('+14155558888')
  expect(await world.eventsOf(() => hear('Yes'))).toContain('opt_out.ended.v1')
  await ana.send(PEER, 'Welcome back')
  await world.settle()
  expect(sentTo(world)).toEqual([
    expect.stringContaining('no more messages'),
    expect.stringContaining('messages from this number again'),
    'Welcome back',
  ])
})

test('a STOP that comes between acceptance and hand-over is obeyed at hand-over', async () => {
  const { world, ana } = await open()
  await ana.send(PEER)
  await world.query(
    `with stop as (insert into message (id, tenant_id, account_id, number_id, peer, direction, body, encoding, segments, status, created_at, touched_at)
       select gen_random_uuid(), tenant_id, account_id, number_id, peer, 'inbound', 'STOP', 'GSM-7', 1, 'received', now(), now() from message returning *)
     insert into opt_out (id, tenant_id, account_id, number_id, peer, message_id, created_at)
       select gen_random_uuid(), tenant_id, account_id, number_id, peer, id, now() from stop`,
  )
  await world.settle()
  const { items } = await list(ana.context, { limit: 10, direction: 'outbound' })
  expect(items).toMatchObject([{ status: 'failed', error: { code: '21610' } }])
  expect(asked(world)).toBe(0)
  expect(await ana.purse()).toEqual(['10.00', '0.00'])
})

test('START and YES mean nothing while nobody has said STOP', async () => {
  const { world, ana, hear } = await open()
  for (const body of ['START', 'Yes']) await hear(body)
  expect(await bodies(ana)).toEqual(['received: Yes', 'received: START'])
  expect(sentTo(world)).toEqual([])
})

test('HELP is answered once in 24 hours, also to whoever said STOP', async () => {
  const { world, hear } = await open()
  await hear('STOP')
  await hear('Help')
  await hear('help?')
  expect(sentTo(world)).toHaveLength(2)
  await wait(world, hours(24))
  await hear('help again')
  await hear('INFO')
  expect(sentTo(world).map((body) => body.includes('reply STOP to get no more'))).toEqual([false, true, true])
})

test('a short code is heard, and its STOP obeyed without an answer that could not reach it', async () => {
  const { world, ana } = await open()
  await receive(world.context(), ana.providerId, { supplierReference: 'SM1', from: '72975', to: ana.e164, body: 'STOP' })
  await world.settle()
  expect(await bodies(ana)).toEqual(['received: STOP'])
  expect(asked(world)).toBe(0)
})

test('a text to a number that nobody holds changes nothing', async () => {
  const { world, ana } = await open()
  const text = { supplierReference: 'SM1', from: PEER, to: '+14155550177', body: 'Hi' }
  expect(await world.eventsOf(() => receive(world.context(), ana.providerId, text))).toEqual([])
})

test('staff see that there was a text, but neither its words nor the conversations', async () => {
  const { world, ana, hear } = await open()
  await hear('Secret')
  const { browser } = await setUpOperator(world)
  const { body } = await browser.get(`/messages?accountId=${ana.accountId}`)
  expect(body).toMatchObject({ items: [{ from: PEER, to: ana.e164, direction: 'inbound', status: 'received', body: null }] })
  expect(await browser.get('/threads')).toMatchObject({ status: 403 })
})
