import { expect, test } from 'vitest'
import { createPackage } from '../../src/lines/packages/catalog.ts'
import { inTx } from '../../src/platform/context.ts'
import { newId } from '../../src/platform/ids.ts'
import { enqueue } from '../../src/platform/jobs.ts'
import { createApiKey } from '../../src/spine/access/index.ts'
import { expireAllowances } from '../../src/spine/charging/allowances.ts'
import { authorize, extend, type SessionId, settle } from '../../src/spine/charging/index.ts'
import { placeOrder } from '../../src/spine/orders/index.ts'
import { tariffOf } from '../../src/spine/rating/index.ts'
import { attendDue } from '../../src/spine/subscriptions/index.ts'
import { type Buyer, brokenLaws, buyer, purse } from '../support/buyers.ts'
import { type World, worldForTest } from '../support/world.ts'

const GIGABYTE = 1_073_741_824n

const combo = {
  slug: 'combo-story',
  name: 'Combo',
  content: { numbers: 1n, seconds: 6_000n, messages: 50n, bytes: GIGABYTE },
  discountE4: 100_000n,
  termDays: 30,
  listPrice: '29.99',
  publish: true,
}

async function call(world: World, { accountId }: Buyer, seconds: number) {
  const id = newId<SessionId>()
  const facts = { entryKind: 'call', revenueCode: 'revenue:voice', description: 'Call', subject: { type: 'call', id }, trace: {} }
  const tariff = tariffOf({ currency: 'USD', perMinute: '0.02' })
  const allowance = { unit: 'seconds', service: 'voice' } as const
  await authorize(world.context(), { id, accountId, tariff, allowance, mostSeconds: 14_400, ...facts })
  for (let elapsed = 30; elapsed < seconds; elapsed += 60) await extend(world.context(), id, elapsed)
  return settle(world.context(), { id, durationMs: seconds * 1_000 })
}

async function liveTo(world: World, instant: string): Promise<void> {
  const end = new Date(instant).getTime()
  for (;;) {
    const next = Math.min(end, world.clock.now().getTime() + 72 * 3_600_000)
    await world.moveTo(new Date(next).toISOString())
    await inTx(world.context(), (tx) => enqueue(tx, attendDue, {}))
    await world.settle()
    await expireAllowances(world.context())
    if (next === end) return
  }
}

type Shown = {
  id: string
  periodEnd: string
  autoRenew: boolean
  status: string
  allowances: { unit: string; granted: string; used: string }[]
}

test('story 32: a combo is paid 26.99, shows what is used, is renewed with fresh allowances, and stays usable until its end when cancelled', async () => {
  const world = await worldForTest({ now: '2026-01-15T00:00:00Z' })
  const one = await buyer(world, '53.98')
  const made = await createPackage(world.context(), combo)
  await placeOrder(world.context(), one.accountId, [{ kind: 'package', attributes: { packageId: made.id } }], newId())
  await world.settle()
  expect(await purse(world, one)).toEqual(['26.99', '0.00'])

  const own = world.context(world.operator.id, one.accountId)
  const permissions = ['package:read', 'subscription:read', 'subscription:write']
  const { key } = await createApiKey(own, { name: 'portal', permissions })
  const get = async (path: string) =>
    (await world.request({ method: 'GET', url: `/api/v1${path}`, headers: { authorization: `Bearer ${key}` } })).json()
  const shown = async () => ((await get('/package-subscriptions')) as { items: Shown[] }).items[0] as Shown

  expect(await call(world, one, 2_410)).toMatchObject({ allowanceSeconds: 2_410, amount: { units: 0n } })
  expect(await get('/services')).toMatchObject({
    items: [{ kind: 'package', title: 'Combo', figures: expect.arrayContaining([{ label: 'Minutes', value: '41 of 100 min' }]) }],
  })

  await liveTo(world, '2026-02-13T12:00:00Z')
  expect(await purse(world, one)).toEqual(['0.00', '0.00'])
  const expired = await world.eventsOf(() => liveTo(world, '2026-02-14T00:00:10Z'))
  expect(expired.filter((name) => name === 'allowance.expired.v1')).toHaveLength(4)
  const [unused] = await world.query<{ unused: string }>(
    `select payload ->> 'unused' as unused from event where type = 'allowance.expired' and payload ->> 'unit' = 'seconds'`,
  )
  expect(unused?.unused).toBe('3590')
  const renewed = await shown()
  expect(renewed.periodEnd).toMatch(/^2026-03-16T00:00:/)
  expect(renewed.allowances.find(({ unit }) => unit === 'seconds')).toMatchObject({ granted: '6000', used: '0' })

  await world.request({
    method: 'POST',
    url: `/api/v1/package-subscriptions/${renewed.id}/auto-renew`,
    headers: { authorization: `Bearer ${key}` },
    payload: { on: false },
  })
  expect(await shown()).toMatchObject({ autoRenew: false, status: 'active' })
  await liveTo(world, '2026-03-15T23:00:00Z')
  expect(await call(world, one, 60)).toMatchObject({ allowanceSeconds: 60 })
  await liveTo(world, '2026-03-16T00:01:00Z')
  expect(await shown()).toMatchObject({ status: 'ended', allowances: [] })
  await expect(call(world, one, 60)).rejects.toMatchObject({ status: 402 })
  expect(await brokenLaws(world)).toEqual([])
})
