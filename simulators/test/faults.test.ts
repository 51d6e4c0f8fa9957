import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Stripe from 'stripe'
import twilio from 'twilio'
import { expect, onTestFinished, test } from 'vitest'
import { openReceiver, openStripe, openTwilio, twilioClient } from './support/sdk.ts'

const BUYER = '+14155550100'
const NUMBERS = ['+14155550101', '+14155550102', '+14155550103', '+14155550104']

async function openSender() {
  const receiver = await openReceiver()
  const { sim, client } = await openTwilio()
  await client.incomingPhoneNumbers.create({ phoneNumber: BUYER, smsUrl: `${receiver.url}/in` })
  const send = (to = '+14155559999') => client.messages.create({ from: BUYER, to, body: 'x', statusCallback: `${receiver.url}/dlr` })
  const genuine = () =>
    receiver.received.map((one) =>
      twilio.validateRequest(sim.authToken, String(one.headers['x-twilio-signature']), `${receiver.url}${one.path}`, one.fields),
    )
  const statuses = () => receiver.received.map((one) => one.fields.MessageStatus)
  return { sim, client, receiver, send, genuine, statuses }
}

test('fail answers with the given status and code as often as told, and does nothing', async () => {
  const { sim, client } = await openTwilio()
  sim.control.fault({ kind: 'fail', operation: 'numbers.buy', status: 429, code: 20429, retryAfter: 1, count: 1 })
  await expect(client.incomingPhoneNumbers.create({ phoneNumber: BUYER })).rejects.toMatchObject({ status: 429, code: 20429 })
  expect(sim.state.numbers.size).toBe(0)
  expect((await client.incomingPhoneNumbers.create({ phoneNumber: BUYER })).phoneNumber).toBe(BUYER)
  expect(sim.control.requests()).toEqual({ 'numbers.buy': 2 })
})

test('an effect happens although the answer is lost, late or an error', async () => {
  const { sim, client } = await openTwilio()
  const [dropped = '', failed = '', late = ''] = NUMBERS
  sim.control.fault({ kind: 'drop-after-effect', operation: 'numbers.buy', count: 1 })
  await expect(client.incomingPhoneNumbers.create({ phoneNumber: dropped })).rejects.toMatchObject({ code: 'ECONNRESET' })
  sim.control.fault({ kind: 'fail-after-effect', operation: 'numbers.buy', status: 500, count: 1 })
  await expect(client.incomingPhoneNumbers.create({ phoneNumber: failed })).rejects.toMatchObject({ status: 500, code: 20500 })
  sim.control.fault({ kind: 'delay-after-effect', operation: 'numbers.buy', ms: 60, count: 1 })
  const startedAt = performance.now()
  await client.incomingPhoneNumbers.create({ phoneNumber: late })
  expect(performance.now() - startedAt).toBeGreaterThan(50)
  const owned = await client.incomingPhoneNumbers.list()
  expect(owned.map((one) => one.phoneNumber).sort()).toEqual([dropped, failed, late])
})

test('a request that is dropped before its effect, or while the vendor is down, leaves nothing', async () => {
  const { sim, client } = await openTwilio()
  sim.control.fault({ kind: 'drop-before-effect', operation: 'numbers.*', count: 1 })
  await expect(client.incomingPhoneNumbers.create({ phoneNumber: BUYER })).rejects.toMatchObject({ code: 'ECONNRESET' })
  const down = sim.control.fault({ kind: 'down' })
  await expect(client.incomingPhoneNumbers.list()).rejects.toThrow()
  await expect(client.api.v2010.accounts(sim.accountSid).fetch()).rejects.toThrow()
  expect(sim.control.removeFault(down.id)).toBe(true)
  expect(await client.incomingPhoneNumbers.list()).toEqual([])
})

test('probable faults strike the same requests again when the dice start from the same seed', async () => {
  const { sim, client } = await openTwilio()
  const run = async () => {
    sim.control.clearFaults()
    sim.control.seed(42)
    sim.control.fault({ kind: 'fail', operation: 'account.fetch', status: 503, probability: 0.5 })
    const outcomes: boolean[] = []
    for (let count = 0; count < 20; count += 1)
      outcomes.push(
        await client.api.v2010
          .accounts(sim.accountSid)
          .fetch()
          .then(
            () => true,
            () => false,
          ),
      )
    return outcomes
  }
  const first = await run()
  expect(new Set(first).size).toBe(2)
  expect(await run()).toEqual(first)
})

