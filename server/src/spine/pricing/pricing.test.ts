import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '../../../test/support/world.ts'
import { type Actor, createContext, inTx } from '../../platform/context.ts'
import { createHttp } from '../../platform/http.ts'
import { type AccountId, newId, type TenantId } from '../../platform/ids.ts'
import { rateOf } from '../../platform/money.ts'
import { createAccount } from '../accounts/index.ts'
import { createTenant, type Tenant } from '../tenants/index.ts'
import { createBasePrice, createPriceRule, createQuote, resolvePrice, useQuote } from './index.ts'
import { routes } from './routes.ts'
import { seedPrices } from './seed.ts'
import type { NewPriceRule } from './service.ts'

const NOW = '2026-05-01T00:00:00Z'
const EVERYTHING = ['price:read', 'price:write', 'margin:read', 'price:override']

let world: World
let blue: Tenant
let app: FastifyInstance
let acting: { tenantId: TenantId; permissions: readonly string[] }

const actor = (permissions: readonly string[]): Actor => ({
  kind: 'user',
  id: '01890000-0000-7000-8000-00000000000a',
  label: 'Ann',
  permissions: new Set(permissions),
})

beforeAll(async () => {
  world = await openWorld({ now: NOW })
  await seedPrices(world.context())
  blue = await createTenant(world.context(), { slug: 'blue', name: 'Blue' })
  // Everything behind the sign-in is the product's; who is signed in is the test's choice.
  app = await createHttp({
    services: world.services,
    routes,
    identify: async () => ({ tenantId: acting.tenantId, accountId: null, actor: actor(acting.permissions), by: 'bearer' }),
  })
})

afterAll(async () => {
  await app.close()
  await world.close()
})

type Reply = { status: number; body: Record<string, unknown> & { items: Record<string, unknown>[]; path: Record<string, unknown>[] } }

