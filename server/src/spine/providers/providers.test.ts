import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, type World, worldForTest } from '../../../test/support/world.ts'
import { createHttp } from '../../platform/http.ts'
import { newId, type ProviderId, type TenantId } from '../../platform/ids.ts'
import { createTenant } from '../tenants/index.ts'
import { adapterSettings } from './credentials.ts'
import { processWebhook, readWebhook, receiveWebhook, type Webhook } from './inbox.ts'
import { connectionPort } from './port.ts'
import { routes } from './routes.ts'
import { seedProviders } from './seed.ts'
import { activeProviders, changeProvider, findProvider, openAdapter } from './service.ts'

let world: World
let app: FastifyInstance
let tenantId: TenantId

beforeAll(async () => {
  world = await openWorld({ vendors: true })
  // Everything behind the sign-in is the product's; who is signed in is the test's choice.
  app = await createHttp({
    services: world.services,
    routes,
    identify: async () => ({
      tenantId,
      accountId: null,
      actor: { kind: 'user', id: null, label: 'Olga', permissions: new Set(['provider:read', 'provider:write']) },
      by: 'bearer',
    }),
  })
})

beforeEach(() => world.vendors.twilio.control.clearFaults())

afterAll(async () => {
  await app.close()
  await world.close()
})

type Shown = Record<string, unknown> & {
  id: ProviderId
  status: string
  code: string
  settings: Record<string, string>
  secretsSet: string[]
  items: Shown[]
}

async function call(
  method: 'GET' | 'POST',
  url: string,
  payload?: object,
  as = world.operator.id,
): Promise<{ status: number; body: Shown }> {
  tenantId = as
  const response = await app.inject({ method, url: `/api/v1${url}`, ...(method === 'POST' && { payload: payload ?? {} }) })
  return { status: response.statusCode, body: response.json() as Shown }
}

const list = async () => (await call('GET', '/providers')).body.items

async function named(name: string): Promise<Shown> {
  const found = (await list()).find((one) => one['name'] === name)
  if (!found) throw new Error(`There is no ${name}.`)
  return found
}

const newProvider = (changes: object = {}) => ({ vendor: 'twilio', name: `Spare ${newId()}`, capabilities: ['sms'], ...changes })
const created = async (changes: object = {}) => (await call('POST', '/providers', newProvider(changes))).body

const lastChanges = async () =>
  (
    await world.query<{ type: string; changes: unknown; payload: unknown }>(
      'select type, changes, payload from event order by seq desc limit 1',
    )
  )[0]

describe('the first providers', () => {
  test('story 60: are there once with nothing secret in them, and edits survive the next starts', async () => {
    const own = await worldForTest({ config: { LINECARD_SIMULATORS: 'off' } })
    await own.query('delete from provider')
    const context = own.context()
    await seedProviders(context)
    const rows = () => own.query(`select id, name, status, priority, capabilities, settings, secrets from provider order by name`)
    expect(await rows()).toMatchObject([
      { name: 'Stripe', status: 'testing', capabilities: ['payment'], settings: {}, secrets: {} },
      { name: 'Telna', status: 'testing', capabilities: ['data'] },
      { name: 'Telnyx', status: 'testing', priority: 20, capabilities: ['voice', 'sms', 'mms', 'numbers'] },
      { name: 'Twilio', status: 'testing', priority: 10, capabilities: ['voice', 'sms', 'mms', 'numbers', 'data'] },
      { name: 'eSIM Access', status: 'testing', priority: 20, capabilities: ['data'] },
    ])
    await own.query(`update provider set status = 'inactive', priority = 77 where name = 'Telna'`)
    const edited = await rows()
    for (const _ of [1, 2]) await seedProviders(context)
    expect(await rows()).toEqual(edited)
  })

  test('belong to the operator alone', async () => {
    const reseller = await createTenant(world.context(), { slug: 'blue', name: 'Blue' })
    await seedProviders(world.context(reseller.id))
    expect((await call('GET', '/providers', undefined, reseller.id)).body.items).toEqual([])
    const twilio = await named('Twilio')
    expect(await call('GET', `/providers/${twilio.id}`, undefined, reseller.id)).toMatchObject({
      status: 404,
      body: { code: 'providers.notFound' },
    })
    const used = await activeProviders(world.context(reseller.id), 'numbers')
    expect(used.map(({ name }) => name)).toEqual(['Twilio'])
  })

  test('that have a simulator are in use with its credentials and follow it to another port, until they are real', async () => {
    expect(await named('Stripe')).toMatchObject({
      status: 'active',
      settings: { simulator: 'true', baseUrl: world.vendors.stripe.url },
      secretsSet: ['secretKey', 'webhookSecret'],
    })
    await world.query(`update provider set settings = settings || '{"baseUrl": "http://127.0.0.1:1"}' where name in ('Stripe', 'Telnyx')`)
    await seedProviders(world.context())
    expect((await named('Stripe')).settings['baseUrl']).toBe(world.vendors.stripe.url)
    expect((await named('Telnyx')).settings['baseUrl']).toBe('http://127.0.0.1:1')
    await world.query(`update provider set settings = '{}' where name = 'Telnyx'`)
  })
})

