import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Buyer, brokenLaws, buyer } from '../../../test/support/buyers.ts'
import { openWorld, type World } from '../../../test/support/world.ts'
import { rights } from '../../main/roles.ts'
import { inTx } from '../../platform/context.ts'
import { createHttp } from '../../platform/http.ts'
import { newId, type TenantId } from '../../platform/ids.ts'
import { type DeclaredJob, enqueue } from '../../platform/jobs.ts'
import { GB } from '../../spine/charging/index.ts'
import { placeOrder } from '../../spine/orders/index.ts'
import { createTenant } from '../../spine/tenants/index.ts'
import { announceHooks, pollUsage, probeSuppliers } from './jobs.ts'
import { esimModule } from './module.ts'

let world: World
let app: FastifyInstance
let as: { tenantId: TenantId; buyer: Buyer | null; permissions: readonly string[] }

beforeAll(async () => {
  world = await openWorld({ vendors: true })
  as = { tenantId: world.operator.id, buyer: null, permissions: [...rights.permissions] }
  // Everything behind the sign-in is the product's; who is signed in is the test's choice.
  app = await createHttp({
    services: world.services,
    routes: esimModule.routes ?? [],
    identify: async () => ({
      tenantId: as.tenantId,
      accountId: as.buyer?.accountId ?? null,
      actor: { kind: 'user', id: null, label: 'Ann', permissions: new Set(as.permissions) },
      by: 'bearer',
    }),
  })
})

afterAll(async () => {
  await app.close()
  await world.close()
})

type Body = Record<string, unknown> & { id: string; items: Body[]; code: string; bundle: Body; bundles: Body[]; status: string }

async function call(method: 'GET' | 'POST', url: string, payload?: object) {
  const response = await app.inject({ method, url: `/api/v1${url}`, ...(method === 'POST' && { payload: payload ?? {} }) })
  return { status: response.statusCode, body: response.json() as Body }
}

/** The same call for somebody else, then back to the operator's staff. */
async function callAs(who: Partial<typeof as>, method: 'GET' | 'POST', url: string, payload?: object) {
  const before = as
  as = { ...as, ...who }
  const answer = await call(method, url, payload)
  as = before
  return answer
}

const CUSTOMER = ['esim:read', 'esim:write', 'esim:read-code', 'esim-plan:read']

async function planId(name: string): Promise<string> {
  const { body } = await call('GET', '/esim-store')
  return body.items.find((plan) => plan['name'] === name)?.id ?? `no plan ${name}`
}

async function order(one: Buyer, attributes: Record<string, unknown> = {}, name = 'Europe 5 GB') {
  return placeOrder(world.context(), one.accountId, [{ kind: 'esim', attributes: { planId: await planId(name), ...attributes } }], newId())
}

/** A customer with a new eSIM of Telna's. */
async function holder(balance = '100.00'): Promise<{ who: Buyer; esim: Body }> {
  const who = await buyer(world, balance)
  await order(who)
  await world.settle()
  const { body } = await call('GET', `/esims?accountId=${who.accountId}`)
  const esim = body.items[0]
  if (!esim) throw new Error('The eSIM is not there.')
  return { who, esim }
}

async function run(job: DeclaredJob<Record<string, never>>): Promise<void> {
  await inTx(world.context(), (tx) => enqueue(tx, job, {}))
  await world.settle()
}

const profileOf = (esim: Body) => {
  const profile = world.vendors.telna.state.profiles.get(String(esim['iccid']))
  if (!profile) throw new Error('The vendor does not know the profile.')
  return profile
}

test('the store shows what is on sale by country, with the price per gigabyte, at the price of the seller', async () => {
  const germany = await call('GET', '/esim-store?country=JP')
  expect(germany.body.items.map((plan) => plan['name'])).toEqual(['World 3 GB', 'Japan 5 GB'])
  expect(germany.body.items[1]).toMatchObject({
    price: { amount: '13.00', currency: 'USD' },
    perGb: { amount: '2.60' },
    dataBytes: String(5n * GB),
  })
  const reseller = await createTenant(world.context(), { slug: 'shop', name: 'Shop' })
  const resold = await callAs({ tenantId: reseller.id }, 'GET', '/esim-store?country=JP')
  expect(resold.body.items.map((plan) => plan['name'])).toEqual(['World 3 GB', 'Japan 5 GB'])
  expect(resold.body.items[1]?.['price']).toMatchObject({ currency: 'USD' })
  expect((await callAs({ tenantId: reseller.id }, 'GET', '/esim-plans')).body.items).toEqual([])
})

