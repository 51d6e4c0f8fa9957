import { expect, test } from 'vitest'
import { inTx } from '../../src/platform/context.ts'
import { newId } from '../../src/platform/ids.ts'
import { enqueue } from '../../src/platform/jobs.ts'
import { money } from '../../src/platform/money.ts'
import { placeOrder } from '../../src/spine/orders/index.ts'
import { startPayment } from '../../src/spine/payments/index.ts'
import { attendDue } from '../../src/spine/subscriptions/index.ts'
import { type Buyer, brokenLaws, buyer, priceNumbersAt, purse } from '../support/buyers.ts'
import { type World, worldForTest } from '../support/world.ts'

/** A number bought on 15 February for 2.00 a month, and what is left on the wallet. */
async function holder(world: World, balance: string): Promise<Buyer> {
  await priceNumbersAt(world, '2.00')
  const one = await buyer(world, balance)
  const reply = await world.request({ method: 'GET', url: '/api/v1/number-searches?country=US&limit=1' })
  const { e164 } = reply.json().items[0] as { e164: string }
  await placeOrder(world.context(), one.accountId, [{ kind: 'number', attributes: { e164, country: 'US', type: 'local' } }], newId())
  await world.settle()
  return one
}

/** Runs the renewals every six hours up to the instant, as the schedule would every five minutes. */
async function liveTo(world: World, instant: string): Promise<void> {
  const end = new Date(instant).getTime()
  for (;;) {
    const next = Math.min(end, world.clock.now().getTime() + 6 * 3_600_000)
    await world.moveTo(new Date(next).toISOString())
    await inTx(world.context(), (tx) => enqueue(tx, attendDue, {}))
    await world.settle()
    if (next === end) return
  }
}

const templates = async (world: World, { accountId }: Buyer) =>
  (
    await world.query<{ template: string; day: string }>(
      `select template, to_char(created_at at time zone 'UTC', 'MM-DD') as day from mail where account_id = $1 and template like 'renewal.%' order by created_at`,
      [accountId],
    )
  ).map(({ template, day }) => `${day} ${template}`)

const state = async (world: World, { accountId }: Buyer) =>
  (
    await world.query<{ number: string; subscription: string; until: string }>(
      `select n.status as number, s.status as subscription, to_char(s.period_end at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI') as until
       from number n join subscription s on s.service_id = n.id where n.account_id = $1`,
      [accountId],
    )
  )[0]

test('story 11: a number is renewed once, a day before its end, and its next month begins where the last one ended', async () => {
  const world = await worldForTest({ vendors: true, now: '2026-02-15T10:00:00Z' })
  const one = await holder(world, '7.00')
  expect(await purse(world, one)).toEqual(['5.00', '0.00'])
  await liveTo(world, '2026-03-16T00:00:00Z')
  expect(await templates(world, one)).toEqual(['03-08 renewal.notice7'])
  expect(await purse(world, one)).toEqual(['3.00', '0.00'])
  expect(await state(world, one)).toEqual({ number: 'active', subscription: 'active', until: '2026-04-15T10:00' })
  await liveTo(world, '2026-03-17T00:00:00Z')
  expect(await purse(world, one)).toEqual(['3.00', '0.00'])
  expect(await brokenLaws(world)).toEqual([])
})

test('story 12: without money a number is past due, suspended, released and kept from others; a payment in time brings it back', async () => {
  const world = await worldForTest({ vendors: true, now: '2026-02-15T10:00:00Z' })
  const one = await holder(world, '3.00')
  await liveTo(world, '2026-03-14T12:00:00Z')
  expect(await templates(world, one)).toEqual(['03-08 renewal.notice7', '03-14 renewal.failed'])
  expect(await state(world, one)).toMatchObject({ number: 'active', subscription: 'past_due' })
  await liveTo(world, '2026-03-15T16:00:00Z')
  expect(await state(world, one)).toMatchObject({ number: 'suspended', subscription: 'suspended' })

  const payment = await startPayment(world.context(world.operator.id, one.accountId), one.accountId, {
    amount: money('USD', '5.00'),
    returnPath: '/wallet',
    key: newId(),
  })
  await world.settle()
  const [row] = await world.query<{ gateway_reference: string }>('select gateway_reference from payment where id = $1', [payment.id])
  world.vendors.stripe.control.pay(row?.gateway_reference ?? '')
  await world.settle()
  expect(await state(world, one)).toEqual({ number: 'active', subscription: 'active', until: '2026-04-15T10:00' })
  expect(await purse(world, one)).toEqual(['4.00', '0.00'])

  await liveTo(world, '2026-06-01T00:00:00Z')
  expect(await state(world, one)).toMatchObject({ subscription: 'active', until: '2026-06-15T10:00' })
  await liveTo(world, '2026-06-23T12:00:00Z')
  expect(await state(world, one)).toMatchObject({ number: 'quarantined', subscription: 'expired' })
  expect(await brokenLaws(world)).toEqual([])
}, 60_000)
