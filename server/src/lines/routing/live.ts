import { later, minutes } from '../../platform/clock.ts'
import { type Context, inTx } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import { extend } from '../../spine/charging/index.ts'
import type { SwitchControl } from '../voice/index.ts'
import * as store from './call-store.ts'
import { refOf, sessionOf, type TrunkCall } from './trunk-call.ts'
import { finishCall } from './write.ts'

/** More time is asked for so long before it runs out. */
const AHEAD_SECONDS = 10
const BATCH = 200

/** One round over the calls that are up: asks for more time where it runs out, and tells the switch. */
export async function attendTrunkCalls(context: Context, control: SwitchControl): Promise<void> {
  for (const call of await store.runningOut(context, later(context.now(), AHEAD_SECONDS * 1_000), BATCH))
    await prolong(context, call, control)
}

async function prolong(context: Context, call: TrunkCall, control: SwitchControl): Promise<void> {
  const { answeredAt, id } = call
  if (!answeredAt) return
  const elapsed = Math.max(0, Math.floor((context.now().getTime() - answeredAt.getTime()) / 1_000))
  const grant = await extend(context, sessionOf(id), elapsed).catch((error: unknown) => {
    if (error instanceof DomainError) return { grantedSeconds: call.grantedSeconds, extendable: false }
    throw error
  })
  if (grant.grantedSeconds > call.grantedSeconds) await control.prolong(refOf(id), grant.grantedSeconds)
  const { grantedSeconds, extendable } = grant
  await inTx(context, (tx) => store.move(tx, id, { status: 'answered', grantedSeconds, extendable }))
}

/** Nobody rings for longer than this. */
const UNANSWERED_MS = minutes(20)
/** So long after the last paid second the switch should have told the end. */
const SILENT_MS = minutes(10)
const UNWRITTEN_MS = minutes(1)

/** Closes calls whose end was never told, at the last second that was paid for, flagged; and writes what was left unwritten (wholesale E2). */
export async function closeLost(context: Context): Promise<void> {
  const now = context.now()
  const limits = { unanswered: later(now, -UNANSWERED_MS), talking: later(now, -SILENT_MS), ended: later(now, -UNWRITTEN_MS) }
  for (const call of await store.stuck(context, limits, BATCH)) {
    // One call that cannot be closed must not keep the others open.
    await close(context, call, now).catch((err: unknown) => context.log.error({ err, call: call.id }, 'a lost call was not closed'))
  }
}

async function close(context: Context, call: TrunkCall, now: Date): Promise<void> {
  const isLost = call.status !== 'ended'
  if (isLost) await end(context, call, now)
  await finishCall(context, call.id, isLost ? ['suspect'] : [])
}

async function end(context: Context, { id, answeredAt, grantedSeconds }: TrunkCall, now: Date): Promise<void> {
  const durationMs = answeredAt ? grantedSeconds * 1_000 : 0
  const at = answeredAt ? later(answeredAt, durationMs) : now
  await inTx(context, async (tx) => {
    const call = await store.lock(tx, id)
    if (!call || call.status === 'ended' || call.status === 'written') return
    await store.end(tx, id, { at, durationMs, code: null, reason: 'Nobody told the end', cause: null, releasedBy: 'platform' })
    await store.endAttempts(tx, id, at)
  })
}

/** Calls are remembered for a day after their records were written, so that late events find them. */
export async function forgetCalls(context: Context): Promise<void> {
  for (let forgotten = BATCH; forgotten === BATCH; ) {
    forgotten = await inTx(context, (tx) => store.forget(tx, later(tx.now(), -minutes(1_440)), BATCH))
  }
}
