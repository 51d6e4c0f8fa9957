import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { startTwilio, type TwilioSimulator } from '../../../simulators/src/index.ts'
import type { AdapterSettings } from '../../src/platform/ports.ts'
import { twilioConnection } from '../../src/providers/twilio/connection.ts'
import { twilioMessages } from '../../src/providers/twilio/messages.ts'
import { twilioNumbers } from '../../src/providers/twilio/numbers.ts'

const OWN = '+14155550100'
const OTHER = '+14155550101'
const PEER = '+14155559999'
const HOOK = 'http://127.0.0.1:9/hook'

const settingsOf = (sim: Pick<TwilioSimulator, 'accountSid' | 'authToken' | 'url'>): AdapterSettings => ({
  providerId: '00000000-0000-4000-8000-000000000001',
  settings: { accountSid: sim.accountSid, authToken: sim.authToken, baseUrl: sim.url },
  webhookBase: HOOK,
})

async function openTwilio() {
  const sim = await startTwilio()
  onTestFinished(() => sim.close())
  const numbers = twilioNumbers(settingsOf(sim))
  const messages = twilioMessages(settingsOf(sim))
  const buy = (e164 = OWN, reference = 'ours') => numbers.buy({ e164, reference, smsUrl: `${HOOK}/sms`, statusUrl: `${HOOK}/status` })
  const handover = { from: OWN, to: PEER, body: 'Hello', statusUrl: `${HOOK}/status#rc=0` }
  const lookFor = (known: readonly string[] = [], body = 'Hello') =>
    messages.find({ ...handover, body, since: new Date(Date.now() - 1_000), known: new Set(known) })
  return { sim, numbers, messages, buy, handover, lookFor }
}

/** A vendor that answers everything with the same words. */
async function openOracle(status: number, body: string): Promise<AdapterSettings> {
  const server = createServer((_, response) => response.writeHead(status, { 'content-type': 'application/json' }).end(body))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return settingsOf({ accountSid: `AC${'0'.repeat(32)}`, authToken: 'token', url: `http://127.0.0.1:${port}` })
}

test('the search offers numbers with what they can do, and nothing where there is no stock', async () => {
  const { numbers } = await openTwilio()
  const [first] = await numbers.search({ country: 'US', type: 'local', areaCode: '415', limit: 3 })
  expect(first?.e164).toMatch(/^\+1415\d{7}$/)
  expect(first?.capabilities).toContain('sms')
  expect(await numbers.search({ country: 'US', type: 'local', areaCode: '533', limit: 3 })).toEqual([])
})

test('a purchase is done, can be found by our reference and by no other, and is given back once or twice alike', async () => {
  const { numbers, buy } = await openTwilio()
  const bought = await buy()
  expect(bought).toMatchObject({ kind: 'done', value: { supplierReference: expect.stringMatching(/^PN[0-9a-f]{32}$/) } })
  expect(await numbers.find({ e164: OWN, reference: 'ours' })).toEqual(bought)
  expect(await numbers.find({ e164: OWN, reference: 'theirs' })).toMatchObject({ kind: 'refused', code: 'not_found' })
  const reference = bought.kind === 'done' ? bought.value.supplierReference : ''
  expect(await numbers.release(reference)).toEqual({ kind: 'done', value: {} })
  expect(await numbers.release(reference)).toEqual({ kind: 'done', value: {} })
  expect(await numbers.find({ e164: OWN, reference: 'ours' })).toMatchObject({ kind: 'refused' })
})

test('a second purchase of the same number is refused, while the first one can still be found', async () => {
  const { sim, numbers, buy } = await openTwilio()
  await buy()
  expect(await buy()).toMatchObject({ kind: 'refused', code: '21422', retryable: false })
  expect(sim.state.numbers.size).toBe(1)
  expect(await numbers.find({ e164: OWN, reference: 'ours' })).toMatchObject({ kind: 'done' })
})

test('a text is taken, and a second one with the same words is another text', async () => {
  const { messages, buy, handover } = await openTwilio()
  await buy()
  const sent = [await messages.send(handover), await messages.send(handover)]
  expect(sent).toMatchObject([{ kind: 'done', value: { status: 'sending', error: null } }, { kind: 'done' }])
  expect(new Set(sent.map((one) => one.kind === 'done' && one.value.supplierReference)).size).toBe(2)
})

test.each([
  ['+15005550001', '21211'],
  ['+15005550004', '21610'],
  ['+15005550009', '21614'],
])('a text to %s is refused for good with the vendor’s code %s', async (to, code) => {
  const { messages, buy, handover } = await openTwilio()
  await buy()
  expect(await messages.send({ ...handover, to })).toMatchObject({ kind: 'refused', code, retryable: false })
})

