import { expect, test } from 'vitest'
import { days } from '../../src/platform/clock.ts'
import { inTx } from '../../src/platform/context.ts'
import { newId } from '../../src/platform/ids.ts'
import { money } from '../../src/platform/money.ts'
import { post } from '../../src/spine/ledger/index.ts'
import { expireHolds } from '../../src/spine/ledger/service.ts'
import { retryOrder } from '../../src/spine/orders/service.ts'
import { type Buyer, brokenLaws, buyer, purse } from '../support/buyers.ts'
import { buy, later, open, orderOf } from '../support/esims.ts'
import type { World } from '../support/world.ts'

/** Two days on which nothing works; then the holds that ended are given back before anything else runs. */
async function outage(world: World): Promise<void> {
  await world.pass(days(2))
  await expireHolds(world.context())
}

const facts = ({ walletId }: Buyer, amount: string) => ({
  id: newId<never>(),
  walletId,
  amount: money('USD', amount),
  kind: 'adjustment',
  description: 'For the test',
})
const spend = (world: World, one: Buyer, amount: string) =>
  inTx(world.context(), (tx) => post(tx, [{ op: 'charge', to: 'adjustment', ...facts(one, amount) }]))
const pay = (world: World, one: Buyer, amount: string) =>
  inTx(world.context(), (tx) => post(tx, [{ op: 'credit', from: 'adjustment', ...facts(one, amount) }]))

const stepsOf = async (world: World, orderId: string) =>
  (
    await world.query<{ name: string; detail: string | null }>(
      'select s.name, s.detail from order_step s join order_item i on i.id = s.item_id where i.order_id = $1',
      [orderId],
    )
  ).map(({ name, detail }) => [name, detail])

/** A plan was bought at the supplier, and its answer is lost. */
async function unanswered(world: World, customer: Buyer) {
  world.vendors.telna.control.fault({ kind: 'drop-after-effect', operation: 'work-orders.create', count: 1 })
  const order = await buy(world, customer)
  await world.settle()
  return order
}

test('a purchase that is found after an outage longer than its hold is charged once, from what the wallet has then', async () => {
  const world = await open()
  const customer = await buyer(world, '30.00')
  const order = await unanswered(world, customer)
  await outage(world)
  expect(await purse(world, customer)).toEqual(['30.00', '0.00'])
  await world.settle()
  expect((await orderOf(world, order)).status).toBe('completed')
  expect(await purse(world, customer)).toEqual(['10.00', '0.00'])
  expect(world.vendors.telna.state.orders.size).toBe(1)
  expect(await stepsOf(world, order.id)).toContainEqual(['money held again', null])
  expect(await brokenLaws(world)).toEqual([])
})

test('one that the wallet cannot pay any more waits for staff, and is delivered and charged once it can', async () => {
  const world = await open()
  const customer = await buyer(world, '30.00')
  const order = await unanswered(world, customer)
  await outage(world)
  await spend(world, customer, '15.00')
  await world.settle()
  expect((await orderOf(world, order)).status).toBe('held')
  expect(await stepsOf(world, order.id)).toContainEqual(['held for a decision', 'It was delivered, and the wallet cannot pay it any more.'])
  expect(await purse(world, customer)).toEqual(['15.00', '0.00'])
  // The watch looks at it every few minutes and keeps it as it is.
  await later(world, 1_000)
  await pay(world, customer, '10.00')
  await retryOrder(world.context(), order.id)
  await world.settle()
  expect((await orderOf(world, order)).status).toBe('completed')
  expect(await purse(world, customer)).toEqual(['5.00', '0.00'])
  expect(world.vendors.telna.state.orders.size).toBe(1)
  expect(await brokenLaws(world)).toEqual([])
})

test('what was not bought before the outage is bought afterwards, or ends when the wallet cannot pay it any more', async () => {
  const world = await open()
  const [rich, poor] = [await buyer(world, '30.00'), await buyer(world, '30.00')]
  const bought = await buy(world, rich)
  const ended = await buy(world, poor)
  await outage(world)
  await spend(world, poor, '15.00')
  await world.settle()
  expect((await orderOf(world, bought)).status).toBe('completed')
  expect((await orderOf(world, ended)).status).toBe('failed')
  expect(await purse(world, rich)).toEqual(['10.00', '0.00'])
  expect(await purse(world, poor)).toEqual(['15.00', '0.00'])
  expect(world.vendors.telna.state.orders.size).toBe(1)
  expect(await brokenLaws(world)).toEqual([])
})
