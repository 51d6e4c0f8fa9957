import { expect, test } from 'vitest'
import { modules } from '../../src/main/modules.ts'
import { minutes } from '../../src/platform/clock.ts'
import { brokenLaws } from '../support/buyers.ts'
import { Dice, Tally } from '../support/dice.ts'
import { Misfortune } from '../support/faults.ts'
import { brokenLineLaws, vendorBooks } from '../support/laws.ts'
import { LiveCalls } from '../support/live-calls.ts'
import { openTown } from '../support/town.ts'
import { Traffic } from '../support/traffic.ts'
import type { World } from '../support/world.ts'

const SEED = Number(process.env['MIXED_SEED'] ?? 20_260_214)

const DONE = [
  'device call',
  'inbound call',
  'wholesale call',
  'wholesale call: the first way fails',
  'voicemail',
  'text sent',
  'text received',
  'number ordered',
  'eSIM ordered',
  'package ordered',
  'server ordered',
  'server stop',
  'server deleted',
  'data used',
  'payment started',
  'payment made',
  'wallet adjusted',
  'order paid back',
] as const

const WRONG = [
  'an end that was never told',
  'a call told twice',
  'a call told out of order',
  'usage told twice and out of order',
  'a request made twice',
  'a machine that does not answer',
  'a job run twice',
  'webhooks out of order',
  'duplicate',
  'drop-before-effect',
  'drop-after-effect',
  'fail-after-effect 503',
  'fail 429',
  'fail 500',
  'down',
].map((what) => `fault: ${what}`)

const SCHEDULES = modules.flatMap((module) => module.schedules ?? [])

/** Starts what the schedule starts in this minute of the run, as the worker would. */
async function startSchedules(world: World, minute: number, step = 1): Promise<void> {
  const due = SCHEDULES.filter(
    ({ everySeconds }) => Math.floor((minute * 60) / everySeconds) > Math.floor(((minute - step) * 60) / everySeconds),
  )
  await world.query(
    `select graphile_worker.add_job(job, json_build_object('id', gen_random_uuid(), 'tenantId', 'system', 'accountId', null,
       'requestId', gen_random_uuid(), 'payload', json_build_object()), job_key => 'schedule:' || job, max_attempts => attempts)
     from unnest($1::text[], $2::int[]) due (job, attempts)`,
    [due.map(({ job }) => job.name), due.map(({ job }) => job.attempts)],
  )
}

/** Two workers do what is due, side by side. */
const work = (world: World) => Promise.all([world.settle(), world.settle()])

/** Nobody does anything new: time passes until everything that waits has had its turn. */
async function waitFor(world: World, calls: LiveCalls, stepMinutes: number, steps: number): Promise<void> {
  for (let step = 1; step <= steps; step += 1) {
    await world.pass(minutes(stepMinutes))
    await calls.attend()
    await startSchedules(world, step * stepMinutes, stepMinutes)
    await work(world)
  }
}

const countOf = async (world: World, from: string) =>
  Number((await world.query<{ count: string }>(`select count(*) as count from ${from}`))[0]?.count)

test(`an hour of mixed traffic over all lines with random faults ends with every invariant true (seed ${SEED})`, async () => {
  const town = await openTown()
  const { world } = town
  const [dice, tally] = [new Dice(SEED), new Tally()]
  const calls = new LiveCalls(world, dice, tally)
  const traffic = new Traffic(town, calls, dice, tally)
  const misfortune = new Misfortune(town, dice, tally)
  await world.moveTo('2026-02-14T00:00:00Z')

  for (let minute = 1; minute <= 60; minute += 1) {
    misfortune.strike()
    if (minute === 25) misfortune.takeDown()
    if (minute === 45) await traffic.rescue()
    await traffic.minute()
    for (let part = 0; part < 6; part += 1) {
      await world.pass(10_000)
      await calls.attend()
    }
    await startSchedules(world, minute)
    await misfortune.doubleJobs()
    await work(world)
    misfortune.release()
  }
  misfortune.relent()
  await waitFor(world, calls, 1, 10)
  await waitFor(world, calls, 5, 6)
  // Longer than the longest call and than a session nobody ends, so that watchdogs have closed both.
  await waitFor(world, calls, 30, 9)
  await traffic.payAtGateway()
  await traffic.closeServers()
  await waitFor(world, calls, 5, 6)

  expect(tally.missing([...DONE, ...WRONG]), tally.toString()).toEqual([])
  expect(calls.count).toBe(0)
  for (const kind of ['number', 'package'])
    expect(
      await countOf(world, `entry e join subscription s on s.id::text = e.subject_id where s.kind = '${kind}'`),
      `renewals of a ${kind}`,
    ).toBeGreaterThan(2)
  expect(await countOf(world, `event where type = 'instance.suspended' and account_id = '${town.poor.accountId}'`)).toBe(1)
  expect(await countOf(world, `event where type = 'instance.resumed' and account_id = '${town.poor.accountId}'`)).toBe(1)
  expect(await countOf(world, 'call where watchdog')).toBeGreaterThan(0)
  expect(await countOf(world, `call_cdr where 'suspect' = any(flags)`)).toBeGreaterThan(0)

  // Every use is rated again, and the newest five hundred are all there are.
  expect(await countOf(world, 'usage_record')).toBeLessThan(500)
  expect(await brokenLaws(world)).toEqual([])
  expect(await brokenLineLaws(world)).toEqual([])
  for (const { what, bought, ours } of await vendorBooks(town)) expect(ours, what).toEqual(bought)
  // At the end nothing is under way any more.
  expect(await countOf(world, `hold where status = 'active'`)).toBe(0)
  expect(await countOf(world, `charging_session where status = 'open'`)).toBe(0)
  expect(await countOf(world, `order_item where status not in ('completed', 'failed', 'cancelled')`)).toBe(0)
  expect(await countOf(world, `allowance_use where state = 'reserved'`)).toBe(0)
  expect(await countOf(world, `instance_task where finished_at is null`)).toBe(0)
}, 300_000)
