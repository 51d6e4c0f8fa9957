import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { derivedId, type Id } from '../../platform/ids.ts'
import { type Money, toMoneyReply, zero } from '../../platform/money.ts'
import { type Ending, type Settlement, settle } from '../../spine/charging/index.ts'
import { rateCall } from '../../spine/rating/index.ts'
import {
  type AttemptCdr,
  type CallCdr,
  type CdrId,
  exactText,
  type Price,
  type RatedSide,
  recordSpend,
  type TrunkService,
  writeCdrs,
} from '../carriers/index.ts'
import type { Decision } from '../voice/index.ts'
import type { RefusalReason } from './admit.ts'
import * as store from './call-store.ts'
import { directoryOf } from './directory.ts'
import { trunkCallEnded } from './events.ts'
import { type PlannedRoute, sessionOf, type TrunkAttempt, type TrunkCall, type TrunkCallId } from './trunk-call.ts'

const cdrId = (id: TrunkCallId): CdrId => id as Id<string> as CdrId

/** The amount before rounding comes from the same arithmetic the charge came from; the amount itself is what was posted. */
function ratedSide(price: Price, durationMs: number, posted: Money): RatedSide {
  const { billed, trace } = rateCall(price.tariff, durationMs)
  const exact = exactText(BigInt(trace.exact.numerator), BigInt(trace.exact.denominator))
  return { planId: price.planId, versionId: price.versionId, code: price.code, billedSeconds: billed, amount: posted, exact }
}

type Facts = Pick<
  CallCdr,
  'disposition' | 'answeredAt' | 'endedAt' | 'attempts' | 'durationMs' | 'sipCode' | 'reason' | 'cause' | 'releasedBy'
> &
  Pick<CallCdr, 'pddMs' | 'sell' | 'buy' | 'supplierId' | 'supplierServiceId' | 'flags'>

const recordOf = (call: TrunkCall, service: TrunkService | undefined, facts: Facts): CallCdr => ({
  id: cdrId(call.id),
  accountId: call.accountId,
  startedAt: call.startedAt,
  source: 'switch',
  externalId: call.id,
  sipCallId: call.ask.callId,
  node: call.ask.node,
  sourceIp: call.ask.sourceIp,
  carrierId: call.carrierId,
  interconnectId: service?.interconnectId ?? null,
  serviceId: call.serviceId,
  routingPlanId: call.plan.routingPlanId,
  aOriginal: call.plan.numbers.aOriginal,
  bOriginal: call.plan.numbers.bOriginal,
  aNumber: call.aNumber,
  bNumber: call.bNumber,
  trace: call.plan.trace,
  ...facts,
})

/** The record of a call that was not taken: it costs nothing and says why. */
export async function writeRefused(
  tx: Tx,
  call: TrunkCall,
  service: TrunkService,
  reason: RefusalReason,
  decision: Extract<Decision, { kind: 'reject' }>,
): Promise<void> {
  const nothing = { sell: null, buy: null, supplierId: null, supplierServiceId: null, pddMs: null, durationMs: 0, attempts: 0 }
  const ending = { answeredAt: null, endedAt: tx.now(), sipCode: decision.code, cause: decision.cause, releasedBy: 'platform' }
  const facts: Facts = { ...nothing, ...ending, disposition: 'refused', reason, flags: call.plan.numbers.flags }
  await writeCdrs(tx, recordOf(call, service, facts), [])
}

/** Settles a call that is over, both sides once, and writes its records once, however often it is asked to. */
export async function finishCall(context: Context, id: TrunkCallId, flags: readonly string[] = []): Promise<void> {
  const call = await store.find(context, id)
  if (call?.status !== 'ended') return
  const attempts = await store.attemptsOf(context, id)
  const winner = call.answeredAt ? call.plan.routes.find((route) => route.serviceId === call.answeredRoute) : undefined
  const durationMs = call.answeredAt ? call.durationMs : 0
  const cost = winner && { vendor: winner.vendor, tariff: winner.price.tariff }
  const settlement = await settled(context, call, { id: sessionOf(id), durationMs, cost })
  const directory = await directoryOf(context)
  await inTx(context, async (tx) => {
    const locked = await store.lock(tx, id)
    if (locked?.status !== 'ended') return
    const service = directory.services.get(call.serviceId)
    const record = endedRecord(locked, service, attempts, { winner, durationMs, settlement, flags })
    await writeCdrs(tx, record, attemptRecords(locked, attempts, directory.services, record))
    if (service) await recordSpend(tx, service.carrier, 'customer', settlement.amount)
    const supplier = winner && directory.services.get(winner.serviceId)?.carrier
    if (supplier && settlement.cost) await recordSpend(tx, supplier, 'supplier', settlement.cost)
    await store.move(tx, id, { status: 'written' })
    const money = { sold: toMoneyReply(settlement.amount), cost: settlement.cost && toMoneyReply(settlement.cost) }
    const facts = { trunkCallId: id, disposition: record.disposition, billedSeconds: settlement.billedSeconds, ...money }
    await publish(tx, trunkCallEnded, facts, { accountId: call.accountId })
  })
}

