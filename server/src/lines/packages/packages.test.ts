import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Buyer, brokenLaws, buyer, purse } from '../../../test/support/buyers.ts'
import { openWorld, type World } from '../../../test/support/world.ts'
import { newId } from '../../platform/ids.ts'
import { createApiKey } from '../../spine/access/index.ts'
import { archiveOffering } from '../../spine/catalog/index.ts'
import { listAllowances } from '../../spine/charging/index.ts'
import { placeOrder, refundItem } from '../../spine/orders/index.ts'
import { createTenant } from '../../spine/tenants/index.ts'
import { createPackage, listPackages, priceOfPackage, pricePackage } from './catalog.ts'
import type { PackageId } from './package.ts'
import { seedPackages } from './seed.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ now: '2026-01-15T00:00:00Z' })
})
afterAll(async () => {
  expect(await brokenLaws(world)).toEqual([])
  await world.close()
})

const minutes = (slug: string) => ({
  slug,
  name: 'Minutes',
  content: { numbers: 0n, seconds: 6_000n, messages: 0n, bytes: 0n },
  discountE4: 0n,
  termDays: 30,
  listPrice: '5.00',
  publish: true,
})

const buy = async (one: Buyer, packageId: PackageId) => {
  const order = await placeOrder(world.context(), one.accountId, [{ kind: 'package', attributes: { packageId } }], newId())
  await world.settle()
  return order
}

async function api(permissions: readonly string[], accountId?: Buyer['accountId']) {
  const { key } = await createApiKey(world.context(world.operator.id, accountId), { name: 'test', permissions })
  return async (method: 'GET' | 'POST', path: string, payload?: object) => {
    const headers = { authorization: `Bearer ${key}`, 'idempotency-key': newId() as string }
    const answer = await world.request({ method, url: `/api/v1${path}`, headers, ...(payload && { payload }) })
    return { status: answer.statusCode, body: answer.json() }
  }
}

test('buying a package grants what is in it, once', async () => {
  const made = await createPackage(world.context(), minutes('buying'))
  const one = await buyer(world, '7.50')
  const events = await world.eventsOf(() => buy(one, made.id))
  expect(events).toEqual([
    'order.placed.v1',
    'allowance.granted.v1',
    'package_subscription.activated.v1',
    'order_item.completed.v2',
    'order.completed.v1',
    'subscription.begun.v1',
  ])
  expect(await purse(world, one)).toEqual(['2.50', '0.00'])
  const { items } = await listAllowances(world.context(), { accountId: one.accountId, limit: 10 })
  expect(items).toMatchObject([{ service: 'voice', unit: 'seconds', granted: 6_000n, used: 0n, name: 'Minutes of Minutes' }])
})

test('a package that is not on sale, or not there, is not sold', async () => {
  const one = await buyer(world, '10.00')
  const made = await createPackage(world.context(), minutes('archived'))
  await archiveOffering(world.context(), made.id)
  await expect(buy(one, made.id)).rejects.toMatchObject({ code: 'packages.notOnSale' })
  await expect(buy(one, newId())).rejects.toMatchObject({ code: 'packages.notFound' })
  expect(await purse(world, one)).toEqual(['10.00', '0.00'])
})

test('an unused package is paid back and its allowances end; a used one is not', async () => {
  const made = await createPackage(world.context(), minutes('refund'))
  const one = await buyer(world, '10.00')
  const itemOf = (order: string) => world.query<{ id: never }>('select id from order_item where order_id = $1', [order])
  const [first] = await itemOf((await buy(one, made.id)).id)
  const [second] = await itemOf((await buy(one, made.id)).id)
  await refundItem(world.context(), first?.id as never, 'By mistake')
  expect(await purse(world, one)).toEqual(['5.00', '0.00'])
  const live = () => listAllowances(world.context(), { accountId: one.accountId, live: true, limit: 10 })
  expect((await live()).items).toHaveLength(1)
  await world.query('update allowance_bucket set used = 1 where account_id = $1 and expired_at is null', [one.accountId])
  await expect(refundItem(world.context(), second?.id as never, 'By mistake')).rejects.toMatchObject({ code: 'packages.alreadyUsed' })
  await world.query('update allowance_bucket set used = 0 where account_id = $1', [one.accountId])
})

test('a reseller sells the operator’s packages at its own price, and a new price ends the one before', async () => {
  const made = await createPackage(world.context(), minutes('resold'))
  const reseller = await createTenant(world.context(), { slug: 'blue-packages', name: 'Blue', currency: 'USD' })
  const blue = world.context(reseller.id)
  expect((await priceOfPackage(blue, made)).price.units).toBe(5_000_000n)
  await pricePackage(blue, made.id, '7.00')
  await pricePackage(blue, made.id, '8.00')
  expect((await priceOfPackage(blue, made)).price.units).toBe(8_000_000n)
  expect((await priceOfPackage(world.context(), made)).price.units).toBe(5_000_000n)
  await expect(createPackage(blue, minutes('of-blue'))).rejects.toMatchObject({ code: 'packages.operatorOnly' })
  await expect(pricePackage(blue, newId(), '1.00')).rejects.toMatchObject({ code: 'packages.notFound' })
})

test('customers see what is on sale, staff everything; only who may write makes and prices packages', async () => {
  const one = await buyer(world, '10.00')
  const staff = await api(['package:read', 'package:write'])
  const draft = await staff('POST', '/packages', {
    slug: 'over-http',
    name: 'Over HTTP',
    content: { numbers: '0', seconds: '600', messages: '10', bytes: '0' },
    discountPct: '12.5',
    termDays: 30,
    listPrice: '8.00',
  })
  expect(draft).toMatchObject({
    status: 201,
    body: { status: 'draft', type: 'combo', price: { amount: '7.00' }, listPrice: { amount: '8.00' }, discountPct: '12.5' },
  })
  expect(await staff('POST', `/packages/${draft.body.id}/price`, { listPrice: '4.00' })).toMatchObject({
    body: { price: { amount: '3.50' } },
  })
  const customer = await api(['package:read', 'subscription:write'], one.accountId)
  const slugs = async (ask: typeof staff) =>
    ((await ask('GET', '/packages?limit=100')).body.items as { slug: string }[]).map(({ slug }) => slug)
  expect(await slugs(staff)).toContain('over-http')
  expect(await slugs(customer)).not.toContain('over-http')
  expect(await slugs(customer)).toContain('talk-100')
  expect(await customer('POST', '/packages', {})).toMatchObject({ status: 403 })
  expect(await staff('POST', '/packages', { ...draft.body })).toMatchObject({ status: 422 })
  expect(await customer('POST', `/package-subscriptions/${newId()}/auto-renew`, { on: false })).toMatchObject({ status: 404 })
})

test('seeds are there once, and what was changed stays so', async () => {
  const before = (await listPackages(world.context(), { limit: 100 })).items.map(({ offering }) => offering.slug)
  expect(before).toEqual(expect.arrayContaining(['talk-100', 'talk-and-text']))
  await seedPackages(world.context())
  expect((await listPackages(world.context(), { limit: 100 })).items).toHaveLength(before.length)
})
