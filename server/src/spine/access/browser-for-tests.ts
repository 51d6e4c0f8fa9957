import type { LightMyRequestResponse } from 'fastify'
import * as OTPAuth from 'otpauth'
import type { World } from '../../../test/support/world.ts'
import { newId } from '../../platform/ids.ts'
import { setupLink } from './set-up.ts'

export const PASSWORD = 'a long quiet evening'

type Sent = {
  readonly status: number
  readonly code: unknown
  readonly body: Record<string, unknown>
  readonly raw: LightMyRequestResponse
}

export type Visit = { readonly headers?: Record<string, string>; readonly cookies?: Record<string, string> }

/** A browser on a machine of its own: it keeps the cookies it is given and sends them to the paths they are for. */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly #world: World
  readonly #slug: string | undefined
  // Attempts are counted per address as well, and one test must not use up another's.
  readonly #remoteAddress = `10.${[1, 2, 3].map(() => Math.floor(Math.random() * 250)).join('.')}`

  constructor(world: World, slug?: string) {
    this.#world = world
    this.#slug = slug
  }

  async send(method: 'GET' | 'POST' | 'DELETE', path: string, payload?: unknown, visit: Visit = {}): Promise<Sent> {
    const jar = Object.fromEntries([...this.cookies].filter(([name]) => !name.includes('refresh') || path.startsWith('/auth/')))
    const raw = await this.#world.request({
      method,
      url: `/api/v1${path}`,
      remoteAddress: this.#remoteAddress,
      cookies: visit.cookies ?? jar,
      headers: { ...(this.#slug && { 'linecard-tenant': this.#slug }), 'user-agent': 'test browser', ...visit.headers },
      ...(payload !== undefined && { payload: payload as object }),
    })
    for (const { name, value } of raw.cookies as { name: string; value: string }[]) {
      if (value) this.cookies.set(name, value)
      else this.cookies.delete(name)
    }
    const body = raw.body ? (raw.json() as Record<string, unknown>) : {}
    return { status: raw.statusCode, code: body['code'], body, raw }
  }

  get = (path: string, visit?: Visit) => this.send('GET', path, undefined, visit)
  post = (path: string, payload?: unknown, visit?: Visit) => this.send('POST', path, payload, visit)
  delete = (path: string, visit?: Visit) => this.send('DELETE', path, undefined, visit)

  /** The same cookies on another machine: a stolen session. */
  copy(): Browser {
    const thief = new Browser(this.#world, this.#slug)
    for (const [name, value] of this.cookies) thief.cookies.set(name, value)
    return thief
  }
}

export type SentMail = { readonly template: string; readonly recipient: string; readonly subject: string; readonly body: string }

/** Every mail to the address, the newest first. */
export const mailsTo = (world: World, email: string): Promise<SentMail[]> =>
  world.query<SentMail>('select template, recipient, subject, body from mail where lower(recipient) = lower($1) order by id desc', [email])

/** The token in the newest mail of that kind. */
export async function tokenFor(world: World, email: string, template: string): Promise<string> {
  const mail = (await mailsTo(world, email)).find((one) => one.template === template)
  const token = /token=([\w-]+)/.exec(mail?.body ?? '')?.[1]
  if (!token) throw new Error(`No mail ${template} with a link was sent to ${email}.`)
  return token
}

export const newAddress = (): string => `${newId().slice(-12)}@example.com`

/** A customer who has signed up and verified, not signed in yet. */
export async function verifiedCustomer(world: World, slug?: string): Promise<{ email: string; browser: Browser }> {
  const email = newAddress()
  const browser = new Browser(world, slug)
  await browser.post('/auth/sign-up', { name: 'Ana Costa', email, password: PASSWORD })
  await browser.post('/auth/verify', { token: await tokenFor(world, email, 'auth.verify') })
  return { email, browser }
}

/** A customer signed in. */
export async function signedInCustomer(world: World, slug?: string): Promise<{ email: string; browser: Browser }> {
  const customer = await verifiedCustomer(world, slug)
  await customer.browser.post('/auth/login', { email: customer.email, password: PASSWORD })
  return customer
}

/** The code that the person's device shows at the product's time; `steps` of 30 s later or earlier. */
export const codeOf = (world: World, secret: string, steps = 0): string =>
  new OTPAuth.TOTP({ secret: OTPAuth.Secret.fromBase32(secret) }).generate({ timestamp: world.clock.now().getTime() + steps * 30_000 })

/** Lets the time of `seconds` pass for the product. */
export const pass = (world: World, seconds: number): number => world.clock.moveTo(new Date(world.clock.now().getTime() + seconds * 1_000))

/** Sets the second factor up in a browser that has given its password. */
export async function enrol(world: World, browser: Browser): Promise<{ secret: string; recoveryCodes: string[] }> {
  const secret = String((await browser.post('/auth/totp/enrolment')).body['secret'])
  const confirmed = await browser.post('/auth/totp/enrolment/confirm', { code: codeOf(world, secret) })
  return { secret, recoveryCodes: confirmed.body['recoveryCodes'] as string[] }
}

export type Staff = { readonly email: string; readonly browser: Browser; readonly secret: string; readonly recoveryCodes: string[] }

/** The first administrator, signed in with both factors. */
export async function setUpOperator(world: World, currency = 'EUR'): Promise<Staff> {
  const email = newAddress()
  const browser = new Browser(world)
  const token = new URL((await setupLink(world.services)) ?? '').searchParams.get('token')
  await browser.post('/setup', { token, businessName: 'Northwind', currency, name: 'Olga', email, password: PASSWORD })
  await browser.post('/auth/login', { email, password: PASSWORD })
  return { email, browser, ...(await enrol(world, browser)) }
}

/** A colleague invited by `inviter`, who has accepted and signed in with both factors. */
export async function invited(world: World, inviter: Browser, role: string, slug?: string, visit?: Visit): Promise<Staff & { id: string }> {
  const email = newAddress()
  const sent = await inviter.post('/users/invite', { name: 'Colleague', email, role }, visit)
  if (sent.status !== 201) throw new Error(`The invitation was refused: ${sent.raw.body}`)
  const browser = new Browser(world, slug)
  await browser.post('/auth/reset', { token: await tokenFor(world, email, 'auth.invite'), password: PASSWORD })
  await browser.post('/auth/login', { email, password: PASSWORD })
  return { email, browser, id: String(sent.body['id']), ...(await enrol(world, browser)) }
}

/** Signs somebody in again whose session has run out while the clock was moved. */
export async function signInAgain(
  world: World,
  who: { readonly email: string; readonly browser: Browser; readonly secret?: string },
): Promise<void> {
  await who.browser.post('/auth/login', { email: who.email, password: PASSWORD })
  if (who.secret) await who.browser.post('/auth/totp', { code: codeOf(world, who.secret) })
}
