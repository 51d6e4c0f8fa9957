import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually, openWorld, type World } from '../../../test/support/world.ts'
import { createTenant } from '../tenants/index.ts'
import { Browser, mailsTo, newAddress, PASSWORD, pass, signedInCustomer, tokenFor, verifiedCustomer } from './browser-for-tests.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
  await createTenant(world.context(), { slug: 'acme', name: 'Acme Telecom', currency: 'GBP' })
})

afterAll(() => world.close())

const newcomer = (email: string, more: object = {}) => ({ name: 'Ana Costa', email, password: PASSWORD, ...more })
const count = async (table: string) => (await world.query<{ n: string }>(`select count(*) as n from ${table}`))[0]?.n

describe('signing up', () => {
  test('makes user, account, wallet and mail at once, and the link of the mail opens the door', async () => {
    const email = newAddress()
    const browser = new Browser(world)
    const events = await world.eventsOf(async () => {
      expect(await browser.post('/auth/sign-up', newcomer(email))).toMatchObject({ status: 200, body: { done: true } })
      expect(await browser.post('/auth/login', { email, password: PASSWORD })).toMatchObject({ status: 403, code: 'access.notVerified' })
      expect((await browser.post('/auth/verify', { token: await tokenFor(world, email, 'auth.verify') })).status).toBe(200)
      expect(await browser.post('/auth/login', { email, password: PASSWORD })).toMatchObject({ status: 200, body: { status: 'signed-in' } })
    })
    expect(events).toEqual(['account.created.v1', 'wallet.opened.v1', 'user.signed_up.v1', 'user.verified.v1', 'user.signed_in.v1'])
    const me = await browser.get('/me')
    expect(me.body).toMatchObject({
      user: { email, name: 'Ana Costa', status: 'active', totp: false },
      tenant: { slug: 'operator', kind: 'operator' },
      account: { name: 'Ana Costa' },
      role: 'customer_owner',
    })
    expect((await browser.get('/wallets')).body['items']).toMatchObject([{ balance: { currency: 'USD', amount: '0.00' } }])
    expect((await mailsTo(world, email)).map((mail) => mail.template)).toEqual(['auth.welcome', 'auth.verify'])
  })

  test('with a known address answers the same, changes nothing and tells the owner', async () => {
    const { email } = await verifiedCustomer(world)
    const known = await new Browser(world).post('/auth/sign-up', newcomer(email.toUpperCase(), { name: 'Mallory' }))
    const unknown = await new Browser(world).post('/auth/sign-up', newcomer(newAddress(), { name: 'Mallory' }))
    expect([known.status, known.raw.body]).toEqual([unknown.status, unknown.raw.body])
    expect((await world.query('select name from app_user where email = $1', [email])) as unknown).toEqual([{ name: 'Ana Costa' }])
    expect((await mailsTo(world, email))[0]?.template).toBe('auth.known_already')
  })

  test('at the same moment twice makes one user, one account and the same answer', async () => {
    const email = newAddress()
    const accounts = Number(await count('account'))
    const answers = await Promise.all([1, 2, 3].map(() => new Browser(world).post('/auth/sign-up', newcomer(email))))
    expect(answers.map(({ status, raw }) => [status, raw.body])).toEqual(answers.map(() => [200, '{"done":true}']))
    expect(Number(await count('account'))).toBe(accounts + 1)
    expect(await world.query('select 1 from app_user where email = $1', [email])).toHaveLength(1)
  })

  test('by a stranger first never leaves the stranger’s password on the owner’s account', async () => {
    const email = newAddress()
    await new Browser(world).post('/auth/sign-up', newcomer(email, { password: 'the stranger knows this' }))
    await new Browser(world).post('/auth/sign-up', newcomer(email))
    const token = await tokenFor(world, email, 'auth.sign_up_again')
    const owner = new Browser(world)
    expect((await owner.post('/auth/reset', { token, password: PASSWORD })).status).toBe(200)
    expect((await owner.post('/auth/login', { email, password: 'the stranger knows this' })).code).toBe('access.wrongCredentials')
    expect((await owner.post('/auth/login', { email, password: PASSWORD })).body).toEqual({ status: 'signed-in' })
  })

  test('at a reseller makes a person of that reseller only, in its currency, with links to its pages', async () => {
    const { email, browser } = await signedInCustomer(world, 'acme')
    const me = await browser.get('/me')
    expect(me.body).toMatchObject({ tenant: { slug: 'acme', name: 'Acme Telecom', currency: 'GBP' } })
    const [, verify] = await mailsTo(world, email)
    expect(verify?.body).toContain(`${world.services.publicUrl}/t/acme/verify?token=`)
    expect(`${verify?.subject} ${verify?.body}`).not.toMatch(/operator|Linecard/)
    expect((await new Browser(world).post('/auth/login', { email, password: PASSWORD })).code).toBe('access.wrongCredentials')
    expect((await new Browser(world).post('/auth/sign-up', newcomer(email))).status).toBe(200)
    expect(await world.query('select 1 from app_user where email = $1', [email])).toHaveLength(2)
  })

  test('works in a browser where another customer is still signed in', async () => {
    const { browser } = await signedInCustomer(world)
    const email = newAddress()
    expect((await browser.post('/auth/sign-up', newcomer(email))).status).toBe(200)
    expect((await browser.post('/auth/verify', { token: await tokenFor(world, email, 'auth.verify') })).status).toBe(200)
    expect((await browser.post('/auth/login', { email, password: PASSWORD })).status).toBe(200)
    expect((await browser.get('/me')).body).toMatchObject({ user: { email } })
  })

  test.each([
    ['short', 'access.weakPassword'],
    ['passwordpassword', 'access.weakPassword'],
    ['ana costa ana costa', 'access.weakPassword'],
    ['', 'request.invalid'],
  ])('with the password %j is refused as %s', async (password, code) => {
    expect(await new Browser(world).post('/auth/sign-up', newcomer(newAddress(), { password }))).toMatchObject({ status: 422, code })
  })

  test.each([{ email: 'nobody' }, { name: ' ' }, { role: 'admin' }, { accountId: 'x' }])('with %j is refused', async (more) => {
    const answer = await new Browser(world).post('/auth/sign-up', newcomer(newAddress(), more))
    expect(answer).toMatchObject({ status: 422, code: 'request.invalid' })
  })
})

