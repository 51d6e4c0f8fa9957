import type { World } from '../../../test/support/world.ts'
import { later } from '../../platform/clock.ts'
import { type Context, inTx } from '../../platform/context.ts'
import { type AccountId, newId, type ProviderId, type TenantId } from '../../platform/ids.ts'
import { amountOf, money } from '../../platform/money.ts'
import { createAccount } from '../../spine/accounts/index.ts'
import { findWallet, openWallet, post } from '../../spine/ledger/index.ts'
import { createBasePrice, createPriceRule } from '../../spine/pricing/index.ts'
import type { NumberId } from '../numbers/index.ts'
import type { Call } from './call.ts'
import { CallId } from './call.ts'
import { findCall, listCalls } from './call-store.ts'
import { voiceCalls } from './calls.ts'
import type { Credentials, DeviceId } from './device.ts'
import { registerDevice } from './devices.ts'
import { attendCalls } from './live.ts'
import type { CallAsk, CallDecider, CallEvent, CallRef, CallRoute, Decision, SwitchControl } from './port.ts'

export const GATEWAY = '192.0.2.10'
export const SECOND_GATEWAY = '192.0.2.20'

/** A customer with a number, a device and money. */
export type Caller = {
  readonly context: Context
  readonly accountId: AccountId
  readonly numberId: NumberId
  readonly e164: string
  readonly deviceId: DeviceId
  readonly credentials: Credentials
  purse(): Promise<readonly [balance: string, held: string]>
  calls(): Promise<readonly Call[]>
}

/** Twilio and a second provider take calls at gateways of their own. */
export async function openGateways(world: World): Promise<readonly [ProviderId, ProviderId]> {
  const set = async (vendor: string, host: string) => {
    const settings = JSON.stringify({ sipGateway: `${host}:5060` })
    const sql = `update provider set status = 'active', settings = settings || $2::jsonb, version = version + 1 where vendor = $1 returning id`
    const [row] = await world.query<{ id: ProviderId }>(sql, [vendor, settings])
    if (!row) throw new Error(`There is no ${vendor}.`)
    return row.id
  }
  return [await set('twilio', GATEWAY), await set('telnyx', SECOND_GATEWAY)]
}

export type VoicePriceFacts = {
  readonly country?: string
  readonly perMinute: string
  readonly steps?: readonly [initialSeconds: number, recurringSeconds: number]
  readonly service?: 'voice' | 'voice_inbound'
}

/** A minute costs exactly this, counted in these steps. */
export async function priceCalls(world: World, { country, perMinute, steps = [6, 6], service = 'voice' }: VoicePriceFacts): Promise<void> {
  const increments = { initialSeconds: steps[0], recurringSeconds: steps[1] }
  const rule = { service, kind: 'fixed_price', currency: 'USD', value: perMinute, increments } as const
  await createPriceRule(world.context(), { ...rule, ...(country && { country }), belowFloorReason: 'For the test' })
}

export const costCalls = (world: World, country: string, vendor: string, rate: string) =>
  createBasePrice(world.context(), { service: 'voice', country, vendor, rate })

/** Gives the account an active number without buying it anywhere. */
export async function giveNumber(
  world: World,
  accountId: AccountId,
  e164: string,
  country = 'US',
  tenantId: TenantId = world.operator.id,
): Promise<NumberId> {
  const numberId = newId<NumberId>()
  await world.query(
    `insert into number (id, tenant_id, account_id, e164, country, type, status, capabilities, is_primary, monthly_micros, currency, created_at)
      values ($1, $2, $3, $4, $5, 'local', 'active', '{voice}', not exists (select from number where account_id = $3 and is_primary), 0, 'USD', $6)`,
    [numberId, tenantId, accountId, e164, country, world.clock.now()],
  )
  return numberId
}

