import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rights } from '../../src/main/roles.ts'
import { inTx } from '../../src/platform/context.ts'
import { type AccountId, newId } from '../../src/platform/ids.ts'
import { enqueue } from '../../src/platform/jobs.ts'
import { money } from '../../src/platform/money.ts'
import { PASSWORD, signedInCustomer } from '../../src/spine/access/browser-for-tests.ts'
import { grantAllowances } from '../../src/spine/charging/index.ts'
import { openWallet, post } from '../../src/spine/ledger/index.ts'
import { adjustWallet } from '../../src/spine/ledger/service.ts'
import { type OrderItemId, refundItem } from '../../src/spine/orders/index.ts'
import { createPriceRule } from '../../src/spine/pricing/index.ts'
import { attendDue } from '../../src/spine/subscriptions/index.ts'
import { type Buyer, brokenLaws, purse } from '../support/buyers.ts'
import { openWorld, type World } from '../support/world.ts'

const FIXTURE = path.join(import.meta.dirname, '../fixtures/locker')

let folder: string
let world: World

/** The line is built in a folder of its own and only composition hears of it: modules, lines and the table of roles. */
beforeAll(async () => {
  folder = mkdtempSync(path.join(import.meta.dirname, '../sixth-line-'))
  cpSync(FIXTURE, path.join(folder, 'locker'), { recursive: true })
  const { lockerLine } = (await import(path.join(folder, 'locker/line.ts'))) as typeof import('../fixtures/locker/line.ts')
  const { lockerModule, lockerGrant } = (await import(
    path.join(folder, 'locker/module.ts')
  )) as typeof import('../fixtures/locker/module.ts')
  const [permission, ...roles] = lockerGrant
  const extended = {
    ...rights,
    permissions: [...rights.permissions, permission],
    of: { ...rights.of, ...Object.fromEntries(roles.map((role) => [role, new Set([...rights.of[role], permission])])) },
  }
  world = await openWorld({ now: '2026-01-31T09:00:00Z', modules: [lockerModule], lines: [lockerLine], rights: extended })
  await world.query(readFileSync(path.join(folder, 'locker/locker.sql'), 'utf8'))
  const rule = { kind: 'fixed_price', currency: 'USD' } as const
  await createPriceRule(world.context(), { ...rule, service: 'locker_monthly', value: '8.00' })
  await createPriceRule(world.context(), { ...rule, service: 'locker_opening', value: '0.25' })
})

afterAll(async () => {
  await world?.close()
  rmSync(folder, { recursive: true, force: true })
})

const paidIn = (accountId: AccountId, amount: string): Promise<Buyer> =>
  inTx(world.context(), async (tx) => {
    const wallet = await openWallet(tx, { accountId, currency: 'USD' })
    const facts = { walletId: wallet.id, from: 'gateway:test', kind: 'recharge', description: 'Paid in' }
    await post(tx, [{ op: 'credit', id: newId(), amount: money('USD', amount), ...facts }])
    return { accountId, walletId: wallet.id }
  })

/** What a member of staff does on the customer's page. */
const staffGive = ({ walletId }: Buyer, amount: string) =>
  adjustWallet(world.context(), { walletId, amount: money('USD', amount), reason: 'A kindness', key: newId() })

const attend = async (instant: string) => {
  await world.moveTo(instant)
  await inTx(world.context(), (tx) => enqueue(tx, attendDue, {}))
  await world.settle()
}

test('a sixth line is sold, metered, renewed, stopped, brought back and paid back without an edit of the spine', async () => {
  const { browser, email } = await signedInCustomer(world)
  const [user] = await world.query<{ account_id: AccountId }>('select account_id from app_user where email = $1', [email])
  const accountId = user?.account_id as AccountId
  const buyer = await paidIn(accountId, '20.00')

  const wish = { items: [{ kind: 'locker', place: 'Main station' }] }
  const order = await browser.post('/orders', wish, { headers: { 'idempotency-key': newId() } })
  expect(order).toMatchObject({ status: 201, body: { total: { amount: '8.00', currency: 'USD' } } })
  await world.settle()
  expect(await purse(world, buyer)).toEqual(['12.00', '0.00'])
  const cards = await browser.get('/services')
  expect(cards.body).toMatchObject({ items: [{ kind: 'locker', title: 'Main station', status: 'active' }] })
  const { id } = (cards.body as { items: { id: string }[] }).items[0] as { id: string }

  const signIn = () => browser.post('/auth/login', { email, password: PASSWORD })
  const open = (key: string) => browser.post(`/lockers/${id}/open`, {}, { headers: { 'idempotency-key': key } })
  expect(await open('opening-1')).toMatchObject({ status: 200, body: { amount: { amount: '0.25' } } })
  expect(await open('opening-1')).toMatchObject({ status: 200, body: { amount: { amount: '0.25' } } })
  expect(await purse(world, buyer)).toEqual(['11.75', '0.00'])
  await inTx(world.context(), (tx) =>
    grantAllowances(tx, [
      {
        accountId,
        service: 'locker',
        unit: 'count',
        quantity: 1n,
        name: 'Free openings',
        sourceId: newId(),
        validFrom: tx.now(),
        expiresAt: new Date('2026-03-01T00:00:00Z'),
      },
    ]),
  )
  expect(await open('opening-2')).toMatchObject({ body: { amount: { amount: '0.00' } } })
  expect(await open('opening-3')).toMatchObject({ body: { amount: { amount: '0.25' } } })
  expect(await purse(world, buyer)).toEqual(['11.50', '0.00'])

  await attend('2026-02-27T10:00:00Z')
  expect(await purse(world, buyer)).toEqual(['3.50', '0.00'])
  await attend('2026-03-30T10:00:00Z')
  await attend('2026-03-31T10:00:00Z')
  await signIn()
  expect(await open('opening-4')).toMatchObject({ status: 409, code: 'lockers.closed' })

  await staffGive(buyer, '10.00')
  await world.settle()
  await signIn()
  expect(await purse(world, buyer)).toEqual(['5.50', '0.00'])
  expect(await open('opening-5')).toMatchObject({ status: 200 })

  const [item] = await world.query<{ id: string }>('select id from order_item where service_id = $1', [id])
  await refundItem(world.context(), item?.id as OrderItemId, 'Closed for works')
  await world.settle()
  expect(await purse(world, buyer)).toEqual(['13.25', '0.00'])
  expect((await browser.get('/services')).body).toEqual({ items: [] })
  await attend('2026-06-01T10:00:00Z')
  expect(await purse(world, buyer)).toEqual(['13.25', '0.00'])
  expect(await brokenLaws(world)).toEqual([])
})
