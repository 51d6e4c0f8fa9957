import type { Context } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { parseE164 } from '../numbers/index.ts'
import type { Call, CallId } from './call.ts'
import { contextOf } from './called.ts'
import { authorizeLeg, settleLeg } from './charge.ts'
import type { CalledNumber, Holder } from './evaluate.ts'
import { voicePrice } from './price.ts'
import type { Hop, Way } from './ways.ts'

export type LegFacts = Pick<Call, 'direction' | 'from' | 'to' | 'country'> &
  Pick<Holder, 'tenantId' | 'accountId'> &
  Partial<Pick<Call, 'parentId' | 'numberId' | 'deviceId' | 'node' | 'sipCallId'>>

/** A leg before anything happened to it. */
export function newLeg(context: Context, rootId: CallId | null, facts: LegFacts): Call {
  const id = newId<CallId>()
  return {
    parentId: null,
    numberId: null,
    deviceId: null,
    node: null,
    sipCallId: null,
    ...facts,
    id,
    rootId: rootId ?? id,
    status: 'initiated',
    reason: null,
    sipCode: null,
    q850: null,
    releasedBy: null,
    ruleTrace: null,
    trace: null,
    charged: false,
    grantedSeconds: null,
    maxSeconds: null,
    settledAt: null,
    billedSeconds: null,
    price: null,
    answeredBy: null,
    providerId: null,
    vendor: null,
    startedAt: context.now(),
    ringingAt: null,
    answeredAt: null,
    endedAt: null,
    durationMs: null,
    extendAt: null,
    checkedAt: null,
    cutAskedAt: null,
    cutAt: null,
    watchdog: false,
  }
}

export const countryOf = (e164: string): string | null => parseE164(e164)?.country ?? null

/** The leg by which a call arrives at one of our numbers, as its holder sees it. */
export const inboundLeg = (
  context: Context,
  rootId: CallId | null,
  called: CalledNumber,
  rest: Pick<LegFacts, 'from'> & Partial<LegFacts>,
): Call => newLeg(context, rootId, { ...rest, ...called.holder, direction: 'inbound', to: called.e164, country: countryOf(called.e164) })

/** Whether the leg may be made, and with what money: `unpaid` without it, `unsold` where calls there are not offered. */
export type Permit = { readonly kind: 'ok'; readonly call: Call } | { readonly kind: 'unpaid' } | { readonly kind: 'unsold' }

/** Prices a leg for its own account and sets money aside for it. Calls to a number cost its holder only where a price says so. */
export async function permitLeg(context: Context, call: Call): Promise<Permit> {
  const own = contextOf(context, call)
  const service = call.direction === 'outbound' ? 'voice' : 'voice_inbound'
  const price = await voicePrice(own, { accountId: call.accountId, service, country: call.country })
  if (!price && call.direction === 'outbound') return { kind: 'unsold' }
  const authorized = await authorizeLeg(own, call, price)
  return authorized ? { kind: 'ok', call: authorized } : { kind: 'unpaid' }
}

/** Every leg of a call under way; a leg that several ways share is made once. */
export class LegBook {
  readonly legs: Call[] = []
  readonly #context: Context
  readonly #byHop = new Map<string, readonly Call[] | null>()
  #unpaid = false

  constructor(context: Context, first: readonly Call[]) {
    this.#context = context
    this.legs.push(...first)
  }

  /** Whether a way was given up because somebody could not pay for it. */
  get unpaid(): boolean {
    return this.#unpaid
  }

  /** The legs that are up when this way is answered; undefined when one of them may not be made. */
  async chainOf(way: Way, first: readonly Call[]): Promise<readonly Call[] | undefined> {
    const chain = [...first]
    for (const [index, hop] of way.hops.entries()) {
      const key = way.hops
        .slice(0, index + 1)
        .map(({ forward }) => forward.rule.id)
        .join('/')
      if (!this.#byHop.has(key)) this.#byHop.set(key, await this.#forwarded(hop, chain))
      const made = this.#byHop.get(key)
      if (!made) return undefined
      chain.push(...made)
    }
    return chain
  }

  async #forwarded(hop: Hop, chain: readonly Call[]): Promise<readonly Call[] | null> {
    const [root, parent] = [chain[0], chain.at(-1)]
    if (!root || !parent) throw new Error('A call is forwarded by a leg.')
    const from = hop.forward.rule.present === 'number' || root.from === 'anonymous' ? hop.by.e164 : root.from
    const facts = {
      ...hop.by.holder,
      direction: 'outbound' as const,
      from,
      to: hop.forward.to,
      country: countryOf(hop.forward.to),
      parentId: parent.id,
    }
    const made: Call[] = []
    for (const leg of [newLeg(this.#context, root.id, facts), hop.toOwn && inboundLeg(this.#context, root.id, hop.toOwn, { from })]) {
      if (!leg) continue
      const permit = await permitLeg(this.#context, made[0] ? { ...leg, parentId: made[0].id } : leg)
      if (permit.kind !== 'ok') {
        this.#unpaid ||= permit.kind === 'unpaid'
        for (const call of made) await giveUp(this.#context, call)
        return null
      }
      made.push(permit.call)
    }
    this.legs.push(...made)
    return made
  }
}

/** Sets the money of a leg free that is not made after all. */
export async function giveUp(context: Context, call: Call): Promise<void> {
  if (call.charged) await settleLeg(contextOf(context, call), call, null)
}
