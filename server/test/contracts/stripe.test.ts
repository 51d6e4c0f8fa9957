import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { type FaultInput, type StripeSimulator, startStripe } from '../../../simulators/src/index.ts'
import { newId } from '../../src/platform/ids.ts'
import { money } from '../../src/platform/money.ts'
import { stripeConnection } from '../../src/providers/stripe/connection.ts'
import { stripeGateway } from '../../src/providers/stripe/gateway.ts'
import type { Checkout, PaymentGateway } from '../../src/spine/payments/port.ts'
import { eventually } from '../support/world.ts'

const WEBHOOK = 'http://127.0.0.1:1/api/v1/webhooks/stripe/1'
const webhookSecret = 'whsec_contract'
const ask = (sim: StripeSimulator, more: Record<string, string> = {}) => ({
  providerId: '1',
  settings: { baseUrl: sim.url, secretKey: sim.secretKey, webhookSecret, ...more },
  webhookBase: WEBHOOK,
})

type Opened = { readonly sim: StripeSimulator; readonly gateway: PaymentGateway }

async function openGateway(faults: readonly FaultInput[] = []): Promise<Opened> {
  const sim = await startStripe()
  onTestFinished(() => sim.close())
  for (const fault of faults) sim.control.fault(fault)
  return { sim, gateway: stripeGateway(ask(sim)) }
}

const checkout = (changes: Partial<Checkout> = {}): Checkout => ({
  paymentId: newId(),
  amount: money('USD', '50'),
  description: 'Acme: wallet of A-000001',
  email: 'ada@example.com',
  successUrl: 'http://shop.example/wallet?payment=1',
  cancelUrl: 'http://shop.example/wallet?payment=1&cancelled=1',
  ...changes,
})

/** Opens a page and answers its reference. */
async function opened({ gateway }: Opened, wish = checkout()): Promise<string> {
  const outcome = await gateway.openCheckout(wish)
  if (outcome.kind !== 'done') throw new Error(`The page is not open: ${JSON.stringify(outcome)}`)
  return outcome.value.reference
}

type Caught = { readonly body: Buffer; readonly headers: Record<string, string> }

