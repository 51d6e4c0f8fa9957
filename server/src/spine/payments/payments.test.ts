import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, type World, worldForTest } from '../../../test/support/world.ts'
import { later, minutes } from '../../platform/clock.ts'
import { type Context, inTx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { amountOf, money } from '../../platform/money.ts'
import { type Browser, signedInCustomer } from '../access/browser-for-tests.ts'
import { type Account, createAccount } from '../accounts/index.ts'
import { checkInvariants, findWallet } from '../ledger/index.ts'
import { openAdapter, switchProvider } from '../providers/index.ts'
import { createTenant } from '../tenants/index.ts'
import type { Payment } from './payment.ts'
import { paymentGatewayPort } from './port.ts'
import { applyResult, findPayment, startPayment } from './service.ts'

let world: World

beforeAll(async () => {
  world = await openWorld({ vendors: true })
})

beforeEach(async () => {
  world.vendors.stripe.control.clearFaults()
  await world.settle()
})

afterAll(() => world.close())

const usd = (amount: string) => money('USD', amount)

type Customer = { readonly account: Account; readonly context: Context }

async function givenCustomer(of = world, tenant = of.context()): Promise<Customer> {
  const account = await inTx(tenant, (tx) => createAccount(tx, { name: 'Ada', kind: 'individual', email: `${newId()}@example.com` }))
  return { account, context: of.context(tenant.tenantId, account.id) }
}

/** A payment of 50.00, not worked on yet. */
const start = ({ context, account }: Customer, key: string = newId(), amount = '50.00'): Promise<Payment> =>
  startPayment(context, account.id, { amount: usd(amount), returnPath: '/wallet', key })

/** A payment whose page is open. */
async function opened(customer: Customer): Promise<Payment & { readonly gatewayReference: string }> {
  const { id } = await start(customer)
  await world.settle()
  const payment = await findPayment(customer.context, id)
  if (!payment.gatewayReference) throw new Error('No page was opened.')
  return { ...payment, gatewayReference: payment.gatewayReference }
}

const now = ({ context }: Customer, { id }: Pick<Payment, 'id'>) => findPayment(context, id)

async function balanceOf({ context, account }: Customer): Promise<string> {
  const wallet = await findWallet(context, { accountId: account.id, currency: 'USD' })
  return wallet ? amountOf(wallet.balance) : 'no wallet'
}

const mailsTo = async ({ account }: Customer): Promise<string[]> =>
  (await world.query<{ template: string }>('select template from mail where recipient = $1 order by id', [account.email])).map(
    (one) => one.template,
  )

const sessions = () => world.vendors.stripe.state.sessions.size
const minutesLater = (count: number) => world.moveTo(later(world.clock.now(), minutes(count)).toISOString())

/** Ten silent minutes and the scheduled look at what is silent. */
async function askAfter(count: number): Promise<void> {
  await minutesLater(count)
  await world.query(
    `select graphile_worker.add_job('payments.ask-silent', json_build_object('id', gen_random_uuid(), 'tenantId', 'system', 'accountId', null,
      'requestId', gen_random_uuid(), 'payload', json_build_object()))`,
  )
  await world.settle()
}

describe('starting a payment', () => {
  let browser: Browser
  const pay = (body: object, key: string = newId()) => browser.post('/payments', body, { headers: { 'idempotency-key': key } })

  beforeAll(async () => {
    browser = (await signedInCustomer(world)).browser
  })

  test('opens a page of the gateway for exactly the amount, and the way back is a page of ours', async () => {
    const started = await pay({ amount: '12.34', currency: 'USD', returnPath: '/checkout?order=1' })
    await world.settle()
    const { body } = await browser.get(`/payments/${started.body['id']}`)
    const session = [...world.vendors.stripe.state.sessions.values()].at(-1)
    expect(body).toMatchObject({ status: 'requires_action', method: 'card', redirectUrl: session?.url, completedAt: null })
    expect(session).toMatchObject({
      amount_total: 1234,
      currency: 'usd',
      success_url: `${world.services.publicUrl}/checkout?order=1&payment=${started.body['id']}`,
      cancel_url: `${world.services.publicUrl}/checkout?order=1&payment=${started.body['id']}&cancelled=1`,
    })
  })

  test.each([
    [{ amount: '4.99', currency: 'USD' }, 'payments.amountOutOfRange'],
    [{ amount: '1000.01', currency: 'USD' }, 'payments.amountOutOfRange'],
    [{ amount: '5.005', currency: 'USD' }, 'payments.amountOutOfRange'],
    [{ amount: '50.00', currency: 'EUR' }, 'payments.currencyMismatch'],
    [{ amount: '-50.00', currency: 'USD' }, 'request.invalid'],
    [{ amount: 50, currency: 'USD' }, 'request.invalid'],
    [{ amount: '50.00', currency: 'USD', returnPath: '//evil.example' }, 'request.invalid'],
    [{ amount: '50.00', currency: 'USD', returnPath: 'https://evil.example' }, 'request.invalid'],
    [{ amount: '50.00', currency: 'USD', returnPath: '/\\evil.example' }, 'request.invalid'],
  ])('of %o is refused with 422 %s, and nothing is stored', async (body, code) => {
    const events = await world.eventsOf(async () => expect(await pay(body)).toMatchObject({ status: 422, code }))
    expect(events).toEqual([])
  })

  test('needs an Idempotency-Key', async () => {
    expect(await browser.post('/payments', { amount: '50.00', currency: 'USD' })).toMatchObject({
      status: 422,
      code: 'request.keyRequired',
    })
  })

  test('without a gateway in use is 503 until one is enabled again', async () => {
    const own = await worldForTest({ vendors: true })
    const customer = await givenCustomer(own)
    const [stripe] = await own.query<{ id: Payment['providerId'] }>(`select id from provider where vendor = 'stripe'`)
    if (!stripe) throw new Error('No Stripe was seeded.')
    await switchProvider(own.context(), stripe.id, false)
    await expect(start(customer)).rejects.toMatchObject({ code: 'payments.noGateway', status: 503 })
    await switchProvider(own.context(), stripe.id, true)
    expect(await start(customer)).toMatchObject({ status: 'pending', gateway: 'stripe' })
  })

  test('with the same key makes one payment, also when the first answer was never stored, and refuses another amount', async () => {
    const customer = await givenCustomer()
    const first = await start(customer, 'the-same-key')
    expect((await start(customer, 'the-same-key')).id).toBe(first.id)
    await expect(start(customer, 'the-same-key', '60.00')).rejects.toMatchObject({ code: 'request.keyReused', status: 422 })
    const other = await givenCustomer()
    expect((await start(other, 'the-same-key')).id).not.toBe(first.id)
    const before = sessions()
    await world.settle()
    expect(sessions() - before).toBe(2)
  })

  test('of a reseller’s customer goes through the operator’s gateway and comes back to the reseller’s site', async () => {
    const reseller = await createTenant(world.context(), { slug: 'blue', name: 'Blue' })
    const customer = await givenCustomer(world, world.context(reseller.id))
    const payment = await opened(customer)
    const session = world.vendors.stripe.state.sessions.get(payment.gatewayReference)
    expect(session?.success_url).toBe(`${world.services.publicUrl}/t/blue/wallet?payment=${payment.id}`)
    world.vendors.stripe.control.pay(payment.gatewayReference)
    await world.settle()
    expect([(await now(customer, payment)).status, await balanceOf(customer)]).toEqual(['completed', '50.00'])
    expect(await mailsTo(customer)).toEqual(['wallet.topup_receipt'])
  })
})

describe('a payment that succeeds', () => {
  test('is credited once and posted from the gateway’s account, with the event and the receipt', async () => {
    const customer = await givenCustomer()
    const payment = await opened(customer)
    const events = await world.eventsOf(async () => {
      world.vendors.stripe.control.pay(payment.gatewayReference)
      await world.settle()
    })
    expect(events).toEqual(['payment.completed.v1'])
    expect([await balanceOf(customer), await mailsTo(customer)]).toEqual(['50.00', ['wallet.topup_receipt']])
    const [entry] = await world.query(
      `select a.code, e.kind, e.subject_id, e.amount_micros from entry e join ledger_account a on a.id = e.debit_account_id where e.subject_id = $1`,
      [payment.id],
    )
    expect(entry).toEqual({ code: 'gateway:stripe', kind: 'recharge', subject_id: payment.id, amount_micros: '50000000' })
  })

  test('is completed by the webhook even when the gateway’s own answer never came', async () => {
    const customer = await givenCustomer()
    world.vendors.stripe.control.fault({ kind: 'drop-after-effect', operation: 'checkout.create', count: 2 })
    const { id } = await start(customer)
    const before = sessions()
    await world.settle()
    expect((await now(customer, { id })).status).toBe('pending')
    const reference = [...world.vendors.stripe.state.sessions.values()].find((one) => one.client_reference_id === id)?.id ?? ''
    world.vendors.stripe.control.pay(reference)
    await world.settle()
    expect(await now(customer, { id })).toMatchObject({ status: 'completed', gatewayReference: reference, late: false })
    await minutesLater(5)
    expect([sessions() - before, await balanceOf(customer)]).toEqual([1, '50.00'])
  })

  test('whose page answer was lost gets the same page at the next attempt', async () => {
    const customer = await givenCustomer()
    world.vendors.stripe.control.fault({ kind: 'fail-after-effect', operation: 'checkout.create', status: 500, count: 1 })
    const before = sessions()
    const { id } = await start(customer)
    await world.settle()
    expect((await now(customer, { id })).status).toBe('pending')
    await minutesLater(5)
    expect([(await now(customer, { id })).status, sessions() - before]).toEqual(['requires_action', 1])
  })

  test('is found by asking when every webhook was lost', async () => {
    const customer = await givenCustomer()
    const payment = await opened(customer)
    world.vendors.stripe.control.fault({ kind: 'lose' })
    world.vendors.stripe.control.pay(payment.gatewayReference)
    await askAfter(9)
    expect((await now(customer, payment)).status).toBe('requires_action')
    await askAfter(2)
    expect([(await now(customer, payment)).status, await balanceOf(customer)]).toEqual(['completed', '50.00'])
  })

  test('is not kept from being asked about by others whose gateway does not answer', async () => {
    const stuck = await givenCustomer()
    for (const _ of [1, 2, 3]) await opened(stuck)
    const lucky = await givenCustomer()
    const paid = await opened(lucky)
    world.vendors.stripe.control.fault({ kind: 'lose' })
    world.vendors.stripe.control.pay(paid.gatewayReference)
    world.vendors.stripe.control.fault({ kind: 'fail', operation: 'checkout.retrieve', status: 500, count: 3 })
    await askAfter(11)
    await minutesLater(1)
    expect((await now(lucky, paid)).status).toBe('completed')
  })

  test('after it was cancelled is credited all the same and marked late', async () => {
    const customer = await givenCustomer()
    const payment = await opened(customer)
    await applyResult(customer.context, payment.id, { state: 'cancelled' })
    expect([(await now(customer, payment)).status, await balanceOf(customer)]).toEqual(['cancelled', '0.00'])
    world.vendors.stripe.control.pay(payment.gatewayReference)
    await world.settle()
    expect(await now(customer, payment)).toMatchObject({ status: 'completed', late: true })
    expect([await balanceOf(customer), await mailsTo(customer)]).toEqual(['50.00', ['wallet.topup_receipt']])
  })

  test('told twenty times at once, by both kinds of event, is credited once', async () => {
    const customer = await givenCustomer()
    const payment = await opened(customer)
    const paid = { state: 'paid', amount: usd('50.00') } as const
    const told = Array.from({ length: 20 }, (_, at) =>
      applyResult(customer.context, payment.id, paid, at % 2 ? payment.gatewayReference : null),
    )
    await Promise.all(told)
    await world.settle()
    expect([await balanceOf(customer), await mailsTo(customer)]).toEqual(['50.00', ['wallet.topup_receipt']])
  })

  test('of another amount or currency than asked for is not credited', async () => {
    const customer = await givenCustomer()
    const payment = await opened(customer)
    for (const amount of [usd('49.99'), usd('5000.00'), money('EUR', '50.00')])
      await expect(applyResult(customer.context, payment.id, { state: 'paid', amount })).rejects.toThrow('but the gateway has')
    expect([(await now(customer, payment)).status, await balanceOf(customer)]).toEqual(['requires_action', '0.00'])
  })
})

describe('a payment that does not succeed', () => {
  test('keeps its page open after a declined card, says why, and the next card pays it', async () => {
    const customer = await givenCustomer()
    const payment = await opened(customer)
    const events = await world.eventsOf(async () => {
      world.vendors.stripe.control.pay(payment.gatewayReference, 'insufficient_funds')
      await world.settle()
    })
    expect(events).toEqual(['payment.declined.v1'])
    const failure = { code: 'insufficient_funds', message: 'Your card has insufficient funds.' }
    expect(await now(customer, payment)).toMatchObject({ status: 'requires_action', failure })
    expect(await mailsTo(customer)).toEqual([])
    world.vendors.stripe.control.pay(payment.gatewayReference)
    await world.settle()
    expect(await now(customer, payment)).toMatchObject({ status: 'completed', failure: null, late: false })
  })

  test('fails when its page closes after a declined card, and the customer is told that nothing was charged', async () => {
    const customer = await givenCustomer()
    const payment = await opened(customer)
    world.vendors.stripe.control.pay(payment.gatewayReference, 'card_declined')
    await world.settle()
    world.vendors.stripe.control.expire(payment.gatewayReference)
    await world.settle()
    expect(await now(customer, payment)).toMatchObject({ status: 'failed', failure: { code: 'generic_decline' } })
    expect([await balanceOf(customer), await mailsTo(customer)]).toEqual(['0.00', ['wallet.topup_failed']])
  })

  test('is cancelled when its page closes without a card, without a mail', async () => {
    const customer = await givenCustomer()
    const payment = await opened(customer)
    const events = await world.eventsOf(async () => {
      world.vendors.stripe.control.expire(payment.gatewayReference)
      await world.settle()
    })
    expect(events).toEqual(['payment.cancelled.v1'])
    expect([(await now(customer, payment)).status, await balanceOf(customer), await mailsTo(customer)]).toEqual(['cancelled', '0.00', []])
  })

  test('fails at once when the gateway refuses it, in words that tell the customer nothing of our keys', async () => {
    const customer = await givenCustomer()
    world.vendors.stripe.control.fault({
      kind: 'fail',
      operation: 'checkout.create',
      status: 401,
      message: 'Invalid API Key provided: sk_live_1234',
      count: 1,
    })
    const { id } = await start(customer)
    await world.settle()
    const { status, failure } = await now(customer, { id })
    expect([status, failure?.message]).toEqual(['failed', 'The card payment could not be started. Try again later or ask support.'])
  })

  test('is given up when no page could be opened for a day', async () => {
    const customer = await givenCustomer()
    world.vendors.stripe.control.fault({ kind: 'fail', operation: 'checkout.create', status: 503 })
    const { id } = await start(customer)
    await askAfter(60)
    expect((await now(customer, { id })).status).toBe('pending')
    await askAfter(24 * 60)
    expect((await now(customer, { id })).status).toBe('cancelled')
  })
})

describe('what is told about payments', () => {
  const send = (body: string, headers: Record<string, string> = {}) =>
    world.request({
      method: 'POST',
      url: `/api/v1/webhooks/stripe/${stripeId}`,
      headers: { 'content-type': 'application/json', ...headers },
      payload: body,
    })
  let stripeId = ''

  beforeAll(async () => {
    const [row] = await world.query<{ id: string }>(`select id from provider where vendor = 'stripe'`)
    stripeId = row?.id ?? ''
  })

  test('is refused with 403 when the signature is wrong, counted, and changes nothing', async () => {
    const customer = await givenCustomer()
    const payment = await opened(customer)
    world.vendors.stripe.control.fault({ kind: 'bad-signature' })
    world.vendors.stripe.control.pay(payment.gatewayReference)
    await world.settle()
    expect((await now(customer, payment)).status).toBe('requires_action')
    expect(await balanceOf(customer)).toBe('0.00')
    const answers = world.vendors.stripe.control.webhooks().filter(({ topic }) => topic === 'checkout.session.completed')
    expect(answers.at(-1)).toMatchObject({ status: 403 })
    expect((await send('{}')).json()).toMatchObject({ status: 403, code: 'providers.badSignature' })
    const metrics = (await world.request({ url: '/metrics' })).body
    expect(metrics).toMatch(/linecard_webhooks_refused_total\{vendor="stripe"\} [1-9]/)
  })

  test('by one gateway is not believed about another gateway’s payment', async () => {
    const customer = await givenCustomer()
    const payment = await opened(customer)
    const other = newId()
    await world.query(
      `insert into provider (id, tenant_id, vendor, name, status, priority, capabilities, settings, secrets, created_at)
       select $1, tenant_id, vendor, 'Second Stripe', 'inactive', 90, capabilities, settings, '{}', created_at from provider where id = $2`,
      [other, stripeId],
    )
    await world.query('update payment set provider_id = $1 where id = $2', [other, payment.id])
    world.vendors.stripe.control.pay(payment.gatewayReference)
    await world.settle()
    expect([(await now(customer, payment)).status, await balanceOf(customer)]).toEqual(['requires_action', '0.00'])
  })

  test('of a stranger’s payment is taken in and changes nothing', async () => {
    const gateway = await openAdapter(world.context(), paymentGatewayPort, stripeId as Payment['providerId'])
    const opened = await gateway.openCheckout({
      paymentId: newId(),
      amount: usd('20.00'),
      description: 'Another shop of the same Stripe account',
      email: 'ada@example.com',
      successUrl: 'http://shop.example/',
      cancelUrl: 'http://shop.example/',
    })
    if (opened.kind !== 'done') throw new Error('No page was opened.')
    const events = await world.eventsOf(async () => {
      world.vendors.stripe.control.pay(opened.value.reference)
      await world.settle()
    })
    expect(events).toEqual([])
    expect(await world.query(`select count(*)::int as open from inbound_webhook where state <> 'processed' and topic = 'payment'`)).toEqual(
      [{ open: 0 }],
    )
  })
})

test('a customer sees and pays only their own', async () => {
  const [own, other] = [await signedInCustomer(world), await signedInCustomer(world)]
  const started = await own.browser.post('/payments', { amount: '50.00', currency: 'USD' }, { headers: { 'idempotency-key': newId() } })
  expect(await other.browser.get(`/payments/${started.body['id']}`)).toMatchObject({ status: 404, code: 'payments.notFound' })
  expect((await other.browser.get('/payments')).body['items']).toEqual([])
  expect((await own.browser.get('/payments?status=completed')).body['items']).toEqual([])
  expect((await own.browser.get('/payments?status=pending')).body['items']).toMatchObject([{ id: started.body['id'] }])
})

test('at the end every law of the ledger holds', async () => {
  expect((await checkInvariants(world.context())).filter(({ ok }) => !ok)).toEqual([])
})
