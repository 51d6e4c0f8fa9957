import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually, openWorld, type World } from '../../../test/support/world.ts'
import { createHttp } from '../../platform/http.ts'
import type { TenantId } from '../../platform/ids.ts'
import { createTenant } from '../tenants/index.ts'
import { RatePlans } from './engine.ts'
import type { RatePlanId } from './rate-plan.ts'
import { routes } from './routes.ts'

const NOW = '2026-05-01T00:00:00Z'
const EVERYTHING = ['rate-plan:read', 'rate-plan:write', 'rate-plan:commit', 'margin:read']

let world: World
let app: FastifyInstance
let acting: { tenantId: TenantId; permissions: readonly string[] }

beforeAll(async () => {
  world = await openWorld({ now: NOW })
  app = await createHttp({
    services: world.services,
    routes,
    identify: async () => ({
      tenantId: acting.tenantId,
      accountId: null,
      actor: { kind: 'user', id: '01890000-0000-7000-8000-00000000000a', label: 'Ann', permissions: new Set(acting.permissions) },
      by: 'bearer',
    }),
  })
})

afterAll(async () => {
  await app.close()
  await world.close()
})

type Body = Record<string, unknown> & { items: Record<string, unknown>[] }
type Reply = { status: number; body: Body }

async function call(
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  payload?: object | string,
  as: Partial<typeof acting> = {},
): Promise<Reply> {
  acting = { tenantId: world.operator.id, permissions: EVERYTHING, ...as }
  const headers = { ...(typeof payload === 'string' && { 'content-type': 'text/csv' }) }
  const response = await app.inject({ method, url: `/api/v1${url}`, headers, ...(payload !== undefined && { payload }) })
  return { status: response.statusCode, body: response.json() }
}

let named = 0
async function openPlan(more: object = {}): Promise<RatePlanId> {
  named += 1
  const { body, status } = await call('POST', '/rate-plans', { name: `Plan ${named}`, currency: 'USD', direction: 'customer', ...more })
  expect(status, JSON.stringify(body)).toBe(201)
  return body['id'] as RatePlanId
}

const edit = (id: string, code: string, rate: string, more: object = {}) =>
  call('PUT', `/rate-plans/${id}/draft/rates`, { code, rate, ...more })
const commit = (id: string, effectiveAt?: string) => call('POST', `/rate-plans/${id}/commit`, { ...(effectiveAt && { effectiveAt }) })
const look = async (id: string, number: string, at?: string) => {
  const { body } = await call('GET', `/rate-plans/${id}/lookup?number=${encodeURIComponent(number)}${at ? `&at=${at}` : ''}`)
  return body['kind'] === 'rate' ? (body['rate'] as Record<string, string>)['rate'] : body['kind']
}
const imported = (id: string, csv: string, query = 'mode=partial&dryRun=false') => call('POST', `/rate-plans/${id}/imports?${query}`, csv)

describe('a rate plan', () => {
  test('is opened, read, changed while nothing rests on it, and then keeps what calls are counted by', async () => {
    let id = ''
    const events = await world.eventsOf(async () => {
      id = await openPlan({ minCost: '0.01', decimals: 4, minMarginPercent: '12.5' })
      expect((await call('PUT', `/rate-plans/${id}`, { name: 'Renamed', currency: 'EUR', initialSeconds: 30 })).body).toMatchObject({
        currency: 'EUR',
        initialSeconds: 30,
      })
      await edit(id, '44', '0.01')
      await commit(id)
    })
    expect(events).toEqual(['rate_plan.created.v1', 'rate_plan.changed.v1', 'rate_plan.edited.v1', 'rate_plan.committed.v1'])
    const refused = await call('PUT', `/rate-plans/${id}`, { name: 'Renamed', currency: 'USD' })
    expect(refused).toMatchObject({ status: 409, body: { code: 'rating.termsFixed' } })
    expect(await call('PUT', `/rate-plans/${id}`, { name: 'Again', currency: 'EUR', defaultRates: 'allow' })).toMatchObject({ status: 200 })
    const listed = await call('GET', '/rate-plans?q=again')
    expect(listed.body.items).toMatchObject([{ id, name: 'Again', version: 1, uncommittedChanges: false, rows: 1 }])
  })

  test.each([
    [{ noticeDays: 6 }, 'at least 7 days'],
    [{ minCost: '0.00001', decimals: 4 }, 'finer than the rounding'],
    [{ timeZone: 'Mars/Olympus' }, 'no time zone'],
  ])('%j cannot be used', async (more, reason) => {
    const { status, body } = await call('POST', '/rate-plans', { name: 'Bad', currency: 'USD', direction: 'customer', ...more })
    expect(status).toBe(422)
    expect(body).toMatchObject({ code: 'rating.badTerms', detail: expect.stringContaining(reason) })
  })

  test('two plans of one tenant have different names, and a plan is nothing to another tenant', async () => {
    const id = await openPlan({ name: 'Only one' })
    expect(await call('POST', '/rate-plans', { name: 'Only one', currency: 'USD', direction: 'supplier' })).toMatchObject({
      status: 409,
      body: { code: 'rating.nameTaken' },
    })
    const other = await createTenant(world.context(), { slug: 'blue', name: 'Blue' })
    await edit(id, '44', '0.01')
    await commit(id)
    await look(id, '442')
    const as = { tenantId: other.id }
    for (const path of ['', '/rates', '/versions', '/draft', '/lookup?number=44'])
      expect(await call('GET', `/rate-plans/${id}${path}`, undefined, as)).toMatchObject({ status: 404 })
    expect((await call('GET', '/rate-plans', undefined, as)).body.items).toEqual([])
    expect(await call('POST', '/rate-plans', { name: 'Only one', currency: 'USD', direction: 'supplier' }, as)).toMatchObject({
      status: 201,
    })
  })
})

