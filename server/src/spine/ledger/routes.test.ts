import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../../test/support/world.ts'
import type { AccountId } from '../../platform/ids.ts'
import { newId } from '../../platform/ids.ts'
import { createApiKey } from '../access/index.ts'
import { givenWallet } from './fixture.ts'

const STAFF = ['wallet:read', 'ledger:read', 'charge:create'] as const

let world: World
let staff: string

beforeAll(async () => {
  world = await openWorld()
  staff = await keyFor(STAFF)
})
afterAll(() => world.close())

async function keyFor(permissions: (typeof STAFF)[number][] | typeof STAFF, accountId?: AccountId): Promise<string> {
  const context = world.context(world.operator.id, accountId)
  const actor = { ...context.actor, permissions: new Set<string>(permissions) }
  return (await createApiKey({ ...context, actor }, { name: 'test', permissions: [...permissions] })).key
}

function call(key: string, method: 'GET' | 'POST', path: string, body?: unknown, idempotencyKey?: string): Promise<LightMyRequestResponse> {
  const headers = { authorization: `Bearer ${key}`, ...(idempotencyKey && { 'idempotency-key': idempotencyKey }) }
  return world.request({ method, url: `/api/v1${path}`, headers, ...(body !== undefined && { payload: body as object }) })
}

const chargeBody = (walletId: string, amount: string) => ({ walletId, amount, currency: 'USD', kind: 'call', description: 'A call' })

test('a charge over HTTP is made once per key, explains itself and is refused with a problem when the money is missing', async () => {
  const wallet = await givenWallet(world.context(), '10')
  const key = newId()
  const first = await call(staff, 'POST', '/charges', chargeBody(wallet.id, '4'), key)
  expect([first.statusCode, first.json()]).toEqual([200, { id: key, after: { currency: 'USD', amount: '6.00' }, duplicate: false }])
  expect((await call(staff, 'POST', '/charges', chargeBody(wallet.id, '4'), key)).json()).toMatchObject({ duplicate: true })
  expect((await call(staff, 'POST', '/charges', chargeBody(wallet.id, '5'), key)).json()).toMatchObject({
    code: 'ledger.keyReused',
    status: 422,
  })
  expect((await call(staff, 'POST', '/charges', chargeBody(wallet.id, '6.5'), newId())).json()).toMatchObject({
    status: 402,
    code: 'ledger.insufficientBalance',
    shortfall: '0.50',
    topUpUrl: '/wallet?amount=0.50',
  })
  expect((await call(staff, 'POST', '/charges', chargeBody(wallet.id, '1'), 'not-a-uuid')).statusCode).toBe(422)
  expect((await call(staff, 'GET', `/entries/${key}`)).json()).toMatchObject({
    amount: { amount: '-4.00' },
    before: { amount: '10.00' },
    after: { amount: '6.00' },
    postings: [{ debit: 'wallet', credit: 'revenue:call', amount: { amount: '4.00' } }],
  })
})

test('a customer sees its own wallet and its entries, page by page and as a file, and nobody else’s', async () => {
  const wallet = await givenWallet(world.context(), '10')
  const foreign = await givenWallet(world.context(), '10')
  for (const amount of ['1', '2']) await call(staff, 'POST', '/charges', chargeBody(wallet.id, amount), newId())
  const customer = await keyFor(['wallet:read'], wallet.accountId)

  const wallets = (await call(customer, 'GET', '/wallets')).json() as { items: { id: string }[] }
  expect(wallets.items).toMatchObject([{ id: wallet.id, balance: { amount: '7.00' }, available: { amount: '7.00' } }])
  const page = (await call(customer, 'GET', `/wallets/${wallet.id}/entries?limit=2`)).json() as { nextCursor: string }
  expect(page).toMatchObject({
    items: [
      { seq: 3, amount: { amount: '-2.00' } },
      { seq: 2, amount: { amount: '-1.00' } },
    ],
  })
  const rest = await call(customer, 'GET', `/wallets/${wallet.id}/entries?limit=2&cursor=${page.nextCursor}`)
  expect(rest.json()).toMatchObject({ items: [{ seq: 1 }], nextCursor: null })
  expect((await call(customer, 'GET', `/wallets/${wallet.id}/entries?kind=recharge`)).json()).toMatchObject({
    items: [{ kind: 'recharge' }],
  })

  const file = await call(customer, 'GET', `/wallets/${wallet.id}/entries.csv`)
  expect(file.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(file.body.split('\r\n').map((line) => line.split(',')[4])).toEqual(['amount', '-2.00', '-1.00', '10.00', undefined])

  for (const path of ['', '/entries', '/entries.csv']) {
    expect((await call(customer, 'GET', `/wallets/${foreign.id}${path}`)).statusCode).toBe(404)
  }
  expect((await call(customer, 'GET', '/ledger/entries')).statusCode).toBe(403)
})

test('a key that may charge may not adjust', async () => {
  const wallet = await givenWallet(world.context(), '10')
  const body = { amount: '5', currency: 'USD', reason: 'A gift' }
  expect((await call(staff, 'POST', `/wallets/${wallet.id}/adjust`, body, 'adjust-key-1')).statusCode).toBe(403)
})

test('the business sees all its postings, a trial balance whose sides agree, and the proof of the books', async () => {
  await givenWallet(world.context(), '10')
  expect((await call(staff, 'GET', '/ledger/entries?limit=1')).json()).toMatchObject({ items: [{ kind: 'recharge' }] })
  const { totals } = (await call(staff, 'GET', '/ledger/trial-balance')).json() as { totals: { debit: unknown; credit: unknown }[] }
  expect(totals).toHaveLength(1)
  expect(totals[0]?.debit).toEqual(totals[0]?.credit)
  expect((await call(staff, 'GET', '/ledger/trial-balance?from=2000-01-01T00:00:00Z&to=2000-01-02T00:00:00Z')).json()).toEqual({
    lines: [],
    totals: [],
  })

  expect((await call(staff, 'GET', '/ledger/invariants')).json()).toEqual({ last: null })
  const checked = (await call(staff, 'POST', '/ledger/invariants')).json() as { ok: boolean }
  expect(checked.ok).toBe(true)
  expect((await call(staff, 'GET', '/ledger/invariants')).json()).toEqual({ last: checked })
})
