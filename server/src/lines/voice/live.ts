import { later, minutes } from '../../platform/clock.ts'
import { type Context, inTx, type Services, systemContext } from '../../platform/context.ts'
import { type Call, type CallId, isOver, MOST_SECONDS } from './call.ts'
import * as store from './call-store.ts'
import { contextOf } from './called.ts'
import { extendLeg } from './charge.ts'
import { refOf } from './decide.ts'
import type { SwitchControl } from './port.ts'
import { settleOver } from './report.ts'

const BATCH = 200
/** More time is asked for so long before it runs out: longer than a round of the loop and a slow database together. */
const AHEAD_SECONDS = 10

/** One round over the calls that are up: asks for more time where it runs out, tells the switch, and cuts what is to be cut. */
export async function attendCalls(services: Services, control: SwitchControl): Promise<void> {
  const system = systemContext(services)
  for (const owner of await store.listToCut(system, BATCH)) await cut(contextOf(system, owner), owner.id, control)
  for (const owner of await store.listDue(system, BATCH)) await prolong(system, owner, control)
}

async function cut(own: Context, id: CallId, control: SwitchControl): Promise<void> {
  const root = await store.findCall(own, id)
  if (!root) return
  if (!isOver(root.status)) await control.cut(refOf(root), 'Cut by the operator')
  await change(own, id, (call) => ({ ...call, cutAt: own.now() }))
}

const change = (own: Context, id: CallId, with_: (call: Call) => Call): Promise<void> =>
  inTx(own, async (tx) => {
    const call = await store.lockCall(tx, id)
    if (call) await store.saveCall(tx, with_(call))
  })

/** The legs that are up, each in its own account's scope. */
async function upLegs(system: Context, rootId: CallId): Promise<readonly Call[]> {
  const found: Call[] = []
  for (const owner of await store.ownersOf(system, rootId)) {
    const leg = await store.findCall(contextOf(system, owner), owner.id)
    if (leg?.status === 'answered') found.push(leg)
  }
  return found
}

/**
 * Sets aside money for the next minute of every leg that is up and moves the cut to where the shortest of them reaches. When nobody gives more,
 * the call runs to its last granted second and is cut there by the switch itself.
 */
async function prolong(system: Context, owner: store.Owner, control: SwitchControl): Promise<void> {
  const own = contextOf(system, owner)
  const legs = await upLegs(system, owner.id)
  const root = legs.find((leg) => leg.id === owner.id)
  const answeredAt = root?.answeredAt
  if (!root || !answeredAt) return change(own, owner.id, (call) => ({ ...call, extendAt: null }))
  const elapsed = Math.max(0, Math.floor((system.now().getTime() - answeredAt.getTime()) / 1_000))
  let limit = MOST_SECONDS
  let grew = false
  for (const leg of legs) {
    const granted = leg.charged ? await grantedAfter(system, leg, elapsed) : MOST_SECONDS
    grew ||= granted > (leg.grantedSeconds ?? MOST_SECONDS)
    limit = Math.min(limit, granted)
  }
  const more = limit > (root.maxSeconds ?? 0)
  if (more) await control.prolong(refOf(root), limit)
  const next = more || grew || elapsed < limit - AHEAD_SECONDS ? later(answeredAt, (limit - AHEAD_SECONDS) * 1_000) : null
  await change(own, owner.id, (call) => {
    if (call.status !== 'answered') return { ...call, extendAt: null }
    return {
      ...call,
      maxSeconds: Math.max(call.maxSeconds ?? 0, limit),
      checkedAt: system.now(),
      extendAt: limit >= MOST_SECONDS ? null : next,
    }
  })
}

/** Asks for more only when what is granted runs out soon. */
async function grantedAfter(system: Context, leg: Call, elapsed: number): Promise<number> {
  const granted = leg.grantedSeconds ?? 0
  if (elapsed < granted - AHEAD_SECONDS) return granted
  const own = contextOf(system, leg)
  const now = await extendLeg(own, leg, elapsed)
  if (now > granted) await change(own, leg.id, (call) => ({ ...call, grantedSeconds: Math.max(call.grantedSeconds ?? 0, now) }))
  return Math.max(granted, now)
}

/** Nobody rings for longer than this. */
const UNANSWERED_MS = minutes(15)
/** So long without a word, money is no longer held for the call (W14); the ending of the longest call gets some time to arrive. */
const SILENT_MS = MOST_SECONDS * 1_000 + minutes(10)

/** An ended leg is settled within moments; one that was not by then is taken up again. */
const UNSETTLED_MS = minutes(2)

/** Closes calls whose end the switch never told, with the last duration that is known, flagged (W14), and settles what was left. Answers how many it closed. */
export async function closeLost(services: Services): Promise<number> {
  const system = systemContext(services)
  const now = system.now()
  for (const id of await store.listUnsettled(system, later(now, -UNSETTLED_MS), BATCH)) await settleOver(system, id)
  const lost = await store.listLost(system, { unanswered: later(now, -UNANSWERED_MS), silent: later(now, -SILENT_MS) }, BATCH)
  for (const { id } of lost) {
    for (const owner of await store.ownersOf(system, id)) {
      await change(contextOf(system, owner), owner.id, (call) => (isOver(call.status) ? call : closed(call, now)))
    }
    await settleOver(system, id)
  }
  return lost.length
}

function closed(call: Call, now: Date): Call {
  const common = { reason: 'ending_missing' as const, endedAt: now, extendAt: null, watchdog: true, releasedBy: 'platform' as const }
  if (!call.answeredAt) return { ...call, ...common, status: 'failed', durationMs: 0 }
  const lastWord = call.checkedAt ?? call.answeredAt
  return { ...call, ...common, status: 'completed', durationMs: lastWord.getTime() - call.answeredAt.getTime() }
}