describe('drafts and versions', () => {
  test('nothing bills from a draft; a version counts from its instant; states follow the clock', async () => {
    const id = await openPlan()
    await edit(id, '44', '0.02')
    expect(await look(id, '442')).toBe('none')
    expect((await commit(id)).body).toMatchObject({ plan: { version: 1 }, sheet: { state: 'effective', counts: { new: 1 } } })
    await edit(id, '44', '0.01')
    expect([await look(id, '442'), (await call('GET', `/rate-plans/${id}`)).body['uncommittedChanges']]).toEqual(['0.02', true])
    await commit(id, '2026-05-03T00:00:00Z')
    expect([await look(id, '442', '2026-05-02T23:59:59Z'), await look(id, '442', '2026-05-03T00:00:00Z')]).toEqual(['0.02', '0.01'])
    const states = (await call('GET', `/rate-plans/${id}/versions`)).body.items
    expect(states).toMatchObject([
      { version: 2, state: 'committed' },
      { version: 1, state: 'effective' },
    ])
  })

  test('an edit is taken back, a draft discarded, and then there is nothing to commit', async () => {
    const id = await openPlan()
    await edit(id, '44', '0.02')
    await edit(id, '33', '0.03')
    expect(await call('POST', `/rate-plans/${id}/draft/undo`, { code: '44' })).toMatchObject({ status: 200 })
    expect(await call('POST', `/rate-plans/${id}/draft/undo`, { code: '44' })).toMatchObject({
      status: 409,
      body: { code: 'rating.nothingToCommit' },
    })
    expect((await call('GET', `/rate-plans/${id}/draft`)).body).toMatchObject({ rows: 1, counts: { new: 1 } })
    await call('POST', `/rate-plans/${id}/draft/discard`)
    expect(await commit(id)).toMatchObject({ status: 409, body: { code: 'rating.nothingToCommit' } })
    expect(await call('GET', `/rate-plans/${id}/draft`)).toMatchObject({ status: 409 })
  })

  test('the past is not priced anew', async () => {
    const id = await openPlan()
    await edit(id, '44', '0.02')
    expect(await commit(id, '2026-04-30T00:00:00Z')).toMatchObject({ status: 422, body: { code: 'rating.pastDate' } })
    await edit(id, '44', '0.02', { validFrom: '2026-04-30T00:00:00Z' })
    expect(await commit(id)).toMatchObject({ status: 422, body: { code: 'rating.pastDate' } })
  })

  test('equal prices in longer steps are an increase, and suppliers may raise without notice, which is pointed out', async () => {
    const sell = await openPlan()
    await edit(sell, '44', '0.02', { initialSeconds: 30, recurringSeconds: 6 })
    await commit(sell)
    await edit(sell, '44', '0.02', { initialSeconds: 60, recurringSeconds: 60 })
    expect(await commit(sell)).toMatchObject({
      status: 422,
      body: { code: 'rating.noticeTooShort', reason: 'notice_too_short', codes: ['44'] },
    })
    const buy = await openPlan({ direction: 'supplier' })
    await edit(buy, '44', '0.01')
    await commit(buy)
    await edit(buy, '44', '0.02')
    expect(await commit(buy)).toMatchObject({ status: 200, body: { shortNotice: 1, sheet: { counts: { increase: 1 } } } })
  })

  test('a second commit of the same draft finds it gone, and only one of two at once wins', async () => {
    const id = await openPlan()
    await edit(id, '44', '0.02')
    const both = await Promise.all([commit(id), commit(id)])
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409])
    expect((await call('GET', `/rate-plans/${id}`)).body['version']).toBe(1)
  })

  test('closing and blocking refuse calls; falling back is the plan’s choice and takes hold at once', async () => {
    const id = await openPlan()
    for (const code of ['44', '447', '449']) await edit(id, code, '0.02')
    await commit(id)
    await edit(id, '447', '0', { status: 'closed' })
    await edit(id, '449', '0', { status: 'blocked' })
    await commit(id)
    expect([await look(id, '4471'), await look(id, '4491')]).toEqual(['closed', 'blocked'])
    const { body } = await call('GET', `/rate-plans/${id}`)
    await call('PUT', `/rate-plans/${id}`, { name: body['name'], currency: 'USD', closedBehaviour: 'fall_back' })
    expect([await look(id, '4471'), await look(id, '4491')]).toEqual(['0.02', 'blocked'])
    expect((await call('GET', `/rate-plans/${id}/rates?status=blocked`)).body.items).toMatchObject([{ code: '449', state: 'effective' }])
  })
})