const NEW_PLAN = {
  slug: 'iceland-2gb',
  name: 'Iceland 2 GB',
  dataBytes: String(2n * GB),
  validityDays: 15,
  countries: ['IS'],
  price: '7.00',
  currency: 'USD',
  offers: [{ vendor: 'telna', packageCode: '1003', topUpCode: '5003', bytes: String(5n * GB), days: 30, cost: '3.00', priority: 10 }],
}

test('a plan is drafted, published, priced anew and taken off sale, with an event each time', async () => {
  const events = await world.eventsOf(async () => {
    const created = await call('POST', '/esim-plans', NEW_PLAN)
    expect(created).toMatchObject({
      status: 201,
      body: { status: 'draft', price: { amount: '7.00' }, offers: [{ cost: { amount: '3.00' } }] },
    })
    const { id } = created.body
    expect((await call('GET', '/esim-store?country=IS')).body.items.map((plan) => plan['name'])).not.toContain('Iceland 2 GB')
    expect(await call('POST', `/esim-plans/${id}/publish`)).toMatchObject({ status: 200, body: { status: 'active' } })
    expect(await call('POST', `/esim-plans/${id}/publish`)).toMatchObject({ status: 409 })
    expect((await call('GET', '/esim-store?country=IS')).body.items.map((plan) => plan['name'])).toContain('Iceland 2 GB')
    expect(await call('POST', `/esim-plans/${id}/price`, { price: '8.50', currency: 'USD' })).toMatchObject({
      body: { price: { amount: '8.50' } },
    })
    expect(await call('POST', `/esim-plans/${id}/archive`)).toMatchObject({ status: 200, body: { status: 'archived' } })
    expect(await callAs({ permissions: ['esim-plan:read'] }, 'GET', `/esim-plans/${id}`)).toMatchObject({
      status: 200,
      body: { offers: null },
    })
  })
  expect(events).toEqual([
    'offering.created.v1',
    'base_price.created.v1',
    'price_rule.created.v1',
    'esim_plan.created.v1',
    'offering.published.v1',
    'price_rule.ended.v1',
    'price_rule.created.v1',
    'esim_plan.priced.v1',
    'offering.archived.v1',
  ])
})

test.each([
  [{ offers: [{ ...NEW_PLAN.offers[0], bytes: '1' }] }, 422, 'esim.badOffer'],
  [{ offers: [{ ...NEW_PLAN.offers[0], days: 14 }] }, 422, 'esim.badOffer'],
  [{ slug: 'esim-europe-5gb' }, 409, 'catalog.slugTaken'],
  [{ price: '2.99' }, 422, 'pricing.belowFloor'],
  [{ countries: ['Germany'] }, 422, 'request.invalid'],
])('a plan with %j is refused with %i %s, and nothing is stored', async (change, status, code) => {
  const before = await world.query('select count(*) from esim_plan')
  expect(await call('POST', '/esim-plans', { ...NEW_PLAN, slug: 'refused', ...change })).toMatchObject({ status, body: { code } })
  expect(await world.query('select count(*) from esim_plan')).toEqual(before)
})

test('an eSIM is found by its id and by its plan’s, by its owner and not by others; customers are not told who supplies it', async () => {
  const { who, esim } = await holder()
  const other = await buyer(world, '0')
  expect((await call('GET', `/esims/${esim.id}`)).body).toMatchObject({
    vendor: 'telna',
    packageCode: '1003',
    installable: true,
    bundle: { status: 'pending' },
  })
  expect((await callAs({ buyer: who, permissions: CUSTOMER }, 'GET', `/esims/${esim.bundle.id}`)).body).toMatchObject({
    id: esim.id,
    vendor: null,
  })
  expect((await callAs({ buyer: other, permissions: CUSTOMER }, 'GET', `/esims/${esim.id}`)).status).toBe(404)
  expect((await call('GET', `/esims?q=${String(esim['iccid']).slice(4)}&vendor=telna&status=assigned`)).body.items).toHaveLength(1)
})