test('webhooks are duplicated, lost, and signed wrongly when told so', async () => {
  const { sim, receiver, send, genuine, statuses } = await openSender()
  sim.control.fault({ kind: 'duplicate', operation: 'message.status', times: 3, count: 1 })
  sim.control.fault({ kind: 'bad-signature', operation: 'message.status', count: 1 })
  await send()
  await sim.settled()
  expect(statuses()).toEqual(['sending', 'sending', 'sending', 'sent', 'delivered'])
  expect(genuine()).toEqual([false, true, true, true, true])

  receiver.received.length = 0
  sim.control.fault({ kind: 'lose', operation: 'message.status', count: 2 })
  await send()
  await sim.settled()
  expect(statuses()).toEqual(['delivered'])
})

test('reordered webhooks all arrive, but not in order', async () => {
  const { sim, send, statuses } = await openSender()
  sim.control.fault({ kind: 'reorder', operation: 'message.status', window: 3, count: 3 })
  await send()
  await sim.settled()
  expect(statuses()).not.toEqual(['sending', 'sent', 'delivered'])
  expect(statuses()).toHaveLength(3)
  expect(new Set(statuses())).toEqual(new Set(['delivered', 'sending', 'sent']))
})

test('held webhooks wait until they are released', async () => {
  const { sim, client, send, statuses } = await openSender()
  sim.control.holdWebhooks()
  const { sid } = await send()
  await sim.settled()
  expect((await client.messages(sid).fetch()).status).toBe('delivered')
  expect(statuses()).toEqual([])
  expect(sim.control.releaseWebhooks()).toBe(3)
  await sim.settled()
  expect(statuses()).toEqual(['sending', 'sent', 'delivered'])
})

test('with a manual clock nothing moves until it is advanced, step by step', async () => {
  const { sim, client, send, statuses } = await openSender()
  sim.control.pace('manual')
  const { sid } = await send()
  await sim.settled()
  expect((await client.messages(sid).fetch()).status).toBe('queued')
  expect(await sim.control.advance(2)).toBe(2)
  expect(statuses()).toEqual(['sending', 'sent'])
  await sim.control.advance()
  expect(statuses()).toEqual(['sending', 'sent', 'delivered'])
})

test('Twilio retries as the connection overrides of the webhook URL say, and signs without them', async () => {
  const { sim, client, receiver } = await openSender()
  receiver.status = 500
  const once = { from: BUYER, to: '+14155550006', body: 'x', statusCallback: `${receiver.url}/once` }
  await client.messages.create(once)
  await client.messages.create({ ...once, statusCallback: `${receiver.url}/more#rc=2&rp=all` })
  await sim.settled()
  expect(receiver.received.filter((one) => one.path === '/once')).toHaveLength(2)
  const more = receiver.received.filter((one) => one.path === '/more')
  expect(more).toHaveLength(6)
  expect(
    twilio.validateRequest(sim.authToken, String(more[0]?.headers['x-twilio-signature']), `${receiver.url}/more`, more[0]?.fields ?? {}),
  ).toBe(true)
})

test('Stripe faults: a lost answer is repeated by the SDK with its key, so one session exists; a stale signature is refused', async () => {
  const receiver = await openReceiver()
  const { sim } = await openStripe({ webhookUrl: receiver.url, webhookSecret: 'whsec_for_tests' })
  const client = new Stripe(sim.secretKey, { ...sim.sdk, maxNetworkRetries: 2 })
  sim.control.fault({ kind: 'drop-after-effect', operation: 'checkout.create', count: 1 })
  const { id } = await client.checkout.sessions.create({
    mode: 'payment',
    success_url: 'http://shop.example/done',
    line_items: [{ quantity: 2, price_data: { currency: 'usd', unit_amount: 500, product_data: { name: 'Top-up' } } }],
  })
  expect([sim.state.sessions.size, sim.control.requests()['checkout.create']]).toEqual([1, 2])

  sim.control.fault({ kind: 'stale-signature', operation: 'checkout.session.completed', seconds: 301, count: 1 })
  sim.control.pay(id)
  await sim.settled()
  const last = receiver.received.at(-1)
  const construct = (tolerance: number) =>
    client.webhooks.constructEvent(last?.body ?? '', String(last?.headers['stripe-signature']), 'whsec_for_tests', tolerance)
  expect(() => construct(300)).toThrow('tolerance')
  expect(construct(600).type).toBe('checkout.session.completed')

  sim.control.fault({ kind: 'fail', operation: 'checkout.retrieve', status: 429, count: 1 })
  const plain = new Stripe(sim.secretKey, { ...sim.sdk, maxNetworkRetries: 0 })
  await expect(plain.checkout.sessions.retrieve(id)).rejects.toMatchObject({ type: 'StripeRateLimitError' })
})