describe('the grid', () => {
  test('pages by code, searches by digits and by name, and shows what was and what will be', async () => {
    const id = await openPlan()
    const rows = Array.from(
      { length: 60 },
      (_, index) => `44${String(index).padStart(2, '0')},Kingdom ${index % 2 ? 'Mobile' : 'Fixed'},0.${10 + index}`,
    )
    await imported(id, `code,name,rate\n${rows.join('\n')}\n33,France,0.05\n`)
    await commit(id)
    await edit(id, '33', '0.04', { name: 'France' })
    await commit(id, '2026-05-02T00:00:00Z')
    const seen: string[] = []
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const page: Body = (await call('GET', `/rate-plans/${id}/rates?limit=25${cursor && `&cursor=${cursor}`}`)).body
      seen.push(...page.items.map((item) => `${item['code']}${item['state'] === 'scheduled' ? '+' : ''}`))
      cursor = (page['nextCursor'] as string | null) ?? undefined
    }
    expect(seen).toEqual(['33+', '33', ...rows.map((row) => row.slice(0, 4))])
    const search = async (query: string) => (await call('GET', `/rate-plans/${id}/rates?${query}`)).body.items.length
    expect([
      await search('q=440'),
      await search('q=fixed&limit=100'),
      await search('q=france'),
      await search('state=scheduled'),
      await search('q=9'),
    ]).toEqual([10, 30, 2, 1, 0])
    expect(await call('GET', `/rate-plans/${id}/rates?cursor=nonsense`)).toMatchObject({ status: 422 })
  })

  test('shows the cheapest supplier only to those who may see margins', async () => {
    const buy = await openPlan({ direction: 'supplier', currency: 'GBP' })
    await edit(buy, '44', '0.008')
    await commit(buy)
    const sell = await openPlan({ currency: 'GBP' })
    await edit(sell, '442', '0.01')
    await commit(sell)
    const seen = async (permissions: readonly string[]) =>
      (await call('GET', `/rate-plans/${sell}/rates`, undefined, { permissions })).body.items[0]
    expect(await seen(EVERYTHING)).toMatchObject({ code: '442', cost: '0.008', marginPercent: '20.00' })
    expect(await seen(['rate-plan:read'])).toMatchObject({ cost: null, marginPercent: null })
  })
})

