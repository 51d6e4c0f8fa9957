import { expect, test } from 'vitest'
import { type World, worldForTest } from '../../../test/support/world.ts'
import { hours, minutes } from '../../platform/clock.ts'
import { expireHolds } from '../../spine/ledger/service.ts'
import { openAdapter } from '../../spine/providers/index.ts'
import { beginHandover } from './fate.ts'
import { messageSupplierPort } from './port.ts'
import { report } from './report.ts'
import { sendMessage } from './send.ts'
import { list } from './store.ts'
import { asked, openTexting, type Texting, wait } from './texting-for-tests.ts'

const PEER = '+14155559999'
const PRICE = '0.01185'

async function open(): Promise<{ world: World; ana: Texting }> {
  const world = await worldForTest({ vendors: true })
  return { world, ana: await openTexting(world) }
}

const faults = (world: World) => world.vendors.twilio.control

test('a text is held, handed over, captured and delivered, and what it costs us is booked beside it', async () => {
  const { world, ana } = await open()
  const events = await world.eventsOf(async () => {
    expect(await ana.send(PEER)).toMatchObject({ status: 'queued', segments: 1, encoding: 'GSM-7' })
    expect(await ana.purse()).toEqual(['10.00', PRICE])
    await world.settle()
  })
  expect(events).toEqual(['message.queued.v1', 'message.handed_over.v1', 'message.sent.v1', 'message.delivered.v1'])
  expect(await ana.newest()).toMatchObject({ status: 'delivered', captured: true, error: null })
  expect(await ana.purse()).toEqual(['9.98815', '0.00'])
  expect(await ana.entries()).toEqual(['recharge 10.00', `sms -${PRICE}`])
  const [cost] = await world.query(`select kind, amount_micros::text as amount from entry where kind = 'cost'`)
  expect(cost).toEqual({ kind: 'cost', amount: '7900' })
})

test('the same key sends once, however often it comes', async () => {
  const { world, ana } = await open()
  const sent = await Promise.all([1, 2, 3].map(() => ana.send(PEER, 'Hello', 'the-same-key')))
  await world.settle()
  expect(new Set(sent.map((message) => message.id)).size).toBe(1)
  expect(asked(world)).toBe(1)
  expect(await ana.entries()).toEqual(['recharge 10.00', `sms -${PRICE}`])
})

test('nothing is queued for whoever cannot pay', async () => {
  const { ana } = await open()
  await expect(ana.send(PEER, 'x'.repeat(1_531))).rejects.toMatchObject({ code: 'messaging.tooLong' })
  await expect(ana.send(PEER, '')).rejects.toMatchObject({ code: 'messaging.empty' })
  await expect(ana.send('+1999')).rejects.toMatchObject({ code: 'messaging.notE164' })
  for (let sent = 0; sent < 84; sent += 1) await ana.send(PEER, 'x'.repeat(1_530))
  await expect(ana.send(PEER, 'x'.repeat(1_530))).rejects.toMatchObject({ status: 402, facts: { shortfall: '0.0725' } })
  expect(await ana.purse()).toEqual(['10.00', '9.954'])
})

test('a lost answer is looked up after ten seconds and never sent again', async () => {
  const { world, ana } = await open()
  faults(world).holdWebhooks()
  faults(world).fault({ kind: 'drop-after-effect', operation: 'messages.create', count: 1 })
  await ana.send(PEER)
  await world.settle()
  expect(await ana.newest()).toMatchObject({ status: 'queued', captured: false })
  expect(await ana.purse()).toEqual(['10.00', PRICE])
  await wait(world, 10_000)
  expect(await ana.newest()).toMatchObject({ captured: true, status: 'delivered' })
  expect(await ana.entries()).toEqual(['recharge 10.00', `sms -${PRICE}`])
  faults(world).releaseWebhooks()
  await world.settle()
  await wait(world, hours(1))
  expect(asked(world)).toBe(1)
  expect(await ana.entries()).toEqual(['recharge 10.00', `sms -${PRICE}`])
})

