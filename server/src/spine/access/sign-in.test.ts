import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '../../../test/support/world.ts'
import { Browser, mailsTo, newAddress, PASSWORD, pass, signedInCustomer, tokenFor, verifiedCustomer } from './browser-for-tests.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})

afterAll(() => world.close())

const login = (browser: Browser, email: string, password = PASSWORD) => browser.post('/auth/login', { email, password })

/** Every stored byte of the database that could hold a secret, as text. */
async function everythingStored(): Promise<string> {
  const tables = await world.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')`,
  )
  // The outbox holds the letters themselves: what is in them is on its way to its owner.
  const texts = tables
    .filter(({ name }) => name !== 'public.mail')
    .map(({ name }) => world.query<{ t: string }>(`select t::text as t from ${name} t`))
  return (await Promise.all(texts))
    .flat()
    .map((row) => row.t)
    .join('\n')
}

describe('signing in', () => {
  test('gives cookies that scripts cannot read, the refresh token only to its own routes', async () => {
    const { email, browser } = await verifiedCustomer(world)
    const answer = await login(browser, email.toUpperCase())
    expect(answer).toMatchObject({ status: 200, body: { status: 'signed-in' } })
    expect(answer.raw.cookies).toMatchObject([
      { name: 'linecard_access_operator', path: '/', httpOnly: true, sameSite: 'Lax' },
      { name: 'linecard_refresh_operator', path: '/api/v1/auth', httpOnly: true, sameSite: 'Lax' },
    ])
    expect(answer.raw.body).not.toMatch(/lcs_|lcr_/)
    expect((await browser.get('/me')).status).toBe(200)
  })

  test('answers an unknown address and a wrong password with the same words', async () => {
    const { email } = await verifiedCustomer(world)
    const wrong = await login(new Browser(world), email, 'not the password')
    const unknown = await login(new Browser(world), newAddress(), 'not the password')
    expect(wrong).toMatchObject({ status: 401, code: 'access.wrongCredentials' })
    expect(wrong.raw.body).toBe(unknown.raw.body)
  })

  test('never tells that an address waits for its confirmation to somebody without the password', async () => {
    const email = newAddress()
    await new Browser(world).post('/auth/sign-up', { name: 'Ana', email, password: PASSWORD })
    expect((await login(new Browser(world), email, 'not the password')).code).toBe('access.wrongCredentials')
    expect((await login(new Browser(world), email)).code).toBe('access.notVerified')
  })

  test('closes after five failures, for known and unknown addresses alike, and opens after fifteen minutes', async () => {
    const { email } = await verifiedCustomer(world)
    const failures = async (address: string) => {
      const codes = []
      for (let at = 0; at < 5; at += 1) codes.push((await login(new Browser(world), address, `wrong ${at}`)).status)
      return codes
    }
    const events = await world.eventsOf(async () => expect(await failures(email)).toEqual([401, 401, 401, 401, 401]))
    expect(events).toEqual([...Array(5).fill('user.sign_in_failed.v1'), 'user.locked_out.v1'])
    expect(await login(new Browser(world), email)).toMatchObject({ status: 429, code: 'request.tooManyRequests' })
    const stranger = newAddress()
    await failures(stranger)
    expect((await login(new Browser(world), stranger)).status).toBe(429)
    pass(world, 15 * 60 + 1)
    expect((await login(new Browser(world), email)).status).toBe(200)
    expect(await failures(email), 'a success starts the count again').toEqual([401, 401, 401, 401, 401])
  })

  test('is refused to the suspended and the banned even with the right password, and wakes the inactive', async () => {
    for (const status of ['suspended', 'banned']) {
      const { email, browser } = await verifiedCustomer(world)
      await world.query('update app_user set status = $2 where email = $1', [email, status])
      expect(await login(browser, email)).toMatchObject({ status: 403, code: 'access.notAllowed' })
    }
    const { email, browser } = await verifiedCustomer(world)
    await world.query(`update app_user set status = 'inactive' where email = $1`, [email])
    expect((await login(browser, email)).status).toBe(200)
    expect((await browser.get('/me')).body).toMatchObject({ user: { status: 'active' } })
  })
})