describe('a rate sheet', () => {
  const FIRST =
    'Prefix,Destination,Rate,Increments\n44,United Kingdom,0.0100,60/6\n447,UK Mobile,0.0200,60/6\n33,France,0.0300,60/6\n1,USA,0.0050,6/6\n'

  test('is tried first, says what it would do row by row, and changes nothing until it is kept and committed', async () => {
    const id = await openPlan()
    await imported(id, FIRST)
    await commit(id)
    const second =
      'Prefix,Destination,Rate,Increments,Status\n44,United Kingdom,0.0110,60/6,\n447,UK Mobile,0.0190,60/6,\n1,USA,0.0050,6/6,\n49,Germany,0.0200,60/6,\n39,Italy,NA,60/6,\n5,Blocked land,,60/6,Blocked\n'
    const { body, status } = await imported(id, second, 'mode=full')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      counts: { new: 1, increase: 1, decrease: 1, unchanged: 1, closed: 1, blocked: 1, invalid: 1 },
      columns: [{ field: 'code' }, { field: 'name' }, { field: 'rate' }, { field: 'increments' }, { field: 'change' }],
      invalid: [{ line: 6, reason: 'The price is not a number.' }],
      draft: null,
    })
    expect(body['changes']).toMatchObject([
      { line: 2, change: 'increase', row: { code: '44', rate: '0.011' }, before: { rate: '0.01' } },
      { line: 3, change: 'decrease', row: { code: '447', rate: '0.019' } },
      { line: 5, change: 'new', row: { code: '49' }, before: null },
      { line: 7, change: 'blocked' },
    ])
    expect((await call('GET', `/rate-plans/${id}`)).body['uncommittedChanges']).toBe(false)
    expect(await imported(id, second, 'mode=full&dryRun=false')).toMatchObject({
      status: 422,
      body: { code: 'rating.invalidRows', rows: 1 },
    })
    expect(await imported(id, second, 'mode=full&dryRun=false&invalidRows=skip&fileName=may.csv')).toMatchObject({
      body: { draft: { source: 'may.csv', mode: 'full' } },
    })
    expect(await imported(id, second, 'mode=full&dryRun=false&invalidRows=skip')).toMatchObject({
      status: 409,
      body: { code: 'rating.draftOpen' },
    })
    expect(await commit(id, '2026-05-09T00:00:00Z')).toMatchObject({ status: 200 })
    const then = async (number: string) => look(id, number, '2026-05-09T00:00:00Z')
    expect([await then('442'), await then('4471'), await then('331'), await then('12'), await then('492'), await then('5')]).toEqual([
      '0.011',
      '0.019',
      'closed',
      '0.005',
      '0.02',
      'blocked',
    ])
    expect(await look(id, '331', '2026-05-08T23:59:59Z')).toBe('0.03')
  })

  test('that only amends leaves the rest alone', async () => {
    const id = await openPlan()
    await imported(id, FIRST)
    await commit(id)
    await imported(id, 'code,rate,increments\n33,0.0250,60/6\n', 'mode=partial&dryRun=false')
    await commit(id)
    expect([await look(id, '33'), await look(id, '44')]).toEqual(['0.025', '0.01'])
  })

  test('that lists a code twice for one date is told so with both lines', async () => {
    const id = await openPlan()
    const { body } = await imported(id, 'code,rate\n44,0.01\n33,0.02\n44,0.03\n', 'mode=partial')
    expect(body).toMatchObject({ rows: 2, counts: { invalid: 1 }, invalid: [{ line: 4, text: '44, also in line 2' }] })
  })

  test('whose columns are not known is refused with what was seen and what is known', async () => {
    const id = await openPlan()
    expect(await imported(id, 'x,y\n44,1\n', 'mode=partial')).toMatchObject({
      status: 422,
      body: { code: 'rating.columnsUnknown', headers: ['x', 'y'] },
    })
    expect((await imported(id, 'x,y\n44,1\n', 'mode=partial&columns=code,rate')).body).toMatchObject({ rows: 1 })
  })

  test('brings names, dates and ranges through the database unharmed', async () => {
    const id = await openPlan()
    await imported(
      id,
      'code,name,rate,connect fee,effective\n447700-447709,"Tab\there, back\\slash é",9999999.12345678,0.000001,2026-06-01\n0800,,0,0,\n',
    )
    await commit(id)
    const fresh = await new RatePlans(world.clock).snapshot(world.context(), id)
    const at = new Date('2026-06-01T00:00:00Z')
    expect(fresh.lookup('447705123', at)).toMatchObject({
      kind: 'rate',
      code: '44770',
      name: 'Tab\there, back\\slash é',
      tariff: { recurringRate: { e8: 999_999_912_345_678n }, connectFee: { units: 1n } },
      validFrom: at,
    })
    expect(fresh.lookup('447705123', new Date(at.getTime() - 1)).kind).toBe('none')
    expect(fresh.lookup('08001', at)).toMatchObject({ kind: 'rate', code: '0800' })
  })
})

describe('another process', () => {
  test('answers without reading while nothing changes, and notices a commit within a second and its own reading', async () => {
    const id = await openPlan()
    await edit(id, '44', '0.02')
    await commit(id)
    const other = new RatePlans(world.clock)
    const context = world.context()
    const first = await other.snapshot(context, id)
    expect(await other.snapshot(context, id)).toBe(first)
    await edit(id, '44', '0.01')
    await commit(id)
    world.clock.moveTo(new Date(world.clock.now().getTime() + 1_001))
    const second = await eventually(async () => {
      const seen = await other.snapshot(context, id)
      return seen.version === 2 && seen
    }, 'the other process sees version 2')
    const answer = second.lookup('44', world.clock.now())
    expect(answer.kind === 'rate' && answer.tariff.recurringRate.e8).toBe(1_000_000n)
    expect(first.version).toBe(1)
  })
})