/** A call that was lost before money was held for it has no session, and nothing to settle. */
async function settled(context: Context, call: TrunkCall, ending: Ending): Promise<Settlement> {
  try {
    return await settle(context, ending)
  } catch (error) {
    if (!(error instanceof DomainError) || error.status !== 404 || call.decision?.kind === 'route') throw error
    const amount = zero(call.plan.sell?.tariff.currency ?? 'USD')
    return { billedSeconds: 0, allowanceSeconds: 0, amount, cost: null, flags: [], duplicate: false }
  }
}

type Ended = {
  readonly winner: PlannedRoute | undefined
  readonly durationMs: number
  readonly settlement: Settlement
  readonly flags: readonly string[]
}

function endedRecord(
  call: TrunkCall,
  service: TrunkService | undefined,
  attempts: readonly TrunkAttempt[],
  { winner, durationMs, settlement, flags }: Ended,
): CallCdr {
  const rang = attempts.map(({ rangAt, answeredAt }) => rangAt ?? answeredAt).find((at) => at !== null)
  const { sell } = call.plan
  return recordOf(call, service, {
    disposition: call.answeredAt ? 'answered' : 'failed',
    answeredAt: call.answeredAt,
    endedAt: call.endedAt ?? call.startedAt,
    attempts: attempts.length,
    durationMs,
    sipCode: call.sipCode,
    reason: call.reason ?? '',
    cause: call.cause,
    releasedBy: call.releasedBy,
    pddMs: rang ? Math.max(0, rang.getTime() - call.startedAt.getTime()) : null,
    sell: sell && { ...ratedSide(sell, durationMs, settlement.amount), billedSeconds: settlement.billedSeconds },
    buy: winner ? ratedSide(winner.price, durationMs, settlement.cost ?? zero(winner.price.tariff.currency)) : null,
    supplierId: winner?.carrierId ?? null,
    supplierServiceId: winner?.serviceId ?? null,
    flags: [...call.plan.numbers.flags, ...settlement.flags, ...flags],
  })
}

/** The first word of an attempt may be its end: it began when the one before it ended, or with the call. */
function startOf(call: TrunkCall, attempts: readonly TrunkAttempt[], { attempt, startedAt }: TrunkAttempt): Date {
  const before = attempts.find((other) => other.attempt === attempt - 1)
  const began = attempt === 1 ? call.startedAt : (before?.endedAt ?? startedAt)
  return began < startedAt ? began : startedAt
}

function attemptRecords(
  call: TrunkCall,
  attempts: readonly TrunkAttempt[],
  services: ReadonlyMap<string, TrunkService>,
  record: CallCdr,
): readonly AttemptCdr[] {
  return attempts.flatMap((attempt): AttemptCdr[] => {
    const route = call.plan.routes.find(({ serviceId }) => serviceId === attempt.route)
    const service = services.get(attempt.route)
    if (!route || !service) return []
    const won = attempt.answeredAt !== null && attempt.route === call.answeredRoute
    const heard = attempt.rangAt ?? attempt.answeredAt
    const startedAt = startOf(call, attempts, attempt)
    return [
      {
        id: derivedId('attempt', call.id, String(attempt.attempt)),
        accountId: service.carrier.accountId,
        callId: record.id,
        startedAt,
        answeredAt: attempt.answeredAt,
        endedAt: attempt.endedAt ?? record.endedAt,
        attempt: attempt.attempt,
        carrierId: route.carrierId,
        interconnectId: service.interconnectId,
        serviceId: route.serviceId,
        aNumber: route.from,
        bNumber: route.dial,
        sipCode: attempt.sipCode ?? (won ? 200 : record.sipCode),
        reason: attempt.reason ?? (won ? 'OK' : record.reason),
        cause: attempt.cause ?? record.cause,
        pddMs: heard ? Math.max(0, heard.getTime() - startedAt.getTime()) : null,
        durationMs: won ? record.durationMs : 0,
        cost: won ? record.buy : null,
      },
    ]
  })
}
