import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { createProduct, switchProduct } from '../../src/lines/cloud/products.ts'
import { setPool } from '../../src/lines/esim/suppliers.ts'
import { createPackage } from '../../src/lines/packages/catalog.ts'
import { costCalls, openGateways, priceCalls } from '../../src/lines/voice/calling-for-tests.ts'
import type { Credentials } from '../../src/lines/voice/device.ts'
import { registerDevice } from '../../src/lines/voice/devices.ts'
import type { Context } from '../../src/platform/context.ts'
import { newId, type ProviderId, type TenantId } from '../../src/platform/ids.ts'
import { money, rate } from '../../src/platform/money.ts'
import { adjustWallet } from '../../src/spine/ledger/service.ts'
import { placeOrder } from '../../src/spine/orders/index.ts'
import { createTenant } from '../../src/spine/tenants/index.ts'
import { type Buyer, buyer, priceNumbersAt } from './buyers.ts'
import { pay, peer, ratePlan, routingPlan, sell, supply } from './peering.ts'
import { type World, worldForTest } from './world.ts'

export type Customer = Buyer & { readonly context: Context; readonly e164: string; readonly credentials: Credentials }

/** One of everything that is sold, and people who buy it. */
export type Town = {
  readonly world: World
  /** Where the simulated machines are. */
  readonly home: string
  readonly customers: readonly Customer[]
  /** Has one server and no money left for its next hour. */
  readonly poor: Buyer & { readonly context: Context }
  readonly planId: string
  readonly packageId: string
  /** Numbers nobody has yet. */
  readonly stock: string[]
}

export const CARRIER_IP = '203.0.113.10'
export const CARRIER_PREFIX = '99#'

async function openMarket(world: World): Promise<void> {
  const acme = await peer(world, 'ACME', 'customer', CARRIER_IP)
  const cheap = await peer(world, 'CHEAP', 'supplier', '198.51.100.1')
  const dear = await peer(world, 'DEAR', 'supplier', '198.51.100.2')
  await pay(world, acme, '50.00')
  const sold = await ratePlan(world, 'customer', 'Sell', [{ code: '44', perMinute: '0.0123', steps: [30, 6] }])
  const viaCheap = await supply(
    world,
    cheap,
    await ratePlan(world, 'supplier', 'Cheap', [{ code: '44', perMinute: '0.0080', steps: [60, 60] }]),
  )
  const viaDear = await supply(world, dear, await ratePlan(world, 'supplier', 'Dear', [{ code: '4420', perMinute: '0.0100' }]))
  await sell(world, acme, sold, await routingPlan(world, [viaDear, viaCheap]), CARRIER_PREFIX)
}

async function openShop(world: World): Promise<{ readonly planId: string; readonly packageId: string }> {
  const context = world.context()
  await openGateways(world)
  // Nothing but calls goes to the second provider: there is no simulator of it.
  await world.query(`update provider set capabilities = '{voice}' where vendor = 'telnyx'`)
  await priceNumbersAt(world, '2.00')
  await priceCalls(world, { country: 'US', perMinute: '0.06' })
  await priceCalls(world, { country: 'GB', perMinute: '0.12' })
  await priceCalls(world, { country: 'US', perMinute: '0.012', service: 'voice_inbound' })
  await costCalls(world, 'US', 'twilio', '0.01')
  await costCalls(world, 'GB', 'telnyx', '0.02')
  const [pool] = await world.query<{ id: ProviderId }>(`select id from provider where vendor = 'esimaccess'`)
  if (pool) await setPool(context, pool.id, { gigabytes: '500.00', perGb: rate('USD', '2.00') })
  const size = { slug: 'small', name: 'Small', description: '', cpu: 1, ramMib: 128, diskGib: 1, hourly: '0.0150', monthlyCap: '10.00' }
  const product = await createProduct(context, { ...size, validFrom: new Date('2020-01-01T00:00:00Z') })
  await switchProduct(context, product.id, true)
  const content = { numbers: 1n, seconds: 600n, messages: 10n, bytes: 1_073_741_824n }
  const terms = { termDays: 30, discountE4: 100_000n, listPrice: '9.99', publish: true }
  const made = await createPackage(context, { slug: 'combo', name: 'Combo', content, ...terms })
  const plans = (await world.request({ method: 'GET', url: '/api/v1/esim-store' })).json().items as { id: string; name: string }[]
  return { planId: plans.find(({ name }) => name === 'Europe 5 GB')?.id ?? '', packageId: made.id }
}

