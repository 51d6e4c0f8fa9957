import formBody from '@fastify/formbody'
import type { FastifyRequest } from 'fastify'
import * as z from 'zod'
import { type Control, createControl, installControl } from '../control.ts'
import { Core, type CoreOptions } from '../kit/core.ts'
import { Carrier } from './delivery.ts'
import { notFound, unauthorised, wording } from './errors.ts'
import { installMessages } from './messages.ts'
import { installNumbers } from './numbers.ts'
import { installSearch } from './search.ts'
import { emptyState, forget, type Message, restoreInto, type SavedTwilio, type TwilioAccount, type TwilioState, toSaved } from './state.ts'
import { API_VERSION, rfc2822 } from './wire.ts'

const DEV_ACCOUNT_SID = `AC${'0'.repeat(32)}`
const DEV_AUTH_TOKEN = 'simulated-twilio-token'

export type TwilioOptions = CoreOptions & {
  readonly accountSid?: string | undefined
  readonly authToken?: string | undefined
  /** Further accounts beside the first. */
  readonly accounts?: readonly { accountSid: string; authToken: string; friendlyName?: string }[] | undefined
}

export type InboundMessage = { readonly from: string; readonly to: string; readonly body: string }
export type TwilioControl = Control & {
  /** An SMS from outside reaches a number that is owned here. Throws when nobody owns `to`. */
  readonly inbound: (message: InboundMessage) => Message
}

export type TwilioSimulator = {
  readonly url: string
  readonly accountSid: string
  readonly authToken: string
  readonly state: Readonly<TwilioState>
  readonly control: TwilioControl
  readonly settled: () => Promise<void>
  readonly close: () => Promise<void>
}

const Inbound = z.strictObject({ from: z.string().min(1), to: z.string().min(1), body: z.string().max(1600) })

/** A Twilio on this machine: the official SDK works against `url`. Port 0, the default, takes a free one. */
export async function startTwilio(options: TwilioOptions = {}): Promise<TwilioSimulator> {
  const accounts = accountsOf(options)
  const [first] = accounts.values()
  if (!first) throw new Error('The Twilio simulator needs an account.')
  const core = new Core(options, wording)
  const state = emptyState()
  const carrier = new Carrier(core, state, (sid) => accounts.get(sid))
  const control: TwilioControl = {
    ...createControl(core, () => forget(state)),
    inbound: (message) => {
      const received = carrier.receive(message)
      if (!received) throw new Error(`Nobody owns ${message.to} here.`)
      return received
    },
  }

  core.persist(
    () => toSaved(state),
    (saved) => restoreInto(state, saved as SavedTwilio),
  )
  await core.app.register(formBody)
  installControl(core, control, () => toSaved(state))
  core.app.post('/_control/inbound', async (request, reply) => reply.code(201).send(control.inbound(Inbound.parse(request.body))))
  core.app.addHook('onRequest', async (request) => authenticate(request, accounts))
  const base = `/${API_VERSION}/Accounts/:account`
  installAccount(core, accounts)
  installSearch(core, state, base)
  installNumbers(core, state, base, (sid) => accounts.has(sid))
  installMessages(core, state, base, carrier)

  const url = await core.listen()
  // Messages that were under way when the simulator stopped go on.
  for (const message of state.messages.values()) carrier.carry(message)
  const { accountSid, authToken } = first
  return { url, accountSid, authToken, state, control, settled: () => core.settled(), close: () => core.close() }
}

function accountsOf(options: TwilioOptions): Map<string, TwilioAccount> {
  const first = { accountSid: options.accountSid ?? DEV_ACCOUNT_SID, authToken: options.authToken ?? DEV_AUTH_TOKEN }
  const all = [first, ...(options.accounts ?? [])].map((one) => ({ friendlyName: `Simulated account ${one.accountSid.slice(-4)}`, ...one }))
  return new Map(all.map((account) => [account.accountSid, account]))
}

function authenticate(request: FastifyRequest, accounts: ReadonlyMap<string, TwilioAccount>): void {
  if (request.url.startsWith('/_control')) return
  const [scheme, encoded = ''] = (request.headers.authorization ?? '').split(' ')
  const [name = '', ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  const account = accounts.get(name)
  if (scheme?.toLowerCase() !== 'basic' || account?.authToken !== password.join(':')) throw unauthorised()
  const path = /^\/2010-04-01\/Accounts\/(AC[^/.]+)/.exec(request.url)?.[1]
  if (path !== undefined && path !== name) throw notFound(request.url)
}

function installAccount(core: Core, accounts: ReadonlyMap<string, TwilioAccount>): void {
  type Place = { Params: { account: string } }
  const startedAt = core.now().toISOString()
  core.app.get<Place>(`/${API_VERSION}/Accounts/:account.json`, { config: { operation: 'account.fetch' } }, async (request) => {
    const { account } = request.params
    const uri = `/${API_VERSION}/Accounts/${account}`
    return {
      sid: account,
      friendly_name: accounts.get(account)?.friendlyName,
      owner_account_sid: account,
      auth_token: accounts.get(account)?.authToken,
      status: 'active',
      type: 'Full',
      date_created: rfc2822(startedAt),
      date_updated: rfc2822(startedAt),
      uri: `${uri}.json`,
      subresource_uris: { messages: `${uri}/Messages.json`, incoming_phone_numbers: `${uri}/IncomingPhoneNumbers.json` },
    }
  })
  core.app.get<Place>(`/${API_VERSION}/Accounts/:account/Balance.json`, { config: { operation: 'account.balance' } }, async (request) => ({
    account_sid: request.params.account,
    balance: '1000.00',
    currency: 'USD',
  }))
}