async function call(method: 'GET' | 'POST', url: string, payload?: object, as?: Partial<typeof acting>): Promise<Reply> {
  acting = { tenantId: world.operator.id, permissions: EVERYTHING, ...as }
  const response = await app.inject({ method, url: `/api/v1${url}`, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.json() }
}

const staff = (permissions: readonly string[] = EVERYTHING, tenantId = world.operator.id) =>
  createContext(world.services, { tenantId, actor: actor(permissions) })

const rule = (wish: Partial<NewPriceRule>): NewPriceRule => ({ service: 'voice', kind: 'fixed_price', value: '1', ...wish })

describe('setting prices', () => {
  test('a price rule is saved with its event and its change in the audit log, listed, and ended once', async () => {
    const events = await world.eventsOf(async () => {
      const created = await call('POST', '/price-rules', { service: 'mms', country: 'US', kind: 'fixed_price', value: '0.05' })
      expect(created).toMatchObject({ status: 201, body: { value: '0.05', currency: 'USD', state: 'active', validTo: null, vendor: null } })
      const listed = await call('GET', '/price-rules?service=mms')
      expect(listed.body.items.map((item) => item['id'])).toEqual([created.body['id']])
      const ended = await call('POST', `/price-rules/${created.body['id']}/end`)
      expect(ended).toMatchObject({ status: 200, body: { state: 'ended' } })
      const again = await call('POST', `/price-rules/${created.body['id']}/end`, {})
      expect(again).toMatchObject({ status: 409, body: { code: 'pricing.alreadyEnded' } })
    })
    expect(events).toEqual(['price_rule.created.v1', 'price_rule.ended.v1'])
    const [audited] = await world.query<{ changes: unknown; actor: { label: string } }>(
      `select changes, actor from event where type = 'price_rule.created' order by seq desc limit 1`,
    )
    expect(audited).toMatchObject({ changes: { fixed_price: { from: null, to: '0.05' } }, actor: { label: 'Ann' } })
  })

  test('a price of the same key and time is refused; another country, supplier, group or form is another key', async () => {
    const base = { service: 'data', country: 'GB', kind: 'fixed_price', value: '1' }
    expect((await call('POST', '/price-rules', base)).status).toBe(201)
    expect(await call('POST', '/price-rules', { ...base, value: '2' })).toMatchObject({ status: 422, body: { code: 'pricing.overlap' } })
    const others = [
      { country: 'FR' },
      { vendor: 'twilio' },
      { group: 'gold' },
      { kind: 'markup_percentage' },
      { validTo: NOW, validFrom: '2026-01-01T00:00:00Z' },
    ]
    for (const other of others) expect((await call('POST', '/price-rules', { ...base, ...other })).status).toBe(201)
  })

  test('of twenty people saving the same price at once exactly one succeeds', async () => {
    const attempts = Array.from({ length: 20 }, () => createPriceRule(staff(), rule({ service: 'race', country: 'US' })))
    const outcomes = await Promise.allSettled(attempts)
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'pricing.overlap' })
  })

  test('the past cannot be rewritten and a planned end cannot be put off', async () => {
    const planned = await createPriceRule(staff(), rule({ service: 'ends', validTo: new Date('2026-08-01T00:00:00Z') }))
    for (const at of ['2026-04-01T00:00:00Z', '2026-09-01T00:00:00Z'])
      expect(await call('POST', `/price-rules/${planned.id}/end`, { at })).toMatchObject({
        status: 422,
        body: { code: 'pricing.badPeriod' },
      })
    const sooner = await call('POST', `/price-rules/${planned.id}/end`, { at: '2026-07-01T00:00:00Z' })
    expect(sooner).toMatchObject({ status: 200, body: { validTo: '2026-07-01T00:00:00.000Z', state: 'active' } })
    const backwards = {
      service: 'ends',
      kind: 'fixed_price',
      value: '1',
      validFrom: '2027-02-01T00:00:00Z',
      validTo: '2027-01-01T00:00:00Z',
    }
    expect(await call('POST', '/price-rules', backwards)).toMatchObject({ status: 422, body: { code: 'pricing.badPeriod' } })
  })

  test('a price withdrawn before it starts never applies and frees its time', async () => {
    const start = new Date('2026-10-01T00:00:00Z')
    const planned = await createPriceRule(staff(), rule({ service: 'withdrawn', validFrom: start }))
    expect(await call('POST', `/price-rules/${planned.id}/end`, {})).toMatchObject({
      body: { state: 'ended', validTo: start.toISOString() },
    })
    await expect(resolvePrice(staff(), { service: 'withdrawn', at: start })).rejects.toMatchObject({ code: 'pricing.notSellable' })
    await expect(createPriceRule(staff(), rule({ service: 'withdrawn', validFrom: start }))).resolves.toMatchObject({
      service: 'withdrawn',
    })
  })

  test.each([
    ['a negative value', { value: '-1' }],
    ['nine decimals', { value: '0.000000001' }],
    ['a number instead of text', { value: 1 }],
    ['an absurd value', { value: '100000000' }],
    ['a small-letter country', { country: 'us' }],
    ['account and group at once', { accountId: '01890000-0000-7000-8000-000000000001', group: 'gold' }],
    ['an unknown field', { color: 'red' }],
  ])('%s is refused as a malformed request', async (_title, wish) => {
    const reply = await call('POST', '/price-rules', { service: 'voice', kind: 'fixed_price', value: '1', ...wish })
    expect(reply).toMatchObject({ status: 422, body: { code: 'request.invalid' } })
  })

  test('what does not exist is 404: a rule, an account, and what belongs to another tenant', async () => {
    const id = newId()
    expect(await call('POST', `/price-rules/${id}/end`, {})).toMatchObject({ status: 404, body: { code: 'pricing.notFound' } })
    expect((await call('POST', '/price-rules', { service: 'voice', kind: 'fixed_price', value: '1', accountId: id })).status).toBe(404)
    const own = await createPriceRule(staff(), rule({ service: 'hidden' }))
    const foreign = await call('POST', `/price-rules/${own.id}/end`, {}, { tenantId: blue.id })
    expect(foreign).toMatchObject({ status: 404, body: { code: 'pricing.notFound' } })
    expect((await call('GET', '/price-rules?service=hidden', undefined, { tenantId: blue.id })).body.items).toEqual([])
  })
})

