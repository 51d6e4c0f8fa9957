import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../../test/support/world.ts'
import { createHttp } from '../../platform/http.ts'
import { newId, type TenantId } from '../../platform/ids.ts'
import { createTenant } from '../tenants/index.ts'
import { routes } from './routes.ts'
import { seedOfferings } from './service.ts'

let world: World
let app: FastifyInstance
let tenantId: TenantId

beforeAll(async () => {
  world = await openWorld()
  tenantId = world.operator.id
  await seedOfferings(world.context())
  // Everything behind the sign-in is the product's; who is signed in is the test's choice.
  app = await createHttp({
    services: world.services,
    routes,
    identify: async () => ({
      tenantId,
      accountId: null,
      actor: { kind: 'user', id: null, label: 'Ann', permissions: new Set(['offering:read', 'offering:write']) },
      by: 'bearer',
    }),
  })
})

afterAll(async () => {
  await app.close()
  await world.close()
})

async function call(method: 'GET' | 'POST', url: string, payload?: object, as = world.operator.id) {
  tenantId = as
  const response = await app.inject({ method, url: `/api/v1${url}`, ...(method === 'POST' && { payload: payload ?? {} }) })
  return { status: response.statusCode, body: response.json() as Record<string, unknown> & { items: Record<string, unknown>[] } }
}

const slugs = async (as?: TenantId, query = '') =>
  (await call('GET', `/offerings${query}`, undefined, as)).body.items.map((item) => item['slug'])

test('a draft is created, published and archived, with an event and the change each time', async () => {
  const draft = { kind: 'voice', slug: 'calls', name: 'Calls', features: ['Caller id'], sortOrder: 30 }
  const events = await world.eventsOf(async () => {
    const created = await call('POST', '/offerings', draft)
    expect(created).toMatchObject({ status: 201, body: { ...draft, status: 'draft', showOnWebsite: true } })
    const id = created.body['id']
    expect(await call('POST', `/offerings/${id}/publish`)).toMatchObject({ status: 200, body: { status: 'active' } })
    expect(await call('GET', `/offerings/${id}`)).toMatchObject({ status: 200, body: { status: 'active', slug: 'calls' } })
    expect(await call('POST', `/offerings/${id}/publish`)).toMatchObject({ status: 409, body: { code: 'request.invalidTransition' } })
    expect(await call('POST', `/offerings/${id}/archive`)).toMatchObject({ status: 200, body: { status: 'archived' } })
  })
  expect(events).toEqual(['offering.created.v1', 'offering.published.v1', 'offering.archived.v1'])
  const [last] = await world.query<{ changes: unknown }>('select changes from event order by seq desc limit 1')
  expect(last?.changes).toEqual({ status: { from: 'active', to: 'archived' } })
})

test('the list is in shop-window order, page by page, and filters by kind and status', async () => {
  const first = await call('GET', '/offerings?limit=1')
  expect(first.body.items.map((item) => item['slug'])).toEqual(['phone-number'])
  const second = await call('GET', `/offerings?limit=1&cursor=${first.body['nextCursor']}`)
  expect(second.body.items.map((item) => item['slug'])).toEqual(['sms'])
  expect(await slugs(undefined, '?kind=messaging')).toEqual(['sms'])
  expect(await slugs(undefined, '?kind=number&status=draft')).toEqual([])
})

test('a short name is taken once per tenant, and another tenant sees and uses nothing of it', async () => {
  const wish = { kind: 'voice', slug: 'taken', name: 'First' }
  const created = await call('POST', '/offerings', wish)
  expect(await call('POST', '/offerings', wish)).toMatchObject({ status: 409, body: { code: 'catalog.slugTaken', slug: 'taken' } })
  const other = await createTenant(world.context(), { slug: 'other', name: 'Other' })
  for (const [method, action] of [
    ['GET', ''],
    ['POST', '/publish'],
    ['POST', '/archive'],
  ] as const)
    expect(await call(method, `/offerings/${created.body['id']}${action}`, undefined, other.id)).toMatchObject({
      status: 404,
      body: { code: 'catalog.notFound' },
    })
  expect(await slugs(other.id)).toEqual([])
  expect((await call('POST', '/offerings', wish, other.id)).status).toBe(201)
})

test('what is not there is 404, and a malformed offering is refused', async () => {
  expect((await call('GET', `/offerings/${newId()}`)).status).toBe(404)
  for (const wish of [{ slug: 'No Spaces' }, { kind: 'Voice!' }, { name: ' ' }, { features: 'x' }, { price: '1' }])
    expect(await call('POST', '/offerings', { kind: 'voice', slug: 'fine', name: 'Fine', ...wish })).toMatchObject({
      status: 422,
      body: { code: 'request.invalid' },
    })
})

test('seeding again keeps what was edited or archived, for every tenant (story 60)', async () => {
  const third = await createTenant(world.context(), { slug: 'third', name: 'Third' })
  await seedOfferings(world.context(third.id))
  expect(await slugs(third.id)).toEqual(['phone-number', 'sms'])
  const sms = (await call('GET', '/offerings?kind=messaging', undefined, third.id)).body.items[0]
  await call('POST', `/offerings/${sms?.['id']}/archive`, undefined, third.id)
  await world.query(`update offering set name = 'Texts' where id = $1`, [sms?.['id']])
  await seedOfferings(world.context(third.id))
  expect((await call('GET', `/offerings/${sms?.['id']}`, undefined, third.id)).body).toMatchObject({ name: 'Texts', status: 'archived' })
  expect(await slugs(third.id)).toEqual(['phone-number', 'sms'])
})
