import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '../../../test/support/world.ts'
import { newId } from '../../platform/ids.ts'
import { createTenant } from '../tenants/index.ts'
import { createApiKey } from './api-keys.ts'
import { Browser, invited, pass, type Staff, setUpOperator, signedInCustomer } from './browser-for-tests.ts'
import { forgetPrincipal } from './principals.ts'

let world: World
let owner: Staff
let shop: Staff

const at = (slug: string) => ({ headers: { 'linecard-tenant': slug } })
const bearer = (key: unknown, more: object = {}) => ({ cookies: {}, headers: { authorization: `Bearer ${key}`, ...more } })

beforeAll(async () => {
  world = await openWorld()
  const acme = await createTenant(world.context(), { slug: 'acme', name: 'Acme' })
  await createTenant(world.context(acme.id), { slug: 'acme-below', name: 'Below Acme' })
  await createTenant(world.context(), { slug: 'zenith', name: 'Zenith' })
  await world.query(`insert into tenant_domain (host, tenant_id, verified_at) values ('shop.acme.example', $1, now())`, [acme.id])
  owner = await setUpOperator(world)
  shop = await invited(world, owner.browser, 'reseller_owner', 'acme', at('acme'))
})

afterAll(() => world.close())

const siteOf = async (visit: { headers: Record<string, string> }) => (await new Browser(world).get('/site', visit)).body['tenant']

describe('the business a request is for', () => {
  test('is named by the header, else by the host, else it is the operator’s', async () => {
    expect(await siteOf(at('acme'))).toMatchObject({ slug: 'acme', kind: 'reseller' })
    expect(await siteOf({ headers: { host: 'shop.acme.example:8443' } })).toMatchObject({ slug: 'acme' })
    expect(await siteOf({ headers: { host: 'unknown.example' } })).toMatchObject({ slug: 'operator' })
    expect(await siteOf({ headers: { host: 'shop.acme.example', 'linecard-tenant': 'zenith' } })).toMatchObject({ slug: 'zenith' })
  })

  test('that does not exist is 404, not the operator’s under another name', async () => {
    expect(await new Browser(world).get('/site', at('nobody'))).toMatchObject({ status: 404, code: 'request.notFound' })
    expect((await owner.browser.get('/me', at('nobody'))).status).toBe(404)
  })
})

describe('a customer of one business', () => {
  test('is a stranger in every other', async () => {
    const { browser } = await signedInCustomer(world, 'acme')
    expect((await browser.get('/me')).status).toBe(200)
    for (const slug of ['zenith', 'acme-below', 'operator']) expect(await browser.get('/me', at(slug))).toMatchObject({ status: 401 })
    const token = browser.cookies.get('linecard_access_acme')
    for (const slug of ['zenith', 'operator']) {
      const forged = { cookies: { [`linecard_access_${slug}`]: String(token) }, headers: { 'linecard-tenant': slug } }
      expect((await browser.get('/me', forged)).status, 'the cookie renamed').toBe(401)
      expect((await browser.get('/me', bearer(token, { 'linecard-tenant': slug }))).status, 'as a bearer').toBe(401)
    }
    const { browser: operators } = await signedInCustomer(world)
    expect((await operators.get('/me', at('acme'))).status, 'the operator’s customers do not enter either').toBe(401)
  })

  test('may be signed in at another business in the same browser at the same time', async () => {
    const acme = await signedInCustomer(world, 'acme')
    const zenith = await signedInCustomer(world, 'zenith')
    for (const [name, value] of zenith.browser.cookies) acme.browser.cookies.set(name, value)
    expect((await acme.browser.get('/me', at('acme'))).body).toMatchObject({ user: { email: acme.email } })
    expect((await acme.browser.get('/me', at('zenith'))).body).toMatchObject({ user: { email: zenith.email } })
  })

  test('sees its own account only', async () => {
    const ana = await signedInCustomer(world, 'acme')
    const ben = await signedInCustomer(world, 'acme')
    const wallets = (await ana.browser.get('/wallets')).body['items'] as { id: string }[]
    expect(wallets).toHaveLength(1)
    expect((await ben.browser.get(`/wallets/${wallets[0]?.id}`)).status).toBe(404)
  })
})

describe('entering a business below', () => {
  test('is for whoever holds tenant:enter, at any depth, and the actor stays themselves', async () => {
    expect((await owner.browser.get('/users', at('acme'))).body['items']).toMatchObject([{ email: shop.email }])
    expect((await owner.browser.get('/users', at('acme-below'))).body['items']).toEqual([])
    expect((await owner.browser.get('/me', at('acme'))).body).toMatchObject({ user: { email: owner.email }, role: 'super_admin' })
    expect((await owner.browser.get('/sessions', at('acme'))).body['items']).toMatchObject([{ current: true }])
    await owner.browser.post('/users/invite', { name: 'Kim', email: 'kim@acme.example', role: 'reseller_staff' }, at('acme'))
    const [event] = await world.query<{ actor: { label: string }; slug: string }>(
      `select e.actor, t.slug from event e join tenant t on t.id = e.tenant_id where e.type = 'user.invited' order by e.seq desc limit 1`,
    )
    expect(event).toMatchObject({ actor: { label: 'Olga' }, slug: 'acme' })
  })

  test('is not for anybody else, nor upwards or sideways', async () => {
    const admin = await invited(world, owner.browser, 'admin')
    expect((await admin.browser.get('/users', at('acme'))).status).toBe(401)
    for (const slug of ['operator', 'zenith', 'acme-below']) expect((await shop.browser.get('/users', at(slug))).status, slug).toBe(401)
  })
})

