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
import { brokenLaws } from '../support/buyers.ts'
import { PDF } from '../support/papers.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let admin: Staff
let agent: Staff & { id: string }
let ana: { email: string; browser: Browser }

/** Half past five on a Friday in Berlin, in winter. */
const FRIDAY = '2026-01-16T16:30:00Z'
const SECRET_NOTE = 'He calls every week, be patient.'

const write = (browser: Browser, path: string, body: object) => browser.post(path, body, { headers: { 'idempotency-key': newId() } })

async function moveTo(instant: string): Promise<void> {
  await world.moveTo(instant)
  for (const one of [ana, admin, agent]) await signInAgain(world, one)
}

/** Runs a job that a schedule would start. */
async function run(job: string): Promise<void> {
  const envelope = { id: newId(), tenantId: 'system', accountId: null, requestId: newId(), payload: {} }
  await world.query('select graphile_worker.add_job($1, $2::json)', [job, JSON.stringify(envelope)])
  await world.settle()
}

type Sla = { targetSeconds: number; usedSeconds: number; dueAt: string | null; state: string }

/** The service level in whole minutes, since the clock of a test runs on by moments. */
function firstResponse(body: Record<string, unknown>) {
  const { targetSeconds, usedSeconds, dueAt, state } = (body['sla'] as { firstResponse: Sla }).firstResponse
  return { of: targetSeconds / 60, minutes: Math.round(usedSeconds / 60), due: dueAt?.slice(0, 16), state }
}

beforeAll(async () => {
  world = await openWorld({ now: '2026-01-16T15:00:00Z' })
  admin = await setUpOperator(world)
  agent = await invited(world, admin.browser, 'support')
  ana = await signedInCustomer(world)
  const { targets } = (await admin.browser.get('/support-desk')).body as { targets: object }
  const hours = { zone: 'Europe/Berlin', opens: 540, closes: 1_080, days: [1, 2, 3, 4, 5] }
  expect((await admin.browser.send('PUT' as 'POST', '/support-desk', { hours, targets })).status).toBe(200)
}, 60_000)
afterAll(() => world.close())

test('story 52: an urgent ticket over a weekend, a note that stays inside, an answer in time, a reply on day 10, one rating', async () => {
  await moveTo(FRIDAY)
  const opened = await write(ana.browser, '/tickets', { subject: 'My number does not ring', body: 'Since noon.', priority: 'urgent' })
  expect(opened.status, opened.raw.body).toBe(201)
  const id = String(opened.body['id'])
  expect(opened.body).toMatchObject({ number: 'T-000001', status: 'open', sla: null })
  const first = async () => firstResponse((await agent.browser.get(`/tickets/${id}`)).body)
  expect(await first(), 'half an hour on Friday, half an hour on Monday').toMatchObject({ state: 'running', due: '2026-01-19T08:30' })

  await moveTo('2026-01-18T12:00:00Z')
  expect(await first(), 'the weekend does not count').toMatchObject({ minutes: 30, state: 'running' })
  expect((await write(agent.browser, `/tickets/${id}/notes`, { body: SECRET_NOTE })).status).toBe(201)

  await moveTo('2026-01-19T08:20:00Z')
  await run('ticket.sla_tick')
  const answered = await write(agent.browser, `/tickets/${id}/replies`, { body: 'We have restarted it. Better?' })
  expect([answered.status, answered.body['status']]).toEqual([201, 'in_progress'])
  expect(await first()).toEqual({ of: 60, minutes: 50, due: undefined, state: 'met' })

  for (const path of [`/tickets/${id}`, '/tickets/T-000001', '/tickets']) {
    const seen = await ana.browser.get(path)
    expect(seen.status, path).toBe(200)
    expect(seen.raw.body, 'the note stays inside').not.toContain(SECRET_NOTE)
  }
  expect((await ana.browser.get(`/tickets/${id}`)).body['messages']).toMatchObject([{ body: 'Since noon.' }, { author: { kind: 'staff' } }])
  expect(((await agent.browser.get(`/tickets/${id}`)).body['messages'] as unknown[]).length).toBe(3)
  const told = await world.query(`select 1 from event where account_id is not null and type = 'ticket.noted'`)
  expect(told, 'nor is the customer told that there is one').toEqual([])

  expect((await ana.browser.post(`/tickets/${id}/rating`, { score: 4 })).code, 'not before it is resolved').toBe('support.notResolved')
  expect((await agent.browser.post(`/tickets/${id}/resolve`, {})).body['status']).toBe('resolved')
  await moveTo('2026-01-27T08:20:00Z')
  await run('ticket.autoclose')
  expect((await agent.browser.get(`/tickets/${id}`)).body['status'], 'closed by itself after a week').toBe('closed')

  await moveTo('2026-01-29T08:20:00Z')
  const events = await world.eventsOf(async () => {
    const back = await write(ana.browser, `/tickets/${id}/replies`, { body: 'It stopped again.' })
    expect([back.status, back.body['id'], back.body['status']], 'day 10: the same ticket').toEqual([201, id, 'open'])
  })
  expect(events).toEqual(['ticket.reopened.v1', 'ticket.replied.v1'])

  const rated = await ana.browser.post(`/tickets/${id}/rating`, { score: 4, comment: 'Quick.' })
  expect([rated.status, rated.body['rating']]).toEqual([200, 4])
  const second = await ana.browser.post(`/tickets/${id}/rating`, { score: 5 })
  expect([second.status, second.code]).toEqual([409, 'support.ratedBefore'])
  expect((await ana.browser.get(`/tickets/${id}`)).body).toMatchObject({ rating: 4, ratingComment: 'Quick.' })
  expect((await agent.browser.post(`/tickets/${id}/rating`, { score: 1 })).code).toBe('support.customersOnly')

  expect((await agent.browser.post(`/tickets/${id}/resolve`, {})).status).toBe(200)
  await moveTo('2026-02-18T08:20:00Z')
  const late = await write(ana.browser, `/tickets/${id}/replies`, { body: 'And again.' })
  expect(late.body, 'day 20: a new ticket that knows the old one').toMatchObject({
    number: 'T-000002',
    status: 'open',
    previous: { id, number: 'T-000001' },
  })
  expect(await brokenLaws(world)).toEqual([])
}, 60_000)

