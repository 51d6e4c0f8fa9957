import { type Context, createContext, inTx, type Services } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { type AccountId, newId, type TenantId } from '../../platform/ids.ts'
import { rateOf } from '../../platform/money.ts'
import { findAccount } from '../../spine/accounts/index.ts'
import { rootTenant } from '../../spine/tenants/index.ts'
import { listNumbers, type PhoneNumber } from '../numbers/index.ts'
import { type Attempt, type Call, type HangupReason, MOST_SECONDS, SAID_AS } from './call.ts'
import { asOwner, insertAttempts, insertCall, isInCall } from './call-store.ts'
import { contextOf, lookupIn } from './called.ts'
import { holderOfDevice } from './device-store.ts'
import { deviceSeen } from './devices.ts'
import { type Dialled, readCaller, readDialled } from './dialled.ts'
import type { CalledNumber, TraceStep } from './evaluate.ts'
import { callBlocked, callStarted } from './events.ts'
import { type Gateway, voiceGateways } from './gateways.ts'
import { keeping } from './kept.ts'
import { giveUp, inboundLeg, LegBook, newLeg, permitLeg } from './legs.ts'
import type { CallAsk, CallRef, CallRoute, Decision } from './port.ts'
import { voicePrice } from './price.ts'
import { type PlannedWay, routesOf } from './routing.ts'
import { holderOf } from './rule-store.ts'
import { type Ways, waysOf } from './ways.ts'

export const refOf = (call: Pick<Call, 'id'>): CallRef => call.id as string as CallRef

const reject = (reason: HangupReason): Decision => {
  const { code, cause, text } = SAID_AS[reason]
  return { kind: 'reject', code, cause, reason: text, retryAfterSeconds: null }
}

/** The operator of an installation never changes. */
const operators = new WeakMap<Services, TenantId>()

/** A base to look numbers and devices up from; what belongs to somebody is then read in their own scope. */
export async function switchContext(services: Services): Promise<Context> {
  const known = operators.get(services) ?? (await rootTenant(services)).id
  operators.set(services, known)
  return createContext(services, { tenantId: known })
}

/** Decides about a new call (W14, W15): who it is, whether it may, what it costs, and every way it may go. */
export async function decide(services: Services, ask: CallAsk): Promise<Decision> {
  const context = await switchContext(services)
  return ask.device === null ? fromTrunk(context, ask) : fromDevice(context, ask, ask.device)
}

/** What is written down once it is clear how the call goes. */
type Outcome = {
  readonly root: Call
  readonly legs: readonly Call[]
  readonly attempts: readonly Attempt[]
  readonly refused: HangupReason | null
}

async function write(context: Context, { root, legs, attempts, refused }: Outcome): Promise<void> {
  await inTx(contextOf(context, root), async (tx) => {
    for (const leg of legs) await asOwner(tx, leg, (own) => insertCall(own, refused ? refusedLeg(own.now(), leg, refused) : leg))
    await insertAttempts(tx, root, attempts)
    const fact = { callId: root.id, numberId: root.numberId, direction: root.direction }
    if (refused) await publish(tx, callBlocked, { ...fact, reason: refused }, { accountId: root.accountId })
    else await publish(tx, callStarted, fact, { accountId: root.accountId })
  })
}

/** A leg that never was: its owner's own doing is `blocked`, somebody else's a failure. */
function refusedLeg(now: Date, leg: Call, refused: HangupReason): Call {
  const reason = refused === 'blocked' && leg.direction === 'outbound' ? 'call_rejected' : refused
  const status = reason === 'blocked' || reason === 'insufficient_balance' ? 'blocked' : 'failed'
  const { code, cause } = SAID_AS[reason]
  return { ...leg, status, reason, sipCode: code, q850: cause, charged: false, endedAt: now, settledAt: now }
}

async function refuse(context: Context, root: Call, reason: HangupReason): Promise<Decision> {
  await write(context, { root, legs: [root], attempts: [], refused: reason })
  return reject(reason)
}

/** Whether an account may call, and with which numbers. */
const callerOf = keeping<AccountId, { readonly status: string; readonly numbers: readonly PhoneNumber[] }>(
  (_, accountId) => accountId,
  async (own, accountId) => {
    const [{ status }, { items: numbers }] = await Promise.all([
      findAccount(own, accountId),
      listNumbers(own, { accountId, status: 'active', limit: 100 }),
    ])
    return { status, numbers }
  },
)

