import { isValidPhoneNumber } from 'libphonenumber-js/max'
import twilio from 'twilio'
import { expect, test } from 'vitest'
import { countSegments } from '../src/twilio/segments.ts'
import { STOCK } from '../src/twilio/stock.ts'
import { openReceiver, openTwilio, type Received, twilioClient } from './support/sdk.ts'

const BUYER = '+14155550100'
const OTHER = '+12125550100'
const signedBy = (token: string, base: string, { headers, path, fields }: Received) =>
  twilio.validateRequest(token, String(headers['x-twilio-signature']), `${base}${path}`, fields)

test('the account can be fetched with its token and not with another one', async () => {
  const { sim, client } = await openTwilio({ accounts: [{ accountSid: `AC${'1'.repeat(32)}`, authToken: 'second' }] })
  expect(await client.api.v2010.accounts(sim.accountSid).fetch()).toMatchObject({ sid: sim.accountSid, status: 'active', type: 'Full' })
  expect((await client.balance.fetch()).currency).toBe('USD')

  const second = twilioClient(sim.url, `AC${'1'.repeat(32)}`, 'second')
  expect((await second.api.v2010.accounts(`AC${'1'.repeat(32)}`).fetch()).sid).toBe(`AC${'1'.repeat(32)}`)
  await expect(second.api.v2010.accounts(sim.accountSid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 })
  const wrong = twilioClient(sim.url, sim.accountSid, 'wrong')
  await expect(wrong.api.v2010.accounts(sim.accountSid).fetch()).rejects.toMatchObject({ status: 401, code: 20003 })
})

test('every number in stock is valid, and none ends like a magic recipient', () => {
  expect([...STOCK.keys()].filter((number) => !isValidPhoneNumber(number))).toEqual([])
  expect([...STOCK.keys()].filter((number) => /000\d$/.test(number))).toEqual([])
  expect(STOCK.size).toBeGreaterThan(10_000)
})

test('search filters by country, type, area code, pattern and capability, and shows no number that is owned', async () => {
  const { client } = await openTwilio()
  const local = await client.availablePhoneNumbers('US').local.list({ areaCode: 415, contains: '+1415555*1*', limit: 200 })
  expect(local.map((one) => one.phoneNumber)).toHaveLength(100)
  expect(local[0]).toMatchObject({ phoneNumber: BUYER, locality: 'San Francisco', region: 'CA', isoCountry: 'US' })
  expect(local[0]?.capabilities).toEqual({ voice: true, SMS: true, MMS: true, fax: true })

  await client.incomingPhoneNumbers.create({ phoneNumber: BUYER })
  const [next] = await client.availablePhoneNumbers('US').local.list({ areaCode: 415, limit: 1 })
  expect(next?.phoneNumber).toBe('+14155550101')
  const mobiles = await client.availablePhoneNumbers('DE').mobile.list({ smsEnabled: true, limit: 5 })
  expect(mobiles.every((one) => one.phoneNumber.startsWith('+491'))).toBe(true)
  expect(await client.availablePhoneNumbers('DE').local.list({ smsEnabled: true, limit: 5 })).toEqual([])
  const tollFree = await client.availablePhoneNumbers('US').tollFree.list({ contains: '888$', limit: 5 })
  expect(tollFree).toEqual([])
  await expect(client.availablePhoneNumbers('XX').local.list({ limit: 1 })).rejects.toMatchObject({ status: 404, code: 20404 })
  expect((await client.availablePhoneNumbers.list()).map((one) => one.countryCode)).toContain('FR')
  expect(await client.availablePhoneNumbers('GB').fetch()).toMatchObject({ country: 'United Kingdom' })
})