test('what a state does not allow is 409, and whose time is nearly used is told once', async () => {
  await moveTo('2026-03-04T09:00:00Z')
  // What the tickets of other tests are late with is told here.
  await run('ticket.sla_tick')
  const opened = await write(ana.browser, '/tickets', { subject: 'Another', body: 'Hello', priority: 'urgent' })
  const id = String(opened.body['id'])
  const refused = await agent.browser.post(`/tickets/${id}/wait`, {})
  expect([refused.status, refused.body['reason']]).toEqual([409, 'invalid_transition'])
  const dueAt = (minutes: number) => new Date(world.clock.now().getTime() + minutes * 60_000).toISOString()
  await world.moveTo(dueAt(48))
  expect(await world.eventsOf(() => run('ticket.sla_tick'))).toEqual(['ticket.sla_warned.v1'])
  expect(await world.eventsOf(() => run('ticket.sla_tick'))).toEqual([])
  await world.moveTo(dueAt(13))
  expect(await world.eventsOf(() => run('ticket.sla_tick'))).toEqual(['ticket.sla_breached.v1'])
  for (const one of [ana, admin, agent]) await signInAgain(world, one)
  const waiting = await write(agent.browser, `/tickets/${id}/replies`, { body: 'Which phone is it?', next: 'wait' })
  expect(waiting.body).toMatchObject({
    status: 'waiting_customer',
    sla: { firstResponse: { state: 'breached' }, resolve: { state: 'paused' } },
  })
  const used = (waiting.body['sla'] as { resolve: { usedSeconds: number } }).resolve.usedSeconds
  await moveTo(dueAt(3 * 24 * 60))
  expect((await agent.browser.get(`/tickets/${id}`)).body, 'the clock stands while the customer is asked').toMatchObject({
    sla: { resolve: { usedSeconds: used } },
  })
  expect((await write(ana.browser, `/tickets/${id}/replies`, { body: 'A desk phone.' })).body['status']).toBe('in_progress')
}, 60_000)

test('a ticket is about a thing of its account, and files and colleagues are what they are said to be', async () => {
  await moveTo('2026-03-10T09:00:00Z')
  const foreign = { subject: 'About this', body: 'Hello', links: [{ kind: 'order', id: newId() }] }
  expect((await write(ana.browser, '/tickets', foreign)).code).toBe('support.unknownEntity')
  const id = String((await write(ana.browser, '/tickets', { subject: 'With a file', body: 'Hello' })).body['id'])
  const headers = { 'content-type': 'application/octet-stream' }
  const file = await ana.browser.post(`/tickets/${id}/files?name=bill.pdf`, PDF, { headers })
  expect(file.body, file.raw.body).toMatchObject({ name: 'bill.pdf', contentType: 'application/pdf' })
  const fileId = String(file.body['id'])
  expect((await write(ana.browser, `/tickets/${id}/replies`, { body: 'See this', fileIds: [fileId] })).body['messages']).toMatchObject([
    {},
    { files: [{ id: fileId }] },
  ])
  const again = await write(ana.browser, `/tickets/${id}/replies`, { body: 'Again', fileIds: [fileId] })
  expect([again.status, again.code], 'each file once').toEqual([422, 'support.unknownFile'])
  const link = (await agent.browser.post(`/ticket-files/${fileId}/link`, {})).body['url'] as string
  expect((await world.request({ method: 'GET', url: link })).rawPayload.equals(PDF)).toBe(true)

  const inside = await agent.browser.post(`/tickets/${id}/files?name=inside.pdf`, PDF, { headers })
  await write(agent.browser, `/tickets/${id}/notes`, { body: 'Mind this', fileIds: [inside.body['id']] })
  expect((await ana.browser.post(`/ticket-files/${inside.body['id']}/link`, {})).status, 'a file of a note stays inside too').toBe(404)

  expect((await agent.browser.post(`/tickets/${id}/assign`, { userId: agent.id })).body).toMatchObject({ assignee: { id: agent.id } })
  expect((await agent.browser.post(`/tickets/${id}/assign`, { userId: newId() })).code).toBe('support.unknownColleague')
  expect((await agent.browser.post(`/tickets/${id}/looking`, {})).body).toEqual({ others: [] })
  expect((await admin.browser.post(`/tickets/${id}/looking`, {})).body).toEqual({ others: ['Colleague'] })
  const zone = (await admin.browser.get('/support-desk')).body as { hours: object; targets: object }
  const nowhere = { ...zone, hours: { ...zone.hours, zone: 'Mars/Olympus' } }
  expect((await admin.browser.send('PUT' as 'POST', '/support-desk', nowhere)).code).toBe('support.unknownZone')
}, 60_000)