test('a text from a number that is not ours at the vendor is refused for good', async () => {
  const { messages, handover } = await openTwilio()
  expect(await messages.send(handover)).toMatchObject({ kind: 'refused', code: '21606', retryable: false })
})

test('429 was not processed: refused for now, nothing happened, the next one is taken', async () => {
  const { sim, messages, buy, handover } = await openTwilio()
  for (const operation of ['numbers.buy', 'messages.create']) {
    sim.control.fault({ kind: 'fail', operation, status: 429, code: 20429, retryAfter: 1, count: 1 })
  }
  expect(await buy()).toMatchObject({ kind: 'refused', code: '20429', retryable: true })
  expect(sim.state.numbers.size).toBe(0)
  expect(await buy()).toMatchObject({ kind: 'done' })
  expect(await messages.send(handover)).toMatchObject({ kind: 'refused', code: '20429', retryable: true })
  expect(sim.state.messages.size).toBe(0)
  expect(await messages.send(handover)).toMatchObject({ kind: 'done' })
})

test.each([{ kind: 'drop-after-effect' as const }, { kind: 'fail-after-effect' as const, status: 500 }])(
  '$kind: nobody knows, and the look-up finds what happened',
  async (fault) => {
    const { sim, numbers, messages, buy, handover, lookFor } = await openTwilio()
    sim.control.fault({ ...fault, operation: 'numbers.buy', count: 1 })
    expect(await buy()).toEqual({ kind: 'pending', reference: OWN })
    expect(await numbers.find({ e164: OWN, reference: 'ours' })).toMatchObject({ kind: 'done' })
    sim.control.fault({ ...fault, operation: 'messages.create', count: 1 })
    expect(await messages.send(handover)).toMatchObject({ kind: 'pending' })
    const [sid = ''] = sim.state.messages.keys()
    expect(await lookFor()).toMatchObject({ kind: 'done', value: { supplierReference: sid } })
    expect(await lookFor([], 'Other words')).toMatchObject({ kind: 'refused', code: 'not_found' })
    expect(await lookFor([sid])).toMatchObject({ kind: 'refused', code: 'not_found' })
  },
)

test('a connection lost before the effect is just as unknown, and the look-up finds nothing', async () => {
  const { sim, numbers, messages, buy, handover, lookFor } = await openTwilio()
  sim.control.fault({ kind: 'drop-before-effect', operation: 'numbers.buy', count: 1 })
  expect(await buy()).toMatchObject({ kind: 'pending' })
  expect(await numbers.find({ e164: OWN, reference: 'ours' })).toMatchObject({ kind: 'refused', code: 'not_found' })
  await buy()
  sim.control.fault({ kind: 'drop-before-effect', operation: 'messages.create', count: 1 })
  expect(await messages.send(handover)).toMatchObject({ kind: 'pending' })
  expect(await lookFor()).toMatchObject({ kind: 'refused', code: 'not_found' })
})

test('an answer that takes longer than ten seconds is not waited for, and its effect is found afterwards', async () => {
  const { sim, numbers, messages, buy, handover, lookFor } = await openTwilio()
  await buy(OWN)
  for (const operation of ['numbers.buy', 'messages.create']) {
    sim.control.fault({ kind: 'delay-after-effect', operation, ms: 11_000, count: 1 })
  }
  expect(await Promise.all([buy(OTHER, 'late'), messages.send(handover)])).toMatchObject([{ kind: 'pending' }, { kind: 'pending' }])
  expect(await numbers.find({ e164: OTHER, reference: 'late' })).toMatchObject({ kind: 'done' })
  expect(await lookFor()).toMatchObject({ kind: 'done' })
})

test('while the vendor is down a look-up tells nothing, neither that it is there nor that it is not', async () => {
  const { sim, numbers, messages, buy, handover, lookFor } = await openTwilio()
  await buy()
  await messages.send(handover)
  sim.control.fault({ kind: 'down' })
  expect(await numbers.find({ e164: OWN, reference: 'ours' })).toMatchObject({ kind: 'pending' })
  expect(await lookFor()).toMatchObject({ kind: 'pending' })
  expect(await numbers.release('PN1')).toMatchObject({ kind: 'pending' })
})

