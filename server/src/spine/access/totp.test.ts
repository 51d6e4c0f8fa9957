import * as OTPAuth from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '../../../test/support/world.ts'
import {
  Browser,
  codeOf,
  enrol,
  invited,
  newAddress,
  PASSWORD,
  pass,
  type Staff,
  setUpOperator,
  signedInCustomer,
  tokenFor,
} from './browser-for-tests.ts'

let world: World
let owner: Staff

beforeAll(async () => {
  world = await openWorld()
  owner = await setUpOperator(world)
})

afterAll(() => world.close())

/** A browser in which only the password was given; the clock has moved on to a code that was not used yet. */
async function passwordGiven(email: string): Promise<Browser> {
  pass(world, 301)
  const browser = new Browser(world)
  await browser.post('/auth/login', { email, password: PASSWORD })
  return browser
}

describe('a member of staff', () => {
  test('can do nothing with the password alone, and everything once the code is given', async () => {
    const browser = await passwordGiven(owner.email)
    for (const path of ['/me', '/sessions', '/users', '/accounts', '/api-keys'])
      expect(await browser.get(path), path).toMatchObject({ status: 401, code: 'request.secondFactor' })
    expect(browser.cookies.has('linecard_refresh_operator'), 'half a sign-in cannot be prolonged').toBe(false)
    const half = browser.copy()
    const events = await world.eventsOf(async () => {
      const answer = await browser.post('/auth/totp', { code: codeOf(world, owner.secret) })
      expect(answer).toMatchObject({ status: 200, body: { status: 'signed-in' } })
    })
    expect(events).toEqual(['user.signed_in.v1'])
    expect((await browser.get('/me')).body).toMatchObject({ role: 'super_admin', user: { totp: true } })
    expect((await half.get('/me')).status, 'the half token does not grow with it').toBe(401)
  })

  test('must set the second factor up before anything else', async () => {
    const email = newAddress()
    await (await fresh(owner)).browser.post('/users/invite', { name: 'Sam', email, role: 'support' })
    const browser = new Browser(world)
    await browser.post('/auth/reset', { token: await tokenFor(world, email, 'auth.invite'), password: PASSWORD })
    expect((await browser.post('/auth/login', { email, password: PASSWORD })).body).toEqual({ status: 'totp-enrolment-required' })
    expect(await browser.get('/me')).toMatchObject({ status: 401, code: 'request.secondFactor' })
    const begun = await browser.post('/auth/totp/enrolment')
    const secret = String(begun.body['secret'])
    const uri = OTPAuth.URI.parse(String(begun.body['uri']))
    expect([uri.issuer, uri.label, uri.secret.base32]).toEqual(['Northwind', email, secret])
    const shortcut = await browser.post('/auth/totp', { code: codeOf(world, secret) })
    expect(shortcut, 'a secret that was not confirmed lets nobody in').toMatchObject({ status: 401, code: 'access.wrongCode' })
    expect((await browser.post('/auth/totp/enrolment/confirm', { code: '000000' })).code).toBe('access.wrongCode')
    const events = await world.eventsOf(async () => {
      const confirmed = await browser.post('/auth/totp/enrolment/confirm', { code: codeOf(world, secret) })
      expect(new Set(confirmed.body['recoveryCodes'] as string[]).size).toBe(10)
    })
    expect(events).toEqual(['user.totp_enrolled.v1', 'user.signed_in.v1'])
    expect((await browser.get('/me')).body).toMatchObject({ role: 'support' })
    expect((await browser.post('/auth/totp/enrolment')).code).toBe('access.alreadyEnrolled')
  })

  test('is signed out after twelve hours of idleness', async () => {
    const browser = await passwordGiven(owner.email)
    await browser.post('/auth/totp', { code: codeOf(world, owner.secret) })
    pass(world, 11 * 3_600)
    expect((await browser.post('/auth/refresh')).status).toBe(200)
    pass(world, 12 * 3_600 + 1)
    expect(await browser.post('/auth/refresh')).toMatchObject({ status: 401, code: 'access.sessionEnded' })
  })
})