async function fromDevice(context: Context, ask: CallAsk, username: string): Promise<Decision> {
  const device = await holderOfDevice(context, username)
  if (device?.status !== 'active') return reject('forbidden')
  const own = contextOf(context, device)
  const { status, numbers } = await callerOf(own, device.accountId)
  const shown = readCaller(ask.assertedIdentity ?? ask.fromUser)
  const number = numbers.find(({ e164 }) => e164 === shown) ?? numbers.find(({ primary }) => primary) ?? numbers[0]
  if (status !== 'active' || !number) return reject('forbidden')
  await deviceSeen(own, device)
  const dialled = readDialled(ask.requestUser, number.country)
  const root = newLeg(context, null, { ...outgoing(number, dialled, ask), ...device })
  if (dialled.kind === 'nonsense') return refuse(context, root, 'not_found')
  if (dialled.kind !== 'number') return refuse(context, root, 'forbidden')
  const permit = await permitLeg(context, root)
  if (permit.kind === 'unsold') return refuse(context, root, 'forbidden')
  if (permit.kind === 'unpaid') return refuse(context, root, 'insufficient_balance')
  const holder = await holderOf(context, dialled.e164)
  if (holder) return toOurs(context, permit.call, await lookupIn(context)(dialled.e164))
  const route: PlannedWay = {
    way: { kind: 'outside', to: dialled.e164, ringSeconds: DIALLED_RING_SECONDS, hops: [], only: null },
    chain: [permit.call],
  }
  return complete(context, permit.call, [route], [permit.call])
}

/** Somebody who dials waits longer than a caller who is forwarded. */
const DIALLED_RING_SECONDS = 120

const outgoing = (number: PhoneNumber, dialled: Dialled, ask: CallAsk) => ({
  direction: 'outbound' as const,
  from: number.e164,
  to: 'e164' in dialled ? dialled.e164 : ask.requestUser.slice(0, 40),
  country: dialled.kind === 'number' ? dialled.country : null,
  numberId: number.id,
  node: ask.node,
  sipCallId: ask.callId,
})

/** A call between two customers never leaves the platform: the called side's rules decide, in its own scope. */
async function toOurs(context: Context, root: Call, called: CalledNumber | undefined): Promise<Decision> {
  if (!called) throw new Error(`${root.to} was ours a moment ago.`)
  const permit = await permitLeg(context, inboundLeg(context, root.id, called, { from: root.from, parentId: root.id }))
  if (permit.kind !== 'ok') {
    await giveUp(context, root)
    return refuse(context, root, 'unregistered')
  }
  return byRules(context, [root, permit.call], called)
}

async function fromTrunk(context: Context, ask: CallAsk): Promise<Decision> {
  const gateways = await voiceGateways(context, undefined)
  const gateway = gateways.find(({ sources }) => sources.includes(ask.sourceIp))
  if (!gateway) return reject('forbidden')
  const dialled = readDialled(ask.requestUser, null)
  const called = dialled.kind === 'number' ? await lookupIn(context)(dialled.e164) : undefined
  if (!called) return reject('not_found')
  const caller = readCaller(ask.assertedIdentity ?? ask.fromUser)
  const facts = { from: caller ?? 'anonymous', node: ask.node, sipCallId: ask.callId }
  const root = { ...inboundLeg(context, null, called, facts), providerId: gateway.providerId, vendor: gateway.vendor }
  // A forward to a number elsewhere that forwards back would go round for ever: the second time round the mailbox answers.
  const circling = ask.diversion !== null && caller !== null && (await isInCall(contextOf(context, root), called.holder.numberId, caller))
  const permit = await permitLeg(context, root)
  if (permit.kind !== 'ok') return refuse(context, root, 'insufficient_balance')
  return byRules(context, [permit.call], circling ? { ...called, rules: [], devices: [], voicemail: true } : called)
}

