import { type CalledNumber, type Edge, evaluate, type Forward, type Plan, type TraceStep } from './evaluate.ts'

/** A leg a forward makes: from the number that forwards to where it sends the call. */
export type Hop = { readonly by: CalledNumber; readonly forward: Forward; readonly toOwn: CalledNumber | null }

/** Tried only when the way at this index was tried and ended for this cause. */
export type Condition = { readonly after: number; readonly edge: Edge | 'any' }

/** One way a call may go, with the forwards that lead to it. */
export type Way = { readonly hops: readonly Hop[]; readonly only: Condition | null } & (
  | { readonly kind: 'devices'; readonly of: CalledNumber; readonly users: readonly string[]; readonly ringSeconds: number }
  | { readonly kind: 'outside'; readonly to: string; readonly ringSeconds: number }
  | { readonly kind: 'mailbox'; readonly of: CalledNumber }
)

export type Ways = {
  readonly ways: readonly Way[]
  /** Set when the called number itself refuses. */
  readonly rejected: 'inactive' | 'blocked' | null
  readonly trace: readonly TraceStep[]
}

export type Call = { readonly caller: string | null; readonly at: Date }
/** Finds a number of this platform, whoever holds it; undefined for numbers elsewhere. */
export type Lookup = (e164: string) => Promise<CalledNumber | undefined>

/** A call is forwarded at most so often (W15). */
export const MOST_HOPS = 5
/** How long a forwarded call rings elsewhere before the next way. */
export const OUTSIDE_RING_SECONDS = 30

class Planner {
  readonly ways: Way[] = []
  readonly trace: TraceStep[] = []
  readonly #call: Call
  readonly #lookup: Lookup

  constructor(call: Call, lookup: Lookup) {
    this.#call = call
    this.#lookup = lookup
  }

  /** Adds the ways of one number. Answers why it refuses, if it does. */
  async number(called: CalledNumber, hops: readonly Hop[], only: Condition | null): Promise<Ways['rejected']> {
    const { plan, trace } = evaluate(called, this.#call.caller, this.#call.at)
    this.trace.push(...trace)
    if (plan.kind === 'reject') return plan.why
    if (plan.kind === 'forward') await this.#forward(called, plan.forward, hops, only)
    const rung = plan.kind === 'ring' ? await this.#ring(called, plan, hops, only) : null
    if (plan.kind !== 'mailbox' && !('mailbox' in plan && plan.mailbox)) return null
    // The first number's mailbox takes whatever is left; a further one only what came to that number.
    const left = rung === null ? only : { after: rung, edge: 'any' as const }
    this.ways.push({ kind: 'mailbox', of: called, hops, only: hops.length === 0 ? null : left })
    return null
  }

  /** Answers the index of the way on which the devices ring, null when there are none. */
  async #ring(called: CalledNumber, plan: Plan & { kind: 'ring' }, hops: readonly Hop[], only: Condition | null): Promise<number | null> {
    if (plan.users.length === 0) {
      const unreachable = plan.after.unreachable
      if (unreachable) await this.#forward(called, unreachable, hops, only)
      return null
    }
    const rung = this.ways.push({ kind: 'devices', of: called, users: plan.users, ringSeconds: plan.ringSeconds, hops, only }) - 1
    for (const [edge, forward] of Object.entries(plan.after))
      await this.#forward(called, forward, hops, { after: rung, edge: edge as Edge })
    return rung
  }

  async #forward(by: CalledNumber, forward: Forward, hops: readonly Hop[], only: Condition | null): Promise<void> {
    const own = await this.#lookup(forward.to)
    const passed = [...hops.map((hop) => hop.by.e164), by.e164]
    const note = (type: 'loop' | 'hops', reason: string) =>
      this.trace.push({ number: by.e164, ruleId: forward.rule.id, type, matched: true, reason })
    if (own && passed.includes(own.e164)) {
      note('loop', `${own.e164} was called before in this call: it is not called again, the mailbox of ${passed[0]} takes the message`)
      this.#loopToMailbox(hops[0]?.by ?? by, only)
    } else if (passed.length > MOST_HOPS) {
      note('hops', `The call was forwarded ${MOST_HOPS} times: no further`)
      this.#loopToMailbox(hops[0]?.by ?? by, only)
    } else {
      const hop: Hop = { by, forward, toOwn: own ?? null }
      if (own) await this.number(own, [...hops, hop], only)
      else this.ways.push({ kind: 'outside', to: forward.to, ringSeconds: OUTSIDE_RING_SECONDS, hops: [...hops, hop], only })
    }
  }

  /** Whoever was called first takes the message, whether or not a mailbox was asked for: a circle must end somewhere. */
  #loopToMailbox(first: CalledNumber, only: Condition | null): void {
    this.ways.push({ kind: 'mailbox', of: first, hops: [], only })
  }
}

/** Every way a call to one of our numbers may go, in the order in which they are tried (W15). Pure but for looking numbers up. */
export async function waysOf(called: CalledNumber, call: Call, lookup: Lookup): Promise<Ways> {
  const planner = new Planner(call, lookup)
  const rejected = await planner.number(called, [], null)
  return { ways: withoutUnreachable(planner.ways), rejected, trace: planner.trace }
}

/** Nothing is tried after a mailbox that is always reached. */
function withoutUnreachable(ways: readonly Way[]): readonly Way[] {
  const last = ways.findIndex((way) => way.kind === 'mailbox' && way.only === null)
  return last === -1 ? ways : ways.slice(0, last + 1)
}

/** How the parties behave in a rehearsal. */
export type Behaviour = { readonly devices: 'answer' | Edge; readonly elsewhere: 'answer' | Edge }
export type Rehearsal = {
  readonly path: readonly { readonly way: Way; readonly outcome: 'answer' | Edge | 'skipped' }[]
  readonly end: 'answered' | 'message' | 'rejected' | 'busy'
}

/** Plays a call through its ways without placing it. */
export function rehearse({ ways, rejected }: Ways, behaviour: Behaviour): Rehearsal {
  if (rejected) return { path: [], end: 'rejected' }
  const path: { way: Way; outcome: 'answer' | Edge | 'skipped' }[] = []
  for (const way of ways) {
    const before = way.only && path[way.only.after]?.outcome
    const due = !way.only || (before !== 'skipped' && before !== 'answer' && (way.only.edge === 'any' || way.only.edge === before))
    const outcome = !due ? 'skipped' : way.kind === 'mailbox' ? 'answer' : way.kind === 'devices' ? behaviour.devices : behaviour.elsewhere
    path.push({ way, outcome })
    if (outcome === 'answer') return { path, end: way.kind === 'mailbox' ? 'message' : 'answered' }
  }
  return { path, end: 'busy' }
}