test('the code is shown to who may see it, each look is an event, and not once it is installed', async () => {
  const { who, esim } = await holder()
  const url = `/esims/${esim.id}/code`
  expect((await callAs({ permissions: ['esim:read'] }, 'POST', url)).status).toBe(403)
  const events = await world.eventsOf(async () => {
    const shown = await callAs({ buyer: who, permissions: CUSTOMER }, 'POST', url)
    expect(shown.body['lpa']).toBe(`LPA:1$smdp.simulated-telna.com$${profileOf(esim).activationCode.split('$').at(-1)}`)
    expect(shown.body['qr']).toMatch(/^data:image\/png;base64,/)
  })
  expect(events).toEqual(['esim.code_shown.v1'])
  world.vendors.telna.control.install(String(esim['iccid']))
  await call('POST', `/esims/${esim.id}/refresh`)
  await world.settle()
  expect(await call('POST', url)).toMatchObject({ status: 409, body: { code: 'esim.codeUsed', profileState: 'enabled' } })
})

test('data is paused and flows again at the supplier too; without a plan it cannot', async () => {
  const { esim } = await holder()
  expect(await call('POST', `/esims/${esim.id}/suspend`)).toMatchObject({ status: 409, body: { code: 'request.invalidTransition' } })
  world.vendors.telna.control.reportUsage(String(esim['iccid']), Number(GB))
  await run(pollUsage)
  expect(await call('POST', `/esims/${esim.id}/suspend`)).toMatchObject({ body: { status: 'suspended', bundle: { status: 'suspended' } } })
  await world.settle()
  expect(profileOf(esim).data).toBe('DISABLED')
  expect(await call('POST', `/esims/${esim.id}/resume`)).toMatchObject({ body: { status: 'active', bundle: { status: 'active' } } })
  await world.settle()
  expect(profileOf(esim).data).toBe('ENABLED')
  world.vendors.telna.control.reportUsage(String(esim['iccid']), Number(5n * GB))
  await run(pollUsage)
  expect(await call('POST', `/esims/${esim.id}/resume`)).toMatchObject({ status: 409, body: { code: 'esim.noData' } })
})

test('the supplier does not answer when data is to be stopped: it is asked again until it has', async () => {
  const { esim } = await holder()
  world.vendors.telna.control.reportUsage(String(esim['iccid']), Number(GB))
  await run(pollUsage)
  world.vendors.telna.control.fault({ kind: 'fail', operation: 'pcr.update', status: 503, count: 2 })
  await call('POST', `/esims/${esim.id}/suspend`)
  await world.settle()
  expect((await call('GET', `/esims/${esim.id}`)).body['dataOn']).toBe(true)
  for (let minute = 0; minute < 4; minute += 1) await world.moveTo(new Date(world.clock.now().getTime() + 60_000).toISOString())
  expect((await call('GET', `/esims/${esim.id}`)).body['dataOn']).toBe(false)
  expect(profileOf(esim).data).toBe('DISABLED')
})

test('an eSIM ends for good when its ICCID is typed, with everything that waits on it', async () => {
  const { who, esim } = await holder()
  const iccid = String(esim['iccid'])
  expect(await call('POST', `/esims/${esim.id}/cancel`, { confirm: '1' })).toMatchObject({
    status: 422,
    body: { code: 'esim.confirmationWrong' },
  })
  const events = await world.eventsOf(async () => {
    expect(await call('POST', `/esims/${esim.id}/cancel`, { confirm: iccid })).toMatchObject({
      body: { status: 'cancelled', installable: false },
    })
    await world.settle()
  })
  expect(events).toEqual(['esim_bundle.cancelled.v1', 'esim.cancelled.v1'])
  expect(profileOf(esim).data).toBe('DISABLED')
  expect(await call('POST', `/esims/${esim.id}/code`)).toMatchObject({ status: 409, body: { code: 'esim.ended' } })
  expect(await call('POST', `/esims/${esim.id}/change`, { label: 'X' })).toMatchObject({ status: 409, body: { code: 'esim.ended' } })
  await expect(order(who, { esimId: esim.id })).rejects.toMatchObject({ code: 'esim.ended' })
})

test('a name and buying again are changed with old and new values in the audit trail', async () => {
  const { esim } = await holder()
  expect((await call('POST', `/esims/${esim.id}/change`, { label: 'Holiday', autoRenew: true })).body).toMatchObject({
    label: 'Holiday',
    autoRenew: true,
  })
  const [last] = await world.query<{ changes: unknown }>(`select changes from event where type = 'esim.changed' order by seq desc limit 1`)
  expect(last?.changes).toEqual({ label: { from: '', to: 'Holiday' }, autoRenew: { from: false, to: true } })
})

