import { expect, test } from 'vitest'
import { giveMoney, giveNumber } from '../../src/lines/messaging/texting-for-tests.ts'
import type { AccountId } from '../../src/platform/ids.ts'
import { signedInCustomer } from '../../src/spine/access/browser-for-tests.ts'
import { createPriceRule } from '../../src/spine/pricing/index.ts'
import { type World, worldForTest } from '../support/world.ts'

const FROM = '+14155550100'
const TO = '+14155559999'

async function customerWithNumber(world: World) {
  await createPriceRule(world.context(), { service: 'sms', country: 'US', kind: 'fixed_price', value: '0.0079' })
  const { browser } = await signedInCustomer(world)
  const me = (await browser.get('/me')).body as { account: { id: AccountId } }
  await giveMoney(world.context(), me.account.id, '5.00')
  const { numberId } = await giveNumber(world, me.account.id, FROM)
  return { browser, numberId }
}

const BODIES = [
  ['160 GSM characters', 'a'.repeat(160), 'GSM-7', 1, '0.0079'],
  ['161 GSM characters', 'a'.repeat(161), 'GSM-7', 2, '0.0158'],
  ['70 units with an emoji', `${'a'.repeat(68)}😀`, 'UCS-2', 1, '0.0079'],
  ['71 units with an emoji', `${'a'.repeat(69)}😀`, 'UCS-2', 2, '0.0158'],
] as const

test('story 22: 160 and 161 GSM characters, 70 and 71 units take 1, 2, 1, 2 segments at 0.0079, and the preview is the bill', async () => {
  const world = await worldForTest({ vendors: true })
  const { browser, numberId } = await customerWithNumber(world)
  for (const [at, [what, body, encoding, segments, amount]] of BODIES.entries()) {
    const price = { currency: 'USD', amount }
    const preview = await browser.post('/messages/preview', { from: FROM, to: TO, body })
    expect(preview.body, what).toMatchObject({ encoding, segments, characters: body.length, price })
    // Both ways to name one's own number.
    const from = at % 2 === 0 ? FROM : numberId
    const headers = { 'idempotency-key': `story-22-${at}`, origin: world.services.publicUrl, host: new URL(world.services.publicUrl).host }
    const sent = await browser.post('/messages', { from, to: TO, body }, { headers })
    expect(sent.status, sent.raw.body).toBe(201)
    expect(sent.body).toMatchObject({ from: FROM, to: TO, body, encoding, segments, price, status: 'queued', direction: 'outbound' })
    await world.settle()
  }
  const captured = await world.query(
    `select amount_micros::text as micros, trace->'segments' as segments from entry where kind = 'sms' order by seq`,
  )
  expect(captured).toEqual([
    { micros: '7900', segments: 1 },
    { micros: '15800', segments: 2 },
    { micros: '7900', segments: 1 },
    { micros: '15800', segments: 2 },
  ])
  const listed = (await browser.get(`/messages?numberId=${numberId}&peer=${encodeURIComponent(TO)}`)).body
  expect(listed).toMatchObject({ items: BODIES.map(() => ({ status: 'delivered' })), nextCursor: null })
  expect((await browser.get('/threads')).body).toMatchObject({ items: [{ number: FROM, peer: TO, unread: 0, lastDirection: 'outbound' }] })
  const wallets = (await browser.get('/wallets')).body
  expect(wallets).toMatchObject({ items: [{ balance: { amount: '4.9526' }, held: { amount: '0.00' } }] })
})

test('the same request with the same key is answered the same and sent once; another text under the key is refused', async () => {
  const world = await worldForTest({ vendors: true })
  const { browser } = await customerWithNumber(world)
  const visit = { headers: { 'idempotency-key': 'only-one-text' } }
  const text = { from: FROM, to: TO, body: 'Hello' }
  const first = await browser.post('/messages', text, visit)
  expect((await browser.post('/messages', text, visit)).body).toEqual(first.body)
  expect(await browser.post('/messages', { ...text, body: 'Other' }, visit)).toMatchObject({ status: 422, code: 'request.keyReused' })
  expect(await browser.post('/messages', text)).toMatchObject({ status: 422, code: 'request.keyRequired' })
  await world.settle()
  expect(world.vendors.twilio.control.requests()['messages.create']).toBe(1)
})