test('a lost answer is not waited for when the status callback is faster', async () => {
  const { world, ana } = await open()
  faults(world).fault({ kind: 'drop-after-effect', operation: 'messages.create', count: 1 })
  await ana.send(PEER)
  await world.settle()
  expect(await ana.newest()).toMatchObject({ status: 'delivered', captured: true })
  await wait(world, hours(1))
  expect(asked(world)).toBe(1)
  expect(await ana.purse()).toEqual(['9.98815', '0.00'])
})

test('a text that cannot be found twice, five minutes apart, was never sent: the money is free and nothing is sent again', async () => {
  const { world, ana } = await open()
  faults(world).fault({ kind: 'drop-before-effect', operation: 'messages.create', count: 1 })
  await ana.send(PEER)
  for (const pause of [0, 10_000, 60_000]) await wait(world, pause)
  expect(await ana.newest()).toMatchObject({ status: 'queued' })
  const events = await world.eventsOf(() => wait(world, minutes(5)))
  expect(events).toEqual(['message.failed.v1'])
  expect(await ana.newest()).toMatchObject({ status: 'failed', error: { code: 'not_sent' } })
  expect(await ana.purse()).toEqual(['10.00', '0.00'])
  expect(asked(world)).toBe(1)
})

test('a crash between the call and its record is looked up, not sent again', async () => {
  const { world, ana } = await open()
  const { id } = await ana.send(PEER)
  const supplier = await openAdapter(ana.context, messageSupplierPort, ana.providerId)
  await beginHandover(ana.context, id)
  await supplier.send({ from: ana.e164, to: PEER, body: 'Hello', statusUrl: 'http://127.0.0.1:9/lost#rc=0' })
  await world.settle()
  expect(await ana.newest()).toMatchObject({ captured: true, supplierReference: expect.stringMatching(/^SM/) })
  expect(asked(world)).toBe(1)
})

test('two equal texts whose answers were both lost are both found, each once', async () => {
  const { world, ana } = await open()
  faults(world).holdWebhooks()
  faults(world).fault({ kind: 'drop-after-effect', operation: 'messages.create', count: 2 })
  await ana.send(PEER)
  await ana.send(PEER)
  for (const pause of [0, 10_000, 60_000]) await wait(world, pause)
  const { items } = await list(ana.context, { limit: 10 })
  expect(items.map((message) => message.captured)).toEqual([true, true])
  expect(new Set(items.map((message) => message.supplierReference)).size).toBe(2)
  expect(asked(world)).toBe(2)
})

test('a definite refusal fails the text with the vendor’s words and frees the money', async () => {
  const { world, ana } = await open()
  await ana.send('+15005550009')
  expect(await world.eventsOf(() => world.settle())).toEqual(['message.failed.v1'])
  expect(await ana.newest()).toMatchObject({ status: 'failed', error: { code: '21614', message: expect.stringContaining('not a mobile') } })
  expect(await ana.purse()).toEqual(['10.00', '0.00'])
})

test('a refusal for now is tried again, five times at most', async () => {
  const { world, ana } = await open()
  faults(world).fault({ kind: 'fail', operation: 'messages.create', status: 429, code: 20429, count: 6 })
  await ana.send(PEER)
  for (const pause of [0, 2_000, 4_000, 8_000]) await wait(world, pause)
  expect(await ana.newest()).toMatchObject({ status: 'queued', attempts: 4 })
  await wait(world, 16_000)
  expect(await ana.newest()).toMatchObject({ status: 'failed', error: { code: '20429' } })
  expect(asked(world)).toBe(5)
  expect(await ana.purse()).toEqual(['10.00', '0.00'])
  faults(world).clearFaults()
  faults(world).fault({ kind: 'fail', operation: 'messages.create', status: 429, code: 20429, count: 1 })
  await ana.send(PEER)
  for (const pause of [0, 2_000]) await wait(world, pause)
  expect(await ana.newest()).toMatchObject({ status: 'delivered', attempts: 2 })
})