/** An account with this much money, the number and one device. */
export async function openCaller(
  world: World,
  e164: string,
  balance = '10.00',
  country = 'US',
  tenantId = world.operator.id,
): Promise<Caller> {
  const accountId = await inTx(world.context(tenantId), async (tx) => {
    const account = await createAccount(tx, { name: 'Ana', kind: 'individual', email: `ana${e164.slice(1)}@example.com` })
    const wallet = await openWallet(tx, { accountId: account.id, currency: 'USD' })
    const facts = { kind: 'recharge', description: 'For the test', amount: money('USD', balance) }
    if (/[1-9]/.test(balance)) await post(tx, [{ op: 'credit', id: newId(), walletId: wallet.id, from: 'gateway:test', ...facts }])
    return account.id
  })
  const numberId = await giveNumber(world, accountId, e164, country, tenantId)
  const context = world.context(tenantId, accountId)
  const { device, credentials } = await registerDevice(context, accountId, { name: 'Desk', kind: 'sip_phone' })
  if (!credentials) throw new Error('A new device gets credentials.')
  return {
    context,
    accountId,
    numberId,
    e164,
    deviceId: device.id,
    credentials,
    async purse() {
      const wallet = await findWallet(context, { accountId, currency: 'USD' })
      if (!wallet) throw new Error('There is no wallet.')
      return [amountOf(wallet.balance), amountOf(wallet.held)]
    },
    calls: async () => (await listCalls(context, { accountId, limit: 100 })).items,
  }
}

/** One call as the switch sees it: what it was told, and everything it tells. */
export class PlayedCall {
  readonly decision: Decision & { kind: 'route' }
  readonly #player: SwitchPlayer
  #answered: { route: CallRoute; at: Date } | undefined
  #place = 1

  constructor(player: SwitchPlayer, decision: Decision & { kind: 'route' }) {
    this.#player = player
    this.decision = decision
  }

  get ref(): CallRef {
    return this.decision.ref
  }

  get routes(): readonly CallRoute[] {
    return this.decision.routes
  }

  /** When the switch would cut it, counted from its answer. */
  get limit(): number {
    return this.#player.limits.get(this.ref) ?? this.decision.maxSeconds
  }

