import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { openReceiver, openStripe, type Received } from './support/sdk.ts'

const SECRET = 'whsec_for_tests'
const order = (changes: Partial<Stripe.Checkout.SessionCreateParams> = {}): Stripe.Checkout.SessionCreateParams => ({
  mode: 'payment',
  client_reference_id: 'payment-1',
  customer_email: 'ada@shop.example',
  line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amount: 5000, product_data: { name: 'Top-up & <b>more</b>' } } }],
  metadata: { payment: 'payment-1' },
  payment_intent_data: { metadata: { payment: 'payment-1' }, description: 'Top-up' },
  success_url: 'http://shop.example/done?session={CHECKOUT_SESSION_ID}',
  cancel_url: 'http://shop.example/back',
  ...changes,
})

async function openShop() {
  const receiver = await openReceiver()
  const opened = await openStripe({ webhookUrl: `${receiver.url}/hook`, webhookSecret: SECRET })
  const events = () => receiver.received.map((one) => verified(opened.client, one))
  const submit = (url: string, fields: Record<string, string>) =>
    fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
  return { ...opened, receiver, events, submit }
}

const verified = (client: Stripe, { body, headers }: Received) =>
  client.webhooks.constructEvent(body, String(headers['stripe-signature']), SECRET)

test('a key that is not the configured one is refused', async () => {
  const { sim, client } = await openStripe()
  expect((await client.balance.retrieve()).available).toEqual([{ amount: 0, currency: 'usd', source_types: { card: 0 } }])
  const wrong = new Stripe('sk_test_wrong', { ...sim.sdk, maxNetworkRetries: 0 })
  await expect(wrong.balance.retrieve()).rejects.toMatchObject({ type: 'StripeAuthenticationError', statusCode: 401 })
  const basic = await fetch(`${sim.url}/v1/balance`, { headers: { authorization: `Basic ${btoa(`${sim.secretKey}:`)}` } })
  expect(basic.status).toBe(200)
})

test('a session that is paid on the hosted page sends the buyer back and tells the shop with signed events', async () => {
  const { sim, client, events, submit } = await openShop()
  const session = await client.checkout.sessions.create(order())
  expect(session).toMatchObject({
    status: 'open',
    payment_status: 'unpaid',
    amount_total: 5000,
    currency: 'usd',
    client_reference_id: 'payment-1',
  })
  expect(session).toMatchObject({ payment_intent: null, metadata: { payment: 'payment-1' }, livemode: false, mode: 'payment' })
  const page = await (await fetch(session.url ?? '')).text()
  expect(page).toContain('USD 50.00')
  expect(page).toContain('Top-up &amp; &lt;b&gt;more&lt;/b&gt;')
  expect(page).toContain('href="http://shop.example/back"')

  const paid = await submit(session.url ?? '', { card: '4242 4242 4242 4242' })
  expect([paid.status, paid.headers.get('location')]).toEqual([303, `http://shop.example/done?session=${session.id}`])
  await sim.settled()
  expect(events().map((event) => event.type)).toEqual([
    'payment_intent.created',
    'charge.succeeded',
    'payment_intent.succeeded',
    'checkout.session.completed',
  ])
  const completed = await client.checkout.sessions.retrieve(session.id, { expand: ['payment_intent.latest_charge', 'line_items'] })
  expect(completed).toMatchObject({
    status: 'complete',
    payment_status: 'paid',
    url: null,
    customer_details: { email: 'ada@shop.example' },
  })
  expect(completed.payment_intent).toMatchObject({
    status: 'succeeded',
    amount_received: 5000,
    metadata: { payment: 'payment-1' },
    latest_charge: { paid: true },
  })
  expect(completed.line_items?.data[0]).toMatchObject({ amount_total: 5000, quantity: 1 })
  expect(events().at(-1)?.data.object).toMatchObject({ id: session.id, status: 'complete', payment_status: 'paid' })
  expect(await (await fetch(`${sim.url}/c/pay/${session.id}`)).text()).toContain('Already paid')
  expect((await client.balance.retrieve()).available[0]?.amount).toBe(5000)
})

test.each([
  ['4000000000000002', 'card_declined', 'generic_decline'],
  ['4000000000009995', 'card_declined', 'insufficient_funds'],
  ['4000000000000069', 'expired_card', 'expired_card'],
])('card %s is declined, the session stays open and the next card may pay', async (card, code, declineCode) => {
  const { sim, client, events, submit } = await openShop()
  const { id, url } = await client.checkout.sessions.create(order())
  const refused = await submit(url ?? '', { card })
  expect([refused.status, await refused.text()]).toEqual([402, expect.stringContaining('role="alert"')])
  await sim.settled()
  const failed = events().find((event) => event.type === 'payment_intent.payment_failed')
  expect(failed?.data.object).toMatchObject({ status: 'requires_payment_method', last_payment_error: { code, decline_code: declineCode } })
  expect((await client.checkout.sessions.retrieve(id)).status).toBe('open')

  expect((await submit(url ?? '', { card: '4242424242424242' })).status).toBe(303)
  const intents = await client.paymentIntents.list()
  expect(intents.data.map((intent) => intent.status)).toEqual(['succeeded'])
})

