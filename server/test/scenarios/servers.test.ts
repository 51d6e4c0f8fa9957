import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { InstanceId } from '../../src/lines/cloud/index.ts'
import { statusOf } from '../../src/lines/cloud/instance.ts'
import { observeInstances, watchInstances } from '../../src/lines/cloud/jobs.ts'
import { meterOnce } from '../../src/lines/cloud/meter.ts'
import { createProduct, switchProduct } from '../../src/lines/cloud/products.ts'
import { commandInstance, deleteInstance, findInstance, restoreInstance } from '../../src/lines/cloud/service.ts'
import { inTx } from '../../src/platform/context.ts'
import { newId } from '../../src/platform/ids.ts'
import { enqueue, type Job } from '../../src/platform/jobs.ts'
import { money } from '../../src/platform/money.ts'
import { setFaults } from '../../src/providers/compute-simulated/state.ts'
import { adjustWallet } from '../../src/spine/ledger/service.ts'
import { placeOrder } from '../../src/spine/orders/index.ts'
import { type Buyer, brokenLaws, buyer, purse } from '../support/buyers.ts'
import { type World, worldForTest } from '../support/world.ts'

/** A world with simulated machines of its own and a size that costs 0.0150 an hour and at most 10.00 a month. */
async function open(now: string): Promise<World & { readonly home: string }> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'lc-servers-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  const world = await worldForTest({ now, config: { LINECARD_HOME: home } })
  const size = { slug: 'story', name: 'Story', description: '', cpu: 1, ramMib: 128, diskGib: 1, hourly: '0.0150', monthlyCap: '10.00' }
  const product = await createProduct(world.context(), { ...size, validFrom: new Date('2020-01-01T00:00:00Z') })
  await switchProduct(world.context(), product.id, true)
  return Object.assign(world, { home })
}

/** Orders a server and lets it come up. */
async function server(world: World, { accountId }: Buyer, name = 'web-1'): Promise<InstanceId> {
  const attributes = { size: 'story', image: 'linecard-mini', region: 'demo', name }
  await placeOrder(world.context(), accountId, [{ kind: 'instance', attributes }], newId())
  await world.settle()
  const [row] = await world.query<{ id: InstanceId }>('select id from instance where account_id = $1 and name = $2', [accountId, name])
  if (!row) throw new Error('No server was made.')
  return row.id
}

const at = (world: World, { accountId }: Buyer) => world.context(world.operator.id, accountId)
const status = async (world: World, id: InstanceId) => statusOf(await findInstance(world.context(), id))
const billed = async (world: World, id: InstanceId) =>
  (
    await world.query<{ units: number; amount: string }>(
      `select count(*)::int as units, coalesce(sum(amount_micros), 0)::text as amount from instance_usage where instance_id = $1`,
      [id],
    )
  )[0]

async function run(world: World, job: Job<Record<string, never>>): Promise<void> {
  await inTx(world.context(), (tx) => enqueue(tx, job, {}))
  await world.settle()
}

/** Moves on step by step, as life does. */
async function liveTo(world: World, instant: string, stepHours = 6): Promise<void> {
  const end = new Date(instant).getTime()
  for (let now = world.clock.now().getTime(); now < end; now = world.clock.now().getTime()) {
    await world.moveTo(new Date(Math.min(end, now + stepHours * 3_600_000)).toISOString())
  }
}

test('story 40: from 00:00 to 01:10 is two started hours, 0.03, and deleting stops the meter at that second', async () => {
  const world = await open('2026-01-05T00:00:00Z')
  const one = await buyer(world, '5.00')
  const id = await server(world, one)
  expect(await status(world, id)).toBe('running')
  expect(await purse(world, one)).toEqual(['5.00', '0.02'])
  await world.moveTo('2026-01-05T01:10:00Z')
  expect(await purse(world, one)).toEqual(['4.98', '0.01'])
  // B10: the same hour's job once more posts nothing more.
  await Promise.all([meterOnce(at(world, one), id), meterOnce(at(world, one), id)])
  expect(await purse(world, one)).toEqual(['4.98', '0.01'])
  const deleted = await deleteInstance(at(world, one), id, 'web-1')
  expect(deleted.meter.unitStart).toBeNull()
  expect(await purse(world, one)).toEqual(['4.97', '0.00'])
  await world.moveTo('2026-01-06T00:00:00Z')
  expect(await purse(world, one)).toEqual(['4.97', '0.00'])
  expect(await billed(world, id)).toEqual({ units: 2, amount: '30000' })
  expect(await brokenLaws(world)).toEqual([])
})

test('story 40: all of January is billed 10.00 for 744 hours, the cap reached on the 28th at 19:00; switched off it is billed the same', async () => {
  const world = await open('2025-12-31T23:59:59.500Z')
  const one = await buyer(world, '30.00')
  const id = await server(world, one)
  // The meter begins with proof of life; the story wants it on the hour.
  await world.query(`update instance set unit_start = '2026-01-01T00:00:00Z', ready_at = '2026-01-01T00:00:00Z' where id = $1`, [id])
  await world.moveTo('2026-01-02T00:00:01Z')
  const stopped = await commandInstance(at(world, one), id, 'stop')
  expect(stopped.task).toBe('stop')
  await world.settle()
  expect(await status(world, id)).toBe('stopped')
  await liveTo(world, '2026-01-28T18:59:00Z', 72)
  expect(await purse(world, one)).toEqual(['20.01', '0.01'])
  await world.moveTo('2026-01-28T19:00:01Z')
  expect(await purse(world, one)).toEqual(['20.00', '0.00'])
  await liveTo(world, '2026-02-01T00:00:01Z', 72)
  expect(await billed(world, id)).toEqual({ units: 744, amount: '10000000' })
  expect(await purse(world, one)).toEqual(['20.00', '0.02'])
  expect(await status(world, id)).toBe('stopped')
  expect(await brokenLaws(world)).toEqual([])
}, 300_000)

