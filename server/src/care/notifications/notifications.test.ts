import { afterAll, beforeAll, expect, test } from 'vitest'
import { buyer } from '../../../test/support/buyers.ts'
import { PDF } from '../../../test/support/papers.ts'
import { openWorld, type World } from '../../../test/support/world.ts'
import { newId } from '../../platform/ids.ts'
import { type Browser, invited, mailsTo, type Staff, setUpOperator, signedInCustomer } from '../../spine/access/browser-for-tests.ts'
import { createTenant } from '../../spine/tenants/index.ts'
import { decideDocument } from '../verification/review.ts'
import { openCase, uploadDocument } from '../verification/service.ts'
import { RULES } from './notify.ts'
import { resetWords, saveWords } from './service.ts'

let world: World
let admin: Staff
let agent: Staff
beforeAll(async () => {
  world = await openWorld()
  admin = await setUpOperator(world)
  agent = await invited(world, admin.browser, 'support')
}, 60_000)
afterAll(() => world.close())

const open = (browser: Browser, subject = 'Help me') =>
  browser.post('/tickets', { subject, body: 'Hello' }, { headers: { 'idempotency-key': newId() } })
const answer = (id: unknown) =>
  agent.browser.post(`/tickets/${id}/replies`, { body: 'Here is help.' }, { headers: { 'idempotency-key': newId() } })
const inbox = async (browser: Browser) =>
  (await browser.get('/notifications')).body['items'] as { id: string; title: string; path: string; readAt: string | null }[]
const unread = async (browser: Browser) => (await browser.get('/notifications-unread')).body['unread']
const put = (browser: Browser, body: object) => browser.send('PUT' as 'POST', '/notification-preferences', body)

const save = (key: string, words: object) => admin.browser.post(`/templates/${key}/versions`, { note: '', basedOn: 0, ...words })

test('an event becomes one line for whom it concerns, once, with a way there; reading is everybody’s own', async () => {
  const ana = await signedInCustomer(world)
  const id = (await open(ana.browser)).body['id']
  await answer(id)
  await world.settle()
  const lines = await inbox(ana.browser)
  expect(lines.map(({ title, path }) => [title, path])).toEqual([['T-000001: support answered', `/support/${id}`]])
  expect((await inbox(agent.browser)).map(({ title }) => title)).toEqual(['T-000001: Help me'])
  expect([await unread(ana.browser), await unread(agent.browser), await unread(admin.browser)]).toEqual([1, 1, 1])

  await world.query(`update delivery set state = 'waiting' where handler like 'notifications.%'`)
  await world.settle()
  expect(await inbox(ana.browser), 'an event that comes twice is one line').toHaveLength(1)

  const stranger = await signedInCustomer(world)
  expect(await inbox(stranger.browser)).toEqual([])
  expect((await stranger.browser.post(`/notifications/${lines[0]?.id}/read`, {})).status).toBe(404)
  expect((await agent.browser.post('/notifications/read', {})).status).toBe(200)
  expect([await unread(ana.browser), await unread(agent.browser), await unread(admin.browser)]).toEqual([1, 0, 1])
  expect((await ana.browser.post(`/notifications/${lines[0]?.id}/read`, {})).status).toBe(200)
  expect(await unread(ana.browser)).toBe(0)
  expect((await ana.browser.get('/notifications?unread=true')).body['items']).toEqual([])
})

test('who declined an occasion is not told of it there; the way into the account cannot be declined', async () => {
  const ana = await signedInCustomer(world)
  expect((await put(ana.browser, { key: 'ticket.replied', channel: 'mail', wanted: false })).status).toBe(200)
  const id = (await open(ana.browser)).body['id']
  await answer(id)
  await world.settle()
  expect((await mailsTo(world, ana.email)).map(({ template }) => template)).toEqual(['ticket.created', 'auth.welcome', 'auth.verify'])
  expect(await inbox(ana.browser)).toHaveLength(1)
  expect((await put(ana.browser, { key: 'ticket.replied', channel: 'in_app', wanted: false })).status).toBe(200)
  expect(await inbox(ana.browser)).toEqual([])
  expect(await unread(ana.browser)).toBe(0)

  const mandatory = await put(ana.browser, { key: 'auth.reset', channel: 'mail', wanted: false })
  expect([mandatory.status, mandatory.code]).toEqual([422, 'notifications.mandatory'])
  expect((await put(ana.browser, { key: 'ticket.opened', channel: 'in_app', wanted: false })).status, 'what is for staff').toBe(404)
  const { items } = (await ana.browser.get('/notification-preferences')).body as { items: { key: string; mail: object }[] }
  expect(items.find(({ key }) => key === 'auth.verify')?.mail).toEqual({ available: true, mandatory: true, wanted: true })
  expect(items.find(({ key }) => key === 'ticket.replied')?.mail).toEqual({ available: true, mandatory: false, wanted: false })
})

