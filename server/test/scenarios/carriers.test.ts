import { expect, test } from 'vitest'
import { createAlert, evaluateAlerts } from '../../src/lines/carriers/alerts.ts'
import { overrideLimit } from '../../src/lines/carriers/position.ts'
import { findCarrier, moveCarrier } from '../../src/lines/carriers/service.ts'
import { inTx } from '../../src/platform/context.ts'
import { money } from '../../src/platform/money.ts'
import { Browser, mailsTo, PASSWORD, setUpOperator, tokenFor } from '../../src/spine/access/browser-for-tests.ts'
import { createAccount } from '../../src/spine/accounts/index.ts'
import { brokenLaws } from '../support/buyers.ts'
import { limit24h, type Peer, pay, peer, ratePlan, routingPlan, sell, supply, trunkSwitch, walletOf } from '../support/peering.ts'
import { type World, worldForTest } from '../support/world.ts'

test('story 45: a service needs its plans and an address of its own; short codes and ids both work', async () => {
  const world = await worldForTest()
  const { browser } = await setUpOperator(world)
  const carrier = await browser.post('/carriers', {
    code: 'ACME-TEST',
    name: 'Acme Test',
    partnerType: 'bilateral',
    email: 'noc@acme.example',
  })
  expect(carrier.body).toMatchObject({ code: 'ACME-TEST', status: 'testing', partnerType: 'bilateral' })

  const interconnect = await browser.post('/carriers/ACME-TEST/interconnects', { name: 'Main', direction: 'both' })
  expect(interconnect.body).toMatchObject({ shortCode: 'I1' })
  const service = await browser.post('/interconnects/I1/services', { name: 'Inbound', direction: 'ingress', techPrefix: '99#' })
  expect(service.body).toMatchObject({ shortCode: 'S1', status: 'testing', interconnectCode: 'I1', carrierName: 'Acme Test' })

  const activate = () => browser.post('/carrier-services/S1/activate')
  expect(await activate()).toMatchObject({ status: 422, code: 'carriers.ratingPlanRequired', body: { reason: 'rating_plan_required' } })
  const currency = String(carrier.body['currency'])
  const plan = async (name: string, direction: string) =>
    String((await browser.post('/rate-plans', { name, direction, currency })).body['id'])
  const ratingPlanId = await plan('Retail', 'customer')
  const supplierPlanId = await plan('Wholesale', 'supplier')
  const details = { name: 'Inbound', techPrefix: '99#' }
  expect(await browser.post('/carrier-services/S1/details', { ...details, ratingPlanId: supplierPlanId })).toMatchObject({
    status: 422,
    code: 'carriers.ratingPlanMismatch',
  })
  await browser.post('/carrier-services/S1/details', { ...details, ratingPlanId })
  expect(await activate()).toMatchObject({ status: 422, body: { reason: 'routing_plan_required' } })
  const routingPlanId = String((await browser.post('/routing-plans', { name: 'Everywhere' })).body['id'])
  await browser.post('/carrier-services/S1/details', { ...details, ratingPlanId, routingPlanId })
  expect(await activate()).toMatchObject({ status: 422, body: { reason: 'address_required' } })

  const addresses = (ipAddress: string) => ({ addresses: [{ ipAddress }] })
  const put = (path: string, payload: object) =>
    world.request({ method: 'PUT', url: `/api/v1${path}`, cookies: Object.fromEntries(browser.cookies), payload })
  expect((await put('/interconnects/I1/addresses', addresses('192.0.2.0/28'))).statusCode).toBe(200)
  const activated = await world.eventsOf(activate)
  expect(activated).toEqual(['carrier_service.activated.v1'])

  const byCode = await browser.get('/carrier-services/S1')
  const byId = await browser.get(`/carrier-services/${String(service.body['id'])}`)
  expect(byCode.body).toMatchObject({ status: 'active' })
  expect(byId.body).toEqual(byCode.body)
  expect((await browser.get(`/interconnects/${String(interconnect.body['id'])}`)).body).toEqual(
    (await browser.get('/interconnects/i1')).body,
  )

  await browser.post('/carriers', { code: 'OTHER', name: 'Other', partnerType: 'customer', email: 'noc@other.example' })
  await browser.post('/carriers/OTHER/interconnects', { name: 'Main', direction: 'ingress' })
  expect((await put('/interconnects/I2/addresses', addresses('192.0.2.7'))).statusCode).toBe(200)
  const rival = { name: 'In', direction: 'ingress', techPrefix: '99#', ratingPlanId, routingPlanId }
  await browser.post('/interconnects/I2/services', rival)
  const overlap = await browser.post('/carrier-services/S2/activate')
  expect(overlap).toMatchObject({ status: 409, code: 'carriers.overlap', body: { service: 'S1', carrier: 'Acme Test' } })
  expect(String(overlap.body['detail'])).toContain('S1')
  await browser.post('/carrier-services/S2/details', { ...rival, direction: undefined, techPrefix: '98#' })
  expect((await browser.post('/carrier-services/S2/activate')).status).toBe(200)

  await put('/interconnects/I1/validation', { maxCpsEnabled: true, maxCps: 5 })
  await put('/interconnects/I1/validation', { maxCpsEnabled: true, maxCps: 7 })
  expect(await world.query('select max_cps from interconnect_validation')).toEqual([{ max_cps: 7 }])
  await expect(
    world.query(`insert into interconnect_validation select gen_random_uuid(), tenant_id, interconnect_id, '', '', '', '', false, null, 'deny'
      from interconnect_validation`),
  ).rejects.toThrow(/interconnect_validation_interconnect_id_key/)
})

