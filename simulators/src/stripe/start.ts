import formBody from '@fastify/formbody'
import type { FastifyRequest } from 'fastify'
import { type Control, createControl, installControl } from '../control.ts'
import { Core, type CoreOptions } from '../kit/core.ts'
import type { Outcome } from './cards.ts'
import { Checkout, OutcomeInput } from './checkout.ts'
import { installEndpoints, newEndpoint } from './endpoints.ts'
import { badKey, wording } from './errors.ts'
import { Publisher } from './events.ts'
import { parseForm } from './form.ts'
import { installMoney } from './money.ts'
import { installPage } from './page.ts'
import { Payments } from './payments.ts'
import { emptyState, forget, restoreInto, type SavedStripe, type Session, type StripeState, toSaved } from './state.ts'
import { Routes } from './wire.ts'

const DEV_KEY = 'sk_test_simulated'
const EXPIRY_CHECK_MS = 5_000

export type StripeOptions = CoreOptions & {
  readonly secretKey?: string | undefined
  /** An endpoint that is there from the start. */
  readonly webhookUrl?: string | undefined
  /** The signing secret of that endpoint, and of those made through the API; absent: each gets its own. */
  readonly webhookSecret?: string | undefined
  /** Where a browser finds the hosted page, when that is not `url`. */
  readonly publicUrl?: string | undefined
}

export type PayOutcome = Outcome | 'authentication_failed'
export type StripeControl = Control & {
  /** Pays an open session as the hosted page would; `authentication_required` leaves it waiting, so that it can be asked again. */
  readonly pay: (sessionId: string, outcome?: PayOutcome) => Session
  readonly expire: (sessionId: string) => Session
}

export type StripeSimulator = {
  readonly url: string
  /** For the official SDK: `new Stripe(secretKey, sdk)`. */
  readonly sdk: { readonly host: string; readonly port: number; readonly protocol: 'http' }
  readonly secretKey: string
  /** The secret of the configured endpoint, if there is one. */
  readonly webhookSecret: string | undefined
  readonly state: Readonly<StripeState>
  readonly control: StripeControl
  readonly settled: () => Promise<void>
  readonly close: () => Promise<void>
}

/** A Stripe on this machine: the official SDK works against it. Port 0, the default, takes a free one. */
export async function startStripe(options: StripeOptions = {}): Promise<StripeSimulator> {
  const secretKey = options.secretKey ?? DEV_KEY
  const core = new Core(options, wording, parseForm)
  const state = emptyState()
  let url = ''
  const publicUrl = () => options.publicUrl ?? url
  const publisher = new Publisher(core, state)
  const payments = new Payments(core, state, publisher, publicUrl)
  const checkout = new Checkout(state, payments, publisher, publicUrl)
  const control: StripeControl = { ...createControl(core, () => forget(state)), ...checkoutControl(core, checkout) }

  core.persist(
    () => toSaved(state),
    (saved) => restoreInto(state, saved as SavedStripe),
  )
  addConfiguredEndpoint(state, options, payments.seconds())
  await core.app.register(formBody, { parser: parseForm })
  core.app.addHook('onRequest', async (request) => authenticate(request, secretKey))
  installControl(core, control, () => shownState(state))
  installCheckoutControl(core, control)
  const routes = new Routes(core, state)
  checkout.install(routes)
  installMoney(routes, state, payments)
  installEndpoints(routes, state, () => payments.seconds(), options.webhookSecret)
  installPage(core, state, checkout, payments)

  url = await core.listen()
  publisher.resume()
  const expiry = setInterval(() => checkout.expireDue(), EXPIRY_CHECK_MS).unref()
  const { hostname: host, port } = new URL(url)
  return {
    url,
    sdk: { host, port: Number(port), protocol: 'http' },
    secretKey,
    webhookSecret: options.webhookSecret,
    state,
    control,
    settled: () => core.settled(),
    close: async () => {
      clearInterval(expiry)
      await core.close()
    },
  }
}

function checkoutControl(core: Core, checkout: Checkout): Pick<StripeControl, 'pay' | 'expire'> {
  return {
    pay: (sessionId, outcome = 'success') => {
      const session = outcome === 'authentication_failed' ? checkout.failAuthentication(sessionId) : checkout.pay(sessionId, outcome)
      core.changedLater()
      return session
    },
    expire: (sessionId) => {
      const session = checkout.expire(checkout.find(sessionId))
      core.changedLater()
      return session
    },
  }
}

function installCheckoutControl(core: Core, control: StripeControl): void {
  type Place = { Params: { id: string } }
  core.app.post<Place>('/_control/checkout/:id/pay', async (request) => {
    const { outcome } = OutcomeInput.parse(request.body ?? undefined)
    return control.pay(request.params.id, outcome)
  })
  core.app.post<Place>('/_control/checkout/:id/expire', async (request) => control.expire(request.params.id))
}

function addConfiguredEndpoint(state: StripeState, options: StripeOptions, created: number): void {
  if (options.webhookUrl === undefined) return
  if (options.webhookSecret === undefined) throw new Error('The Stripe simulator was given a webhook URL without the secret to sign with.')
  const endpoint = newEndpoint({
    id: 'we_configured',
    url: options.webhookUrl,
    secret: options.webhookSecret,
    enabledEvents: ['*'],
    created,
  })
  state.endpoints.set(endpoint.id, endpoint)
}

function authenticate(request: FastifyRequest, secretKey: string): void {
  if (!request.url.startsWith('/v1/')) return
  const [scheme = '', credentials = ''] = (request.headers.authorization ?? '').split(' ')
  const basic = scheme.toLowerCase() === 'basic'
  const given = basic ? (Buffer.from(credentials, 'base64').toString('utf8').split(':')[0] ?? '') : credentials
  if (given !== secretKey) throw badKey(`${given.slice(0, 8)}${'*'.repeat(Math.min(Math.max(given.length - 8, 0), 20))}`)
}

function shownState(state: StripeState): Record<string, unknown> {
  const { sessions, paymentIntents, charges, refunds, events, endpoints } = state
  const maps = { sessions, paymentIntents, charges, refunds, events, endpoints }
  return Object.fromEntries(Object.entries(maps).map(([name, map]) => [name, [...map.values()]]))
}
