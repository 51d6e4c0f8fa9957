import { expect, test } from 'vitest'
import { brokenLaws, buyer, purse } from '../../../test/support/buyers.ts'
import { eventually, worldForTest } from '../../../test/support/world.ts'
import { inTx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { MB } from '../../spine/charging/index.ts'
import { placeOrder, refundItem } from '../../spine/orders/index.ts'
import { lockEsim } from './lifecycle.ts'
import { takeSessions } from './usage.ts'

test('a plan whose first use arrives while it is paid back is not paid back', async () => {
  const world = await worldForTest({ vendors: true, now: '2026-05-01T00:00:00Z' })
  const one = await buyer(world, '50.00')
  const plans = (await world.request({ method: 'GET', url: '/api/v1/esim-store' })).json().items as { id: string; name: string }[]
  const planId = plans.find(({ name }) => name === 'Europe 5 GB')?.id ?? ''
  await placeOrder(world.context(), one.accountId, [{ kind: 'esim', attributes: { planId } }], newId())
  await world.settle()
  const before = await purse(world, one)
  const [item] = await world.query<{ id: never }>('select id from order_item where account_id = $1', [one.accountId])
  const [esim] = await world.query<{ id: never }>('select id from esim where account_id = $1', [one.accountId])
  if (!item || !esim) throw new Error('Nothing was delivered.')

  const own = world.context(world.operator.id, one.accountId)
  const at = world.clock.now()
  const refund = await inTx(own, async (tx) => {
    await lockEsim(tx, esim.id)
    await takeSessions(tx, esim.id, [{ sessionId: 'first', bytes: MB, startedAt: at, endedAt: at }])
    const asked = refundItem(world.context(), item.id, 'changed my mind').catch((error: unknown) => error)
    await eventually(async () => (await world.query('select 1 from pg_locks where not granted')).length > 0, 'the refund waits')
    return { asked }
  })
  expect(await refund.asked).toMatchObject({ status: 409, code: 'esim.policyUsed' })
  expect(await purse(world, one)).toEqual(before)
  expect(await world.query('select status, used_bytes::text as used from esim_bundle')).toEqual([{ status: 'active', used: String(MB) }])
  expect(await world.query('select refunded_at from order_item')).toEqual([{ refunded_at: null }])
  expect(await brokenLaws(world)).toEqual([])
})