test('what cannot be ordered is refused before any money is held', async () => {
  const { who, esim } = await holder()
  const refused = async (attributes: Record<string, unknown>, code: string, name?: string) =>
    expect(order(who, attributes, name)).rejects.toMatchObject({ code })
  await refused({ eid: '490154203237518' }, 'esim.badEid')
  await refused({ eid: '89049032005008882600033489000000' }, 'esim.badEid')
  await refused({ planId: newId() }, 'esim.notOnSale')
  await refused({ esimId: newId() }, 'esim.notFound')
  await refused({ esimId: esim.id }, 'esim.otherSupplier', 'Europe unlimited')
  const fitting = await callAs({ buyer: who, permissions: CUSTOMER }, 'GET', `/esim-store?esimId=${esim.id}`)
  expect(fitting.body.items.map((plan) => plan['name'])).not.toContain('Europe unlimited')
  await order(who, { esimId: esim.id })
  await refused({ esimId: esim.id }, 'esim.topUpRunning')
  await world.settle()
  await order(who, { esimId: esim.id })
  await world.settle()
  expect((await call('GET', `/esims/${esim.id}`)).body.bundles.map((bundle) => bundle.status)).toEqual(['pending', 'queued', 'queued'])
})

test('a failed top-up gives the eSIM back for the next one', async () => {
  const { who, esim } = await holder()
  world.vendors.telna.control.fault({ kind: 'fail', operation: 'packages.create', status: 400, message: 'No such template', count: 1 })
  await order(who, { esimId: esim.id })
  await world.settle()
  expect((await call('GET', `/esims/${esim.id}`)).body).toMatchObject({ topUpRunning: false, bundles: [{ status: 'pending' }] })
  await order(who, { esimId: esim.id })
  await world.settle()
  expect((await call('GET', `/esims/${esim.id}`)).body.bundles).toHaveLength(2)
})

test('two orders want the one profile in stock: one gets it, the other is bought', async () => {
  const telna = (await call('GET', '/esim-suppliers')).body.items.find((supplier) => supplier['vendor'] === 'telna')
  const rows = [{ iccid: '89852245280001138065', activationCode: 'LPA:1$smdp.example.com$STOCK-7' }]
  const url = `/esim-suppliers/${telna?.id}/stock`
  expect(await call('POST', url, { packageCode: '1005', rows })).toMatchObject({ status: 200, body: { count: 1, warnings: [] } })
  expect(await call('POST', url, { packageCode: '1005', rows })).toMatchObject({ status: 409, body: { code: 'esim.iccidTaken', line: 1 } })
  const half = [
    { iccid: '8944538532008160222', activationCode: 'LPA:1$smdp.example.com$OK' },
    { iccid: '8944538532008160223', activationCode: 'nonsense' },
  ]
  expect(await call('POST', url, { packageCode: '1005', rows: half })).toMatchObject({
    status: 422,
    body: { code: 'esim.badCode', line: 2 },
  })
  const listed = (await call('GET', '/esim-suppliers')).body.items.find((supplier) => supplier['vendor'] === 'telna')
  expect(listed?.['stock']).toMatchObject([{ packageCode: '1005', count: 1 }])

  const before = world.vendors.telna.state.orders.size
  const [ana, ben] = [await buyer(world, '20.00'), await buyer(world, '20.00')]
  await Promise.all([order(ana, {}, 'United States 3 GB'), order(ben, {}, 'United States 3 GB')])
  await world.settle()
  expect(world.vendors.telna.state.orders.size).toBe(before + 1)
  const sold = await world.query<{ iccid: string }>('select iccid from esim where account_id = any($1)', [[ana.accountId, ben.accountId]])
  expect(sold.map(({ iccid }) => iccid)).toContain('89852245280001138065')
  expect(sold).toHaveLength(2)
})

