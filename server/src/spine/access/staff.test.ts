import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World, worldForTest } from '../../../test/support/world.ts'
import { newId } from '../../platform/ids.ts'
import { createTenant } from '../tenants/index.ts'
import { Browser, invited, mailsTo, newAddress, PASSWORD, type Staff, setUpOperator, signedInCustomer } from './browser-for-tests.ts'
import { setupLink } from './set-up.ts'
import { inviteUser } from './staff.ts'

let world: World

const setup = (token: string | null, more: object = {}) => ({
  token,
  businessName: 'Northwind',
  currency: 'EUR',
  name: 'Olga',
  email: newAddress(),
  password: PASSWORD,
  ...more,
})

const tokenOf = (link: string | undefined) => new URL(link ?? '').searchParams.get('token')

beforeAll(async () => {
  world = await openWorld()
  await createTenant(world.context(), { slug: 'acme', name: 'Acme' })
})

afterAll(() => world.close())

test('a new installation has nobody in it and no password that opens it', async () => {
  const fresh = await worldForTest()
  expect(await fresh.query('select 1 from app_user')).toEqual([])
  expect((await new Browser(fresh).get('/site')).body).toMatchObject({ needsSetup: true })
})

test('the set-up link makes the first administrator, once, and only the newest one', async () => {
  const fresh = await worldForTest()
  const browser = new Browser(fresh)
  const old = tokenOf(await setupLink(fresh.services))
  const token = tokenOf(await setupLink(fresh.services))
  expect((await browser.post('/setup', setup(old))).code).toBe('access.linkInvalid')
  expect((await browser.post('/setup', setup('x'.repeat(40)))).code).toBe('access.linkInvalid')
  expect((await browser.post('/setup', setup(token, { password: 'short' }))).code).toBe('access.weakPassword')
  expect((await browser.post('/setup', setup(token, { currency: 'euro' }))).code).toBe('request.invalid')
  const answers = await Promise.all([1, 2].map(() => browser.post('/setup', setup(token))))
  expect(answers.map((answer) => answer.status)).not.toEqual([200, 200])
  expect(answers.some((answer) => answer.status === 200)).toBe(true)
  expect(await fresh.query('select role, status from app_user')).toEqual([{ role: 'super_admin', status: 'active' }])
  expect((await browser.get('/site')).body).toMatchObject({ needsSetup: false, tenant: { name: 'Northwind', currency: 'EUR' } })
  expect(await browser.post('/setup', setup(token))).toMatchObject({ status: 409, code: 'access.setupDone' })
  expect(await setupLink(fresh.services)).toBeUndefined()
})

test('the last super administrator stays, even when two remove each other at the same moment', async () => {
  const fresh = await worldForTest()
  const first = await setUpOperator(fresh)
  const firstId = String(((await first.browser.get('/me')).body['user'] as { id: string }).id)
  expect(await first.browser.post(`/users/${firstId}/suspend`)).toMatchObject({ status: 409, code: 'access.lastSuperAdmin' })
  const second = await invited(fresh, first.browser, 'super_admin')
  const answers = await Promise.all([first.browser.post(`/users/${second.id}/suspend`), second.browser.post(`/users/${firstId}/suspend`)])
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
  expect(await fresh.query(`select 1 from app_user where role = 'super_admin' and status = 'active'`)).toHaveLength(1)
})