test.each([
  ['complete', 303, 'succeeded'],
  ['fail', 402, 'requires_payment_method'],
])('a card with 3D Secure asks first, and the answer %s decides', async (result, status, intentStatus) => {
  const { sim, client, submit } = await openShop()
  const { url } = await client.checkout.sessions.create(order())
  const question = await submit(url ?? '', { card: '4000002500003155' })
  const action = /action="([^"]+)"/.exec(await question.text())?.[1]
  expect((await client.paymentIntents.list()).data[0]?.status).toBe('requires_action')
  expect((await submit(`${sim.url}${action}`, { result })).status).toBe(status)
  expect((await client.paymentIntents.list()).data[0]?.status).toBe(intentStatus)
})

test('a session can be expired, by the API or by time, and cannot be paid afterwards', async () => {
  let now = new Date('2026-03-01T10:00:00Z')
  const { sim, client } = await openStripe({ now: () => now })
  const first = await client.checkout.sessions.create(order())
  const second = await client.checkout.sessions.create(order({ expires_at: now.getTime() / 1000 + 1800 }))
  expect((await client.checkout.sessions.expire(first.id)).status).toBe('expired')
  await expect(client.checkout.sessions.expire(first.id)).rejects.toMatchObject({ statusCode: 400 })
  expect(() => sim.control.pay(first.id)).toThrow('expired')
  now = new Date('2026-03-01T10:31:00Z')
  expect((await client.checkout.sessions.retrieve(second.id)).status).toBe('expired')
  expect((await client.events.list({ type: 'checkout.session.expired' })).data).toHaveLength(2)
  expect((await client.checkout.sessions.list({ status: 'expired', limit: 1 })).has_more).toBe(true)
})

test.each([
  [{ success_url: undefined }, 'parameter_missing', 'success_url'],
  [{ surprise: '1' }, 'parameter_unknown', 'surprise'],
  [{ line_items: [{ price_data: { currency: 'usd', unit_amount: 10, product_data: { name: 'Little' } } }] }, 'amount_too_small', undefined],
  [
    { line_items: [{ price_data: { currency: 'usd', unit_amount: 1.5, product_data: { name: 'Half' } } }] },
    'parameter_invalid',
    'line_items[0][price_data][unit_amount]',
  ],
  [{ customer_email: 'nobody' }, 'parameter_invalid', 'customer_email'],
  [{ expires_at: 1 }, 'parameter_invalid', 'expires_at'],
])('a session with %o is refused as Stripe refuses it', async (changes, code, param) => {
  const { sim, client } = await openStripe()
  const creating = client.checkout.sessions.create(order(changes as Partial<Stripe.Checkout.SessionCreateParams>))
  await expect(creating).rejects.toMatchObject({ type: 'StripeInvalidRequestError', statusCode: 400, code, param })
  expect(sim.state.sessions.size).toBe(0)
})

test('an idempotency key gives the first answer again, and refuses another question', async () => {
  const { sim, client } = await openStripe()
  const key = { idempotencyKey: 'payment-1' }
  const first = await client.checkout.sessions.create(order(), key)
  sim.control.pay(first.id)
  const again = await client.checkout.sessions.create(order(), key)
  expect(again).toEqual(first)
  expect(again.lastResponse.headers['idempotent-replayed']).toBe('true')
  await expect(client.checkout.sessions.create(order({ customer_email: 'bob@shop.example' }), key)).rejects.toMatchObject({
    type: 'StripeIdempotencyError',
    statusCode: 400,
  })
  expect(sim.state.sessions.size).toBe(1)
})

