import { randomUUID } from 'node:crypto'
import * as OTPAuth from 'otpauth'

export const OPERATOR = { email: 'olga@acme.example', password: 'correct horse battery' }
export const CUSTOMER = { email: 'nina@example.com', password: 'paper lantern river' }

type Reply = { readonly [name: string]: unknown }

/** Somebody who speaks with the API directly and keeps the cookies it gives. */
export class Person {
  readonly #url: string
  readonly #business: string | undefined
  readonly #cookies: Map<string, string>

  /** `business` is the short name of the reseller whose pages the person is on; without it, the operator's. */
  constructor(url: string, business?: string, cookies = new Map<string, string>()) {
    this.#url = url
    this.#business = business
    this.#cookies = cookies
  }

  /** The same person on a reseller's pages. */
  at(business: string): Person {
    return new Person(this.#url, business, this.#cookies)
  }

  /** The header under which the cookies travel. */
  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  get cookies(): ReadonlyMap<string, string> {
    return this.#cookies
  }

  /** Asks the API and answers its JSON; throws what it refuses. A body that is text is sent as CSV. */
  async ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Reply> {
    const isSheet = typeof body === 'string'
    const headers = {
      cookie: this.cookie,
      origin: this.#url,
      'idempotency-key': randomUUID(),
      ...(this.#business && { 'linecard-tenant': this.#business }),
      ...(body !== undefined && { 'content-type': isSheet ? 'text/csv' : 'application/json' }),
    }
    const sent = body !== undefined && { body: isSheet ? body : JSON.stringify(body) }
    const reply = await fetch(`${this.#url}/api/v1${path}`, { method, headers, ...sent })
    for (const line of reply.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      if (value) this.#cookies.set(name, value)
      else this.#cookies.delete(name)
    }
    const text = await reply.text()
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`)
    return text ? (JSON.parse(text) as Reply) : {}
  }

  /** Asks for a file, or the part of it that the range names. */
  download(path: string, range?: string): Promise<Response> {
    return fetch(`${this.#url}/api/v1${path}`, { headers: { cookie: this.cookie, ...(range && { range }) } })
  }
}

/** The first administrator, signed in with both factors. */
export async function operatorOf(url: string, setupLink: string): Promise<Person> {
  const person = new Person(url)
  const token = new URL(setupLink).searchParams.get('token')
  await person.ask('POST', '/setup', { token, businessName: 'Acme Telecom', currency: 'USD', name: 'Olga Operator', ...OPERATOR })
  await person.ask('POST', '/auth/login', OPERATOR)
  await takeSecondFactor(person)
  return person
}

/** Sets up what staff need beside a password. */
export async function takeSecondFactor(person: Person): Promise<void> {
  const { secret } = await person.ask('POST', '/auth/totp/enrolment', {})
  const totp = new OTPAuth.TOTP({ secret: OTPAuth.Secret.fromBase32(String(secret)) })
  await person.ask('POST', '/auth/totp/enrolment/confirm', { code: totp.generate() })
}

/** The token of the link in the newest mail to somebody. */
export async function mailedToken(operator: Person, to: string): Promise<string | undefined> {
  const { items } = (await operator.ask('GET', '/mails')) as { items: readonly { readonly recipient: string; readonly body: string }[] }
  return /token=([\w-]+)/.exec(items.find(({ recipient }) => recipient === to)?.body ?? '')?.[1]
}

/** A customer who has signed up, confirmed the address and signed in. */
export async function customerOf(url: string, operator: Person): Promise<Person> {
  const person = new Person(url)
  await person.ask('POST', '/auth/sign-up', { name: 'Nina Newcomer', ...CUSTOMER })
  await person.ask('POST', '/auth/verify', { token: await mailedToken(operator, CUSTOMER.email) })
  await person.ask('POST', '/auth/login', CUSTOMER)
  return person
}

/** Money for a customer, given by hand. */
export async function giveMoney(operator: Person, customer: Person, amount: string): Promise<void> {
  const { items } = (await customer.ask('GET', '/wallets')) as { items: readonly { readonly id: string; readonly currency: string }[] }
  const wallet = items[0]
  if (!wallet) throw new Error('The customer has no wallet.')
  await operator.ask('POST', `/wallets/${wallet.id}/adjust`, { amount, currency: wallet.currency, reason: 'Paid at the counter' })
}