describe('the confirmation link', () => {
  test('works once', async () => {
    const { email, browser } = await verifiedCustomer(world)
    const again = await browser.post('/auth/verify', { token: await tokenFor(world, email, 'auth.verify') })
    expect(again).toMatchObject({ status: 422, code: 'access.linkInvalid' })
  })

  test('works for 24 hours and not a minute longer', async () => {
    const email = newAddress()
    const browser = new Browser(world)
    await browser.post('/auth/sign-up', newcomer(email))
    const token = await tokenFor(world, email, 'auth.verify')
    pass(world, 24 * 3_600 + 60)
    expect(await browser.post('/auth/verify', { token })).toMatchObject({ status: 422, code: 'access.linkInvalid' })
    await browser.post('/auth/verification', { email })
    const fresh = await tokenFor(world, email, 'auth.verify')
    pass(world, 24 * 3_600 - 60)
    expect((await browser.post('/auth/verify', { token: fresh })).status).toBe(200)
  })

  test('is replaced by a newer one, and belongs to its tenant and its purpose', async () => {
    const email = newAddress()
    const browser = new Browser(world)
    await browser.post('/auth/sign-up', newcomer(email))
    const first = await tokenFor(world, email, 'auth.verify')
    await browser.post('/auth/verification', { email })
    expect((await browser.post('/auth/verify', { token: first })).code).toBe('access.linkInvalid')
    const second = await tokenFor(world, email, 'auth.verify')
    expect((await new Browser(world, 'acme').post('/auth/verify', { token: second })).code).toBe('access.linkInvalid')
    expect((await browser.post('/auth/reset', { token: second, password: PASSWORD })).code).toBe('access.linkInvalid')
    expect((await browser.post('/auth/verify', { token: second })).status).toBe(200)
  })

  test('is mailed at most five times an hour, with the same answers for known and unknown addresses', async () => {
    const known = newAddress()
    await new Browser(world).post('/auth/sign-up', newcomer(known))
    const answers = async (email: string) => {
      const sent = []
      for (let at = 0; at < 6; at += 1) sent.push((await new Browser(world).post('/auth/verification', { email })).status)
      return sent
    }
    expect(await answers(known)).toEqual([200, 200, 200, 200, 200, 429])
    expect(await answers(newAddress())).toEqual([200, 200, 200, 200, 200, 429])
    expect((await mailsTo(world, known)).length).toBe(6)
    pass(world, 3_601)
    expect((await new Browser(world).post('/auth/verification', { email: known })).status).toBe(200)
  })
})

test('mails of an address leave by the outbox', async () => {
  const { email } = await verifiedCustomer(world)
  await world.settle()
  await eventually(async () => {
    const rows = await world.query<{ state: string }>('select state from mail where recipient = $1', [email])
    return rows.length === 2 && rows.every((row) => row.state === 'kept')
  }, 'both mails are kept for the mailbox')
})
