import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from '../../src/main/modules.ts'
import { rights } from '../../src/main/roles.ts'
import { createHttp, type Principal } from '../../src/platform/http.ts'
import { type Id, newId, type TenantId } from '../../src/platform/ids.ts'
import type { Route } from '../../src/platform/routes.ts'
import { createTenant } from '../../src/spine/tenants/index.ts'
import { openWorld, type World } from '../support/world.ts'
import { areas } from './areas/index.ts'
import { idsOf, populate } from './populated.ts'

const routes = modules.flatMap((module) => module.routes ?? [])
const nameOf = (route: Route) => `${route.method} ${route.path}`
const guarded = routes.filter((route) => route.permission !== 'public')
const permitted = guarded.filter((route) => route.permission !== 'signed-in')

let world: World
let app: FastifyInstance
let tenantA: TenantId
let tenantB: TenantId
let principal: Principal
let ids: Readonly<Record<string, string>>

const as = (tenantId: TenantId, permissions: Iterable<string>): Principal => ({
  tenantId,
  accountId: null,
  by: 'bearer',
  actor: { kind: 'user', id: newId<Id<'user'>>(), label: 'generated test', permissions: new Set(permissions) },
})

beforeAll(async () => {
  world = await openWorld({ vendors: true })
  tenantA = (await createTenant(world.context(), { slug: 'generated-a', name: 'A' })).id
  tenantB = world.operator.id
  await populate(world)
  ids = await idsOf(world, tenantB)
  app = await createHttp({ services: world.services, routes, identify: async () => principal })
  await app.ready()
}, 120_000)

afterAll(async () => {
  await app?.close()
  await world?.close()
})

/** The path with every parameter filled from the other tenant's rows. */
function fill(route: Route, known: Readonly<Record<string, string>>): string {
  const noun = route.path.split('/')[1] ?? ''
  return `/api/v1${route.path.replaceAll(/:(\w+)/g, (_, name: string) => known[name === 'id' ? noun : name] ?? newId())}`
}

const send = (route: Route, url: string, payload?: unknown) =>
  app.inject({
    method: route.method,
    url,
    headers: { 'idempotency-key': newId(), ...(payload !== undefined && { 'content-type': 'application/json' }) },
    ...(payload !== undefined && { payload: typeof payload === 'string' ? payload : JSON.stringify(payload) }),
  })

describe('every route', () => {
  test.each(permitted.map((route) => [nameOf(route), route] as const))('%s names a permission that some role holds', (_, route) => {
    expect(rights.permissions).toContain(route.permission)
    expect(Object.values(rights.of).some((set) => set.has(route.permission))).toBe(true)
  })

  test.each(guarded.map((route) => [nameOf(route), route] as const))('%s asks a stranger to sign in', async (_, route) => {
    principal = { ...as(tenantA, []), by: 'none', actor: { kind: 'anonymous', id: null, label: 'nobody', permissions: new Set() } }
    expect((await send(route, fill(route, ids))).statusCode).toBe(401)
  })

  test.each(permitted.map((route) => [nameOf(route), route] as const))('%s refuses whoever lacks its permission', async (_, route) => {
    principal = as(
      tenantB,
      rights.permissions.filter((permission) => permission !== route.permission),
    )
    expect((await send(route, fill(route, ids))).statusCode).toBe(403)
  })

  const withBody = routes.filter((route) => route.body && !route.rawBody)
  test.each(withBody.map((route) => [nameOf(route), route] as const))('%s refuses a field it does not know', async (_, route) => {
    principal = as(tenantB, rights.permissions)
    const reply = await send(route, fill(route, ids), { noSuchField: true })
    expect(reply.statusCode).toBe(422)
    expect(reply.json().code).toBe('request.invalid')
  })

  const withQuery = routes.filter((route) => route.query)
  test.each(withQuery.map((route) => [nameOf(route), route] as const))(
    '%s refuses a query parameter it does not know',
    async (_, route) => {
      principal = as(tenantB, rights.permissions)
      expect((await send(route, `${fill(route, ids)}?noSuchField=1`)).statusCode).toBe(422)
    },
  )

  const shapes: readonly unknown[] = ['{', '[]', 'null', '"text"', '{"__proto__":{"x":1}}', { a: '\u0000' }, '12', '{"amount":1e400}']
  test.each(routes.map((route) => [nameOf(route), route] as const))(
    '%s answers malformed input with a problem, never with a 500',
    async (_, route) => {
      principal = as(tenantB, rights.permissions)
      const broken = `/api/v1${route.path.replaceAll(/:\w+/g, '%00%ff')}`
      expect((await send(route, broken)).statusCode).toBeLessThan(500)
      for (const shape of route.method === 'GET' ? [] : shapes) {
        const reply = await send(route, fill(route, {}), shape)
        expect(reply.statusCode, `${JSON.stringify(shape)} → ${reply.body}`).toBeLessThan(500)
      }
    },
  )
})

describe('another tenant', () => {
  const addressed = guarded.filter((route) => route.path.includes(':'))
  test.each(addressed.map((route) => [nameOf(route), route] as const))('does not exist for %s', async (_, route) => {
    const noun = route.path.split('/')[1] ?? ''
    expect(ids[noun], `a ${noun} to try with: add it to populated.ts`).toBeDefined()
    principal = as(tenantA, rights.permissions)
    const url = `${fill(route, ids)}${requiredQueries[route.path] ?? ''}`
    const reply = await send(route, url, route.body ? validBodies[nameOf(route)] : undefined)
    expect(reply.statusCode, reply.body).toBe(404)
  })

  const lists = guarded.filter((route) => route.method === 'GET' && !route.path.includes(':'))
  test.each(lists.map((route) => [nameOf(route), route] as const))('leaves nothing to see for %s', async (_, route) => {
    principal = as(tenantA, rights.permissions)
    const reply = await send(route, fill(route, ids))
    // A reseller knows who it resells for; the name of its parent is no secret.
    const { tenants: _parent, ...secret } = ids
    for (const id of Object.values(secret)) expect(reply.body).not.toContain(id)
  })
})

describe('every reading route', () => {
  // /me answers about a person, and this principal is none; access has its own tests.
  const readable = routes.filter((route) => route.method === 'GET' && route.path !== '/me')
  test.each(readable.map((route) => [nameOf(route), route] as const))('%s answers its own tenant as its schema says', async (_, route) => {
    principal = as(tenantB, rights.permissions)
    const query = requiredQueries[route.path] ?? ''
    const reply = await send(route, `${fill(route, ids)}${query}`)
    expect(reply.statusCode, reply.body).toBe(route.status)
  })
})

/** Bodies that pass validation, so that the refusal shown is the tenant's and not the schema's. */
const validBodies: Readonly<Record<string, unknown>> = {
  'POST /tenants/:id/branding': { name: 'X', primaryColor: '#112233', supportEmail: '' },
  'POST /accounts/:id/group': { group: 'gold' },
  'POST /wallets/:id/adjust': { amount: '1.00', currency: 'USD', reason: 'generated' },
  'POST /providers/:id/settings': { priority: 5 },
  'POST /order-items/:id/refund': { reason: 'generated' },
  'POST /numbers/:id/label': { label: 'X' },
  'POST /numbers/:id/auto-renew': { on: false },
  'POST /numbers/:id/release': { confirm: '+14155550100' },
  ...Object.assign({}, ...areas.map((area) => area.bodies)),
}

const requiredQueries: Readonly<Record<string, string>> = {
  '/number-searches': '?country=US',
  ...Object.assign({}, ...areas.map((area) => area.queries)),
}