/** A carrier that calls at 0.02 a minute. */
async function caller(world: World): Promise<Peer> {
  const acme = await peer(world, 'ACME', 'customer', '192.0.2.10')
  const vendor = await peer(world, 'VENDOR', 'supplier', '198.51.100.1')
  const sold = await ratePlan(world, 'customer', 'Sell', [{ code: '44', perMinute: '0.02', steps: [60, 60] }])
  const bought = await ratePlan(world, 'supplier', 'Buy', [{ code: '44', perMinute: '0.01', steps: [60, 60] }])
  await sell(world, acme, sold, await routingPlan(world, [await supply(world, vendor, bought)]))
  await pay(world, acme, '1000.00')
  return acme
}

test('story 47: at 500.00 in 24 hours one alert goes out and new calls are refused until the window has moved', async () => {
  const world = await worldForTest({ now: '2026-05-02T12:00:00Z' })
  const acme = await caller(world)
  await limit24h(world, acme, 'customer', '500.00')
  const { id: carrierId } = acme.carrier
  const alert = { alertType: '24hr_spend_breach', direction: 'customer', threshold: money('USD', '500.00'), isActive: true } as const
  await createAlert(world.context(), carrierId, { ...alert, recipients: ['noc@example.com', 'cfo@example.com'] })
  const spent = (at: string, amount: string) =>
    world.query(
      `insert into carrier_spend (tenant_id, carrier_id, account_id, direction, bucket_at, amount_micros, calls) values ($1, $2, $3, 'customer', $4, $5, 1)`,
      [world.operator.id, carrierId, acme.carrier.accountId, at, money('USD', amount).units.toString()],
    )
  await spent('2026-05-01T12:00:00Z', '120.00')
  await spent('2026-05-02T03:00:00Z', '379.98')

  const sip = trunkSwitch(world)
  const running = await sip.call('192.0.2.10', '442071838752')
  const breached = await world.eventsOf(async () => sip.talk(await sip.call('192.0.2.10', '442071838751'), 30_000))
  expect(breached).toEqual(['carrier.credit_alert_fired.v1', 'trunk_call.ended.v1'])
  const { browser } = await setUpOperator(world)
  expect((await browser.get(`/carriers/ACME/position`)).body['customerSpend24h']).toEqual({ currency: 'USD', amount: '500.00' })
  expect(await sip.call('192.0.2.10', '442071838753')).toMatchObject({ kind: 'reject', code: 402, reason: 'Spend limit reached' })
  await world.settle()
  for (const to of ['noc@example.com', 'cfo@example.com'])
    expect((await mailsTo(world, to)).map(({ template }) => template)).toEqual(['credit.24h'])

  await world.moveTo('2026-05-02T12:06:00Z')
  expect((await browser.get('/carriers/ACME/position')).body['customerSpend24h']).toEqual({ currency: 'USD', amount: '380.00' })
  expect(await sip.call('192.0.2.10', '442071838753')).toMatchObject({ kind: 'route' })
  await inTx(world.context(), async (tx) => evaluateAlerts(tx, await findCarrier(tx, carrierId)))
  const [state] = await world.query<{ armed: boolean }>('select armed from credit_alert')
  expect(state?.armed).toBe(true)
  expect((await mailsTo(world, 'noc@example.com')).length).toBe(1)

  // What was running went on through all of it.
  expect(running.kind).toBe('route')
  await sip.talk(running, 45_000)
  expect(await world.query(`select count(*)::int as answered from call_cdr where disposition = 'answered'`)).toEqual([{ answered: 2 }])
  expect(await brokenLaws(world)).toEqual([])
})

test('a limit can be overridden for a while, with a reason on the audit trail', async () => {
  const world = await worldForTest({ now: '2026-05-02T12:00:00Z' })
  const acme = await caller(world)
  await limit24h(world, acme, 'customer', '0.01')
  const sip = trunkSwitch(world)
  await sip.talk(await sip.call('192.0.2.10', '442071838751'), 30_000)
  expect(await sip.call('192.0.2.10', '442071838752')).toMatchObject({ kind: 'reject', code: 402 })
  const expiresAt = new Date('2026-05-02T13:00:00Z')
  const given = await world.eventsOf(() => overrideLimit(world.context(), 'ACME', { side: 'customer', reason: 'Paid by wire', expiresAt }))
  expect(given).toEqual(['carrier.limit_overridden.v1'])
  expect(await sip.call('192.0.2.10', '442071838752')).toMatchObject({ kind: 'route' })
  await world.moveTo('2026-05-02T13:00:01Z')
  expect(await sip.call('192.0.2.10', '442071838754')).toMatchObject({ kind: 'reject', code: 402 })
  const tooLong = { side: 'customer', reason: 'For good', expiresAt: new Date('2026-05-09T00:00:00Z') } as const
  await expect(overrideLimit(world.context(), 'ACME', tooLong)).rejects.toMatchObject({ status: 422 })
})

