import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/platform/ids.ts'
import {
  type Browser,
  invited,
  type Staff,
  setUpOperator,
  signedInCustomer,
  signInAgain,
} from '../../src/spine/access/browser-for-tests.ts'
import { createPriceRule, endPriceRule } from '../../src/spine/pricing/index.ts'
import { brokenLaws } from '../support/buyers.ts'
import { JPEG, PDF } from '../support/papers.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let admin: Staff
let reviewer: Staff
let twoDollars: Awaited<ReturnType<typeof createPriceRule>>

const german = { kind: 'fixed_price', currency: 'USD', country: 'DE' } as const
const priceAt = (value: string) => createPriceRule(world.context(), { ...german, service: 'number_monthly', value })

beforeAll(async () => {
  world = await openWorld({ vendors: true })
  admin = await setUpOperator(world, 'USD')
  reviewer = await invited(world, admin.browser, 'support')
  twoDollars = await priceAt('2.00')
  await createPriceRule(world.context(), { ...german, service: 'number_purchase', value: '0' })
}, 60_000)
afterAll(() => world.close())

/** Runs a job that a schedule would start. */
const run = async (job: string) => {
  const envelope = { id: newId(), tenantId: 'system', accountId: null, requestId: newId(), payload: {} }
  await world.query('select graphile_worker.add_job($1, $2::json)', [job, JSON.stringify(envelope)])
  await world.settle()
}
type Customer = { readonly browser: Browser; readonly accountId: string; readonly email: string }

/** Lets 25 hours pass, after which everybody signs in again. */
async function laterThanADay(customer: Customer): Promise<void> {
  await world.moveTo(new Date(world.clock.now().getTime() + 25 * 3_600_000).toISOString())
  await run('ledger.expire-holds')
  for (const one of [customer, admin, reviewer]) await signInAgain(world, one)
}

/** A customer signed in, with money on the wallet. */
async function customerWith(amount: string): Promise<Customer> {
  const { browser, email } = await signedInCustomer(world)
  const [wallet] = (await browser.get('/wallets')).body['items'] as { id: string; accountId: string }[]
  const payload = { amount, currency: 'USD', reason: 'opening' }
  const adjusted = await admin.browser.post(`/wallets/${wallet?.id}/adjust`, payload, { headers: { 'idempotency-key': newId() } })
  expect(adjusted.status, adjusted.raw.body).toBe(200)
  return { browser, email, accountId: wallet?.accountId ?? '' }
}

const purse = async ({ browser }: Customer) => {
  const [wallet] = (await browser.get('/wallets')).body['items'] as { balance: { amount: string }; held: { amount: string } }[]
  return [wallet?.balance.amount, wallet?.held.amount]
}

async function buyGermanNumber({ browser }: Customer): Promise<{ id: string; e164: string }> {
  const offers = (await browser.get('/number-searches?country=DE&type=mobile&limit=1')).body['items'] as { e164: string }[]
  const e164 = offers[0]?.e164 ?? ''
  const items = [{ kind: 'number', e164, country: 'DE', type: 'mobile' }]
  const placed = await browser.post('/orders', { items }, { headers: { 'idempotency-key': newId() } })
  expect(placed.status, placed.raw.body).toBe(201)
  await world.settle()
  return { id: String(placed.body['id']), e164 }
}

const numberOf = async ({ browser }: Customer) => {
  const [number] = (await browser.get('/numbers')).body['items'] as { status: string; monthly: { amount: string } }[]
  return number
}
const orderOf = async ({ browser }: Customer, id: string) => (await browser.get(`/orders/${id}`)).body
const caseOf = async ({ browser }: Customer) => ((await browser.get('/verifications')).body['items'] as Record<string, unknown>[])[0] ?? {}

async function send(browser: Browser, caseId: unknown, type: string, bytes: Buffer) {
  const headers = { 'content-type': 'application/octet-stream' }
  return browser.post(`/verifications/${caseId}/documents?type=${type}&name=${type}.pdf`, bytes, { headers })
}

const approve = (id: unknown, by = reviewer) => by.browser.post(`/verification-documents/${id}/approve`, {})
const reject = (id: unknown, reason: string, by = reviewer) => by.browser.post(`/verification-documents/${id}/reject`, { reason })
const asked = () => world.vendors.twilio.state.purchases.length
const mailsTo = async (email: string) =>
  (await world.query<{ template: string }>('select template from mail where recipient = $1 order by id', [email])).map(
    (mail) => mail.template,
  )