describe('costs and floors', () => {
  test('a new base price ends the one before it at its start, and history keeps both', async () => {
    const price = { service: 'compute', country: 'DE', vendor: 'twilio' }
    const events = await world.eventsOf(async () => {
      await call('POST', '/base-prices', { ...price, rate: '1', validFrom: '2026-01-01T00:00:00Z' })
      const reply = await call('POST', '/base-prices', { ...price, rate: '2', validFrom: '2026-06-01T00:00:00Z' })
      expect(reply).toMatchObject({ status: 201, body: { rate: '2.00', state: 'scheduled' } })
    })
    expect(events).toEqual(['base_price.created.v1', 'base_price.ended.v1', 'base_price.created.v1'])
    const listed = await call('GET', '/base-prices?service=compute')
    expect(listed.body.items.map((item) => [item['rate'], item['validTo']])).toEqual(
      expect.arrayContaining([
        ['1.00', '2026-06-01T00:00:00.000Z'],
        ['2.00', null],
      ]),
    )
    expect(await call('POST', '/base-prices', { ...price, rate: '3', validFrom: '2026-03-01T00:00:00Z' })).toMatchObject({
      status: 422,
      body: { code: 'pricing.overlap' },
    })
  })

  test('selling below the floor needs the permission and a reason, which is noted', async () => {
    await createBasePrice(staff(), { service: 'floor', country: 'US', vendor: null, rate: '0.50' })
    const low = { service: 'floor', country: 'US', kind: 'fixed_price', value: '0.40' }
    expect(await call('POST', '/price-rules', low)).toMatchObject({ status: 422, body: { code: 'pricing.belowFloor', floor: '0.50' } })
    const reason = { ...low, belowFloorReason: 'launch offer' }
    expect(await call('POST', '/price-rules', reason, { permissions: ['price:write'] })).toMatchObject({ status: 422 })
    expect(await call('POST', '/price-rules', reason)).toMatchObject({ status: 201, body: { belowFloorReason: 'launch offer' } })
    expect(rateOf((await resolvePrice(staff(), { service: 'floor', country: 'US' })).rate)).toBe('0.40')
  })

  test('the floor is not told to whoever may not see margins', async () => {
    const reply = await call(
      'POST',
      '/price-rules',
      { service: 'sms', country: 'DE', kind: 'fixed_price', value: '0.01' },
      { permissions: ['price:write'] },
    )
    expect(reply).toMatchObject({ status: 422, body: { code: 'pricing.belowFloor' } })
    expect(JSON.stringify(reply.body)).not.toContain('0.075')
  })

  test('when the cost rises above a price, the sale is refused instead of made at a loss', async () => {
    await createBasePrice(staff(), { service: 'rises', country: null, vendor: null, rate: '1' })
    await createPriceRule(staff(), rule({ service: 'rises', value: '1.20' }))
    await createBasePrice(staff(), {
      service: 'rises',
      country: null,
      vendor: null,
      rate: '1.50',
      validFrom: new Date('2026-07-01T00:00:00Z'),
    })
    expect(rateOf((await resolvePrice(staff(), { service: 'rises' })).rate)).toBe('1.20')
    await expect(resolvePrice(staff(), { service: 'rises', at: new Date('2026-07-01T00:00:00Z') })).rejects.toMatchObject({
      code: 'pricing.belowFloor',
    })
  })
})

describe('the preview', () => {
  const sms = { service: 'sms', country: 'US', quantity: 3 }

  test('shows price, cost, margin and the whole path to whoever may see margins', async () => {
    const reply = await call('POST', '/price-quotes/preview', sms)
    expect(reply).toMatchObject({
      status: 200,
      body: {
        rate: '0.01185',
        exact: { currency: 'USD', amount: '0.03555' },
        price: { amount: '0.04' },
        cost: { amount: '0.0237' },
        markupPct: '68.7764',
        marginPct: '40.7500',
      },
    })
    expect(reply.body.path.map((step) => step['level'])).toEqual(['account', 'group', 'tenant_price', 'tenant_rule', 'cost', 'cost'])
  })

  test('shows only the price and the deciding level to everybody else', async () => {
    const reply = await call('POST', '/price-quotes/preview', sms, { permissions: ['price:read'] })
    expect(reply).toMatchObject({ status: 200, body: { rate: '0.01185', cost: null, markupPct: null, marginPct: null } })
    expect(reply.body.path).toEqual([expect.objectContaining({ level: 'tenant_rule', considered: null, ruleId: null, chosen: true })])
    expect(JSON.stringify(reply.body)).not.toMatch(/0\.0079|twilio|50/)
  })

  test('explains why something is not sold', async () => {
    const reply = await call('POST', '/price-quotes/preview', { service: 'number_monthly', country: 'BR', quantity: 1 })
    expect(reply).toMatchObject({ status: 422, body: { code: 'pricing.notSellable' } })
    expect(reply.body.path.map((step) => step['reason'])).toContain('No base price is known.')
    const stranger = await call(
      'POST',
      '/price-quotes/preview',
      { service: 'number_monthly', country: 'BR', quantity: 1 },
      { permissions: ['price:read'] },
    )
    expect(stranger.body.path).toBeUndefined()
  })
})

