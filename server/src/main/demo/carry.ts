import type { CallAsk, CallDecider, CallEvent } from '../../lines/voice/index.ts'
import { later } from '../../platform/clock.ts'
import type { Services } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'

/** A question as the switch asks it, now. */
export const askOf = (services: Services, sourceIp: string, facts: Partial<CallAsk>): CallAsk => ({
  node: 'demo',
  callId: newId(),
  fromTag: newId(),
  sourceIp,
  sourcePort: 5060,
  transport: 'udp',
  device: null,
  requestUser: '',
  requestHost: 'sip.example.com',
  fromUser: 'anonymous',
  toUser: facts.requestUser ?? '',
  assertedIdentity: null,
  diversion: null,
  userAgent: null,
  at: services.clock.now(),
  ...facts,
})

/** How a call goes: whether its first way is down, and how many seconds are talked; null when the called party is busy. */
export type Course = { readonly firstWayIsDown: boolean; readonly talks: number | null }

/** Has a call decided and carries it, telling what a switch would tell. Nobody talks longer than was granted at first. */
export async function carry(decider: CallDecider, ask: CallAsk, { firstWayIsDown, talks }: Course): Promise<void> {
  const decision = await decider.decide(ask)
  if (decision.kind !== 'route') return
  const { ref, routes, maxSeconds } = decision
  const after = (seconds: number) => later(ask.at, Math.round(seconds * 1_000))
  const blank = { code: null, reason: null, cause: null, durationMs: null, releasedBy: null }
  const tell = (kind: CallEvent['kind'], attempt: number, at: Date, more: Partial<CallEvent> = {}) =>
    decider.report({ ...blank, ref, kind, attempt, route: routes[attempt - 1]?.name ?? '', at, ...more })
  let attempt = 1
  await tell('attempt', attempt, after(0))
  if (firstWayIsDown && routes.length > 1) {
    await tell('attempt', attempt, after(0.8), { code: 503, reason: 'Service Unavailable', cause: 34 })
    attempt = 2
    await tell('attempt', attempt, after(0.9))
  }
  await tell('ringing', attempt, after(2), { code: 180 })
  if (talks === null)
    return tell('end', attempt, after(14), { code: 486, reason: 'Busy Here', cause: 17, durationMs: 0, releasedBy: 'callee' })
  const seconds = Math.min(maxSeconds, talks)
  await tell('answer', attempt, after(6), { code: 200 })
  const ending = { code: 200, reason: 'OK', cause: 16, durationMs: seconds * 1_000, releasedBy: 'caller' } as const
  await tell('end', attempt, after(6 + seconds), ending)
}
