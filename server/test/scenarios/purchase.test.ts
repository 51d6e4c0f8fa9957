import { afterAll, beforeAll, expect, test } from 'vitest'
import { lines, modules } from '../../src/main/modules.ts'
import { seed } from '../../src/main/seed.ts'
import { DomainError } from '../../src/platform/errors.ts'
import { newId, type ProviderId } from '../../src/platform/ids.ts'
import { charge, money, rate } from '../../src/platform/money.ts'
import { chargeNow, type EntryId, findWallet } from '../../src/spine/ledger/index.ts'
import { findOrder, placeOrder } from '../../src/spine/orders/index.ts'
import { type Buyer, brokenLaws, buyer, priceNumbersAt, purse } from '../support/buyers.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ vendors: true })
  await priceNumbersAt(world, '2.00')
})
afterAll(() => world.close())

async function offers(count: number): Promise<readonly string[]> {
  const reply = await world.request({ method: 'GET', url: `/api/v1/number-searches?country=US&limit=${count}` })
  return (reply.json().items as { e164: string }[]).map((offer) => offer.e164)
}

const wish = (e164: string) => [{ kind: 'number', attributes: { e164, country: 'US', type: 'local' } }]

const buy = (one: Buyer, e164: string) => placeOrder(world.context(), one.accountId, wish(e164), newId())

const numbersOf = (one: Buyer) =>
  world.query<{ e164: string; status: string }>('select e164, status from number where account_id = $1', [one.accountId])

test('story 5: a cent too little is refused with the shortfall before anybody is asked', async () => {
  const one = await buyer(world, '1.99')
  const [e164 = ''] = await offers(1)
  const before = world.vendors.twilio.state.purchases.length
  const refusal = await buy(one, e164).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(DomainError)
  expect(refusal).toMatchObject({ status: 402, facts: { shortfall: '0.01', available: '1.99' } })
  expect((refusal as DomainError).facts['topUpUrl']).toMatch(/^\/wallet/)
  await world.settle()
  expect(await purse(world, one)).toEqual(['1.99', '0.00'])
  expect(await numbersOf(one)).toEqual([])
  expect(world.vendors.twilio.state.purchases).toHaveLength(before)
  expect(await world.query('select 1 from "order" where account_id = $1', [one.accountId])).toEqual([])
})

test.each(lines.map((line) => line.kind))(
  'a %s that is not described as its line asks is refused beside the field, with nothing stored',
  async (kind) => {
    const one = await buyer(world, '5.00')
    const refusal = await placeOrder(world.context(), one.accountId, [{ kind, attributes: { nonsense: 1 } }], newId()).catch(
      (error: unknown) => error,
    )
    expect(refusal).toMatchObject({
      status: 422,
      facts: { errors: expect.arrayContaining([{ path: expect.stringMatching(/^items\.0/), message: expect.any(String) }]) },
    })
    expect(await world.query('select 1 from "order" where account_id = $1', [one.accountId])).toEqual([])
  },
)

test('story 6: a hundred calls at 0.0085 a minute take exactly 0.85 from a wallet of 10.00', async () => {
  const one = await buyer(world, '10.00')
  const amount = charge(rate('USD', '0.0085'), { quantity: 60n, per: 60n, rounding: 'half_up' })
  const context = world.context()
  const call = () =>
    chargeNow(context, {
      id: newId<EntryId>(),
      walletId: one.walletId,
      to: 'revenue:voice',
      amount,
      kind: 'call',
      description: 'Call, 60 s',
    })
  await call()
  expect(await purse(world, one)).toEqual(['9.9915', '0.00'])
  await Promise.all(Array.from({ length: 99 }, call))
  const wallet = await findWallet(context, { id: one.walletId })
  expect(wallet?.balance).toEqual(money('USD', '9.15'))
})

test('story 10: every supplier fails after the hold, so the order fails, the money is free and a mail says so', async () => {
  const id = newId<ProviderId>()
  const secrets = { authToken: world.services.secrets.seal(world.vendors.twilio.authToken, `provider/${id}/authToken`) }
  await world.query(
    `insert into provider (id, tenant_id, vendor, name, status, priority, capabilities, settings, secrets, version, created_at)
     select $1, tenant_id, vendor, 'Second Twilio', 'active', 50, '{numbers}', settings, $2, 1, now() from provider where name = 'Twilio'`,
    [id, JSON.stringify(secrets)],
  )
  const one = await buyer(world, '5.00')
  const [e164 = ''] = await offers(1)
  world.vendors.twilio.control.fault({ kind: 'fail', operation: 'numbers.buy', status: 429, code: 20429 })
  const order = await buy(one, e164)
  expect(await purse(world, one)).toEqual(['5.00', '2.00'])
  await world.settle()
  for (let minute = 1; minute <= 6; minute += 1) await world.moveTo(new Date(world.clock.now().getTime() + 60_000).toISOString())
  world.vendors.twilio.control.clearFaults()
  const asked = await world.query<{ supplier: string }>(
    `select s.supplier from order_step s join order_item i on i.id = s.item_id where i.order_id = $1 and s.name = 'supplier asked' order by s.id`,
    [order.id],
  )
  expect(asked.map((step) => step.supplier)).toEqual([
    'Twilio',
    'Twilio',
    'Twilio',
    'Second Twilio',
    ...asked.slice(4).map(() => 'Second Twilio'),
  ])
  expect((await findOrder(world.context(), order.id)).status).toBe('failed')
  expect(await purse(world, one)).toEqual(['5.00', '0.00'])
  expect((await numbersOf(one)).map((number) => number.status)).toEqual(['failed'])
  const mails = await world.query<{ template: string }>('select template from mail where account_id = $1', [one.accountId])
  expect(mails).toEqual([{ template: 'order.failed' }])
  expect(await brokenLaws(world)).toEqual([])
})

test('story 60: seeding twice changes nothing, edits survive, and there is no default password', async () => {
  await world.query(`update provider set status = 'inactive', priority = 77 where name = 'Telna'`)
  await world.query(`update offering set name = 'Our number' where slug = 'phone-number'`)
  const count = () =>
    world.query(
      'select (select count(*) from provider) as providers, (select count(*) from offering) as offerings, (select count(*) from price_rule) as rules',
    )
  const before = await count()
  await seed(world.services, modules)
  await seed(world.services, modules)
  expect(await count()).toEqual(before)
  expect(await world.query(`select status, priority from provider where name = 'Telna'`)).toEqual([{ status: 'inactive', priority: 77 }])
  expect(await world.query(`select name from offering where slug = 'phone-number' and tenant_id = $1`, [world.operator.id])).toEqual([
    { name: 'Our number' },
  ])
  const names = await world.query<{ name: string }>(`select name from provider where name in ('Twilio', 'Telnyx', 'Telna') order by name`)
  expect(names.map((row) => row.name)).toEqual(['Telna', 'Telnyx', 'Twilio'])
  expect(await world.query('select 1 from app_user where password_hash is not null')).toEqual([])
})

test('an order repeated under the same key is the same order, and its supplier is asked once', async () => {
  const one = await buyer(world, '10.00')
  const [e164 = ''] = await offers(1)
  const key = newId<never>()
  const before = world.vendors.twilio.state.purchases.length
  const first = await placeOrder(world.context(), one.accountId, wish(e164), key)
  await world.settle()
  const again = await placeOrder(world.context(), one.accountId, wish(e164), key)
  expect(again.id).toBe(first.id)
  await world.settle()
  expect(world.vendors.twilio.state.purchases).toHaveLength(before + 1)
  expect(await purse(world, one)).toEqual(['8.00', '0.00'])
})