const AREAS = ['415', '212', '646', '312']

async function stockOf(world: World): Promise<string[]> {
  const stock: string[] = []
  for (const areaCode of AREAS) {
    const reply = await world.request({ method: 'GET', url: `/api/v1/number-searches?country=US&limit=50&areaCode=${areaCode}` })
    stock.push(...(reply.json().items as { e164: string }[]).map(({ e164 }) => e164))
  }
  return stock
}

export const order = ({ context, accountId }: Pick<Customer, 'context' | 'accountId'>, kind: string, attributes: object, key = newId()) =>
  placeOrder(context, accountId, [{ kind, attributes: attributes as never }], key)

export const numberWish = (e164: string) => ({ e164, country: 'US', type: 'local' })
export const serverWish = (name: string) => ({ size: 'small', image: 'linecard-mini', region: 'demo', name })

/** A customer with money, a bought number and a phone. */
async function moveIn(world: World, tenantId: TenantId, e164: string): Promise<Customer> {
  const one = await buyer(world, '100.00', tenantId)
  const context = world.context(tenantId, one.accountId)
  await order({ ...one, context }, 'number', numberWish(e164))
  const { credentials } = await registerDevice(context, one.accountId, { name: 'Desk', kind: 'sip_phone' })
  if (!credentials) throw new Error('A new device gets credentials.')
  return { ...one, context, e164, credentials }
}

async function moveInPoor(world: World): Promise<Town['poor']> {
  const one = await buyer(world, '0.50')
  const context = world.context(world.operator.id, one.accountId)
  await order({ ...one, context }, 'instance', serverWish('poor-1'))
  await world.settle()
  const taken = { amount: money('USD', '-0.48'), reason: 'Paid out at the counter', key: newId() }
  await adjustWallet(world.context(), { walletId: one.walletId, ...taken })
  return { ...one, context }
}

const OPERATORS = 4
const RESOLD = 2

/**
 * A month before midnight of 14 February 2026, six customers (two of a reseller) buy numbers and packages, so that both are renewed in the first hour of
 * that day; half an hour before it the first servers and eSIMs are bought, so that each begins a second hour in it.
 */
export async function openTown(): Promise<Town> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'lc-town-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  const world = await worldForTest({ vendors: true, now: '2026-01-15T00:10:00Z', config: { LINECARD_HOME: home } })
  const offers = await openShop(world)
  await openMarket(world)
  const reseller = await createTenant(world.context(), { slug: 'blue', name: 'Blue' })
  const stock = await stockOf(world)
  const customers: Customer[] = []
  for (let index = 0; index < OPERATORS + RESOLD; index += 1)
    customers.push(await moveIn(world, index < OPERATORS ? world.operator.id : reseller.id, stock.shift() ?? ''))
  await world.settle()
  await world.moveTo('2026-01-16T00:20:00Z')
  for (const one of customers) await order(one, 'package', { packageId: offers.packageId })
  await world.settle()
  await world.moveTo('2026-02-13T23:30:00Z')
  for (const [index, one] of customers.entries()) {
    if (index % 2 === 0) await order(one, 'instance', serverWish(`first-${index}`))
    await order(one, 'esim', { planId: offers.planId })
  }
  await world.settle()
  return { world, home, customers, poor: await moveInPoor(world), ...offers, stock }
}