test('payment intents are created, confirmed, refused with the intent in the error, and cancelled', async () => {
  const { client } = await openStripe()
  const paid = await client.paymentIntents.create({
    amount: 2000,
    currency: 'eur',
    confirm: true,
    payment_method: 'pm_card_visa',
    metadata: { a: 'b' },
  })
  expect(paid).toMatchObject({ status: 'succeeded', amount_received: 2000, currency: 'eur', metadata: { a: 'b' } })

  const declining = client.paymentIntents.create(
    { amount: 2000, currency: 'eur', confirm: true, payment_method: 'pm_card_visa_chargeDeclined' },
    { idempotencyKey: 'x' },
  )
  const refusal = {
    type: 'StripeCardError',
    code: 'card_declined',
    decline_code: 'generic_decline',
    payment_intent: { status: 'requires_payment_method' },
  }
  await expect(declining).rejects.toMatchObject(refusal)

  const waiting = await client.paymentIntents.create({ amount: 2000, currency: 'eur' })
  expect(waiting.status).toBe('requires_payment_method')
  const asking = await client.paymentIntents.confirm(waiting.id, {
    payment_method: 'pm_card_threeDSecure2Required',
    return_url: 'http://shop.example/back',
  })
  expect(asking).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } })
  const answered = await fetch(asking.next_action?.redirect_to_url?.url ?? '', {
    method: 'POST',
    body: new URLSearchParams({ result: 'complete' }),
    redirect: 'manual',
  })
  expect(answered.headers.get('location')).toBe('http://shop.example/back')
  expect((await client.paymentIntents.retrieve(waiting.id)).status).toBe('succeeded')

  const third = await client.paymentIntents.create({ amount: 2000, currency: 'eur' })
  expect(await client.paymentIntents.cancel(third.id, { cancellation_reason: 'abandoned' })).toMatchObject({
    status: 'canceled',
    cancellation_reason: 'abandoned',
  })
  await expect(client.paymentIntents.cancel(paid.id)).rejects.toMatchObject({ code: 'payment_intent_unexpected_state' })
  await expect(client.paymentIntents.retrieve('pi_none')).rejects.toMatchObject({ statusCode: 404, code: 'resource_missing' })
})

test('a payment is refunded in parts and never beyond what was paid', async () => {
  const { sim, client, events } = await openShop()
  const { id } = await client.paymentIntents.create({ amount: 2000, currency: 'eur', confirm: true, payment_method: 'pm_card_visa' })
  expect(await client.refunds.create({ payment_intent: id, amount: 500 })).toMatchObject({
    amount: 500,
    status: 'succeeded',
    payment_intent: id,
  })
  await expect(client.refunds.create({ payment_intent: id, amount: 1501 })).rejects.toMatchObject({ code: 'amount_too_large' })
  expect((await client.refunds.create({ payment_intent: id })).amount).toBe(1500)
  await expect(client.refunds.create({ payment_intent: id })).rejects.toMatchObject({ code: 'charge_already_refunded' })
  expect((await client.refunds.list({ payment_intent: id })).data).toHaveLength(2)
  await sim.settled()
  const refunded = events().filter((event) => event.type === 'charge.refunded')
  expect(refunded.map((event) => event.data.object)).toMatchObject([
    { amount_refunded: 500, refunded: false },
    { amount_refunded: 2000, refunded: true },
  ])
  expect((await client.charges.list({ payment_intent: id })).data[0]).toMatchObject({ refunded: true })
})

test('an endpoint made through the API gets only the events it asked for, signed with its own secret', async () => {
  const receiver = await openReceiver()
  const { sim, client } = await openStripe()
  const endpoint = await client.webhookEndpoints.create({ url: receiver.url, enabled_events: ['checkout.session.completed'] })
  const { id } = await client.checkout.sessions.create(order())
  sim.control.pay(id)
  await sim.settled()
  const [only, ...rest] = receiver.received
  expect(rest).toEqual([])
  const event = client.webhooks.constructEvent(only?.body ?? '', String(only?.headers['stripe-signature']), endpoint.secret ?? '')
  expect(event.type).toBe('checkout.session.completed')
  expect(await client.events.retrieve(event.id)).toMatchObject({ id: event.id, pending_webhooks: 0 })
  expect((await client.webhookEndpoints.list()).data[0]?.secret).toBeUndefined()

  await client.webhookEndpoints.update(endpoint.id, { disabled: true })
  sim.control.pay((await client.checkout.sessions.create(order())).id)
  await sim.settled()
  expect(receiver.received).toHaveLength(1)
  expect(await client.webhookEndpoints.del(endpoint.id)).toMatchObject({ deleted: true })
})

test('an event is sent again until the shop takes it', async () => {
  const { sim, client, receiver } = await openShop()
  receiver.status = 500
  sim.control.pay((await client.checkout.sessions.create(order())).id)
  await expect.poll(() => receiver.received.length).toBeGreaterThan(8)
  receiver.status = 200
  await sim.settled()
  const taken = sim.control.webhooks().filter((one) => one.status === 200)
  expect(new Set(taken.map((one) => one.topic)).size).toBe(4)
  expect(taken.every((one) => one.attempt > 1)).toBe(true)
  expect([...sim.state.events.values()].every((event) => event.pending_webhooks === 0)).toBe(true)
})