describe('credentials', () => {
  test('are sealed, named but never answered, and not in the event', async () => {
    const provider = await created({ settings: { accountSid: 'AC7' }, secrets: { authToken: 'very-secret-token' } })
    expect(provider).toMatchObject({ status: 'testing', settings: { accountSid: 'AC7' }, secretsSet: ['authToken'] })
    expect(await lastChanges()).toEqual({
      type: 'provider.created',
      payload: { providerId: provider.id, name: provider['name'], vendor: 'twilio' },
      changes: { 'settings.accountSid': { from: null, to: 'AC7' }, 'secrets.authToken': { from: null, to: 'replaced' } },
    })
    const everything = await world.query(`select p::text as row from provider p union all select e::text from event e`)
    const answers = await app.inject({ url: '/api/v1/providers' })
    expect(`${JSON.stringify(everything)}${answers.body}`).not.toContain('very-secret-token')
    expect(answers.body).not.toContain('lc1.')
  })

  test('of one provider open for no other, even when somebody copies the row', async () => {
    const [from, to] = [await created({ settings: { accountSid: 'AC7' }, secrets: { authToken: 'mine' } }), await created()]
    await world.query('update provider set secrets = (select secrets from provider where id = $1) where id = $2', [from.id, to.id])
    await expect(openAdapter(world.context(), connectionPort, to.id)).rejects.toThrow()
    await openAdapter(world.context(), connectionPort, from.id)
  })

  test('that are replaced on a real provider leave it in use, and the adapter is built anew', async () => {
    const provider = await created({ settings: { accountSid: 'AC7' }, secrets: { authToken: 'old' } })
    await call('POST', `/providers/${provider.id}/enable`)
    const before = await openAdapter(world.context(), connectionPort, provider.id)
    expect(await openAdapter(world.context(), connectionPort, provider.id)).toBe(before)
    const changed = await call('POST', `/providers/${provider.id}/settings`, { secrets: { authToken: 'new' }, priority: 3 })
    expect(changed).toMatchObject({ status: 200, body: { status: 'active', priority: 3, settings: { accountSid: 'AC7' } } })
    expect(await openAdapter(world.context(), connectionPort, provider.id)).not.toBe(before)
    expect((await lastChanges())?.changes).toEqual({ priority: { from: 100, to: 3 }, 'secrets.authToken': { from: 'set', to: 'replaced' } })
  })

  test('that are real take a simulated provider off the simulator as a whole and out of use; it can go back', async () => {
    const own = await worldForTest({ vendors: true })
    const [row] = await own.query<{ id: ProviderId }>(`select id from provider where vendor = 'stripe'`)
    const id = row?.id ?? ('' as ProviderId)
    const real = await changeProvider(own.context(), id, { secrets: { secretKey: 'sk_live_1' } })
    expect([real.status, real.settings, Object.keys(real.secrets)]).toEqual(['testing', {}, ['secretKey']])
    expect(await activeProviders(own.context(), 'payment')).toEqual([])
    await seedProviders(own.context())
    expect(await findProvider(own.context(), id)).toMatchObject({ status: 'testing', settings: {} })
    const back = await changeProvider(own.context(), id, { settings: { simulator: 'true' } })
    expect([back.settings['baseUrl'], Object.keys(back.secrets)]).toEqual([own.vendors.stripe.url, ['secretKey', 'webhookSecret']])
  })

  test.each([
    [{ settings: { baseUrl: 'http://api.example.com' } }, 422, 'providers.addressRefused'],
    [{ settings: { baseUrl: 'https://169.254.169.254' } }, 422, 'providers.addressRefused'],
    [{ settings: { simulator: 'true', baseUrl: 'http://127.0.0.1:5432' } }, 422, 'providers.addressRefused'],
    [{ secrets: { baseUrl: 'https://127.0.0.1:5432' } }, 422, 'providers.addressRefused'],
    [{ settings: { authToken: 'abc' } }, 422, 'providers.secretInSettings'],
    [{ settings: { simulator: 'true' } }, 409, 'providers.notSimulated'],
    [{ secrets: { authToken: '' } }, 422, 'request.invalid'],
    [{ settings: { 'a b': 'c' } }, 422, 'request.invalid'],
    [{ settings: [] }, 422, 'request.invalid'],
    [{ priority: 1.5 }, 422, 'request.invalid'],
  ])('%o is refused with %s %s, and nothing changes', async (change, status, code) => {
    const telnyx = await named('Telnyx')
    const events = await world.eventsOf(async () => {
      expect(await call('POST', `/providers/${telnyx.id}/settings`, change)).toMatchObject({ status, body: { code } })
      expect(await call('POST', '/providers', newProvider({ vendor: 'telnyx', ...change }))).toMatchObject({ status, body: { code } })
    })
    expect(events).toEqual([])
    expect(await named('Telnyx')).toEqual(telnyx)
  })

  test('lead to our own machine only with the address of the simulator that is configured, never with one that was typed', async () => {
    const { services, vendors } = world
    const telna = await created({ vendor: 'telna', settings: { simulator: 'true' } })
    const judgedAs = async (id: ProviderId) => adapterSettings(services, await findProvider(world.context(), id)).simulated
    expect(await judgedAs(telna.id)).toBe(true)
    await world.query(`update provider set settings = settings || '{"baseUrl": "http://127.0.0.1:1"}' where id = $1`, [telna.id])
    expect(await judgedAs(telna.id)).toBe(false)
    const typed = await created({ vendor: 'telna', settings: { baseUrl: 'https://api.example.com' } })
    expect(await judgedAs(typed.id)).toBe(false)
    await world.query(`update provider set settings = jsonb_build_object('baseUrl', $1::text) where id = $2`, [vendors.telna.url, typed.id])
    expect(await judgedAs(typed.id)).toBe(false)
    await world.query('delete from provider where id = any($1)', [[telna.id, typed.id]])
  })

  test('of a second provider need a name of their own', async () => {
    expect(await call('POST', '/providers', newProvider({ name: 'Twilio' }))).toMatchObject({
      status: 409,
      body: { code: 'providers.nameTaken' },
    })
    expect(await call('POST', '/providers', newProvider({ capabilities: ['teleport'] }))).toMatchObject({ status: 422 })
  })
})