describe('an API key', () => {
  test('does what it was given and no more, for the account of its maker', async () => {
    const { browser } = await signedInCustomer(world, 'acme')
    const made = await browser.post('/api-keys', { name: 'Shop', permissions: ['wallet:read'] })
    expect(made).toMatchObject({ status: 201, body: { apiKey: { name: 'Shop', permissions: ['wallet:read'], lastUsedAt: null } } })
    const key = made.body['key']
    expect(String(key)).toMatch(/^lck_[\w-]{43}$/)
    const mine = (await browser.get('/wallets')).body['items'] as { id: string }[]
    const stranger = new Browser(world)
    expect((await stranger.get('/wallets', bearer(key))).body['items']).toMatchObject([{ id: mine[0]?.id }])
    expect(await stranger.get('/api-keys', bearer(key))).toMatchObject({ status: 403, code: 'request.forbidden' })
    expect(await stranger.get('/accounts', bearer(key))).toMatchObject({ status: 403, code: 'request.forbidden' })
    expect((await stranger.get('/wallets', bearer(key, { 'linecard-tenant': 'zenith' }))).status).toBe(401)
    expect((await stranger.get('/wallets', bearer(`${key}x`))).status).toBe(401)
    const listed = (await browser.get('/api-keys')).body['items']
    expect(listed).toMatchObject([{ name: 'Shop', prefix: String(key).slice(0, 10), lastUsedAt: expect.any(String) }])
    expect(JSON.stringify(listed)).not.toContain(String(key))
  })

  test('ends at once when it is revoked, and only by its own account', async () => {
    const { browser } = await signedInCustomer(world)
    const { browser: neighbour } = await signedInCustomer(world)
    const events = await world.eventsOf(async () => {
      const made = await browser.post('/api-keys', { name: 'Shop', permissions: ['wallet:read'] })
      const { id } = made.body['apiKey'] as { id: string }
      const by = bearer(made.body['key'])
      expect((await browser.get('/wallets', by)).status).toBe(200)
      expect(await neighbour.delete(`/api-keys/${id}`)).toMatchObject({ status: 404, code: 'access.keyNotFound' })
      expect((await neighbour.get('/api-keys')).body['items']).toEqual([])
      expect((await browser.delete(`/api-keys/${id}`)).status).toBe(200)
      expect((await browser.get('/wallets', by)).status).toBe(401)
      expect((await browser.get('/api-keys')).body['items']).toEqual([])
      expect((await browser.delete(`/api-keys/${id}`)).status).toBe(404)
    })
    expect(events).toEqual(['api_key.created.v1', 'api_key.revoked.v1'])
  })

  test('ends when its time is over', async () => {
    const { browser } = await signedInCustomer(world)
    const expiresAt = new Date(world.clock.now().getTime() + 60_000).toISOString()
    const made = await browser.post('/api-keys', { name: 'Short', permissions: ['wallet:read'], expiresAt })
    const by = bearer(made.body['key'])
    expect((await browser.get('/wallets', by)).status).toBe(200)
    pass(world, 61)
    expect((await browser.get('/wallets', by)).status).toBe(401)
  })

  test('never does more than its maker may today', async () => {
    const admin = await invited(world, owner.browser, 'admin')
    const made = await admin.browser.post('/api-keys', { name: 'Groups', permissions: ['account:read', 'account:write'] })
    const { id } = made.body['apiKey'] as { id: string }
    const group = () => new Browser(world).post(`/accounts/${newId()}/group`, { group: 'gold' }, bearer(made.body['key']))
    expect((await group()).status).toBe(404)
    await world.query(`update app_user set role = 'support' where id = $1`, [admin.id])
    forgetPrincipal(world.services, id)
    expect(await group()).toMatchObject({ status: 403, body: { permission: 'account:write' } })
    expect((await new Browser(world).get('/accounts', bearer(made.body['key']))).status).toBe(200)
  })

  test('is given nothing its maker does not hold, and nothing that is for persons only', async () => {
    const { browser } = await signedInCustomer(world)
    const ask = (permissions: string[]) => browser.post('/api-keys', { name: 'Shop', permissions })
    expect(await ask(['wallet:read', 'order:retry'])).toMatchObject({
      status: 403,
      code: 'access.permissionNotHeld',
      body: { permissions: ['order:retry'] },
    })
    expect(await ask(['api-key:write'])).toMatchObject({ status: 422, code: 'access.notForKeys', body: { permissions: ['api-key:write'] } })
    expect(await ask([])).toMatchObject({ status: 422, code: 'request.invalid' })
    expect(await ask(['no:such'])).toMatchObject({ status: 422, code: 'access.notForKeys' })
    await expect(createApiKey(world.context(), { name: 'x', permissions: ['user:invite'] })).rejects.toThrow(/notForKeys/)
  })

  test('is stamped with its use at most once a minute', async () => {
    const { key, apiKey } = await createApiKey(world.context(), { name: 'Stamp', permissions: ['account:read'] })
    const stamp = async () => {
      forgetPrincipal(world.services, apiKey.id)
      expect((await new Browser(world).get('/accounts', bearer(key))).status).toBe(200)
      const [row] = await world.query<{ last_used_at: Date }>('select last_used_at from api_key where id = $1', [apiKey.id])
      return row?.last_used_at.getTime() ?? 0
    }
    const first = await stamp()
    expect(first).toBeGreaterThan(0)
    expect(await stamp()).toBe(first)
    pass(world, 61)
    expect(await stamp()).toBeGreaterThanOrEqual(first + 60_000)
  })

  test('is not made by a stranger or by who may not', async () => {
    const body = { name: 'x', permissions: ['wallet:read'] }
    expect((await new Browser(world).post('/api-keys', body)).status).toBe(401)
    const support = await invited(world, owner.browser, 'support')
    expect((await support.browser.post('/api-keys', body)).status).toBe(403)
  })
})