test('webhooks are known by their address; what they say is looked up, once each, and a lie changes nothing', async () => {
  await run(announceHooks)
  expect(world.vendors.esimAccess.state.webhook).toMatch(/\/api\/v1\/webhooks\/esimaccess\//)
  const suppliers = (await call('GET', '/esim-suppliers')).body.items
  const telna = suppliers.find((supplier) => supplier['vendor'] === 'telna')
  const address = new URL(String(telna?.['webhookUrl'])).pathname.replace('/api/v1', '')
  const { esim } = await holder()
  const lie = { event_id: 'e1', iccid: esim['iccid'], state: 'DELETED', data_used_bytes: Number(9n * GB) }
  expect((await call('POST', address.replace(/[^/]+$/, 'guessed'), lie)).status).toBe(403)
  for (const _ of [1, 2]) expect((await call('POST', address, lie)).status).toBe(200)
  await world.settle()
  expect((await call('GET', `/esims/${esim.id}`)).body).toMatchObject({
    profileState: 'released',
    bundle: { status: 'pending', usedBytes: '0' },
  })
  expect(await world.query(`select count(*)::int as count from inbound_webhook where event_id = 'e1'`)).toEqual([{ count: 1 }])
  world.vendors.telna.control.webhook(String(telna?.['webhookUrl']))
  world.vendors.telna.control.install(String(esim['iccid']))
  world.vendors.telna.control.reportUsage(String(esim['iccid']), Number(3n * GB))
  await world.settle()
  expect((await call('GET', `/esims/${esim.id}`)).body).toMatchObject({
    profileState: 'enabled',
    bundle: { status: 'active', usedBytes: String(3n * GB) },
  })
  expect((await call('GET', `/esims/${esim.id}/usage`)).body['days']).toMatchObject([{ bytes: String(3n * GB) }])
})

test('sessions of a supplier are taken in by the operator, each once', async () => {
  const { esim } = await holder()
  const at = world.clock.now().toISOString()
  const sessions = [{ id: 's1', bytes: '1048576', startedAt: at, endedAt: at }]
  expect((await callAs({ permissions: CUSTOMER }, 'POST', `/esims/${esim.id}/sessions`, { sessions })).status).toBe(403)
  expect((await call('POST', `/esims/${esim.id}/sessions`, { sessions })).body).toEqual({ fresh: 1 })
  expect((await call('POST', `/esims/${esim.id}/sessions`, { sessions })).body).toEqual({ fresh: 0 })
  expect((await call('GET', `/esims/${esim.id}`)).body.bundle).toMatchObject({ usedBytes: '1048576', status: 'active' })
})

test('an empty account takes a supplier out at once, and probes bring it back when there is money', async () => {
  world.vendors.telna.control.fault({
    kind: 'fail',
    operation: 'work-orders.create',
    status: 402,
    message: 'Insufficient balance',
    count: 1,
  })
  const who = await buyer(world, '100.00')
  const events = await world.eventsOf(async () => {
    await order(who)
    await world.settle()
  })
  expect(events).toContain('provider.integration_down.v1')
  const shown = async () => (await call('GET', '/esim-suppliers')).body.items.find((supplier) => supplier['vendor'] === 'telna')
  expect(await shown()).toMatchObject({ state: 'down', reason: 'Insufficient balance' })
  for (const _ of [1, 2, 3]) await run(probeSuppliers)
  expect(await shown()).toMatchObject({ state: 'up' })
})

test('the pool says what is left, and a supplier whose pool is used up is passed over', async () => {
  const access = (await call('GET', '/esim-suppliers')).body.items.find((supplier) => supplier['vendor'] === 'telna')
  const url = `/esim-suppliers/${access?.id}/pool`
  expect((await call('POST', url, { gigabytes: '5.5', perGb: '1.00', currency: 'USD' })).body).toEqual({
    leftBytes: String((11n * GB) / 2n),
  })
  const events = await world.eventsOf(async () => {
    await holder()
  })
  expect(events).toContain('data_pool.low.v1')
  const second = await buyer(world, '100.00')
  await order(second)
  await world.settle()
  await world.moveTo(new Date(world.clock.now().getTime() + 11_000).toISOString())
  expect((await call('GET', `/esims?accountId=${second.accountId}`)).body.items).toMatchObject([{ vendor: 'esimaccess' }])
  await world.query('delete from data_allocation')
  await world.query('delete from data_pool')
  expect(await brokenLaws(world)).toEqual([])
})

test('a link that was mailed again works like the first one', async () => {
  const { esim } = await holder()
  expect((await call('POST', `/esims/${esim.id}/mail`)).status).toBe(200)
  const mails = await world.query<{ body: string }>(
    `select body from mail where template = 'esim.qr_ready' order by created_at desc, id desc limit 1`,
  )
  const token = /\/install\/(\S+)/.exec(mails[0]?.body ?? '')?.[1]
  expect((await callAs({ permissions: [] }, 'POST', '/esim-installs', { token })).body).toMatchObject({ iccid: esim['iccid'], over: false })
  expect(await callAs({ permissions: [] }, 'POST', '/esim-installs', { token: `${token}x` })).toMatchObject({
    status: 404,
    body: { code: 'esim.linkInvalid' },
  })
})