describe('a session', () => {
  test('opens nothing after fifteen minutes until it is refreshed', async () => {
    const { browser } = await signedInCustomer(world)
    pass(world, 15 * 60 + 1)
    expect(await browser.get('/me')).toMatchObject({ status: 401, code: 'request.notSignedIn' })
    expect((await browser.post('/auth/refresh')).status).toBe(200)
    expect((await browser.get('/me')).status).toBe(200)
  })

  test('ends after seven days without use and lives on with it', async () => {
    const { browser } = await signedInCustomer(world)
    pass(world, 6 * 86_400)
    expect((await browser.post('/auth/refresh')).status).toBe(200)
    pass(world, 6 * 86_400)
    expect((await browser.post('/auth/refresh')).status).toBe(200)
    pass(world, 7 * 86_400 + 1)
    expect(await browser.post('/auth/refresh')).toMatchObject({ status: 401, code: 'access.sessionEnded' })
  })

  test('whose refresh token is used twice ends on both devices, and its owner is told (story 56)', async () => {
    const { email, browser } = await signedInCustomer(world)
    const other = new Browser(world)
    await login(other, email)
    const thief = browser.copy()
    expect((await browser.post('/auth/refresh')).status).toBe(200)
    const events = await world.eventsOf(async () =>
      expect(await thief.post('/auth/refresh')).toMatchObject({ status: 401, code: 'access.sessionEnded' }),
    )
    expect(events).toEqual(['user.token_reused.v1'])
    for (const device of [browser, thief]) {
      expect((await device.get('/me')).status).toBe(401)
      expect((await device.post('/auth/refresh')).status).toBe(401)
    }
    expect((await other.get('/me')).status, 'a sign-in of its own is another family').toBe(200)
    expect((await mailsTo(world, email)).filter((mail) => mail.template === 'auth.token_reuse')).toHaveLength(1)
  })

  test('is rotated once when many tabs refresh at the same moment', async () => {
    const { browser } = await signedInCustomer(world)
    const answers = await Promise.all([1, 2, 3, 4].map(() => browser.copy().post('/auth/refresh')))
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
  })

  test('is listed with its device and can be ended from another one at once', async () => {
    const { email, browser } = await signedInCustomer(world)
    const phone = new Browser(world)
    await phone.post('/auth/login', { email, password: PASSWORD }, { headers: { 'user-agent': 'phone' } })
    const items = (await browser.get('/sessions')).body['items'] as { id: string; current: boolean; userAgent: string }[]
    expect(items.map(({ current, userAgent }) => ({ current, userAgent }))).toEqual([
      { current: false, userAgent: 'phone' },
      { current: true, userAgent: 'test browser' },
    ])
    expect((await phone.get('/me')).status).toBe(200)
    expect((await browser.delete(`/sessions/${items[0]?.id}`)).status).toBe(200)
    expect((await phone.get('/me')).status).toBe(401)
    expect(await browser.delete(`/sessions/${items[0]?.id}`)).toMatchObject({ status: 404, code: 'access.sessionNotFound' })
    const { browser: neighbour } = await signedInCustomer(world)
    expect((await neighbour.delete(`/sessions/${items[1]?.id}`)).status, 'somebody else’s session').toBe(404)
  })

  test('ends by signing out, also when its access token has run out', async () => {
    for (const wait of [0, 20 * 60]) {
      const { browser } = await signedInCustomer(world)
      const copy = browser.copy()
      pass(world, wait)
      const answer = await browser.post('/auth/logout')
      expect(answer.status).toBe(200)
      expect(browser.cookies.size).toBe(0)
      expect((await copy.get('/me')).status).toBe(401)
      expect((await copy.post('/auth/refresh')).status).toBe(401)
    }
    expect((await new Browser(world).post('/auth/logout')).status, 'a stranger has nothing to end').toBe(200)
  })

  test('changes nothing on behalf of another site', async () => {
    const { browser } = await signedInCustomer(world)
    const foreign = { headers: { origin: 'https://evil.example' } }
    expect(await browser.post('/auth/logout', undefined, foreign)).toMatchObject({ status: 403, code: 'request.foreignOrigin' })
    expect((await browser.get('/me')).status).toBe(200)
  })
})