test('new words are used from the next letter on, every version stays, and an earlier one or the default comes back', async () => {
  const words = { subject: 'We hear you: {{ subject }}', text: 'Dear {{ name }}, {{ brand }} will write.', html: null }
  const saved = await save('ticket.created', { ...words, note: 'Friendlier' })
  expect(saved.status, saved.raw.body).toBe(201)
  expect(saved.body).toMatchObject({ origin: 'own', version: 1, versions: [{ note: 'Friendlier', author: 'Olga' }] })
  const ana = await signedInCustomer(world)
  await open(ana.browser, 'It rains')
  const [mail] = await mailsTo(world, ana.email)
  expect(mail).toMatchObject({ subject: 'We hear you: It rains', body: 'Dear Ana Costa, Northwind will write.' })

  expect((await save('ticket.created', { ...words, basedOn: 0 })).code, 'two editors at once').toBe('notifications.changedMeanwhile')
  await save('ticket.created', { ...words, text: 'Short.', basedOn: 1 })
  const restored = await admin.browser.post('/templates/ticket.created/restore', { version: 1 })
  expect(restored.body).toMatchObject({
    version: 3,
    words: { text: words.text },
    versions: [{ version: 3 }, { version: 2 }, { version: 1 }],
  })
  expect((await admin.browser.post('/templates/ticket.created/restore', { version: 9 })).code).toBe('notifications.versionNotFound')
  const reset = await admin.browser.post('/templates/ticket.created/reset', {})
  expect(reset.body).toMatchObject({ origin: 'default', words: { subject: '{{ number }}: {{ subject }}' } })
  expect((reset.body['versions'] as unknown[]).length).toBe(3)
  expect((await agent.browser.post('/templates/ticket.created/reset', {})).status, 'support reads templates only').toBe(403)
})

test('words that cannot work are refused with what is wrong', async () => {
  const refused = await save('order.confirmed', { subject: 'Hi {{ nobody }}', text: 'x' })
  expect([refused.status, refused.code]).toEqual([422, 'notifications.wordsInvalid'])
  expect(refused.body['errors']).toMatchObject([{ path: 'subject' }])
  expect((await save('no.such', { subject: 'x', text: 'x' })).status).toBe(404)
})

test('a reseller writes in the operator’s words until it has its own', async () => {
  const tenant = await createTenant(world.context(), { slug: 'words', name: 'Reseller Words' })
  const welcome = async () => {
    const { browser, email } = await signedInCustomer(world, 'words')
    await open(browser)
    return (await mailsTo(world, email)).find(({ template }) => template === 'ticket.created')?.subject
  }
  expect(await welcome()).toBe('T-000001: Help me')
  await saveWords(world.context(), 'ticket.created', { subject: 'From {{ brand }}', text: 'x', html: null, note: '', basedOn: 3 })
  expect(await welcome()).toBe('From Reseller Words')
  await saveWords(world.context(tenant.id), 'ticket.created', { subject: 'Ours', text: 'x', html: null, note: '', basedOn: 0 })
  expect(await welcome()).toBe('Ours')
  const origins = async (headers: Record<string, string> = {}) => {
    const { items } = (await admin.browser.get('/templates', { headers })).body as { items: { key: string; origin: string }[] }
    return items.find(({ key }) => key === 'ticket.created')?.origin
  }
  expect([await origins(), await origins({ 'linecard-tenant': 'words' })]).toEqual(['own', 'own'])
  await resetWords(world.context(tenant.id), 'ticket.created')
  expect(await origins({ 'linecard-tenant': 'words' })).toBe('above')
  expect((await admin.browser.get('/templates/ticket.created')).body['subject'], 'which the operator does not see as its own').toBe(
    'From {{ brand }}',
  )
})

test('a test mail says that it is one and goes to one address', async () => {
  const to = `${newId().slice(-12)}@example.com`
  const headers = { 'idempotency-key': newId() }
  const words = { subject: 'Order {{ number }}', text: 'Dear {{ name }}', html: null }
  expect((await admin.browser.post('/templates/order.confirmed/test', { to, words }, { headers })).status).toBe(200)
  expect(await mailsTo(world, to)).toMatchObject([{ subject: '[Test] Order O-000123', body: 'Dear Ana Costa' }])
  const preview = await admin.browser.post('/templates/order.confirmed/preview', { scheme: 'dark' })
  expect(String(preview.body['html'])).toContain('Everything'.toLowerCase())
})

test('a key has no inbox', async () => {
  const { browser } = await signedInCustomer(world)
  const made = await browser.post('/api-keys', { name: 'key', permissions: ['notification:read'] })
  const headers = { authorization: `Bearer ${made.body['secret'] ?? made.body['key']}` }
  expect((await world.request({ method: 'GET', url: '/api/v1/notifications', headers })).json()).toMatchObject({
    code: 'notifications.personsOnly',
  })
})

test('whoever’s papers were turned down twice gets a ticket', async () => {
  const { accountId } = await buyer(world, '0.00')
  const own = world.context(world.operator.id, accountId)
  const found = await openCase(own, accountId, 'number:DE')
  for (const reason of ['Not readable.', 'Still not readable.']) {
    const { id } = await uploadDocument(own, found.id, { type: 'passport', name: 'x', bytes: PDF })
    await decideDocument(world.context(), id, { kind: 'rejected', reason })
    await world.settle()
  }
  const tickets = await world.query('select subject, category from ticket where account_id = $1', [accountId])
  expect(tickets).toEqual([{ subject: 'Help with your papers', category: 'verification' }])
  const lines = await world.query<{ key: string }>('select key from notification where account_id = $1 order by id', [accountId])
  expect(lines.map(({ key }) => key)).toEqual(['kyc.rejected', 'kyc.rejected'])
})

test('every rule has a key of its own for its readers', () => {
  expect(new Set(RULES.map(({ key }) => key)).size).toBe(RULES.length)
})