/** Lets the simulator's events go to a listener that keeps them as they come. */
async function catchWebhooks(sim: StripeSimulator): Promise<Caught[]> {
  const caught: Caught[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      caught.push({ body: Buffer.concat(parts), headers: request.headers as Record<string, string> })
      response.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as { port: number }
  const form = new URLSearchParams({ url: `http://127.0.0.1:${port}/`, 'enabled_events[0]': '*' })
  const made = await fetch(`${sim.url}/v1/webhook_endpoints`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sim.secretKey}` },
    body: form,
  })
  expect(made.status).toBe(200)
  return caught
}

async function openListened(faults: readonly FaultInput[] = []) {
  const sim = await startStripe({ webhookSecret })
  onTestFinished(() => sim.close())
  for (const fault of faults) sim.control.fault(fault)
  return { sim, gateway: stripeGateway(ask(sim)), caught: await catchWebhooks(sim) }
}

const typeOf = ({ body }: Caught): string => (JSON.parse(body.toString('utf8')) as { type: string }).type
const ofType = (caught: readonly Caught[], type: string): Caught => {
  const found = caught.find((one) => typeOf(one) === type)
  if (!found) throw new Error(`Only ${caught.map(typeOf).join(', ')} came.`)
  return found
}

test('done: a page for exactly the amount is open, and asking says so until it is paid', async () => {
  const world = await openGateway()
  const { sim, gateway } = world
  const wish = checkout()
  const outcome = await gateway.openCheckout(wish)
  expect(outcome).toMatchObject({ kind: 'done', value: { redirectUrl: expect.stringMatching(/^http/) } })
  const reference = outcome.kind === 'done' ? outcome.value.reference : ''
  expect(sim.state.sessions.get(reference)).toMatchObject({
    amount_total: 5000,
    currency: 'usd',
    client_reference_id: wish.paymentId,
    customer_email: 'ada@example.com',
  })
  expect(await gateway.find(reference)).toEqual({ state: 'open' })
  sim.control.pay(reference)
  expect(await gateway.find(reference)).toEqual({ state: 'paid', amount: money('USD', '50') })
})

test('done: a page that ran out of time counts as cancelled, and so does one that Stripe does not know', async () => {
  const world = await openGateway()
  const reference = await opened(world)
  world.sim.control.expire(reference)
  expect(await world.gateway.find(reference)).toEqual({ state: 'cancelled' })
  expect(await world.gateway.find('cs_test_nowhere')).toEqual({ state: 'cancelled' })
})

test.each([
  ['an amount Stripe does not take', checkout({ amount: money('USD', '0.10') }), {}, 'amount_too_small'],
  ['a wrong key', checkout(), { secretKey: 'sk_test_wrong' }, 'StripeAuthenticationError'],
])('refused: %s opens no page and is a definite no', async (_, wish, settings, code) => {
  const { sim } = await openGateway()
  expect(await stripeGateway(ask(sim, settings)).openCheckout(wish)).toMatchObject({ kind: 'refused', code, reason: expect.any(String) })
  expect(sim.state.sessions.size).toBe(0)
})

test.each<[string, FaultInput]>([
  // Twice, because the SDK repeats a reset connection once by itself, under the same key.
  ['the connection is lost', { kind: 'drop-after-effect', operation: 'checkout.create', count: 2 }],
  ['an error is answered', { kind: 'fail-after-effect', operation: 'checkout.create', count: 1, status: 500 }],
])('time-out after the effect: when %s the outcome is pending, and asking again finds the same page', async (_, fault) => {
  const world = await openGateway([fault])
  const wish = checkout()
  expect(await world.gateway.openCheckout(wish)).toMatchObject({ kind: 'pending' })
  const made = [...world.sim.state.sessions.keys()]
  expect(made).toHaveLength(1)
  expect(await opened(world, wish)).toBe(made[0])
  expect(world.sim.state.sessions.size).toBe(1)
})

test('duplicate: the same payment opens one page, however often it is asked for', async () => {
  const world = await openGateway()
  const wish = checkout()
  const references = [await opened(world, wish), await opened(world, wish), await opened(world, wish)]
  expect(new Set(references).size).toBe(1)
  expect(world.sim.state.sessions.size).toBe(1)
})

test('duplicate: a payment whose details changed meanwhile is pending, because its first page is there', async () => {
  const world = await openGateway()
  const wish = checkout()
  await opened(world, wish)
  expect(await world.gateway.openCheckout({ ...wish, description: 'Renamed' })).toMatchObject({ kind: 'pending' })
  expect(world.sim.state.sessions.size).toBe(1)
})

test.each<[string, FaultInput]>([
  ['an internal error', { kind: 'fail', operation: 'checkout.create', status: 500 }],
  ['a conflict', { kind: 'fail', operation: 'checkout.create', status: 409 }],
  ['no answer', { kind: 'down' }],
])('unknown answer: %s is pending, never success or failure', async (_, fault) => {
  const { gateway } = await openGateway([fault])
  expect(await gateway.openCheckout(checkout())).toMatchObject({ kind: 'pending' })
})

test('unknown answer: asking without getting a clear word is an error, never a state', async () => {
  const world = await openGateway()
  const reference = await opened(world)
  world.sim.control.fault({ kind: 'fail', operation: 'checkout.retrieve', status: 503, count: 1 })
  await expect(world.gateway.find(reference)).rejects.toThrow()
  expect(await world.gateway.find(reference)).toEqual({ state: 'open' })
})

test('rate limit: 429 is pending, is not repeated by the SDK, and the next attempt succeeds', async () => {
  const world = await openGateway([{ kind: 'fail', operation: 'checkout.create', status: 429, retryAfter: 1, count: 1 }])
  const wish = checkout()
  expect(await world.gateway.openCheckout(wish)).toMatchObject({ kind: 'pending' })
  expect(world.sim.control.requests()['checkout.create']).toBe(1)
  await opened(world, wish)
})

test('webhooks: a payment tells its amount, its page and whose it is', async () => {
  const { sim, gateway, caught } = await openListened()
  const wish = checkout()
  const reference = await opened({ sim, gateway }, wish)
  sim.control.pay(reference)
  await sim.settled()
  const paid = { state: 'paid', amount: money('USD', '50') }
  const session = ofType(caught, 'checkout.session.completed')
  expect(gateway.verifyWebhook(session.body, session.headers)).toMatch(/^evt_/)
  expect(gateway.readWebhook(session.body)).toEqual({ paymentId: wish.paymentId, reference, result: paid })
  const intent = ofType(caught, 'payment_intent.succeeded')
  expect(gateway.readWebhook(intent.body)).toEqual({ paymentId: wish.paymentId, reference: null, result: paid })
  expect(gateway.readWebhook(ofType(caught, 'charge.succeeded').body)).toBeUndefined()
})

test('webhooks: a declined card is not the end, an expired page is', async () => {
  const { sim, gateway, caught } = await openListened()
  const wish = checkout()
  const reference = await opened({ sim, gateway }, wish)
  sim.control.pay(reference, 'insufficient_funds')
  sim.control.expire(reference)
  await sim.settled()
  expect(gateway.readWebhook(ofType(caught, 'payment_intent.payment_failed').body)).toEqual({
    paymentId: wish.paymentId,
    reference: null,
    result: { state: 'declined', code: 'insufficient_funds', message: 'Your card has insufficient funds.' },
  })
  expect(gateway.readWebhook(ofType(caught, 'checkout.session.expired').body)).toEqual({
    paymentId: wish.paymentId,
    reference,
    result: { state: 'cancelled' },
  })
})

test('webhooks: events of other users of the same Stripe account say nothing about our payments', async () => {
  const { gateway } = await openGateway()
  const event = (type: string, object: unknown) => gateway.readWebhook(Buffer.from(JSON.stringify({ id: 'evt_1', type, data: { object } })))
  expect(event('balance.available', { object: 'balance' })).toBeUndefined()
  expect(event('payment_intent.succeeded', { currency: 'usd', metadata: {} })).toBeUndefined()
  const setup = { id: 'cs_1', status: 'complete', payment_status: 'no_payment_required', amount_total: null, currency: null }
  expect(event('checkout.session.completed', setup)).toBeUndefined()
  const unpaid = { id: 'cs_1', client_reference_id: 'p', status: 'complete', payment_status: 'unpaid', amount_total: 1, currency: 'usd' }
  expect(event('checkout.session.completed', unpaid)?.result).toEqual({ state: 'processing' })
})

test.each<[string, FaultInput]>([
  ['made with another secret', { kind: 'bad-signature', count: 1 }],
  ['ten minutes old', { kind: 'stale-signature', seconds: 600, count: 1 }],
])('bad signature: one %s is refused', async (_, fault) => {
  const { sim, gateway, caught } = await openListened([fault])
  const reference = await opened({ sim, gateway })
  sim.control.expire(reference)
  const { body, headers } = await eventually(async () => caught[0], 'the webhook')
  expect(gateway.verifyWebhook(body, headers)).toBeUndefined()
})

test('bad signature: a changed byte, a missing header and a missing secret are refused', async () => {
  const { sim, gateway, caught } = await openListened()
  const reference = await opened({ sim, gateway })
  sim.control.expire(reference)
  const { body, headers } = await eventually(async () => caught[0], 'the webhook')
  expect(gateway.verifyWebhook(body, headers)).toMatch(/^evt_/)
  expect(gateway.verifyWebhook(Buffer.from(body.toString('utf8').replace('expired', 'expireD')), headers)).toBeUndefined()
  expect(gateway.verifyWebhook(body, {})).toBeUndefined()
  expect(stripeGateway(ask(sim, { webhookSecret: '' })).verifyWebhook(body, headers)).toBeUndefined()
})

test('testing the connection tells a right key from a wrong one, and a missing webhook secret', async () => {
  const { sim } = await openGateway()
  expect(await stripeConnection(ask(sim)).test()).toEqual({ ok: true, message: 'Connected; test mode.' })
  expect(await stripeConnection(ask(sim, { secretKey: 'sk_test_wrong' })).test()).toMatchObject({
    ok: false,
    message: expect.stringContaining('Invalid API Key'),
  })
  expect(await stripeConnection(ask(sim, { webhookSecret: '' })).test()).toMatchObject({
    ok: false,
    message: expect.stringContaining('webhook signing secret is missing'),
  })
  sim.control.fault({ kind: 'down' })
  expect(await stripeConnection(ask(sim)).test()).toMatchObject({ ok: false })
})

test('testing a simulated Stripe gives it our webhook address once; at Stripe itself that is a person’s work', async () => {
  const { sim } = await openGateway()
  await stripeConnection(ask(sim)).test()
  expect(sim.state.endpoints.size).toBe(0)
  for (const _ of [1, 2]) expect(await stripeConnection(ask(sim, { simulator: 'true' })).test()).toMatchObject({ ok: true })
  expect([...sim.state.endpoints.values()].map(({ url }) => url)).toEqual([WEBHOOK])
})
