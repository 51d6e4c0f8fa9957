import { expect, test } from 'vitest'
import { cloudWorld, runningServer, tester } from '../../../test/support/servers.ts'
import { createContext } from '../../platform/context.ts'
import { setUpOperator } from '../../spine/access/browser-for-tests.ts'
import { createPriceRule } from '../../spine/pricing/index.ts'
import { createTenant } from '../../spine/tenants/index.ts'
import { listSizes } from './offers.ts'
import { createProduct, listProducts, priceProduct, switchProduct } from './products.ts'

const SIZE = { slug: 'big', name: 'Big', description: '', cpu: 4, ramMib: 4096, diskGib: 40, hourly: '0.10', monthlyCap: '60.00' }

test('a size is added as a draft, put on sale, priced anew and taken off; a server keeps the price it was ordered at', async () => {
  const world = await cloudWorld()
  const staff = await setUpOperator(world)
  await world.settle()
  const created = await staff.browser.post('/compute-products', SIZE)
  expect(created).toMatchObject({ status: 201, body: { status: 'draft', hourly: { amount: '0.10' }, monthlyCap: { amount: '60.00' } } })
  expect((await staff.browser.post('/compute-products', SIZE)).status).toBe(409)
  const id = String(created.body['id'])
  const one = await tester(world, '10.00', 'EUR')
  const slugs = async () => ((await one.browser.get('/compute-offers')).body['sizes'] as { slug: string }[]).map(({ slug }) => slug)
  expect(await slugs()).not.toContain('big')
  expect((await staff.browser.post(`/compute-products/${id}/publish`)).body).toMatchObject({ status: 'active' })
  expect(await slugs()).toContain('big')
  const server = await runningServer(world, one)
  const { items } = (await staff.browser.get('/compute-products')).body as { items: { id: string; slug: string }[] }
  const s1 = items.find(({ slug }) => slug === 's1')?.id
  expect((await staff.browser.post(`/compute-products/${s1}/prices`, { hourly: '0.02', monthlyCap: null })).body).toMatchObject({
    hourly: { amount: '0.02' },
    monthlyCap: null,
  })
  expect((await one.browser.get(`/instances/${server}`)).body).toMatchObject({ billing: { hourly: { amount: '0.0074' } } })
  expect((await staff.browser.post(`/compute-products/${id}/archive`)).body).toMatchObject({ status: 'archived' })
  expect(await slugs()).not.toContain('big')
  expect((await one.browser.post(`/compute-products/${id}/publish`)).status).toBe(403)
})

test('a reseller sells the operator’s sizes at its own prices, sees none of the operator’s records and adds no size', async () => {
  const world = await cloudWorld()
  const reseller = await createTenant(world.context(), { slug: 'shop', name: 'Shop' })
  const shop = createContext(world.services, { tenantId: reseller.id })
  const own = async () => (await listSizes(shop, undefined)).find(({ slug }) => slug === 's1')?.price
  expect(await own()).toMatchObject({ hourly: { e8: 740_000n } })
  await createPriceRule(shop, { service: 'compute', kind: 'markup_percentage', value: '50' })
  await createPriceRule(shop, { service: 'compute_month', kind: 'markup_percentage', value: '50' })
  expect(await own()).toMatchObject({ hourly: { e8: 1_110_000n }, cap: { units: 7_500_000n } })
  expect((await listProducts(shop, { limit: 10 })).items).toEqual([])
  await expect(createProduct(shop, SIZE)).rejects.toMatchObject({ code: 'cloud.operatorOnly' })
  const { items } = await listProducts(world.context(), { limit: 1 })
  const product = items[0]?.id as never
  await expect(priceProduct(shop, product, { hourly: '1', monthlyCap: null })).rejects.toMatchObject({ code: 'cloud.productNotFound' })
  await expect(switchProduct(shop, product, false)).rejects.toMatchObject({ code: 'cloud.productNotFound' })
})