test('the control API does over HTTP what tests do in process, for programs on this machine only', async () => {
  const { sim, client, receiver } = await openSender()
  const control = (path: string, body?: unknown, method = 'POST', headers: Record<string, string> = {}) =>
    fetch(`${sim.url}/_control/${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  expect((await control('faults', { kind: 'fail', operation: 'messages.create', count: 1 })).status).toBe(201)
  expect((await control('faults', { kind: 'explode' })).status).toBe(400)
  await expect(client.messages.create({ from: BUYER, to: NUMBERS[0] ?? '', body: 'x' })).rejects.toMatchObject({ status: 500 })

  expect((await control('inbound', { from: '+14155559999', to: BUYER, body: 'hello' })).status).toBe(201)
  expect((await control('inbound', { from: '+14155559999', to: '+14155559998', body: 'hello' })).status).toBe(400)
  await control('settled')
  expect(receiver.received[0]).toMatchObject({ path: '/in', fields: { Body: 'hello' } })
  const state = (await (await control('state', undefined, 'GET')).json()) as {
    numbers: unknown[]
    webhooks: unknown[]
    requests: Record<string, number>
  }
  expect([state.numbers.length, state.webhooks.length, state.requests['messages.create']]).toEqual([1, 1, 1])

  expect(await (await control('clock', { pace: 'manual' })).json()).toEqual({ pace: 'manual' })
  expect((await control('hold-webhooks')).status).toBe(200)
  expect(await (await control('release-webhooks', { order: 'shuffled' })).json()).toEqual({ released: 0 })
  expect(await (await control('advance')).json()).toEqual({ steps: 0 })
  expect((await control('faults', undefined, 'DELETE')).status).toBe(204)
  expect((await control('reset', undefined, 'POST', { origin: 'http://evil.example' })).status).toBe(403)
  expect(sim.state.numbers.size).toBe(1)
  expect((await control('reset')).status).toBe(204)
  expect(sim.state.numbers.size).toBe(0)
})

test('a Stripe session is paid through the control API', async () => {
  const { sim, client } = await openStripe()
  const { id } = await client.checkout.sessions.create({
    mode: 'payment',
    success_url: 'http://shop.example/done',
    line_items: [{ price_data: { currency: 'usd', unit_amount: 500, product_data: { name: 'Top-up' } } }],
  })
  const pay = async (outcome: string) => {
    const headers = { 'content-type': 'application/json' }
    return (await fetch(`${sim.url}/_control/checkout/${id}/pay`, { method: 'POST', headers, body: JSON.stringify({ outcome }) })).json()
  }
  expect(await pay('insufficient_funds')).toMatchObject({ status: 'open' })
  expect(await pay('authentication_failed')).toMatchObject({ status: 'open' })
  expect(await pay('success')).toMatchObject({ status: 'complete', payment_status: 'paid' })
})

test('the process keeps what was bought across a kill -9 and stops on SIGTERM and when its supervisor goes', async () => {
  const home = await mkdtemp(join(tmpdir(), 'simulators-'))
  onTestFinished(() => rm(home, { recursive: true }))
  const env = {
    ...process.env,
    SIM_TWILIO_PORT: '0',
    SIM_STRIPE_PORT: '0',
    SIM_TELNA_PORT: '0',
    SIM_ESIMACCESS_PORT: '0',
    SIM_HOME: home,
    SIM_TWILIO_AUTH_TOKEN: 'token',
    SIM_STRIPE_KEY: 'sk_test_main',
  }
  const run = async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, '../src/main.ts')], {
      env,
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    })
    const ready = await new Promise<{ twilio: string; stripe: string }>((resolve) =>
      child.once('message', (message) => resolve(message as never)),
    )
    const exited = new Promise<number | string | null>((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)))
    return { child, ready, exited, client: twilioClient(ready.twilio, `AC${'0'.repeat(32)}`, 'token') }
  }

  const first = await run()
  await first.client.incomingPhoneNumbers.create({ phoneNumber: BUYER })
  first.child.kill('SIGKILL')
  expect(await first.exited).toBe('SIGKILL')

  const second = await run()
  expect((await second.client.incomingPhoneNumbers.list()).map((one) => one.phoneNumber)).toEqual([BUYER])
  second.child.kill('SIGTERM')
  expect(await second.exited).toBe(0)

  const third = await run()
  third.child.disconnect()
  expect(await third.exited).toBe(0)
}, 20_000)
