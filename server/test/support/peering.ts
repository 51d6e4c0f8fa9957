import type { Carrier, PartnerType } from '../../src/lines/carriers/carrier.ts'
import type { CarrierService, Interconnect } from '../../src/lines/carriers/interconnect.ts'
import { createInterconnect, setAddresses, setGroup } from '../../src/lines/carriers/interconnects.ts'
import { createCarrier, grantCredit, moveCarrier } from '../../src/lines/carriers/service.ts'
import { defaultsOf } from '../../src/lines/carriers/settings.ts'
import { createService, moveService } from '../../src/lines/carriers/trunks.ts'
import { trunkCalls } from '../../src/lines/routing/index.ts'
import { CONTINUE_ON, type RoutingPlan } from '../../src/lines/routing/routing-plan.ts'
import { createPlan, setRoutes } from '../../src/lines/routing/service.ts'
import type { CallAsk, CallEvent, CallRef, Decision } from '../../src/lines/voice/index.ts'
import { inTx } from '../../src/platform/context.ts'
import { newId } from '../../src/platform/ids.ts'
import { money, rate } from '../../src/platform/money.ts'
import { findWallet, openWallet, post } from '../../src/spine/ledger/index.ts'
import { commitRatePlan, createRatePlan, editRate, type RatePlan } from '../../src/spine/rating/index.ts'
import type { World } from './world.ts'

export type Priced = {
  readonly code: string
  readonly perMinute: string
  readonly steps?: readonly [number, number]
  readonly status?: 'open' | 'closed' | 'blocked'
}

/** A committed plan with these prices. */
export async function ratePlan(
  world: World,
  direction: 'customer' | 'supplier',
  name: string,
  prices: readonly Priced[],
): Promise<RatePlan> {
  const context = world.context()
  const plan = await createRatePlan(context, direction, {
    name,
    timeZone: 'UTC',
    initialSeconds: 1,
    recurringSeconds: 1,
    noticeDays: 7,
    minMarginBp: 0,
    marginEnforcement: 'off',
    terms: {
      currency: 'USD',
      incrementRule: 'after_initial',
      durationRounding: 'up',
      rounding: { mode: 'half_up', decimals: 6 },
      freeSeconds: 0,
      graceSeconds: 0,
      minCostMicros: 0n,
      closedBehaviour: 'block',
      defaultRates: 'block',
    },
  })
  for (const { code, perMinute, steps: [initialSeconds, recurringSeconds] = [1, 1], status = 'open' } of prices) {
    const { e8 } = rate('USD', perMinute)
    await editRate(context, plan.id, {
      code,
      name: `Code ${code}`,
      status,
      rateE8: e8,
      initialRateE8: e8,
      feeMicros: 0n,
      initialSeconds,
      recurringSeconds,
      validFrom: null,
    })
  }
  await commitRatePlan(context, plan.id)
  return plan
}

export type Peer = { readonly carrier: Carrier; readonly interconnect: Interconnect }

/** An active carrier with an interconnect at one address. */
export async function peer(world: World, code: string, partnerType: PartnerType, address: string): Promise<Peer> {
  const context = world.context()
  const email = `${code.toLowerCase()}@example.com`
  const { id } = await createCarrier(context, { code, name: code, partnerType, email })
  const carrier = await moveCarrier(context, id, 'active')
  const direction = partnerType === 'customer' ? 'ingress' : partnerType === 'supplier' ? 'egress' : 'both'
  const details = {
    name: `${code} main`,
    direction,
    protocol: 'udp',
    capacity: null,
    isActive: true,
    techPrefix: '',
    sipPort: 5060,
  } as const
  const interconnect = await createInterconnect(context, id, details)
  await setAddresses(context, interconnect.id, [
    { ipAddress: address, isRange: false, rangeEnd: null, addressType: 'transport', isActive: true },
  ])
  return { carrier, interconnect }
}

const plain = { techPrefix: '', priority: 100, weight: 100, capacity: null, enforcementPolicy: 'strict' } as const

/** An active service of a supplier. */
export async function supply(
  world: World,
  { interconnect }: Peer,
  plan: RatePlan,
  more: { capacity?: number; techPrefix?: string } = {},
): Promise<CarrierService> {
  const request = { ...plain, ...more, name: 'Out', direction: 'egress', ratingPlanId: plan.id, routingPlanId: null } as const
  const { id } = await createService(world.context(), interconnect.id, request)
  return moveService(world.context(), id, 'active')
}

/** An active service of a customer. */
export async function sell(
  world: World,
  { interconnect }: Peer,
  plan: RatePlan,
  routing: RoutingPlan,
  techPrefix = '',
): Promise<CarrierService> {
  const request = { ...plain, techPrefix, name: 'In', direction: 'ingress', ratingPlanId: plan.id, routingPlanId: routing.id } as const
  const { id } = await createService(world.context(), interconnect.id, request)
  return moveService(world.context(), id, 'active')
}

