import { type Context, inTx } from '../../platform/context.ts'
import type { CallEvent } from '../voice/index.ts'
import * as store from './call-store.ts'
import { callOfRef } from './trunk-call.ts'
import { finishCall } from './write.ts'

/**
 * Takes in what the switch tells of a call: at least once, in any order. The ending settles both sides and writes the records; what comes after
 * it changes nothing. Answers false when the call is none of ours.
 */
export async function reportTrunkCall(context: Context, event: CallEvent): Promise<boolean> {
  const id = callOfRef(event.ref)
  const isOver = await inTx(context, async (tx) => {
    const call = await store.lock(tx, id)
    if (!call) return undefined
    if (call.status === 'written') return false
    // The switch tells of the talk at the end once more, so a lost or late answer costs nobody anything and its attempt is known as answered.
    const told = event.kind === 'end' && (event.durationMs ?? 0) > 0 ? answerOf(event) : event
    // An ending names the attempt it ended, which may have had no word of its own; before the first route it names none.
    if (told.attempt > 0) await store.markAttempt(tx, id, { ...told, ...told.failure })
    if (told.kind === 'answer') await store.answer(tx, id, told)
    if (event.kind !== 'end' || call.status === 'ended') return call.status === 'ended'
    await store.end(tx, id, event)
    await store.endAttempts(tx, id, event.at)
    return true
  })
  if (isOver === undefined) return false
  if (isOver) await finishCall(context, id)
  return true
}

/** The answer of a call, as its ending tells it. */
const answerOf = (ending: CallEvent): CallEvent => ({
  ...ending,
  kind: 'answer',
  at: new Date(ending.at.getTime() - (ending.durationMs ?? 0)),
})