describe('use', () => {
  test('is switched on and off with an event each time, in order of priority, and only as the states allow', async () => {
    const spare = await created({ priority: 1, capabilities: ['data'] })
    const events = await world.eventsOf(async () => {
      expect(await call('POST', `/providers/${spare.id}/enable`)).toMatchObject({ status: 200, body: { status: 'active' } })
      expect((await activeProviders(world.context(), 'data')).map(({ name }) => name)).toEqual([
        spare['name'],
        'Twilio',
        'Telna',
        'eSIM Access',
      ])
      expect(await call('POST', `/providers/${spare.id}/enable`)).toMatchObject({
        status: 409,
        body: { code: 'request.invalidTransition' },
      })
      expect(await call('POST', `/providers/${spare.id}/disable`)).toMatchObject({ status: 200, body: { status: 'inactive' } })
      expect((await activeProviders(world.context(), 'data')).map(({ name }) => name)).toEqual(['Twilio', 'Telna', 'eSIM Access'])
    })
    expect(events).toEqual(['provider.enabled.v1', 'provider.disabled.v1'])
    expect((await lastChanges())?.changes).toEqual({ status: { from: 'active', to: 'inactive' } })
  })

  test('of a vendor that nothing here can talk to is refused, and so is testing it', async () => {
    const telnyx = await named('Telnyx')
    for (const action of ['enable', 'test'])
      expect(await call('POST', `/providers/${telnyx.id}/${action}`)).toMatchObject({ status: 409, body: { code: 'providers.noAdapter' } })
  })

  test('pages through the list, first asked first', async () => {
    const first = await call('GET', '/providers?limit=2')
    const rest = await call('GET', `/providers?limit=100&cursor=${first.body['nextCursor']}`)
    expect([...first.body.items, ...rest.body.items]).toEqual(await list())
    const priorities = (await list()).map((one) => Number(one['priority']))
    expect(priorities).toEqual([...priorities].sort((a, b) => a - b))
  })
})