test('a number is bought once, listed, changed and released, and only its last owner can take it back', async () => {
  const { sim, client } = await openTwilio({ accounts: [{ accountSid: `AC${'1'.repeat(32)}`, authToken: 'second' }] })
  const second = twilioClient(sim.url, `AC${'1'.repeat(32)}`, 'second')
  const bought = await client.incomingPhoneNumbers.create({ phoneNumber: BUYER, friendlyName: 'Shop', smsUrl: 'https://shop.example/sms' })
  expect(bought).toMatchObject({ phoneNumber: BUYER, friendlyName: 'Shop', smsUrl: 'https://shop.example/sms', status: 'in-use' })
  expect(bought.capabilities).toEqual({ voice: true, sms: true, mms: true, fax: true })
  await expect(client.incomingPhoneNumbers.create({ phoneNumber: BUYER })).rejects.toMatchObject({ status: 400, code: 21422 })
  await expect(second.incomingPhoneNumbers.create({ phoneNumber: BUYER })).rejects.toMatchObject({ status: 400, code: 21422 })

  expect((await client.incomingPhoneNumbers.list({ phoneNumber: BUYER })).map((one) => one.sid)).toEqual([bought.sid])
  expect(await client.incomingPhoneNumbers.list({ friendlyName: 'Nobody' })).toEqual([])
  expect(await second.incomingPhoneNumbers.list()).toEqual([])
  await expect(second.incomingPhoneNumbers(bought.sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 })
  const changed = await client
    .incomingPhoneNumbers(bought.sid)
    .update({ voiceUrl: 'https://shop.example/voice', statusCallback: 'https://shop.example/status' })
  expect(changed).toMatchObject({
    voiceUrl: 'https://shop.example/voice',
    statusCallback: 'https://shop.example/status',
    friendlyName: 'Shop',
  })

  expect(await client.incomingPhoneNumbers(bought.sid).remove()).toBe(true)
  await expect(client.incomingPhoneNumbers(bought.sid).fetch()).rejects.toMatchObject({ code: 20404 })
  await expect(second.incomingPhoneNumbers.create({ phoneNumber: BUYER })).rejects.toMatchObject({ code: 21422 })
  expect((await client.incomingPhoneNumbers.create({ phoneNumber: BUYER })).sid).not.toBe(bought.sid)
  expect(sim.state.purchases.map((one) => one.phoneNumber)).toEqual([BUYER, BUYER])
  expect(sim.state.releases).toHaveLength(1)
})

test.each([
  [{ phoneNumber: '12' }, 21421],
  [{ phoneNumber: '+15005550001' }, 21421],
  [{ phoneNumber: '+15005550000' }, 21422],
  [{ areaCode: '1x' }, 21451],
  [{ areaCode: '533' }, 21452],
  [{ phoneNumber: BUYER, smsUrl: 'nowhere' }, 21503],
])('buying %o is refused with %i', async (order, code) => {
  const { sim, client } = await openTwilio()
  await expect(client.incomingPhoneNumbers.create(order)).rejects.toMatchObject({ status: 400, code })
  expect(sim.state.purchases).toEqual([])
})

test('lists are paged: the SDK follows the pages to the end, without gaps or repetitions', async () => {
  const { client } = await openTwilio()
  for (let count = 0; count < 7; count += 1) await client.incomingPhoneNumbers.create({ areaCode: '415' })
  const paged = await client.incomingPhoneNumbers.list({ pageSize: 3 })
  expect(new Set(paged.map((one) => one.phoneNumber)).size).toBe(7)
  expect(paged).toHaveLength(7)
})

test('a message passes queued, sending, sent and delivered, each told by a signed callback in order', async () => {
  const receiver = await openReceiver()
  const { sim, client } = await openTwilio()
  await client.incomingPhoneNumbers.create({ phoneNumber: BUYER })
  const statusCallback = `${receiver.url}/dlr?provider=1&x='`
  const sent = await client.messages.create({ from: BUYER, to: '+14155559999', body: `${'a'.repeat(160)}b`, statusCallback })
  expect(sent).toMatchObject({
    status: 'queued',
    numSegments: '2',
    price: null,
    priceUnit: 'USD',
    direction: 'outbound-api',
    dateSent: null,
  })

  await sim.settled()
  expect(receiver.received.map((one) => one.fields.MessageStatus)).toEqual(['sending', 'sent', 'delivered'])
  expect(
    receiver.received.every((one) =>
      twilio.validateRequest(sim.authToken, String(one.headers['x-twilio-signature']), statusCallback, one.fields),
    ),
  ).toBe(true)
  const fetched = await client.messages(sent.sid).fetch()
  expect(fetched).toMatchObject({ status: 'delivered', price: '-0.01660', errorCode: null })
  expect(fetched.dateSent?.getTime()).toBeGreaterThan(Date.now() - 60_000)
})

test.each([
  ['+14155550003', ['sending', 'sent', 'undelivered'], 30003],
  ['+14155550007', ['sending', 'sent', 'undelivered'], 30007],
  ['+14155550008', ['sending', 'failed'], 30008],
  ['+14155550006', ['sending', 'sent'], null],
])('a message to %s ends as its magic number says', async (to, statuses, errorCode) => {
  const receiver = await openReceiver()
  const { sim, client } = await openTwilio()
  await client.incomingPhoneNumbers.create({ phoneNumber: BUYER })
  const { sid } = await client.messages.create({ from: BUYER, to, body: 'hello', statusCallback: receiver.url })
  await sim.settled()
  expect(receiver.received.map((one) => one.fields.MessageStatus)).toEqual(statuses)
  expect(receiver.received.at(-1)?.fields.ErrorCode).toBe(errorCode === null ? undefined : String(errorCode))
  expect(await client.messages(sid).fetch()).toMatchObject({ status: statuses.at(-1), errorCode })
})

