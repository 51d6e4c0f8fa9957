import { type Context, inTx, type Services } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { type Attempt, type Call, type CallId, isOver } from './call.ts'
import * as store from './call-store.ts'
import { decide } from './decide.ts'
import { errors } from './errors.ts'
import { callCutAsked } from './events.ts'
import type { CallDecider } from './port.ts'
import { report } from './report.ts'
import { keepMessage } from './voicemails.ts'

/** Retail's side of the switch: decides about calls, hears what became of them, keeps messages. */
export const voiceCalls = (services: Services): CallDecider => ({
  decide: (ask) => decide(services, ask),
  report: (event) => report(services, event),
  record: (message) => keepMessage(services, message),
})

/** A call with the ways it could go and its further legs, as far as they are the reader's. */
export type CallDetail = { readonly call: Call; readonly attempts: readonly Attempt[]; readonly legs: readonly Call[] }

/** Throws 404. */
export async function callDetail(context: Context, id: CallId): Promise<CallDetail> {
  const call = await store.findCall(context, id)
  if (!call) throw errors.callNotFound({ detail: 'No call with this id.' })
  const [attempts, legs] = await Promise.all([store.attemptsOf(context, call.rootId), store.legsOf(context, call.rootId)])
  return { call, attempts, legs: legs.filter((leg) => leg.id !== id) }
}

/** Asks for a call to be ended; the loop beside the switch does it within a second. Throws 404, 409 `callNotUp`. */
export async function cutCall(context: Context, id: CallId, reason: string): Promise<Call> {
  const asked = await callDetail(context, id)
  return inTx(context, async (tx) => {
    const root = await store.lockCall(tx, asked.call.rootId)
    if (!root) throw errors.callNotFound({ detail: 'The call began at another business.' })
    if (isOver(root.status)) throw errors.callNotUp({ detail: 'This call has ended.' })
    if (root.cutAskedAt) return root
    const cut = { ...root, cutAskedAt: tx.now() }
    await store.saveCall(tx, cut)
    await publish(tx, callCutAsked, { callId: root.id, reason }, { accountId: root.accountId })
    return cut
  })
}

export { listCalls } from './call-store.ts'