test('where nobody listens nothing was processed: refused for now', async () => {
  const sim = await startTwilio()
  const settings = settingsOf(sim)
  await sim.close()
  const handover = { from: OWN, to: PEER, body: 'Hello', statusUrl: HOOK }
  expect(await twilioMessages(settings).send(handover)).toMatchObject({ kind: 'refused', code: 'ECONNREFUSED', retryable: true })
  const purchase = { e164: OWN, reference: 'ours', smsUrl: HOOK, statusUrl: HOOK }
  expect(await twilioNumbers(settings).buy(purchase)).toMatchObject({ kind: 'refused', code: 'ECONNREFUSED', retryable: true })
})

test.each(['{}', '{"sid":7}', '"fine"'])('an answer nobody understands, %s, is neither success nor failure', async (body) => {
  const settings = await openOracle(201, body)
  const handover = { from: OWN, to: PEER, body: 'Hello', statusUrl: HOOK }
  expect(await twilioMessages(settings).send(handover)).toMatchObject({ kind: 'pending' })
  expect(await twilioNumbers(settings).buy({ e164: OWN, reference: 'ours', smsUrl: HOOK, statusUrl: HOOK })).toMatchObject({
    kind: 'pending',
  })
})

test('a status that does not exist yet tells no more than that the vendor has the text', async () => {
  const settings = await openOracle(201, JSON.stringify({ sid: 'SM1', status: 'teleported', error_code: null, error_message: null }))
  const handover = { from: OWN, to: PEER, body: 'Hello', statusUrl: HOOK }
  const value = { supplierReference: 'SM1', status: 'sending', error: null }
  expect(await twilioMessages(settings).send(handover)).toEqual({ kind: 'done', value })
})

test('callbacks are genuine with their own address and bytes only, and are read into our words', async () => {
  const { sim, messages, buy, handover } = await openTwilio()
  await buy()
  sim.control.fault({ kind: 'bad-signature', operation: 'message.status', count: 1 })
  await messages.send({ ...handover, to: '+14155550003' })
  await sim.settled()
  const told = sim.control.webhooks().map(({ url, body, headers }) => ({ url, headers, body: Buffer.from(body) }))
  expect(told.map(({ url, body, headers }) => messages.verify(url, body, headers))).toEqual([false, true, true])
  const last = told[2]
  if (!last) throw new Error('Three callbacks were sent.')
  expect(messages.verify(`${last.url}?more=1`, last.body, last.headers)).toBe(false)
  expect(messages.verify(last.url, Buffer.from(`${last.body}&Body=x`), last.headers)).toBe(false)
  expect(messages.verify(last.url, last.body, {})).toBe(false)
  const [sid = ''] = sim.state.messages.keys()
  const error = { code: '30003', message: 'The phone is off or out of reach.' }
  expect(messages.readReport(last.body)).toEqual({ supplierReference: sid, status: 'undelivered', error })
})

test('the vendor’s own signature example is accepted, also when a name comes twice', () => {
  const messages = twilioMessages(settingsOf({ accountSid: `AC${'0'.repeat(32)}`, authToken: '12345', url: 'http://127.0.0.1:9' }))
  const url = 'https://example.com/myapp.php?foo=1&bar=2'
  const fields = 'CallSid=CA1234567890ABCDE&Caller=%2B14158675310&Digits=1234&From=%2B14158675310&To=%2B18005551212'
  const signed = { 'x-twilio-signature': 'L/OH5YylLD5NRKLltdqwSvS0BnU=' }
  expect(messages.verify(url, Buffer.from(fields), signed)).toBe(true)
  expect(messages.verify(url, Buffer.from(`${fields}&Digits=1234`), signed)).toBe(true)
  expect(messages.verify(url, Buffer.from(`${fields}&Digits=5678`), signed)).toBe(false)
})

test('a text that arrives is read with its sender, recipient and words', async () => {
  const { sim, messages, buy } = await openTwilio()
  await buy()
  const { sid } = sim.control.inbound({ from: PEER, to: OWN, body: 'Grüße & 100 % 😀+' })
  await sim.settled()
  const told = sim.control.webhooks()[0]
  if (!told) throw new Error('The text was not passed on.')
  expect(messages.verify(told.url, Buffer.from(told.body), told.headers)).toBe(true)
  expect(messages.readText(Buffer.from(told.body))).toEqual({ supplierReference: sid, from: PEER, to: OWN, body: 'Grüße & 100 % 😀+' })
})

test('the connection test tells a right token from a wrong one', async () => {
  const { sim } = await openTwilio()
  expect(await twilioConnection(settingsOf(sim)).test()).toMatchObject({ ok: true, message: expect.stringContaining('active') })
  expect(await twilioConnection(settingsOf({ ...sim, authToken: 'wrong' })).test()).toMatchObject({ ok: false })
})
