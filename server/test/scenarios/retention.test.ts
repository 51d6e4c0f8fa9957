import { expect, test } from 'vitest'
import { choosePolicy, listPolicies, placeHold, runRetention } from '../../src/care/archive/index.ts'
import { sendMessage } from '../../src/lines/messaging/index.ts'
import { newId } from '../../src/platform/ids.ts'
import { placeOrder } from '../../src/spine/orders/index.ts'
import { type Buyer, brokenLaws, buyer, priceNumbersAt } from '../support/buyers.ts'
import { type World, worldForTest } from '../support/world.ts'

/** A customer who bought a number and sent one text. */
async function texter(world: World): Promise<Buyer> {
  const one = await buyer(world, '20.00')
  const reply = await world.request({ method: 'GET', url: '/api/v1/number-searches?country=US&limit=1' })
  const { e164 } = reply.json().items[0] as { e164: string }
  await placeOrder(world.context(), one.accountId, [{ kind: 'number', attributes: { e164, country: 'US', type: 'local' } }], newId())
  await world.settle()
  const own = world.context(world.operator.id, one.accountId)
  await sendMessage(own, one.accountId, { from: e164, to: '+14155552671', body: 'Meet me at nine', key: newId() })
  await world.settle()
  return one
}

const bodiesOf = async (world: World, { accountId }: Buyer) =>
  (await world.query<{ body: string }>('select body from message where account_id = $1', [accountId])).map(({ body }) => body)

const rowsOf = (runs: Awaited<ReturnType<typeof runRetention>>, entity: string) => runs.find((run) => run.entity === entity)?.rows

test('story 54: texts go after a year, what was paid stays, an account under a legal hold keeps everything, and a second run finds nothing', async () => {
  const world = await worldForTest({ vendors: true, now: '2025-10-21T09:00:00Z' })
  await priceNumbersAt(world, '2.00')
  const [free, held] = [await texter(world), await texter(world)]
  await placeHold(world.context(), held.accountId, 'Asked for by a court')
  const entries = await world.query('select id from entry order by id')

  world.clock.moveTo('2026-11-21T03:00:00Z')
  const preview = (await listPolicies(world.context())).find(({ target }) => target.entity === 'message_body')
  expect(preview?.due).toBe(1)
  const first = await runRetention(world.context())
  expect(rowsOf(first, 'message_body')).toBe(1n)
  expect(await bodiesOf(world, free)).toEqual([''])
  expect(await bodiesOf(world, held)).toEqual(['Meet me at nine'])
  expect(await world.query('select id from entry order by id')).toEqual(entries)

  const second = await runRetention(world.context())
  expect(second.filter((run) => run.rows > 0n)).toEqual([])
  expect(await brokenLaws(world)).toEqual([])
})

test('old answers, deliveries, job runs, quotes and webhooks really go', async () => {
  const world = await worldForTest({ vendors: true, now: '2025-10-21T09:00:00Z' })
  await priceNumbersAt(world, '2.00')
  await texter(world)
  const count = async (text: string) => Number((await world.query<{ count: string }>(`select count(*) from ${text}`))[0]?.count)
  expect(await count(`job_run where state = 'done'`)).toBeGreaterThan(0)
  expect(await count(`delivery where state = 'done'`)).toBeGreaterThan(0)
  expect(await count(`inbound_webhook where state = 'processed'`)).toBeGreaterThan(0)
  // These rows are stamped by the database's own clock, which no test moves; a year from now they are old.
  world.clock.moveTo('2027-11-21T03:00:00Z')
  await runRetention(world.context())
  expect(await count(`job_run where state = 'done'`)).toBe(0)
  expect(await count(`delivery where state = 'done'`)).toBe(0)
  expect(await count(`inbound_webhook where state = 'processed'`)).toBe(0)
  expect(await count(`mail where body <> ''`)).toBe(0)
})

test('nothing can be kept shorter than its least time, and what is switched off stays', async () => {
  const world = await worldForTest({ now: '2026-11-21T03:00:00Z' })
  const refusal = choosePolicy(world.context(), { entity: 'idempotency_key', keepDays: 3, enabled: true })
  await expect(refusal).rejects.toMatchObject({ status: 422, code: 'archive.tooShort' })
  await choosePolicy(world.context(), { entity: 'job_run', keepDays: 60, enabled: false })
  const policy = (await listPolicies(world.context())).find(({ target }) => target.entity === 'job_run')
  expect(policy).toMatchObject({ keepDays: 60, enabled: false, chosen: true })
  expect((await runRetention(world.context())).map((run) => run.entity)).not.toContain('job_run')
})