describe('among colleagues', () => {
  let owner: Staff
  let admin: Staff & { id: string }
  let support: Staff & { id: string }
  let resellerId: string
  const inAcme = { headers: { 'linecard-tenant': 'acme' } }
  let reseller: Staff & { id: string }

  const invite = (browser: Browser, role: string, more: object = {}) =>
    browser.post('/users/invite', { name: 'Kim', email: newAddress(), role, ...more })
  const idOf = async (email: string) => (await world.query<{ id: string }>('select id from app_user where email = $1', [email]))[0]?.id

  beforeAll(async () => {
    owner = await setUpOperator(world)
    admin = await invited(world, owner.browser, 'admin')
    support = await invited(world, owner.browser, 'support')
    reseller = await invited(world, owner.browser, 'reseller_owner', 'acme', inAcme)
    resellerId = reseller.id
  })

  test('an invitation lets in who chooses a password by its link', async () => {
    expect((await support.browser.get('/me')).body).toMatchObject({ role: 'support', tenant: { slug: 'operator' }, account: null })
    expect((await reseller.browser.get('/me')).body).toMatchObject({ role: 'reseller_owner', tenant: { slug: 'acme' } })
    const invitation = (await mailsTo(world, reseller.email)).find((mail) => mail.template === 'auth.invite')
    expect(invitation?.body).toContain(`${world.services.publicUrl}/t/acme/reset?token=`)
    const users = (await owner.browser.get('/users')).body['items'] as { role: string; totp: boolean }[]
    expect(users.map(({ role, totp }) => [role, totp])).toEqual([
      ['support', true],
      ['admin', true],
      ['super_admin', true],
    ])
  })

  test('nobody invites to a role above their own', async () => {
    expect(await invite(admin.browser, 'super_admin')).toMatchObject({ status: 403, code: 'access.permissionNotHeld' })
    expect((await invite(owner.browser, 'super_admin')).status).toBe(201)
    expect((await invite(admin.browser, 'finance')).status).toBe(201)
    expect(await invite(support.browser, 'support')).toMatchObject({ status: 403, code: 'request.forbidden' })
    expect((await invite(reseller.browser, 'reseller_staff')).status).toBe(201)
  })

  test('a business has the roles of its kind only', async () => {
    expect(await invite(owner.browser, 'reseller_staff')).toMatchObject({ status: 422, code: 'access.roleElsewhere' })
    expect(await invite(reseller.browser, 'support')).toMatchObject({ status: 422, code: 'access.roleElsewhere' })
    expect(await invite(owner.browser, 'customer_owner')).toMatchObject({ status: 422, code: 'request.invalid' })
  })

  test('an address in use is not invited again', async () => {
    expect(await invite(owner.browser, 'support', { email: admin.email })).toMatchObject({ status: 409, code: 'access.emailTaken' })
  })

  test('a suspended person is out at once, on every device and by every key, and back after being let in again', async () => {
    const { email, browser } = await signedInCustomer(world)
    const made = await browser.post('/api-keys', { name: 'Shop', permissions: ['wallet:read'] })
    const byKey = { cookies: {}, headers: { authorization: `Bearer ${made.body['key']}` } }
    expect((await browser.get('/wallets', byKey)).status).toBe(200)
    const id = await idOf(email)
    const events = await world.eventsOf(async () =>
      expect((await admin.browser.post(`/users/${id}/suspend`)).body).toMatchObject({ status: 'suspended' }),
    )
    expect(events).toEqual(['user.suspended.v1'])
    expect((await browser.get('/me')).status).toBe(401)
    expect((await browser.post('/auth/refresh')).status).toBe(401)
    expect((await browser.get('/wallets', byKey)).status).toBe(401)
    world.clock.moveTo(new Date(world.clock.now().getTime() + 1_000))
    expect((await browser.post('/auth/login', { email, password: PASSWORD })).code).toBe('access.notAllowed')
    expect(await admin.browser.post(`/users/${id}/suspend`)).toMatchObject({ status: 409, code: 'request.invalidTransition' })
    expect((await admin.browser.post(`/users/${id}/resume`)).body).toMatchObject({ status: 'active' })
    expect((await browser.post('/auth/login', { email, password: PASSWORD })).status).toBe(200)
    expect(await admin.browser.post(`/users/${id}/resume`)).toMatchObject({ status: 409, code: 'request.invalidTransition' })
  })

  test('nobody becomes active by being let in who has not proven the address', async () => {
    const pending = await invite(owner.browser, 'finance')
    expect((await owner.browser.post(`/users/${pending.body['id']}/resume`)).status).toBe(409)
  })

  test('nobody suspends a colleague above themselves', async () => {
    const ownerId = await idOf(owner.email)
    await world.query(`update app_user set role = 'super_admin' where id = $1`, [support.id])
    expect(await admin.browser.post(`/users/${ownerId}/suspend`)).toMatchObject({ status: 403, code: 'access.permissionNotHeld' })
    await world.query(`update app_user set role = 'support' where id = $1`, [support.id])
  })

  test('another business’s people do not exist', async () => {
    for (const path of [`/users/${resellerId}/suspend`, `/users/${newId()}/resume`])
      expect(await admin.browser.post(path)).toMatchObject({ status: 404, code: 'access.userNotFound' })
    const users = (await reseller.browser.get('/users')).body['items'] as { role: string }[]
    expect(users.every((user) => user.role.startsWith('reseller'))).toBe(true)
  })

  test('strangers and customers manage nobody', async () => {
    const { browser } = await signedInCustomer(world)
    const id = newId()
    for (const [who, status] of [
      [new Browser(world), 401],
      [browser, 403],
    ] as const) {
      expect((await who.get('/users')).status).toBe(status)
      expect((await invite(who, 'support')).status).toBe(status)
      expect((await who.post(`/users/${id}/suspend`)).status).toBe(status)
      expect((await who.post(`/users/${id}/resume`)).status).toBe(status)
    }
  })

  test('the system itself may invite, such as for the demonstration', async () => {
    const user = await inviteUser(world.context(), { name: 'Demo', email: newAddress(), role: 'admin' })
    expect(user).toMatchObject({ role: 'admin', status: 'pending', passwordHash: null })
  })
})
