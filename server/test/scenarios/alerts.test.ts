import { afterAll, beforeAll, expect, test } from 'vitest'
import { acknowledgeAlert, evaluateAlerts, insertSnapshot, listAlerts, snoozeAlert } from '../../src/care/monitoring/index.ts'
import { inTx } from '../../src/platform/context.ts'
import { openWorld, type World, worldForTest } from '../support/world.ts'

/** The budgets of the story: p95 of the API above 120 ms for five minutes, and nothing else. */
async function watched(now: string): Promise<World> {
  const world = await worldForTest({ now })
  await world.query(`update alert_rule set enabled = false where metric <> 'p95_ms'`)
  await world.query(`update alert_rule set threshold = 120, for_seconds = 300 where metric = 'p95_ms'`)
  await world.query(`update tenant set support_email = 'noc@acme.example' where parent_id is null`)
  return world
}

const at = (clock: string) => `2026-11-21T${clock}Z`

/** One minute of the machine: measured, then judged. */
async function minute(world: World, clock: string, p95: number | null): Promise<void> {
  world.clock.moveTo(at(clock))
  const metrics = { p95_ms: p95 ?? 0 }
  if (p95 !== null) await inTx(world.context(), (tx) => insertSnapshot(tx, { source: 'api', takenAt: tx.now(), metrics, totals: {} }))
  await evaluateAlerts(world.context())
}

const open = async (world: World) => (await listAlerts(world.context(), { limit: 10, status: 'open' })).items
const mails = async (world: World) =>
  Number((await world.query<{ count: string }>(`select count(*) from mail where template = 'alert.raised'`))[0]?.count)

test('story 50: one good minute starts the count anew, five bad ones make an alert, taking notice ends the mails, two good ones end it', async () => {
  const dipped = await watched(at('09:59:00'))
  for (const [clock, p95] of [
    ['10:00:00', 135],
    ['10:01:00', 135],
    ['10:02:00', 135],
    ['10:03:00', 110],
    ['10:04:00', 135],
    ['10:05:00', 135],
  ] as const)
    await minute(dipped, clock, p95)
  expect(await open(dipped)).toEqual([])

  const world = await watched(at('09:59:00'))
  for (const clock of ['10:00:00', '10:01:00', '10:02:00', '10:03:00', '10:04:00']) await minute(world, clock, 135)
  expect(await open(world)).toEqual([])
  await minute(world, '10:05:00', 135)
  const [alert] = await open(world)
  expect(alert).toMatchObject({ status: 'active', breachSeconds: 300, actual: 135, threshold: 120 })
  expect(await mails(world)).toBe(1)

  world.clock.moveTo(at('10:06:00'))
  if (alert) await acknowledgeAlert(world.context(), alert.id, 'Looking into it')
  for (const clock of ['10:07:00', '10:08:00']) await minute(world, clock, 135)
  await minute(world, '10:09:00', 90)
  expect(await open(world)).toMatchObject([{ status: 'acknowledged', acknowledgedBy: 'Linecard' }])
  await minute(world, '10:10:00', 90)
  expect(await open(world)).toEqual([])
  const [resolved] = (await listAlerts(world.context(), { limit: 10, status: 'resolved' })).items
  expect(resolved).toMatchObject({ status: 'resolved', resolvedBy: 'by itself' })
  expect(resolved?.resolvedAt?.toISOString()).toMatch(/^2026-11-21T10:10:00/)
  expect(await mails(world)).toBe(1)
})

test('story 51: a snoozed alert is told again when the snooze is over; a collector that stops is an alert of its own', async () => {
  const world = await watched(at('10:29:00'))
  for (let past = 30; past <= 36; past += 1) await minute(world, `10:${past}:00`, 200)
  const [alert] = await open(world)
  expect(alert?.status).toBe('active')
  if (alert) await snoozeAlert(world.context(), alert.id, new Date(at('11:00:00')))
  for (let past = 37; past <= 59; past += 1) await minute(world, `10:${past}:00`, 200)
  expect(await mails(world)).toBe(1)
  expect(await open(world)).toMatchObject([{ status: 'snoozed' }])
  await minute(world, '11:00:30', 200)
  expect(await open(world)).toMatchObject([{ status: 'active' }])
  expect(await mails(world)).toBe(2)

  await minute(world, '12:00:00', 200)
  const light = async () => (await asStaff(world)) as { light: string; collection: string }
  await minute(world, '12:01:00', null)
  expect(await light()).toMatchObject({ collection: 'fresh' })
  await minute(world, '12:02:00', null)
  expect(await light()).toMatchObject({ light: 'yellow', collection: 'late' })
  await minute(world, '12:05:00', null)
  expect(await light()).toMatchObject({ light: 'red', collection: 'stalled' })
  const titles = (await open(world)).map(({ title, severity }) => `${severity}: ${title}`)
  expect(titles).toContain('critical: Collection stalled')
  await minute(world, '12:06:00', null)
  // Nobody looked, so nothing got better, and nothing is told twice.
  const targets = (await open(world)).map(({ target }) => target)
  expect(new Set(targets).size).toBe(targets.length)
  expect(targets).toHaveLength(2)
})

/** The status page's answer, without a person: its route's own work. */
async function asStaff(world: World): Promise<unknown> {
  const { routes } = await import('../../src/care/monitoring/routes.ts')
  const route = routes.find(({ path }) => path === '/system-status')
  return route?.run({ context: world.context() } as never)
}

let shared: World
beforeAll(async () => {
  shared = await openWorld({ now: at('10:00:00') })
})
afterAll(() => shared?.close())

test('the public page tells parts and days, no vendor and no figure', async () => {
  await evaluateAlerts(shared.context())
  const reply = await shared.request({ method: 'GET', url: '/api/v1/status' })
  expect(reply.statusCode).toBe(200)
  const body = reply.json() as { components: { name: string; state: string; days: { day: string }[] }[] }
  expect(body.components.map(({ name }) => name)).toContain('eSIM data')
  expect(body.components[0]?.days.map(({ day }) => day)).toEqual(['2026-11-21'])
  expect(reply.body).not.toMatch(/twilio|stripe|telna|p95|connections/i)
})
