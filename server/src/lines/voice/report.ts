import { type Context, inTx, type Services, systemContext, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { type Attempt, type Call, CallId, callTransitions, isOver, outcomeOf } from './call.ts'
import * as store from './call-store.ts'
import { contextOf } from './called.ts'
import { settleLeg } from './charge.ts'
import { callAnswered, callEnded, callMissed } from './events.ts'
import type { CallEvent } from './port.ts'

/** Takes what the switch tells about a call: each thing at least once and in any order, so every step may come twice or late. */
export async function report(services: Services, event: CallEvent): Promise<void> {
  const id = CallId.parse(event.ref as string)
  const context = systemContext(services)
  const owners = await store.ownersOf(context, id)
  const root = owners.find((owner) => owner.id === id)
  if (!root) {
    context.log.warn({ call: id, kind: event.kind }, 'the switch told about a call that is not ours')
    return
  }
  await inTx(contextOf(context, root), (tx) => apply(tx, event, id, owners))
  if (event.kind === 'end' || event.kind === 'answer') await settleOver(context, id)
}

/** The legs of a call and its attempts, locked for one change after the other; whoever holds the root's lock holds them all. */
type Scene = { readonly legs: readonly Call[]; readonly attempts: readonly Attempt[] }

async function sceneOf(tx: Tx, id: CallId, owners: readonly store.Owner[]): Promise<Scene | undefined> {
  const legs: Call[] = []
  for (const owner of owners) {
    const leg = await store.asOwner(tx, owner, (own) => store.lockCall(own, owner.id))
    if (leg) legs.push(leg)
  }
  return legs[0]?.id === id ? { legs, attempts: await store.attemptsOf(tx, id) } : undefined
}

async function apply(tx: Tx, event: CallEvent, id: CallId, owners: readonly store.Owner[]): Promise<void> {
  const scene = await sceneOf(tx, id, owners)
  if (!scene) return
  const attempt = scene.attempts.find((one) => one.place === event.attempt)
  if (attempt) await store.saveAttempt(tx, attempted(attempt, { ...event, ...event.failure }))
  const tried = new Set([id, ...scene.attempts.filter((one) => one === attempt || one.beganAt !== null).flatMap((one) => one.legs)])
  const changed = event.kind === 'end' ? ended(scene, attempt, event) : progressed(scene, attempt, event)
  for (const [index, leg] of changed.entries()) {
    const before = scene.legs[index]
    if (before && before !== leg) await store.asOwner(tx, leg, (own) => saveChanged(own, before, leg, tried.has(leg.id)))
  }
}

/** What is known of one attempt; what is known already stays. */
function attempted(attempt: Attempt, { kind, at, code, cause, reason, durationMs }: CallEvent): Attempt {
  const beganAt = attempt.beganAt ?? at
  if (kind === 'ringing') return { ...attempt, beganAt, ringingAt: attempt.ringingAt ?? at }
  if (kind === 'answer') return { ...attempt, beganAt, answeredAt: attempt.answeredAt ?? at }
  if (kind === 'attempt' && code === null) return { ...attempt, beganAt }
  const answeredAt = attempt.answeredAt ?? (kind === 'end' && durationMs ? new Date(at.getTime() - durationMs) : null)
  return {
    ...attempt,
    beganAt,
    answeredAt,
    endedAt: attempt.endedAt ?? at,
    code: attempt.code ?? code,
    q850: attempt.q850 ?? cause,
    reason: attempt.reason ?? reason,
  }
}

function progressed({ legs, attempts }: Scene, attempt: Attempt | undefined, event: CallEvent): readonly Call[] {
  if (!attempt || event.kind === 'attempt') return legs
  return legs.map((leg) => {
    if (event.kind === 'ringing') return attempt.legs.includes(leg.id) ? rung(leg, event.at) : leg
    return attempt.legs.includes(leg.id)
      ? answered(leg, attempt, event.at)
      : leg.id === leg.rootId
        ? leg
        : passedOver(leg, attempts, event.at)
  })
}

const rung = (leg: Call, at: Date): Call => (leg.status === 'initiated' ? { ...leg, status: 'ringing', ringingAt: at } : leg)

function answered(leg: Call, attempt: Attempt, at: Date): Call {
  if (!callTransitions[leg.status].includes('answered')) return leg
  const carried = attempt.kind === 'gateway' && leg.id === attempt.legs.at(-1)
  return {
    ...leg,
    status: 'answered',
    answeredAt: at,
    answeredBy: attempt.kind === 'voicemail' ? 'voicemail' : 'person',
    checkedAt: at,
    // The first look comes at once: what the switch was told before the answer was the least of all ways.
    ...(leg.id === leg.rootId && { extendAt: at }),
    ...(carried && { providerId: attempt.providerId, vendor: attempt.vendor }),
  }
}

/** Another way was answered: this leg will not be, and ended as its own last attempt did. */
function passedOver(leg: Call, attempts: readonly Attempt[], at: Date): Call {
  if (isOver(leg.status) || leg.status === 'answered') return leg
  const own = lastFailure(leg, attempts)
  const outcome = outcomeOf({ answered: false, code: own?.code ?? 487, cause: own?.q850 ?? null, releasedBy: null, cut: false })
  return { ...leg, ...outcome, sipCode: own?.code ?? null, q850: own?.q850 ?? null, endedAt: own?.endedAt ?? at, durationMs: 0 }
}

const lastFailure = (leg: Call, attempts: readonly Attempt[]): Attempt | undefined =>
  attempts.filter(({ legs }) => legs.includes(leg.id)).findLast(({ code }) => code !== null)

function ended({ legs, attempts }: Scene, attempt: Attempt | undefined, event: CallEvent): readonly Call[] {
  const lasted = event.durationMs ?? 0
  // The answer's own message may still be on its way; a call that lasted was answered.
  const by = lasted > 0 && legs[0]?.answeredAt === null ? (attempt ?? attempts.at(-1)) : undefined
  const answer = { ...event, kind: 'answer' as const, at: new Date(event.at.getTime() - lasted) }
  const known = by ? progressed({ legs, attempts }, by, answer) : legs
  const isCut = known[0]?.cutAskedAt != null
  return known.map((leg) => finished(leg, { ...event, isCut }, attempts))
}

function finished(leg: Call, event: CallEvent & { readonly isCut: boolean }, attempts: readonly Attempt[]): Call {
  if (isOver(leg.status)) return leg
  const isAnswered = leg.answeredAt !== null
  const own = lastFailure(leg, attempts)
  const isRoot = leg.id === leg.rootId
  const code = isAnswered ? event.code : isRoot ? event.code : (own?.code ?? 487)
  const cause = isAnswered || isRoot ? event.cause : (own?.q850 ?? null)
  const outcome = outcomeOf({ answered: isAnswered, code, cause, releasedBy: event.releasedBy, cut: event.isCut })
  return {
    ...leg,
    ...outcome,
    sipCode: code,
    q850: cause,
    releasedBy: event.releasedBy,
    endedAt: event.at,
    durationMs: isAnswered ? (event.durationMs ?? event.at.getTime() - (leg.answeredAt?.getTime() ?? 0)) : 0,
    extendAt: null,
  }
}

const fact = (leg: Call) => ({ callId: leg.id, numberId: leg.numberId, direction: leg.direction })

async function saveChanged(own: Tx, before: Call, leg: Call, isTried: boolean): Promise<void> {
  await store.saveCall(own, leg)
  const options = { accountId: leg.accountId }
  if (before.answeredAt === null && leg.answeredAt !== null)
    await publish(own, callAnswered, { ...fact(leg), by: leg.answeredBy ?? 'person' }, options)
  const missed = isTried && leg.direction === 'inbound' && (leg.answeredAt === null || leg.answeredBy === 'voicemail')
  if (!isOver(before.status) && isOver(leg.status) && missed) await publish(own, callMissed, { ...fact(leg), from: leg.from }, options)
}

/** Settles every leg that is over and not yet paid: outside a transaction, and safe to begin again anywhere. */
export async function settleOver(context: Context, rootId: CallId): Promise<void> {
  const owners = await store.ownersOf(context, rootId)
  const [root] = owners
  if (!root) return
  const attempts = await store.attemptsOf(contextOf(context, root), rootId)
  const tried = new Set(attempts.filter(({ beganAt }) => beganAt !== null).flatMap(({ legs }) => legs))
  for (const owner of owners) {
    const own = contextOf(context, owner)
    const leg = await store.findCall(own, owner.id)
    if (!leg || !isOver(leg.status) || leg.settledAt !== null) continue
    const carrier = attempts.find((one) => one.answeredAt !== null && one.kind === 'gateway' && one.legs.at(-1) === leg.id) ?? null
    const settlement = leg.charged ? await settleLeg(own, leg, carrier) : null
    await inTx(own, (tx) => recordSettled(tx, leg.id, settlement, leg.id === rootId || tried.has(leg.id)))
  }
}

type Settled = Awaited<ReturnType<typeof settleLeg>> | null

async function recordSettled(tx: Tx, id: CallId, settlement: Settled, isTried: boolean): Promise<void> {
  const leg = await store.lockCall(tx, id)
  if (!leg || leg.settledAt !== null) return
  // A way nobody ever tried is not a call: its money is free again and nothing is left to show.
  if (!isTried && leg.answeredAt === null) return store.dropCall(tx, id)
  const billedSeconds = settlement?.billedSeconds ?? 0
  await store.saveCall(tx, { ...leg, settledAt: tx.now(), billedSeconds, price: settlement?.amount ?? null })
  await publish(tx, callEnded, { ...fact(leg), status: leg.status, reason: leg.reason, billedSeconds }, { accountId: leg.accountId })
}