test('story 53: a German number waits for papers, nothing is charged, and it goes on by itself when they are accepted', async () => {
  const ana = await customerWith('10.00')
  const before = asked()
  const { id, e164 } = await buyGermanNumber(ana)
  expect(await numberOf(ana)).toMatchObject({ status: 'pending_regulatory' })
  expect((await orderOf(ana, id))['items']).toMatchObject([{ status: 'inProgress', waitingFor: 'verification' }])
  expect(await purse(ana)).toEqual(['10.00', '2.00'])
  const holds = await world.query<{ hours: number }>(
    `select extract(epoch from expires_at - created_at)::int / 3600 as hours from hold where wallet_id in (select id from wallet where account_id = $1)`,
    [ana.accountId],
  )
  expect(holds).toEqual([{ hours: 24 }])
  const opened = await caseOf(ana)
  expect(opened).toMatchObject({ status: 'not_started', purpose: 'number:DE', missing: [['passport', 'id_card'], ['utility_bill']] })

  const passport = await send(ana.browser, opened['id'], 'passport', PDF)
  const bill = await send(ana.browser, opened['id'], 'utility_bill', JPEG)
  expect([passport.status, bill.status]).toEqual([201, 201])
  expect(await caseOf(ana)).toMatchObject({ status: 'pending' })

  expect((await reject(bill.body['id'], 'It is older than three months.')).status).toBe(200)
  expect(await caseOf(ana)).toMatchObject({
    status: 'rejected',
    reasons: [{ type: 'utility_bill', reason: 'It is older than three months.' }],
    reviewDueAt: expect.any(String),
  })
  const second = await send(ana.browser, opened['id'], 'utility_bill', PDF)
  expect(await caseOf(ana)).toMatchObject({ status: 'pending', reasons: [] })

  const again = await approve(bill.body['id'])
  expect([again.status, again.body['reason']], 'a decision stands').toEqual([409, 'invalid_transition'])
  expect((await approve(passport.body['id'])).status).toBe(200)
  expect(await caseOf(ana)).toMatchObject({ status: 'pending', missing: [['utility_bill']] })
  await world.settle()
  expect(asked(), 'half of the papers let nothing through').toBe(before)

  const events = await world.eventsOf(async () => {
    expect((await approve(second.body['id'])).status).toBe(200)
    expect(await caseOf(ana)).toMatchObject({ status: 'verified', missing: [] })
    expect(await purse(ana), 'nothing is charged before the supplier delivered').toEqual(['10.00', '2.00'])
    await world.settle()
  })
  expect(events.slice(0, 3)).toEqual(['kyc_document.approved.v1', 'kyc_case.verified.v1', 'number.cleared.v1'])
  expect(events).toContain('order.completed.v1')
  expect(await numberOf(ana)).toMatchObject({ status: 'active', e164 })
  expect(await purse(ana)).toEqual(['8.00', '0.00'])
  expect(asked()).toBe(before + 1)
  expect(await mailsTo(ana.email)).toEqual(['auth.verify', 'auth.welcome', 'kyc.needed', 'kyc.rejected', 'kyc.approved', 'order.confirmed'])

  const next = await buyGermanNumber(ana)
  expect(await orderOf(ana, next.id), 'whoever is verified waits for nothing').toMatchObject({ status: 'completed' })
  expect(await brokenLaws(world)).toEqual([])
}, 60_000)

async function papersOf(ana: Customer): Promise<readonly [unknown, unknown]> {
  const { id } = await caseOf(ana)
  const passport = await send(ana.browser, id, 'id_card', PDF)
  const bill = await send(ana.browser, id, 'utility_bill', PDF)
  return [passport.body['id'], bill.body['id']]
}