describe('testing the connection', () => {
  const tested = async (id: ProviderId) => (await call('POST', `/providers/${id}/test`)).body

  test('asks the vendor, remembers the answer and says so in an event', async () => {
    const twilio = await named('Twilio')
    const events = await world.eventsOf(async () =>
      expect(await tested(twilio.id)).toMatchObject({ ok: true, checkedAt: expect.any(String) }),
    )
    expect(events).toEqual(['provider.tested.v1'])
    expect(await named('Twilio')).toMatchObject({
      status: 'active',
      lastCheck: { ok: true, message: expect.stringContaining('Connected') },
    })
    world.vendors.twilio.control.fault({ kind: 'down' })
    expect(await tested(twilio.id)).toMatchObject({ ok: false })
    expect(await named('Twilio')).toMatchObject({ lastCheck: { ok: false } })
  })

  test('gives up after five seconds', async () => {
    world.vendors.twilio.control.fault({ kind: 'delay', ms: 6_000, count: 1 })
    expect(await tested((await named('Twilio')).id)).toMatchObject({ ok: false, message: 'Twilio did not answer within 5 seconds.' })
  })

  test('does not undo credentials that were changed meanwhile', async () => {
    const provider = await created({ settings: { accountSid: 'AC7' }, secrets: { authToken: 'old' } })
    await call('POST', `/providers/${provider.id}/settings`, { settings: { simulator: 'true' } })
    world.vendors.twilio.control.fault({ kind: 'delay', ms: 300, count: 1 })
    const [answer] = await Promise.all([
      app.inject({ method: 'POST', url: `/api/v1/providers/${provider.id}/test`, payload: {} }),
      app.inject({
        method: 'POST',
        url: `/api/v1/providers/${provider.id}/settings`,
        payload: { settings: { region: 'ie1' }, priority: 5 },
      }),
    ])
    expect(answer.statusCode).toBe(200)
    const { body } = await call('GET', `/providers/${provider.id}`)
    expect(body).toMatchObject({ priority: 5, settings: { region: 'ie1' }, lastCheck: { ok: expect.any(Boolean) } })
  })
})

describe('what a vendor tells us', () => {
  const noted: string[] = []

  const webhook = async (changes: Partial<Webhook> = {}): Promise<Webhook> => ({
    providerId: (await named('Twilio')).id,
    vendor: 'twilio',
    topic: 'test',
    body: Buffer.from([0, 255, 10]),
    headers: { 'content-type': 'text/plain', cookie: 'session=1', 'x-twilio-signature': 'abc' },
    verify: async () => 'event-1',
    accept: async (_, id) => {
      noted.push(id)
    },
    ...changes,
  })
  const kept = () =>
    world.query<{ id: string; state: string; error: string | null; headers: object; body: Buffer }>(
      `select id, state, error, headers, body from inbound_webhook where topic = 'test' order by received_at`,
    )

  test('is kept once per event, as the bytes that came, with the headers that matter', async () => {
    const context = world.context()
    await Promise.all([1, 2, 3].map(async () => receiveWebhook(context, await webhook())))
    const rows = await kept()
    expect(rows).toMatchObject([{ state: 'received', headers: { 'content-type': 'text/plain', 'x-twilio-signature': 'abc' } }])
    expect(rows[0]?.headers).not.toHaveProperty('cookie')
    expect(noted).toEqual([rows[0]?.id])
    expect((await readWebhook(context, rows[0]?.id ?? '')).body).toEqual(Buffer.from([0, 255, 10]))
  })

  test('is remembered as failed with the reason when the work on it fails, and as processed when it succeeds', async () => {
    const context = world.context()
    const id = noted[0] ?? ''
    const fails = processWebhook(context, id, async () => {
      throw new Error('no such payment')
    })
    await expect(fails).rejects.toThrow('no such payment')
    expect(await kept()).toMatchObject([{ state: 'failed', error: 'Error: no such payment' }])
    await processWebhook(context, id, async () => undefined)
    expect(await kept()).toMatchObject([{ state: 'processed', error: null }])
  })

  test('is refused when its signature is wrong, its provider unknown or another vendor’s, and not kept', async () => {
    const context = world.context()
    const refused = async (changes: Partial<Webhook>) =>
      receiveWebhook(context, await webhook({ verify: async () => 'event-2', ...changes }))
    await expect(refused({ verify: async () => undefined })).rejects.toMatchObject({ status: 403, code: 'providers.badSignature' })
    await expect(refused({ providerId: newId() })).rejects.toMatchObject({ status: 404 })
    await expect(refused({ vendor: 'stripe' })).rejects.toMatchObject({ status: 404 })
    expect(await kept()).toHaveLength(1)
  })

  test('is kept if and only if the work on it is enqueued', async () => {
    const broken = await webhook({
      verify: async () => 'event-3',
      accept: async () => {
        throw new Error('the queue is gone')
      },
    })
    await expect(receiveWebhook(world.context(), broken)).rejects.toThrow('the queue is gone')
    expect(await kept()).toHaveLength(1)
  })
})