test('an empty wallet suspends the server without going below zero, and a top-up starts it again', async () => {
  const world = await open('2026-03-01T00:00:00Z')
  const one = await buyer(world, '0.36')
  const id = await server(world, one)
  const events = await world.eventsOf(() => liveTo(world, '2026-03-02T12:00:00Z'))
  expect(events.filter((name) => name.startsWith('instance.'))).toEqual([
    'instance.suspended.v1',
    'instance.task_started.v1',
    'instance.task_ended.v1',
  ])
  expect(await status(world, id)).toBe('suspended')
  expect(await purse(world, one)).toEqual(['0.00', '0.00'])
  expect(await billed(world, id)).toEqual({ units: 24, amount: '360000' })
  expect((await findInstance(world.context(), id)).power).toBe('off')
  await expect(commandInstance(at(world, one), id, 'start')).rejects.toMatchObject({ code: 'cloud.held' })

  const toppedUp = await world.eventsOf(async () => {
    await adjustWallet(world.context(), {
      walletId: one.walletId,
      amount: money('USD', '1.00'),
      reason: 'Paid at the counter',
      key: newId(),
    })
    await world.settle()
  })
  expect(toppedUp).toEqual(['wallet.adjusted.v1', 'instance.resumed.v1', 'instance.task_started.v1', 'instance.task_ended.v1'])
  expect(await status(world, id)).toBe('running')
  expect(await purse(world, one)).toEqual(['1.00', '0.02'])
  const templates = await world.query<{ template: string }>(
    `select template from mail where account_id = $1 and template like 'vm.%' order by id`,
    [one.accountId],
  )
  expect(templates.map(({ template }) => template)).toEqual(['vm.ready', 'vm.suspended'])
  expect(await brokenLaws(world)).toEqual([])
})

test('a server unpaid for a week goes to the trash, can be brought back with its disk for another, and is purged after that', async () => {
  const world = await open('2026-03-01T00:00:00Z')
  const one = await buyer(world, '0.36')
  const id = await server(world, one)
  await liveTo(world, '2026-03-09T06:00:00Z')
  await run(world, watchInstances)
  expect((await findInstance(world.context(), id)).lifecycle).toBe('trashed')
  await expect(restoreInstance(at(world, one), id)).rejects.toMatchObject({ status: 402 })
  await world.moveTo('2026-03-16T06:00:01Z')
  expect((await findInstance(world.context(), id)).lifecycle).toBe('deleted')
  expect(await brokenLaws(world)).toEqual([])
})

test('a server taken out of the trash is switched off, metered again, and starts with its own disk', async () => {
  const world = await open('2026-04-01T00:00:00Z')
  const one = await buyer(world, '5.00')
  const id = await server(world, one)
  await deleteInstance(at(world, one), id, 'web-1')
  await world.settle()
  await world.moveTo('2026-04-03T00:00:00Z')
  const restored = await restoreInstance(at(world, one), id)
  expect([restored.lifecycle, restored.power, restored.wants]).toEqual(['active', 'off', 'off'])
  await commandInstance(at(world, one), id, 'start')
  await world.settle()
  expect(await status(world, id)).toBe('running')
  await world.moveTo('2026-04-12T00:00:00Z')
  expect(await status(world, id)).toBe('running')
  expect(await brokenLaws(world)).toEqual([])
})

test('a machine that refuses costs nothing: the hold is free, the order has failed and the server says so', async () => {
  const world = await open('2026-05-01T00:00:00Z')
  const one = await buyer(world, '5.00')
  setFaults(world.home, [{ verb: 'create', kind: 'refuse' }])
  const id = await server(world, one)
  expect(await status(world, id)).toBe('error')
  expect(await purse(world, one)).toEqual(['5.00', '0.00'])
  expect(await billed(world, id)).toEqual({ units: 0, amount: '0' })
  expect(await brokenLaws(world)).toEqual([])
})

test('a lost answer is looked up: one server, paid once', async () => {
  const world = await open('2026-05-01T00:00:00Z')
  const one = await buyer(world, '5.00')
  setFaults(world.home, [{ verb: 'create', kind: 'lost_reply', times: 1 }])
  const id = await server(world, one)
  expect(await status(world, id)).toBe('provisioning')
  await world.moveTo('2026-05-01T00:01:00Z')
  expect(await status(world, id)).toBe('running')
  expect(await purse(world, one)).toEqual(['5.00', '0.02'])
  expect(await brokenLaws(world)).toEqual([])
})

test('an hour without proof of life is a zero line, and the power is not guessed while the machine is silent', async () => {
  const world = await open('2026-06-01T00:00:00Z')
  const one = await buyer(world, '5.00')
  const id = await server(world, one)
  await world.moveTo('2026-06-01T00:30:00Z')
  setFaults(world.home, [{ verb: 'observe', kind: 'unreachable' }])
  await run(world, observeInstances)
  await world.moveTo('2026-06-01T01:01:00Z')
  expect(await status(world, id)).toBe('running')
  expect(await billed(world, id)).toEqual({ units: 1, amount: '0' })
  setFaults(world.home, [])
  await run(world, observeInstances)
  await world.moveTo('2026-06-01T02:01:00Z')
  expect(await billed(world, id)).toEqual({ units: 2, amount: '20000' })
  expect(await brokenLaws(world)).toEqual([])
})
