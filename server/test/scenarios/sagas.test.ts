import { expect, test } from 'vitest'
import { newId } from '../../src/platform/ids.ts'
import { placeOrder } from '../../src/spine/orders/index.ts'
import { type Buyer, brokenLaws, buyer, priceNumbersAt } from '../support/buyers.ts'
import { worldForTest } from '../support/world.ts'

const SAGAS = 1_000
const SEED = Number(process.env['SAGA_SEED'] ?? 20_261_121)
const FAULTS = [
  { kind: 'fail', status: 429, code: 20_429 },
  { kind: 'fail', status: 400, code: 21_422 },
  { kind: 'fail', status: 500 },
  { kind: 'drop-before-effect' },
  { kind: 'drop-after-effect' },
  { kind: 'fail-after-effect', status: 503 },
] as const

/** Enough numbers for everybody, straight from the simulator's stock. */
const AREAS = ['415', '212', '646', '312', '305', '213', '206', '617', '512', '702', '303', '404']

test(`after ${SAGAS} orders with a fault in one of five supplier calls, purchases at the supplier = numbers held = money captured (seed ${SEED})`, async () => {
  const world = await worldForTest({ vendors: true })
  await priceNumbersAt(world, '2.00')
  const { control, state } = world.vendors.twilio
  const stock: string[] = []
  for (const area of AREAS) {
    const reply = await world.request({ method: 'GET', url: `/api/v1/number-searches?country=US&limit=50&areaCode=${area}` })
    if (reply.statusCode === 200) stock.push(...(reply.json().items as { e164: string }[]).map((offer) => offer.e164))
  }
  control.seed(SEED)
  for (const fault of FAULTS) control.fault({ ...fault, operation: 'numbers.buy', probability: 0.2 / FAULTS.length })
  const buyers: Buyer[] = await Promise.all(Array.from({ length: SAGAS / 5 }, () => buyer(world, '100.00')))
  let placed = 0
  for (let index = 0; index < SAGAS; index += 1) {
    const one = buyers[index % buyers.length]
    const e164 = stock[index % stock.length]
    if (!one || !e164) throw new Error('The simulator offered nothing.')
    const wish = [{ kind: 'number', attributes: { e164, country: 'US', type: 'local' } }]
    // Somebody may hold the number already: that is a refusal, not a saga.
    const order = await placeOrder(world.context(), one.accountId, wish, newId()).catch(() => undefined)
    if (order) placed += 1
    if (index % 100 === 99) await world.settle()
  }
  for (let minute = 0; minute <= 40; minute += 5)
    await world.moveTo(new Date(world.clock.now().getTime() + 5 * 60_000 + 1_000).toISOString())

  const one = async (text: string) => Number((await world.query<{ count: string }>(text))[0]?.count)
  const holdings = await world.query<{ e164: string }>(`select e164 from number where status = 'active'`)
  const captures = await one(`select count(*) from entry where kind = 'number_purchase'`)
  expect(placed).toBeGreaterThan(SAGAS / 3)
  expect(await one(`select count(*) from order_item where status not in ('completed', 'failed')`)).toBe(0)
  expect(await one(`select count(*) from hold where status = 'active'`)).toBe(0)
  expect(state.purchases.map((purchase) => purchase.phoneNumber).sort()).toEqual(holdings.map((row) => row.e164).sort())
  expect(captures).toBe(holdings.length)
  expect(await one(`select count(*) from order_item where status = 'completed'`)).toBe(holdings.length)
  expect(await one(`select count(*) from order_step where name = 'no answer'`)).toBeGreaterThan(0)
  expect(await brokenLaws(world)).toEqual([])
}, 240_000)
