import { type Context, inTx } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { amountOf, rateOf } from '../../platform/money.ts'
import { authorize, type Grant } from '../../spine/charging/index.ts'
import { ledgerErrors } from '../../spine/ledger/index.ts'
import type { TrunkService } from '../carriers/index.ts'
import type { CallAsk, CallRoute, Decision } from '../voice/index.ts'
import type { RefusalReason } from './admit.ts'
import * as store from './call-store.ts'
import { trunkCallRefused } from './events.ts'
import { type Planned, planCall } from './plan-call.ts'
import { rejection } from './refusals.ts'
import { continuePattern } from './routing-plan.ts'
import { isFull, isLimited } from './select.ts'
import { type CallPlan, callIdOf, refOf, sessionOf, type TrunkCall, type TrunkCallId } from './trunk-call.ts'
import { writeRefused } from './write.ts'

/** The longest call where an interconnect says nothing. */
const MOST_SECONDS = 7_200

/** Counts the calls of this process, for plans that share them out. */
let turns = 0

/**
 * Decides about a call from outside: who it is, whether it may, what it costs on both sides, where it goes, and how long it is paid for. What was
 * decided is stored before it is answered; asked again, the answer is the same.
 */
export async function decideTrunkCall(context: Context, ask: CallAsk): Promise<Decision> {
  const id = callIdOf(ask)
  const known = await store.find(context, id)
  if (known?.decision) return known.decision
  turns = (turns + 1) % 0x7fff_ffff
  const planned = await place(context, ask, id)
  if (planned.kind === 'refused') return refuse(context, ask, planned.reason, planned.service, planned.plan)
  const asked = callOf(context, ask, planned.service, planned.plan, 'asked')
  const grant = await grantFor(context, asked, planned)
  if (grant === 'no_credit' || grant.grantedSeconds <= 0) {
    return refuse(context, ask, 'no_credit', planned.service, { ...planned.plan, trace: { ...planned.plan.trace, refused: 'no_credit' } })
  }
  const decision = routed(id, planned, grant)
  const progress = { decision, grantedSeconds: grant.grantedSeconds, extendable: grant.extendable }
  await inTx(context, (tx) => store.move(tx, id, { status: 'routed', ...progress }))
  return decision
}

/**
 * Plans a call and stores it as asked for, which takes its channel at the supplier that is tried first. Whoever finds that channel taken since it
 * planned plans again, and then knows that it is taken.
 */
async function place(context: Context, ask: CallAsk, id: TrunkCallId): Promise<Planned> {
  const planned = await planCall(context, ask, id, turns)
  if (planned.kind === 'refused') return planned
  const asked = callOf(context, ask, planned.service, planned.plan, 'asked')
  const [first] = planned.chosen
  const placed = await inTx(context, async (tx) => {
    if (first && isLimited(first.service) && !first.overflows) {
      await store.lockChannels(tx)
      if (isFull(first.service, { services: planned.services, openCalls: await store.openCalls(tx, id) })) return false
    }
    await store.insert(tx, asked)
    return true
  })
  return placed ? planned : place(context, ask, id)
}

function callOf(context: Context, ask: CallAsk, service: TrunkService, plan: CallPlan, status: TrunkCall['status']): TrunkCall {
  return {
    id: callIdOf(ask),
    accountId: service.carrier.accountId,
    carrierId: service.carrierId,
    serviceId: service.id,
    aNumber: plan.numbers.a,
    bNumber: plan.numbers.b,
    status,
    ask,
    plan,
    decision: null,
    grantedSeconds: 0,
    extendable: false,
    startedAt: context.now(),
    answeredAt: null,
    answeredRoute: null,
    endedAt: null,
    durationMs: 0,
    sipCode: null,
    reason: null,
    cause: null,
    releasedBy: null,
  }
}

/** A refusal leaves a record like any other call, except where nobody knows whose call it was. */
async function refuse(
  context: Context,
  ask: CallAsk,
  reason: RefusalReason,
  service: TrunkService | null,
  plan: CallPlan,
): Promise<Decision> {
  const decision = rejection(reason)
  if (!service) {
    context.log.info({ sourceIp: ask.sourceIp, dialled: ask.requestUser, reason }, 'a call from nobody we know was refused')
    return decision
  }
  await inTx(context, async (tx) => {
    const call = { ...callOf(context, ask, service, plan, 'asked'), decision }
    const isNew = await store.insert(tx, call)
    const locked = await store.lock(tx, call.id)
    if (!isNew && locked?.status !== 'asked') return
    await store.move(tx, call.id, { status: 'written', decision, endedAt: tx.now() })
    await writeRefused(tx, call, service, reason, decision)
    await publish(tx, trunkCallRefused, { trunkCallId: call.id, reason }, { accountId: service.carrier.accountId })
  })
  return decision
}

type Routed = Extract<Planned, { kind: 'routed' }>

const mostSeconds = ({ trunk: { signalling } }: TrunkService): number =>
  signalling.maxCallDurationEnabled && signalling.maxCallDuration !== null ? signalling.maxCallDuration : MOST_SECONDS

async function grantFor(context: Context, call: TrunkCall, { service, plan }: Routed): Promise<Grant | 'no_credit'> {
  const { tariff, code, versionId } = plan.sell
  try {
    return await authorize(context, {
      id: sessionOf(call.id),
      accountId: service.carrier.accountId,
      tariff,
      allowance: null,
      mostSeconds: mostSeconds(service),
      entryKind: 'wholesale',
      revenueCode: 'revenue:wholesale',
      description: `Call to +${call.bNumber} through ${service.shortCode}`,
      subject: { type: 'trunk_call', id: call.id },
      trace: {
        service: service.shortCode,
        code,
        rateVersion: versionId,
        perMinute: rateOf(tariff.recurringRate),
        steps: `${tariff.initialSeconds}/${tariff.recurringSeconds}`,
        connectFee: amountOf(tariff.connectFee),
      },
    })
  } catch (error) {
    if (error instanceof DomainError && error.code === ledgerErrors.insufficientBalance.code) return 'no_credit'
    throw error
  }
}

function routed(id: TrunkCallId, { service, routing, plan, chosen }: Routed, grant: Grant): Decision {
  const routes = plan.routes.flatMap((route): CallRoute[] => {
    const gateway = chosen.find((candidate) => candidate.service.id === route.serviceId)?.service.trunk.gateway
    if (!gateway) return []
    return [
      {
        kind: 'gateway',
        name: route.serviceId,
        gateway,
        users: [],
        dial: route.dial,
        from: route.from,
        replySeconds: routing.replySeconds,
        ringSeconds: routing.ringSeconds,
        credentials: null,
        continueOn: continuePattern(routing.continueOn),
      },
    ]
  })
  return { kind: 'route', ref: refOf(id), maxSeconds: grant.grantedSeconds, routes, channels: channelsOf(service) }
}

/** What must have room on the customer's side, all or none (D5): each limit that is set, as far as the service's policy enforces it. */
function channelsOf({
  carrier,
  trunk: { interconnect },
  enforcementPolicy,
  ...service
}: TrunkService): Extract<Decision, { kind: 'route' }>['channels'] {
  if (enforcementPolicy === 'best_effort') return []
  const limits = [
    { key: `carrier:${carrier.id}`, most: carrier.capacity },
    { key: `interconnect:${interconnect.id}`, most: interconnect.capacity },
    // What overflows its service still counts towards the interconnect and the carrier.
    { key: `service:${service.id}`, most: enforcementPolicy === 'strict' ? service.capacity : null },
  ]
  return limits.flatMap(({ key, most }) => (most === null ? [] : [{ key, most }]))
}