describe('resellers', () => {
  test("a reseller's cost is the operator's price, and the operator's cost and supplier stay hidden from it", async () => {
    await createPriceRule(staff(EVERYTHING, blue.id), rule({ service: 'sms', kind: 'markup_percentage', value: '20' }))
    const reply = await call('POST', '/price-quotes/preview', { service: 'sms', country: 'US', quantity: 1000 }, { tenantId: blue.id })
    expect(reply).toMatchObject({
      status: 200,
      body: { rate: '0.01422', cost: { amount: '11.85' }, price: { amount: '14.22' }, markupPct: '20.0000' },
    })
    expect(JSON.stringify(reply.body)).not.toMatch(/0\.0079|twilio/)
    expect(new Set(reply.body.path.map((step) => step['level']))).toEqual(
      new Set(['account', 'group', 'tenant_price', 'tenant_rule', 'parent']),
    )
  })

  test("without prices of its own it passes on the operator's, with the default markup of its policy", async () => {
    const green = await createTenant(world.context(), { slug: 'green', name: 'Green' })
    const ask = { service: 'number_monthly', country: 'US' }
    expect(rateOf((await resolvePrice(staff([], green.id), ask)).rate)).toBe('1.84')
    const policy = { minMarginPct: '5', defaultMarkupPct: '25' }
    expect((await call('POST', '/price-policy', policy, { tenantId: green.id })).status).toBe(200)
    expect((await call('GET', '/price-policy', undefined, { tenantId: green.id })).body).toEqual(policy)
    const price = await resolvePrice(staff([], green.id), ask)
    expect(rateOf(price.rate)).toBe('2.30')
    expect(price.prices.map((level) => [level.tenantId, rateOf(level.rate)])).toEqual([
      [green.id, '2.30'],
      [world.operator.id, '1.84'],
    ])
  })

  test('it cannot price below the operator, for one supplier, or note base prices', async () => {
    const as = { tenantId: blue.id }
    const low = { service: 'sms', country: 'GB', kind: 'fixed_price', value: '0.0599' }
    expect(await call('POST', '/price-rules', low, as)).toMatchObject({ status: 422, body: { code: 'pricing.belowFloor', floor: '0.06' } })
    expect(await call('POST', '/price-rules', { ...low, value: '0.06' }, as)).toMatchObject({ status: 201 })
    const vendor = { ...low, vendor: 'twilio' }
    expect(await call('POST', '/price-rules', vendor, as)).toMatchObject({ status: 422, body: { code: 'pricing.operatorOnly' } })
    expect(await call('POST', '/base-prices', { service: 'sms', rate: '0' }, as)).toMatchObject({
      status: 422,
      body: { code: 'pricing.operatorOnly' },
    })
    expect((await call('GET', '/base-prices', undefined, as)).body.items).toEqual([])
  })

  test("a caller's transaction keeps its own tenant after a price was read from the ones above", async () => {
    const context = staff([], blue.id)
    const seen = await inTx(context, async (tx) => {
      await resolvePrice(tx, { service: 'sms', country: 'US' })
      const rows = await tx.db.selectFrom('base_price').selectAll().execute()
      const rules = await tx.db.selectFrom('price_rule').select('tenant_id').execute()
      return { rows, tenants: new Set(rules.map((row) => row.tenant_id)) }
    })
    expect(seen).toEqual({ rows: [], tenants: new Set([blue.id]) })
  })
})

describe('customers', () => {
  const open = (name: string) =>
    inTx(world.context(), (tx) => createAccount(tx, { name, kind: 'individual', email: `${name}@example.com` }))
  const customer = (accountId: AccountId) => createContext(world.services, { tenantId: world.operator.id, accountId, actor: actor([]) })

  test('a customer gets the contract price without naming the account, and never sees the one of another', async () => {
    const [ann, bob] = [await open('ann'), await open('bob')]
    await createPriceRule(staff(), rule({ service: 'sms', country: 'US', value: '0.0100', accountId: ann.id }))
    const ask = { service: 'sms', country: 'US' }
    const price = await resolvePrice(customer(ann.id), ask)
    expect([rateOf(price.rate), price.level]).toEqual(['0.01', 'account'])
    expect(rateOf((await resolvePrice(customer(bob.id), ask)).rate)).toBe('0.01185')
    const rows = await customer(bob.id).db.selectFrom('price_rule').select('account_id').where('account_id', 'is not', null).execute()
    expect(rows).toEqual([])
  })

  test('a quote made for one customer is unknown to another', async () => {
    const [cid, dan] = [await open('cid'), await open('dan')]
    const quote = await inTx(customer(cid.id), (tx) => createQuote(tx, { service: 'sms', country: 'US', quantity: 2n }))
    expect(await inTx(customer(cid.id), (tx) => useQuote(tx, quote.id))).toEqual(quote)
    await expect(inTx(customer(dan.id), (tx) => useQuote(tx, quote.id))).rejects.toMatchObject({
      code: 'pricing.quoteNotFound',
      status: 404,
    })
  })
})

test('seeding again changes nothing: ended and replaced prices stay as the operator left them (story 60)', async () => {
  const [seeded] = (await call('GET', '/price-rules?service=number_purchase')).body.items
  await call('POST', `/price-rules/${seeded?.['id']}/end`, {})
  await call('POST', '/price-rules', { service: 'number_purchase', kind: 'fixed_price', value: '1.00' })
  await call('POST', '/base-prices', { service: 'number_monthly', country: 'US', vendor: 'twilio', rate: '1.20' })
  const everything = () => world.query('select id, valid_to from price_rule union all select id, valid_to from base_price order by 1')
  const before = await everything()
  await seedPrices(world.context())
  await seedPrices(world.context(blue.id))
  expect(await everything()).toEqual(before)
})