/** `first` are the legs up to the called number: the root, and for a call of our own customer the leg of the called one. */
async function byRules(context: Context, first: readonly Call[], called: CalledNumber): Promise<Decision> {
  const [root] = first
  if (!root) throw new Error('A call has a first leg.')
  const owners = new Map([[called.e164, called.holder.accountId]])
  const lookup = lookupIn(context)
  const ways = await waysOf(called, { caller: root.from === 'anonymous' ? null : root.from, at: context.now() }, async (e164) => {
    const found = await lookup(e164)
    if (found) owners.set(e164, found.holder.accountId)
    return found
  })
  const book = new LegBook(context, first)
  const planned: (PlannedWay | null)[] = []
  for (const way of ways.ways) {
    const chain = await book.chainOf(way, first)
    planned.push(chain ? { way, chain } : null)
  }
  const legs = book.legs.map((leg) => withTrace(leg, ways.trace, owners))
  const told = legs.find((leg) => leg.id === root.id) ?? root
  const refused = refusalOf(ways, planned, book.unpaid)
  if (!refused) return complete(context, told, planned, legs)
  for (const leg of legs) await giveUp(context, leg)
  await write(context, { root: told, legs, attempts: [], refused })
  return reject(refused === 'insufficient_balance' ? 'unregistered' : refused)
}

function refusalOf(ways: Ways, planned: readonly (PlannedWay | null)[], unpaid: boolean): HangupReason | null {
  if (ways.rejected) return ways.rejected === 'blocked' ? 'blocked' : 'not_found'
  if (planned.some(Boolean)) return null
  return unpaid ? 'insufficient_balance' : 'user_busy'
}

/** Each holder sees the reasoning about their own numbers and nobody else's. */
function withTrace(leg: Call, trace: readonly TraceStep[], owners: ReadonlyMap<string, string>): Call {
  const own = trace.filter((step) => owners.get(step.number) === leg.accountId)
  return leg.direction === 'inbound' && own.length > 0 ? { ...leg, ruleTrace: own } : leg
}

async function complete(context: Context, root: Call, planned: readonly (PlannedWay | null)[], legs: readonly Call[]): Promise<Decision> {
  const gateways = await voiceGateways(context, undefined)
  const built = routesOf(planned, gateways, root)
  if (built.length === 0) {
    for (const leg of legs) await giveUp(context, leg)
    await write(context, { root, legs, attempts: [], refused: 'failed' })
    return reject('failed')
  }
  const maxSeconds = Math.min(MOST_SECONDS, ...legs.map((leg) => leg.grantedSeconds ?? MOST_SECONDS))
  const attempts: Attempt[] = []
  for (const [index, { route, chain, gateway }] of built.entries()) {
    attempts.push({
      ...blankAttempt,
      ...(await supplyOf(context, chain.at(-1), gateway)),
      id: newId(),
      callId: root.id,
      place: index + 1,
      kind: route.kind,
      name: route.name,
      target: targetOf(route, chain),
      legs: chain.map(({ id }) => id),
    })
  }
  const told = { ...root, maxSeconds }
  await write(context, { root: told, legs: legs.map((leg) => (leg.id === root.id ? told : leg)), attempts, refused: null })
  const channels = channelsOf(root, legs)
  return { kind: 'route', ref: refOf(root), maxSeconds, routes: built.map(({ route }) => route), channels }
}

/** What one account may have up at the same time: a stolen password or a forwarded flood must not empty a wallet in a minute. */
const CALLS_AT_ONCE = 10
const FORWARDS_AT_ONCE = 30

function channelsOf(root: Call, legs: readonly Call[]): (Decision & { kind: 'route' })['channels'] {
  if (root.direction === 'outbound') return [{ key: `account:${root.accountId}`, most: CALLS_AT_ONCE }]
  return legs.some((leg) => leg.direction === 'outbound') ? [{ key: `forwards:${root.accountId}`, most: FORWARDS_AT_ONCE }] : []
}

const targetOf = (route: CallRoute, chain: readonly Call[]): string =>
  route.kind === 'gateway' ? route.dial : (chain.at(-1)?.to ?? route.dial)

const blankAttempt = {
  providerId: null,
  vendor: null,
  cost: null,
  beganAt: null,
  ringingAt: null,
  answeredAt: null,
  endedAt: null,
  code: null,
  q850: null,
  reason: null,
} as const

/** Who carries an attempt, and what the supplier takes for a minute. */
async function supplyOf(
  context: Context,
  leg: Call | undefined,
  gateway: Gateway | null,
): Promise<Partial<Pick<Attempt, 'providerId' | 'vendor' | 'cost'>>> {
  if (!gateway || !leg) return {}
  const ask = { accountId: leg.accountId, service: 'voice' as const, country: leg.country, vendor: gateway.vendor }
  const price = await voicePrice(contextOf(context, leg), ask)
  const cost = price?.cost ? { currency: price.cost.currency, rate: rateOf(price.cost) } : null
  return { providerId: gateway.providerId, vendor: gateway.vendor, cost }
}