/** A routing plan over services, the first with priority 1. */
export async function routingPlan(
  world: World,
  services: readonly CarrierService[],
  more: Partial<RoutingPlan> = {},
): Promise<RoutingPlan> {
  const context = world.context()
  const plan = await createPlan(context, {
    name: 'Everywhere',
    mode: 'lcr',
    lcrDeltaPercent: 0,
    expectedSeconds: 180,
    mostAttempts: 5,
    replySeconds: 3,
    ringSeconds: 120,
    marginGuard: 'block',
    continueOn: [...CONTINUE_ON],
    ...more,
  })
  await setRoutes(
    context,
    plan.id,
    services.map(({ id }, at) => ({ serviceId: id, code: '', priority: at + 1, weight: 100, isBlocked: false })),
  )
  return plan
}

/** Puts money on the carrier's wallet, or takes it. */
export async function pay(world: World, { carrier }: Peer, amount: string): Promise<void> {
  await inTx(world.context(), async (tx) => {
    const wallet = await openWallet(tx, { accountId: carrier.accountId, currency: 'USD' })
    const facts = { id: newId<never>(), walletId: wallet.id, kind: 'adjustment', description: 'For the test' }
    if (amount.startsWith('-'))
      await post(tx, [{ op: 'charge', ...facts, to: 'adjustment', amount: money('USD', amount.slice(1)), force: true }])
    else await post(tx, [{ op: 'credit', ...facts, from: 'adjustment', amount: money('USD', amount) }])
  })
}

export async function limit24h(world: World, { carrier }: Peer, side: 'customer' | 'supplier', limit: string): Promise<void> {
  const limits = { customer24hLimit: null, supplier24hLimit: null, [`${side}24hLimit`]: money('USD', limit) }
  const { customerCreditType, customerCreditLimit, supplierCreditType, bilateralCreditLimit } = carrier
  await grantCredit(world.context(), carrier.id, {
    customerCreditType,
    customerCreditLimit,
    supplierCreditType,
    bilateralCreditLimit,
    ...limits,
  })
}

export const withTranslation = (world: World, { interconnect }: Peer, changes: Partial<ReturnType<typeof defaultsOf<'translation'>>>) =>
  setGroup(world.context(), interconnect.id, 'translation', { ...defaultsOf('translation'), ...changes })

export async function walletOf(world: World, { carrier }: Peer) {
  const wallet = await findWallet(world.context(), { accountId: carrier.accountId, currency: 'USD' })
  if (!wallet) throw new Error('The carrier has no wallet.')
  return wallet
}

/** A switch that asks and tells, as the real one does. */
export function trunkSwitch(world: World) {
  const decider = trunkCalls(world.services)
  let calls = 0
  const ask = (sourceIp: string, dialled: string, more: Partial<CallAsk> = {}): CallAsk => {
    calls += 1
    return {
      node: 'sw1',
      callId: `call-${calls}@test`,
      fromTag: 'tag',
      sourceIp,
      sourcePort: 5060,
      transport: 'udp',
      device: null,
      requestUser: dialled,
      requestHost: 'sip.example.com',
      fromUser: '+442071838750',
      toUser: dialled,
      assertedIdentity: null,
      diversion: null,
      userAgent: 'test',
      at: world.clock.now(),
      ...more,
    }
  }
  const blank = { at: new Date(0), code: null, reason: null, cause: null, durationMs: null, releasedBy: null }
  const report = (ref: CallRef, event: Partial<CallEvent> & Pick<CallEvent, 'kind' | 'route' | 'attempt'>) =>
    decider.report({ ...blank, at: world.clock.now(), ref, ...event })
  return {
    ask,
    decide: (asked: CallAsk): Promise<Decision> => decider.decide(asked),
    call: (sourceIp: string, dialled: string, more: Partial<CallAsk> = {}): Promise<Decision> =>
      decider.decide(ask(sourceIp, dialled, more)),
    report,
    /** The whole call on its first route: answered and released after so many milliseconds. */
    async talk(decision: Decision, durationMs: number): Promise<void> {
      if (decision.kind !== 'route') throw new Error(`The call was refused: ${decision.reason}`)
      const route = decision.routes[0]?.name ?? ''
      const on = { route, attempt: 1 }
      const answered = world.clock.now()
      await report(decision.ref, { kind: 'attempt', ...on })
      await report(decision.ref, { kind: 'answer', ...on, at: answered, code: 200 })
      const at = new Date(answered.getTime() + durationMs)
      await report(decision.ref, { kind: 'end', ...on, at, code: 200, reason: 'BYE', cause: 16, durationMs, releasedBy: 'caller' })
    },
  }
}