describe('a forgotten password', () => {
  test('is replaced by the link of a mail, which ends every session', async () => {
    const { email, browser } = await signedInCustomer(world)
    const stranger = new Browser(world)
    expect((await stranger.post('/auth/reset-request', { email })).status).toBe(200)
    const token = await tokenFor(world, email, 'auth.reset')
    const events = await world.eventsOf(async () =>
      expect((await stranger.post('/auth/reset', { token, password: 'another long evening' })).status).toBe(200),
    )
    expect(events).toEqual(['user.password_reset.v1'])
    expect((await browser.get('/me')).status).toBe(401)
    expect((await browser.post('/auth/refresh')).status).toBe(401)
    expect((await login(stranger, email)).status).toBe(401)
    expect((await login(stranger, email, 'another long evening')).status).toBe(200)
    expect((await stranger.post('/auth/reset', { token, password: PASSWORD })).code).toBe('access.linkInvalid')
  })

  test('link works for one hour and not a minute longer', async () => {
    const { email, browser } = await verifiedCustomer(world)
    await browser.post('/auth/reset-request', { email })
    pass(world, 3_660)
    const answer = await browser.post('/auth/reset', { token: await tokenFor(world, email, 'auth.reset'), password: PASSWORD })
    expect(answer).toMatchObject({ status: 422, code: 'access.linkInvalid' })
  })

  test('is not replaced by a weak one, and the link stays good for a better one', async () => {
    const { email, browser } = await verifiedCustomer(world)
    await browser.post('/auth/reset-request', { email })
    const token = await tokenFor(world, email, 'auth.reset')
    for (const password of ['short', `my mail is ${email}`]) {
      expect(await browser.post('/auth/reset', { token, password })).toMatchObject({ status: 422, code: 'access.weakPassword' })
    }
    expect((await browser.post('/auth/reset', { token, password: 'another long evening' })).status).toBe(200)
  })

  test('is asked for with the same answer for known and unknown addresses, five times an hour', async () => {
    const { email } = await verifiedCustomer(world)
    for (const address of [email, newAddress()]) {
      const answers = []
      for (let at = 0; at < 6; at += 1) answers.push(await new Browser(world).post('/auth/reset-request', { email: address }))
      expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200, 429])
      expect(answers[0]?.raw.body).toBe('{"done":true}')
    }
  })

  test('opens the door that guessing had closed', async () => {
    const { email, browser } = await verifiedCustomer(world)
    for (let at = 0; at < 6; at += 1) await login(new Browser(world), email, 'guess')
    expect((await login(browser, email)).status).toBe(429)
    await browser.post('/auth/reset-request', { email })
    await browser.post('/auth/reset', { token: await tokenFor(world, email, 'auth.reset'), password: PASSWORD })
    expect((await login(browser, email)).status).toBe(200)
  })

  test('of somebody suspended or banned is not replaced', async () => {
    const { email, browser } = await verifiedCustomer(world)
    await world.query(`update app_user set status = 'suspended' where email = $1`, [email])
    await browser.post('/auth/reset-request', { email })
    expect((await mailsTo(world, email)).map((mail) => mail.template)).not.toContain('auth.reset')
  })
})

test('the database holds hashes only: no password, token, link or key (story 56)', async () => {
  const { email, browser } = await signedInCustomer(world)
  const made = await browser.post('/api-keys', { name: 'Shop', permissions: ['wallet:read'] })
  await browser.post('/auth/reset-request', { email })
  const secrets = [
    PASSWORD,
    ...browser.cookies.values(),
    String(made.body['key']),
    await tokenFor(world, email, 'auth.verify'),
    await tokenFor(world, email, 'auth.reset'),
  ]
  const stored = await everythingStored()
  expect(stored, 'the dump does show what is stored').toContain(email)
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(15)
    expect(stored).not.toContain(secret)
    expect(stored, 'not as the bytes of the text either').not.toContain(Buffer.from(secret).toString('hex'))
  }
})