test('story 48: a low balance is told at 99.80 and again at 99.00, after it had been back at 106.00', async () => {
  const world = await worldForTest()
  const acme = await peer(world, 'ACME', 'customer', '192.0.2.10')
  const settings = {
    alertType: 'low_balance',
    direction: 'customer',
    threshold: money('USD', '100.00'),
    recipients: ['noc@example.com'],
  } as const
  await createAlert(world.context(), acme.carrier.id, { ...settings, isActive: true })
  const subjects = async () => (await mailsTo(world, 'noc@example.com')).map(({ subject }) => subject)
  const look = () => inTx(world.context(), async (tx) => evaluateAlerts(tx, await findCarrier(tx, acme.carrier.id)))
  for (const change of ['100.50', '-0.70', '-4.80', '11.00', '-7.00']) {
    await pay(world, acme, change)
    await look()
    await look()
  }
  expect((await walletOf(world, acme)).balance).toEqual(money('USD', '99.00'))
  expect(await subjects()).toEqual(['ACME has a balance of 99.00 USD', 'ACME has a balance of 99.80 USD'])
})

test('carriers are left out of the list of customers, whose pages stay full', async () => {
  const world = await worldForTest()
  const { browser } = await setUpOperator(world)
  const open = (name: string, kind: 'business' | 'carrier') =>
    inTx(world.context(), (tx) => createAccount(tx, { name, kind, email: `${name.toLowerCase()}@example.com` }))
  for (const name of ['Ada', 'Ben', 'Cleo']) {
    await open(name, 'business')
    await open(`${name}-Carrier`, 'carrier')
  }
  const customers = async (cursor = '') => {
    const { body } = await browser.get(`/accounts?without=carrier&limit=2${cursor}`)
    return { names: (body['items'] as { name: string }[]).map(({ name }) => name), next: body['nextCursor'] }
  }
  const first = await customers()
  expect(first.names).toEqual(['Cleo', 'Ben'])
  expect(await customers(`&cursor=${encodeURIComponent(String(first.next))}`)).toEqual({ names: ['Ada'], next: null })
  expect((await browser.get('/accounts')).body['items']).toHaveLength(6)
})

test('a contact with portal access is invited, sees its own balances and calls, and nothing once the carrier is disabled', async () => {
  const world = await worldForTest()
  const acme = await caller(world)
  const { browser } = await setUpOperator(world)
  const contact = { name: 'Nora Noc', email: 'nora@acme.example', isPrimary: true }
  const added = await browser.post('/carriers/ACME/contacts', contact)
  const path = `/carrier-contacts/${String(added.body['id'])}`
  expect(await browser.post(`${path}/invite`)).toMatchObject({ status: 409, code: 'carriers.noPortalAccess' })
  await browser.post(`${path}/details`, { ...contact, portalAccess: true })
  expect((await browser.post(`${path}/invite`)).body).toMatchObject({ invited: true })
  expect(await browser.post(`${path}/invite`)).toMatchObject({ status: 409, code: 'carriers.alreadyInvited' })

  const nora = new Browser(world)
  await nora.post('/auth/reset', { token: await tokenFor(world, contact.email, 'auth.invite'), password: PASSWORD })
  await nora.post('/auth/login', { email: contact.email, password: PASSWORD })
  const sip = trunkSwitch(world)
  await sip.talk(await sip.call('192.0.2.10', '442071838751'), 61_000)
  expect((await nora.get('/carrier-portal/overview')).body).toMatchObject({
    code: 'ACME',
    balance: { amount: '999.96' },
    customerSpend24h: { amount: '0.04' },
    sent24h: { attempts: 1, answered: 1, asrPercent: 100, acdSeconds: 61 },
  })
  const calls = await nora.get('/carrier-portal/cdrs')
  expect(calls.body['items']).toMatchObject([{ bNumber: '442071838751', billedSeconds: 120, amount: { amount: '0.04' } }])
  expect(JSON.stringify(calls.body)).not.toContain('VENDOR')
  expect((await nora.get('/carriers')).status).toBe(403)
  expect((await nora.get('/cdrs')).status).toBe(403)

  await moveCarrier(world.context(), 'ACME', 'paused')
  expect(await sip.call('192.0.2.10', '442071838752')).toMatchObject({ kind: 'reject', code: 403, reason: 'Not taking calls' })
  expect((await nora.get('/carrier-portal/overview')).status).toBe(200)
  await moveCarrier(world.context(), 'ACME', 'disabled')
  expect((await nora.get('/carrier-portal/overview')).status).toBe(404)
  expect(acme.carrier.code).toBe('ACME')
})