test('story 53: money is held for a day only; an order that waited longer is priced and held again', async () => {
  const ana = await customerWith('10.00')
  const { id } = await buyGermanNumber(ana)
  await laterThanADay(ana)
  expect(await purse(ana), 'the money is free after a day').toEqual(['10.00', '0.00'])
  expect(await numberOf(ana)).toMatchObject({ status: 'pending_regulatory', monthly: { amount: '2.00' } })
  await endPriceRule(world.context(), twoDollars.id)
  await priceAt('3.00')
  for (const paper of await papersOf(ana)) expect((await approve(paper)).status).toBe(200)
  await world.settle()
  expect(await orderOf(ana, id)).toMatchObject({ status: 'completed', total: { amount: '3.00' }, items: [{ price: { amount: '3.00' } }] })
  expect(await numberOf(ana)).toMatchObject({ status: 'active', monthly: { amount: '3.00' } })
  expect(await purse(ana)).toEqual(['7.00', '0.00'])
  expect(await brokenLaws(world)).toEqual([])
}, 60_000)

test('an order whose wallet was emptied while it waited ends, and nothing is charged', async () => {
  const ana = await customerWith('5.00')
  const { id } = await buyGermanNumber(ana)
  await laterThanADay(ana)
  const [wallet] = (await ana.browser.get('/wallets')).body['items'] as { id: string }[]
  const taken = { amount: '-5.00', currency: 'USD', reason: 'spent elsewhere' }
  await admin.browser.post(`/wallets/${wallet?.id}/adjust`, taken, { headers: { 'idempotency-key': newId() } })
  const before = asked()
  for (const paper of await papersOf(ana)) await approve(paper)
  await world.settle()
  const order = await orderOf(ana, id)
  expect(order).toMatchObject({ status: 'failed', items: [{ status: 'failed', error: { code: 'ledger.insufficientBalance' } }] })
  expect(await purse(ana)).toEqual(['0.00', '0.00'])
  expect(await numberOf(ana), 'the number is free for others').toBeUndefined()
  expect(asked()).toBe(before)
  expect(await mailsTo(ana.email)).toContain('order.failed')
  expect(await brokenLaws(world)).toEqual([])
}, 60_000)

test('an order that waits for papers can be cancelled; its money and its number are free', async () => {
  const ana = await customerWith('5.00')
  const { id, e164 } = await buyGermanNumber(ana)
  expect((await ana.browser.post(`/orders/${id}/cancel`, {})).status).toBe(200)
  expect(await purse(ana)).toEqual(['5.00', '0.00'])
  expect(await numberOf(ana)).toBeUndefined()
  for (const paper of await papersOf(ana)) await approve(paper)
  await world.settle()
  expect(await orderOf(ana, id)).toMatchObject({ status: 'cancelled' })
  expect(await world.query(`select 1 from number where e164 = $1 and status not in ('failed', 'purged')`, [e164])).toEqual([])
  expect(await brokenLaws(world)).toEqual([])
}, 60_000)

test('an order whose papers never come ends after a fortnight, and its number is free for others', async () => {
  const ana = await customerWith('5.00')
  const { id, e164 } = await buyGermanNumber(ana)
  for (const day of [13, 15]) {
    await world.moveTo(new Date(world.clock.now().getTime() + (day === 13 ? 13 : 2) * 86_400_000).toISOString())
    await run('ledger.expire-holds')
    await run('orders.watch')
    const [number] = await world.query<{ status: string }>('select status from number where e164 = $1 order by created_at desc', [e164])
    expect(number?.status, `day ${day}`).toBe(day === 13 ? 'pending_regulatory' : 'failed')
  }
  for (const one of [ana, admin, reviewer]) await signInAgain(world, one)
  expect(await orderOf(ana, id)).toMatchObject({ status: 'failed', items: [{ error: { code: 'waited_too_long' } }] })
  expect(await purse(ana)).toEqual(['5.00', '0.00'])
  expect(await brokenLaws(world)).toEqual([])
}, 60_000)

test('story 53: nobody reviews papers that they sent in, and a customer reviews none', async () => {
  const ana = await customerWith('5.00')
  const opened = await admin.browser.post('/verifications', { purpose: 'number:DE', accountId: ana.accountId })
  expect(opened.status, opened.raw.body).toBe(201)
  const sent = await send(admin.browser, opened.body['id'], 'passport', PDF)
  const own = await approve(sent.body['id'], admin)
  expect([own.status, own.code]).toEqual([403, 'verification.ownReview'])
  const customers = await ana.browser.post(`/verification-documents/${sent.body['id']}/approve`, {})
  expect([customers.status, customers.code]).toEqual([403, 'request.forbidden'])
  expect((await approve(sent.body['id'])).status).toBe(200)
}, 60_000)
