import { attendTrunkCalls, operatorContext } from '../../lines/routing/index.ts'
import { attendCalls, type CallAsk, type CallDecider, type CallEvent, type CallRef, type SwitchControl } from '../../lines/voice/index.ts'
import { later, type MovableClock } from '../../platform/clock.ts'
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

const ANSWERED = { code: 200, reason: 'OK', cause: 16 } as const
const BUSY = { code: 486, reason: 'Busy Here', cause: 17, releasedBy: 'callee' } as const
const NO_ANSWER = { code: 480, reason: 'Temporarily Unavailable', cause: 19, releasedBy: 'callee' } as const
const GIVEN_UP = { code: 487, reason: 'Request Terminated', cause: 16, releasedBy: 'caller' } as const

/** How a call goes: whether its first way is down, how long it rings, and how long is talked or why not; in seconds. */
export type Course = {
  readonly firstWayIsDown: boolean
  readonly rings: number
  readonly talks: number
  readonly failure: typeof BUSY | typeof NO_ANSWER | typeof GIVEN_UP | undefined
  readonly releasedBy: 'caller' | 'callee'
}

/** A course as they usually go: most talks are short and some long, and of calls that fail the line is busy most often. */
export function courseOf(roll: () => number, chances: { readonly down: number; readonly failing: number; readonly talks: number }): Course {
  const firstWayIsDown = roll() < chances.down
  const fate = roll() / chances.failing
  const failure = fate < 0.5 ? BUSY : fate < 0.8 ? NO_ANSWER : fate < 1 ? GIVEN_UP : undefined
  const rings = failure === BUSY ? 0.4 + roll() : failure === NO_ANSWER ? 28 + 20 * roll() : 2 + 16 * roll() ** 2
  const talks = Math.min(3_000, 3 - Math.log(1 - roll()) * chances.talks)
  return { firstWayIsDown, rings, talks, failure, releasedBy: roll() < 0.55 ? 'caller' : 'callee' }
}

/** What the story's switch does beside telling of calls. */
export type Exchange = {
  /** Waits until a call has come to an instant; answers how many seconds it may last then, or undefined when it was given no more. */
  readonly prolong: (ref: CallRef, at: Date) => Promise<number | undefined>
  /** Tells of an ending, while nobody asks for more time: a call is either up or over. */
  readonly end: (tell: () => Promise<void>) => Promise<void>
}

/** Asks for more time for the calls that are up, as happens beside the switch; one round at a time. */
export function openExchange(services: Services, clock: MovableClock): Exchange {
  const granted = new Map<CallRef, number>()
  const control: SwitchControl = {
    cut: () => Promise.resolve(),
    prolong: async (ref, maxSeconds) => {
      granted.set(ref, maxSeconds)
    },
  }
  const endings = new Set<Promise<void>>()
  let rounds = Promise.resolve()
  const round = async () => {
    await Promise.all(endings)
    await attendCalls(services, control)
    await attendTrunkCalls(await operatorContext(services), control)
  }
  return {
    async prolong(ref, at) {
      if (clock.now() < at) clock.moveTo(at)
      rounds = rounds.then(round)
      await rounds
      return granted.get(ref)
    },
    async end(tell) {
      for (let seen: unknown; seen !== rounds; ) {
        seen = rounds
        await seen
      }
      const ending = tell()
      endings.add(ending)
      await ending.finally(() => endings.delete(ending))
    },
  }
}

/** More time is asked for so long before it runs out. */
const AHEAD_SECONDS = 9

/** Has a call decided and carries it, telling what a switch would tell. Nobody talks longer than was granted. */
export async function carry(decider: CallDecider, exchange: Exchange, ask: CallAsk, course: Course): Promise<void> {
  const decision = await decider.decide(ask)
  if (decision.kind !== 'route') return
  const { ref, routes } = decision
  const after = (seconds: number) => later(ask.at, Math.round(seconds * 1_000))
  const blank = { code: null, reason: null, cause: null, durationMs: null, releasedBy: null }
  const tell = (kind: CallEvent['kind'], attempt: number, at: Date, more: Partial<CallEvent> = {}) =>
    decider.report({ ...blank, ref, kind, attempt, route: routes[attempt - 1]?.name ?? '', at, ...more })
  let attempt = 1
  await tell('attempt', attempt, after(0))
  if (course.firstWayIsDown && routes.length > 1) {
    await tell('attempt', attempt, after(0.8), { code: 503, reason: 'Service Unavailable', cause: 34 })
    attempt = 2
    await tell('attempt', attempt, after(0.9))
  }
  await tell('ringing', attempt, after(2), { code: 180 })
  const rung = 2 + course.rings
  const end = (at: Date, more: Partial<CallEvent>) => exchange.end(() => tell('end', attempt, at, more))
  if (course.failure) return end(after(rung), { ...course.failure, durationMs: 0 })
  await tell('answer', attempt, after(rung), { code: 200 })
  let most = decision.maxSeconds
  while (most < course.talks) {
    const longer = await exchange.prolong(ref, after(rung + most - AHEAD_SECONDS))
    if (longer === undefined || longer <= most) break
    most = longer
  }
  const seconds = Math.min(most, course.talks)
  const releasedBy = seconds < course.talks ? 'platform' : course.releasedBy
  await end(after(rung + seconds), { ...ANSWERED, durationMs: Math.round(seconds * 1_000), releasedBy })
}