  event(kind: CallEvent['kind'], facts: Partial<CallEvent> = {}): CallEvent {
    const route = this.routes[this.#place - 1]
    const blank = { code: null, reason: null, cause: null, durationMs: null, releasedBy: null }
    return { ref: this.ref, kind, route: route?.name ?? '', attempt: this.#place, at: this.#player.world.clock.now(), ...blank, ...facts }
  }

  tell(event: CallEvent): Promise<void> {
    return this.#player.decider.report(event)
  }

  /** Lets the route at `place` fail with a code, and answers which place the switch tries next, by its own rules; undefined when there is none. */
  async fail(code: number, cause: number | null = null): Promise<number | undefined> {
    await this.tell(this.event('attempt'))
    await this.tell(this.event('attempt', { code, cause }))
    const codes = this.#player.failures(this.ref)
    codes.set(this.#place, code)
    const route = this.routes[this.#place - 1]
    if (!route || !new RegExp(route.continueOn).test(String(code))) return undefined
    for (let place = this.#place + 1; place <= this.routes.length; place += 1) {
      const only = this.routes[place - 1]?.onlyAfter
      const before = only && codes.get(only.place)
      if (only && (before === undefined || !new RegExp(only.codes).test(String(before)))) continue
      this.#place = place
      return place
    }
    return undefined
  }

  async answer(): Promise<void> {
    const route = this.routes[this.#place - 1]
    if (!route) throw new Error('There is no such route.')
    await this.tell(this.event('attempt'))
    await this.tell(this.event('ringing'))
    this.#answered = { route, at: this.#player.world.clock.now() }
    await this.tell(this.event('answer', { at: this.#answered.at }))
    await this.#player.attend()
  }

  /** Lets the call go on for so many seconds, as the loop beside the switch would see it; cut earlier when its time is over. Answers how long it was. */
  async talk(seconds: number): Promise<number> {
    const { at } = this.#answered ?? { at: this.#player.world.clock.now() }
    const elapsed = () => Math.round((this.#player.world.clock.now().getTime() - at.getTime()) / 1_000)
    const until = elapsed() + seconds
    while (elapsed() < Math.min(until, this.limit)) {
      const next = Math.min(until, this.limit, elapsed() + 5)
      this.#player.world.clock.moveTo(later(at, next * 1_000))
      await this.#player.attend()
    }
    return elapsed()
  }

  /** The end after exactly so many milliseconds of conversation. */
  async end(durationMs: number, facts: Partial<CallEvent> = {}): Promise<void> {
    const at = later(this.#answered?.at ?? this.#player.world.clock.now(), durationMs)
    await this.tell(this.event('end', { at, durationMs, releasedBy: 'caller', code: 200, cause: 16, ...facts }))
  }

  /** The end of a call that nobody answered. */
  giveUp(code: number, cause: number | null = null): Promise<void> {
    return this.tell(this.event('end', { code, cause, durationMs: null, releasedBy: code === 487 ? 'caller' : 'callee' }))
  }

  leg(context: Context): Promise<Call | undefined> {
    return findCall(context, CallId.parse(this.ref as string))
  }
}

/** The switch of the tests: asks, tells and obeys as the real one does. */
export class SwitchPlayer {
  readonly world: World
  readonly decider: CallDecider
  readonly limits = new Map<CallRef, number>()
  readonly cut: CallRef[] = []
  readonly #failures = new Map<CallRef, Map<number, number>>()
  readonly control: SwitchControl = {
    cut: async (ref) => void this.cut.push(ref),
    prolong: async (ref, seconds) => void this.limits.set(ref, seconds),
  }

  constructor(world: World, decider: CallDecider = voiceCalls(world.services)) {
    this.world = world
    this.decider = decider
  }

  failures(ref: CallRef): Map<number, number> {
    const known = this.#failures.get(ref) ?? new Map<number, number>()
    this.#failures.set(ref, known)
    return known
  }

  attend(): Promise<void> {
    return attendCalls(this.world.services, this.control)
  }

  ask(facts: Partial<CallAsk>): Promise<Decision> {
    return this.decider.decide({
      node: 'test',
      callId: newId(),
      fromTag: newId(),
      sourceIp: GATEWAY,
      sourcePort: 5060,
      transport: 'udp',
      device: null,
      requestUser: '',
      requestHost: 'linecard.test',
      fromUser: 'anonymous',
      toUser: '',
      assertedIdentity: null,
      diversion: null,
      userAgent: null,
      at: this.world.clock.now(),
      ...facts,
    })
  }

  inbound(from: string, to: string): Promise<Decision> {
    return this.ask({ fromUser: from, requestUser: to, toUser: to })
  }

  outbound(caller: Pick<Caller, 'credentials'>, to: string): Promise<Decision> {
    return this.ask({
      device: caller.credentials.username,
      sourceIp: '198.51.100.7',
      fromUser: caller.credentials.username,
      requestUser: to,
      toUser: to,
    })
  }

  /** The call, once it was allowed. */
  routed(decision: Decision): PlayedCall {
    if (decision.kind !== 'route') throw new Error(`The call was refused: ${decision.code} ${decision.reason}`)
    return new PlayedCall(this, decision)
  }
}

/** A WAV file of so much silence, in G.711. */
export function silence(seconds: number): Buffer {
  const samples = Buffer.alloc(Math.round(seconds * 8_000), 0xff)
  const head = Buffer.alloc(44)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(36 + samples.length, 4)
  head.write('WAVEfmt ', 8, 'latin1')
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(7, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(8_000, 24)
  head.writeUInt32LE(8_000, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36, 'latin1')
  head.writeUInt32LE(samples.length, 40)
  return Buffer.concat([head, samples])
}