test.each([
  [{ to: '+15005550001', body: 'x' }, 21211],
  [{ to: '+15005550002', body: 'x' }, 21612],
  [{ to: '+15005550003', body: 'x' }, 21408],
  [{ to: '+15005550004', body: 'x' }, 21610],
  [{ to: '+15005550009', body: 'x' }, 21614],
  [{ to: 'nobody', body: 'x' }, 21211],
  [{ to: BUYER, body: 'x' }, 21266],
  [{ to: OTHER, body: '' }, 21602],
  [{ to: OTHER, body: 'x'.repeat(1601) }, 21617],
  [{ to: '+14155559999', body: 'x', from: OTHER }, 21606],
])('sending %o is refused with %i and leaves no message', async (message, code) => {
  const { sim, client } = await openTwilio()
  await client.incomingPhoneNumbers.create({ phoneNumber: BUYER })
  await expect(client.messages.create({ from: BUYER, ...message })).rejects.toMatchObject({ status: 400, code })
  expect(sim.state.messages.size).toBe(0)
})

test('a message to another number here arrives there, and one to …0001 is answered', async () => {
  const receiver = await openReceiver()
  const { sim, client } = await openTwilio()
  await client.incomingPhoneNumbers.create({ phoneNumber: BUYER, smsUrl: `${receiver.url}/buyer` })
  await client.incomingPhoneNumbers.create({ phoneNumber: OTHER, smsUrl: `${receiver.url}/other` })
  await client.messages.create({ from: BUYER, to: OTHER, body: 'Grüße & =?' })
  await sim.settled()
  const [arrived] = receiver.received
  expect(arrived).toMatchObject({
    path: '/other',
    fields: { From: BUYER, To: OTHER, Body: 'Grüße & =?', NumMedia: '0', AccountSid: sim.accountSid },
  })
  expect(arrived && signedBy(sim.authToken, receiver.url, arrived)).toBe(true)

  await client.messages.create({ from: BUYER, to: '+14155550001', body: 'ping' })
  await sim.settled()
  expect(receiver.received[1]).toMatchObject({ path: '/buyer', fields: { From: '+14155550001', To: BUYER, Body: 'You said: ping' } })
  const inbound = await client.messages.list({ to: BUYER })
  expect(inbound.map((one) => [one.body, one.direction, one.status])).toEqual([['You said: ping', 'inbound', 'received']])
})

test('messages are listed by both ends and by date, redacted, cancelled and deleted', async () => {
  const { sim, client } = await openTwilio({ pace: 'manual' })
  await client.incomingPhoneNumbers.create({ phoneNumber: BUYER })
  const first = await client.messages.create({ from: BUYER, to: OTHER, body: 'one' })
  const second = await client.messages.create({ from: BUYER, to: '+14155559999', body: 'two' })
  const bodies = async (filter: object) => (await client.messages.list(filter)).map((one) => one.body)
  expect(await bodies({})).toEqual(['two', 'one'])
  expect(await bodies({ to: OTHER, from: BUYER })).toEqual(['one'])
  expect(await bodies({ dateSent: new Date() })).toEqual(['two', 'one'])
  expect(await bodies({ dateSentAfter: new Date(Date.now() + 60_000) })).toEqual([])
  expect(await bodies({ dateSentBefore: new Date(Date.now() - 60_000) })).toEqual([])

  expect((await client.messages(second.sid).update({ status: 'canceled' })).status).toBe('canceled')
  await sim.control.advance()
  await expect(client.messages(first.sid).update({ status: 'canceled' })).rejects.toMatchObject({ code: 30409 })
  expect((await client.messages(first.sid).update({ body: '' })).body).toBe('')
  expect(await client.messages(first.sid).remove()).toBe(true)
  await expect(client.messages(first.sid).fetch()).rejects.toMatchObject({ code: 20404 })
  expect((await client.messages(second.sid).fetch()).status).toBe('canceled')
})

test.each([
  ['a'.repeat(160), 1],
  ['a'.repeat(161), 2],
  ['a'.repeat(307), 3],
  ['€'.repeat(81), 2],
  [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 3],
  ['ж'.repeat(70), 1],
  ['ж'.repeat(135), 3],
  [`${'ж'.repeat(66)}😀${'ж'.repeat(66)}`, 3],
  ['😀'.repeat(36), 2],
])('segments are counted as carriers count them (%#)', (body, segments) => {
  expect(countSegments(body)).toBe(segments)
})