describe('a code', () => {
  test('works once, and an older one never after a newer one (RFC 6238 §5.2)', async () => {
    const first = await passwordGiven(owner.email)
    const code = codeOf(world, owner.secret)
    const older = codeOf(world, owner.secret, -1)
    expect((await first.post('/auth/totp', { code })).status).toBe(200)
    const second = new Browser(world)
    await second.post('/auth/login', { email: owner.email, password: PASSWORD })
    expect(await second.post('/auth/totp', { code })).toMatchObject({ status: 401, code: 'access.codeUsed' })
    expect(await second.post('/auth/totp', { code: older })).toMatchObject({ status: 401, code: 'access.codeUsed' })
    pass(world, 30)
    expect((await second.post('/auth/totp', { code: codeOf(world, owner.secret) })).status).toBe(200)
  })

  test('sent by two browsers at the same moment lets one of them in', async () => {
    const browsers = [await passwordGiven(owner.email), new Browser(world)]
    await browsers[1]?.post('/auth/login', { email: owner.email, password: PASSWORD })
    const code = codeOf(world, owner.secret)
    const answers = await Promise.all(browsers.map((browser) => browser.post('/auth/totp', { code })))
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 401])
  })

  test.each([
    [-1, 200],
    [1, 200],
    [-2, 401],
    [2, 401],
  ])('of a clock %i steps away is answered %i', async (steps, status) => {
    const browser = await passwordGiven(owner.email)
    expect((await browser.post('/auth/totp', { code: codeOf(world, owner.secret, steps) })).status).toBe(status)
  })

  test('can be guessed at five times in five minutes', async () => {
    const browser = await passwordGiven(owner.email)
    const wrong = codeOf(world, owner.secret, 40)
    for (let at = 0; at < 5; at += 1) expect((await browser.post('/auth/totp', { code: wrong })).code).toBe('access.wrongCode')
    expect((await browser.post('/auth/totp', { code: codeOf(world, owner.secret) })).status).toBe(429)
    pass(world, 301)
    expect((await browser.post('/auth/totp', { code: codeOf(world, owner.secret) })).status).toBe(200)
  })

  test.each(['12345', '1234567', 'abcdef', '', '12 345'])('that is none is refused: %j', async (code) => {
    const browser = await passwordGiven(owner.email)
    expect(await browser.post('/auth/totp', { code })).toMatchObject({ status: 422, code: 'request.invalid' })
  })

  test('is nothing a stranger can give', async () => {
    for (const path of ['/auth/totp', '/auth/totp/enrolment/confirm'])
      expect(await new Browser(world).post(path, { code: '123456' })).toMatchObject({ status: 401, code: 'request.notSignedIn' })
    expect((await new Browser(world).post('/auth/totp/enrolment')).status).toBe(401)
  })
})

test('a recovery code lets its owner in once, and nobody else', async () => {
  const colleague = await invited(world, (await fresh(owner)).browser, 'finance')
  const [code] = colleague.recoveryCodes
  const stranger = await passwordGiven(owner.email)
  expect((await stranger.post('/auth/totp', { code })).code).toBe('access.wrongCode')
  const browser = await passwordGiven(colleague.email)
  expect((await browser.post('/auth/totp', { code })).status).toBe(200)
  const again = await passwordGiven(colleague.email)
  expect((await again.post('/auth/totp', { code })).code).toBe('access.wrongCode')
})

test('a customer may take a second factor, and is asked for it from then on', async () => {
  const { email, browser } = await signedInCustomer(world)
  const events = await world.eventsOf(async () => expect((await enrol(world, browser)).recoveryCodes).toHaveLength(10))
  expect(events, 'who is signed in is not signed in anew').toEqual(['user.totp_enrolled.v1'])
  expect((await browser.get('/me')).body).toMatchObject({ user: { totp: true } })
  expect((await new Browser(world).post('/auth/login', { email, password: PASSWORD })).body).toEqual({ status: 'totp-required' })
})

test('the secret and the recovery codes are not in the database', async () => {
  const colleague = await invited(world, (await fresh(owner)).browser, 'support')
  const rows = await world.query<{ t: string }>(
    `select t::text as t from app_user t union all select t::text from recovery_code t union all select t::text from event t`,
  )
  const stored = rows.map((row) => row.t).join('\n')
  expect(stored).toContain(colleague.email)
  for (const secret of [colleague.secret, ...colleague.recoveryCodes]) {
    expect(stored).not.toContain(secret)
    expect(stored).not.toContain(Buffer.from(secret).toString('hex'))
  }
})

async function fresh(staff: Staff): Promise<Staff> {
  const browser = await passwordGiven(staff.email)
  await browser.post('/auth/totp', { code: codeOf(world, staff.secret) })
  return { ...staff, browser }
}