test('what fails after it was paid is paid back once; what was undelivered stays paid', async () => {
  const { world, ana } = await open()
  faults(world).fault({ kind: 'duplicate', operation: 'message.status', times: 3, count: 2 })
  await ana.send('+14155550008')
  await world.settle()
  expect(await ana.newest()).toMatchObject({ status: 'failed', error: { code: '30008' } })
  expect(await ana.entries()).toEqual(['recharge 10.00', `sms -${PRICE}`, `refund ${PRICE}`])
  await ana.send('+14155550003')
  await world.settle()
  expect(await ana.newest()).toMatchObject({ status: 'undelivered', error: { code: '30003' } })
  expect(await ana.purse()).toEqual(['9.98815', '0.00'])
})

test('reports that come three times and shuffled end where the last one says, and are paid once', async () => {
  const { world, ana } = await open()
  faults(world).holdWebhooks()
  for (let sent = 0; sent < 5; sent += 1) await ana.send(PEER, `Text ${sent}`)
  await world.settle()
  faults(world).fault({ kind: 'duplicate', operation: 'message.status', times: 3 })
  faults(world).releaseWebhooks('shuffled')
  await world.settle()
  const { items } = await list(ana.context, { limit: 10 })
  expect(items.map((message) => message.status)).toEqual(Array.from({ length: 5 }, () => 'delivered'))
  expect((await ana.entries()).filter((entry) => entry.startsWith('sms'))).toHaveLength(5)
})

test('a second, different end is kept for people and changes nothing', async () => {
  const { world, ana } = await open()
  const { id } = await ana.send(PEER)
  await world.settle()
  const told = { supplierReference: 'SM1', status: 'undelivered', error: { code: '30003', message: 'Off.' } } as const
  expect(await world.eventsOf(() => report(ana.context, id, 'twilio', told))).toEqual(['message.contradicted.v1'])
  expect(await ana.newest()).toMatchObject({ status: 'delivered', error: null })
})

test('a text that nobody could be asked about for a day is not sent after its money is free again', async () => {
  const { world, ana } = await open()
  await ana.send(PEER)
  await world.query(`update hold set expires_at = now() - interval '1 hour'`)
  await world.query('delete from graphile_worker._private_jobs')
  expect(await expireHolds(world.context())).toBe(1)
  await world.settle()
  expect(await ana.newest()).toMatchObject({ status: 'failed', error: { code: 'expired' } })
  expect(asked(world)).toBe(0)
  expect(await ana.purse()).toEqual(['10.00', '0.00'])
})

test('a text that turns out to be sent after its hold is over is still paid', async () => {
  const { world, ana } = await open()
  const { id } = await ana.send(PEER)
  await beginHandover(ana.context, id)
  await world.query(`update hold set expires_at = now() - interval '1 hour'`)
  await expireHolds(world.context())
  await report(ana.context, id, 'twilio', { supplierReference: 'SM1', status: 'delivered', error: null })
  expect(await ana.newest()).toMatchObject({ status: 'delivered' })
  expect(await ana.entries()).toEqual(['recharge 10.00', `sms -${PRICE}`])
})

test('nobody sees the texts of another account, nor sends from its number', async () => {
  const { world, ana } = await open()
  const ben = await openTexting(world, '+14155550101')
  await ana.send(PEER)
  await world.settle()
  expect((await list(ben.context, { limit: 10 })).items).toEqual([])
  const stolen = sendMessage(ben.context, ben.accountId, { from: ana.e164, to: PEER, body: 'x', key: 'k' })
  await expect(stolen).rejects.toMatchObject({ code: 'messaging.numberNotUsable' })
})
