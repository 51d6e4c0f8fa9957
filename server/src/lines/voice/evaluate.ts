import type { AccountId, TenantId } from '../../platform/ids.ts'
import type { NumberId } from '../numbers/index.ts'
import { byOrder, type CallRule, type CallRuleId, namesCaller, RING_SECONDS, type RuleType } from './rule.ts'
import { type Calendar, openingAt } from './schedule.ts'

/** One step of the reasoning, as it is kept with the call and shown to people. */
export type TraceStep = {
  readonly number: string
  readonly ruleId: CallRuleId | null
  readonly type: RuleType | 'number' | 'ring' | 'mailbox' | 'loop' | 'hops'
  readonly matched: boolean
  readonly reason: string
}

/** Who holds a number of this platform. */
export type Holder = { readonly tenantId: TenantId; readonly accountId: AccountId; readonly numberId: NumberId }

/** Everything that decides how a call to one number goes. */
export type CalledNumber = Calendar & {
  readonly holder: Holder
  readonly e164: string
  readonly active: boolean
  readonly ringSeconds: number
  readonly voicemail: boolean
  readonly rules: readonly CallRule[]
  readonly devices: readonly { readonly id: string; readonly sipUsername: string }[]
}

export type Forward = { readonly to: string; readonly rule: CallRule }
export type Edge = 'busy' | 'no_answer' | 'unreachable'

/** What one number wants done with a call, before it is known who answers. */
export type Plan =
  | { readonly kind: 'reject'; readonly why: 'inactive' | 'blocked' }
  | { readonly kind: 'forward'; readonly forward: Forward; readonly mailbox: boolean }
  | { readonly kind: 'mailbox' }
  | { readonly kind: 'busy' }
  | {
      readonly kind: 'ring'
      readonly users: readonly string[]
      readonly ringSeconds: number
      readonly after: Readonly<Partial<Record<Edge, Forward>>>
      readonly mailbox: boolean
    }

const EDGES: Readonly<Record<Edge, RuleType>> = {
  busy: 'forward_busy',
  no_answer: 'forward_no_answer',
  unreachable: 'forward_unreachable',
}

class Reasoning {
  readonly steps: TraceStep[] = []
  readonly #number: string

  constructor(number: string) {
    this.#number = number
  }

  note(type: TraceStep['type'], matched: boolean, reason: string, rule?: CallRule): void {
    this.steps.push({ number: this.#number, ruleId: rule?.id ?? null, type, matched, reason })
  }
}

/** Rules that decide before anything rings; the first that matches ends it (W15, 2). */
function beforeRinging(called: CalledNumber, caller: string | null, at: Date, why: Reasoning, mailbox: boolean): Plan | undefined {
  const leave = (): Plan => (mailbox ? { kind: 'mailbox' } : { kind: 'busy' })
  for (const rule of inOrder(called, ['block_caller', 'dnd', 'time_based', 'forward_always'])) {
    if (rule.type === 'block_caller') {
      const named = namesCaller(rule, caller)
      why.note(
        rule.type,
        named,
        named ? `${caller ?? 'A hidden caller'} is blocked` : `${caller ?? 'A hidden caller'} is not on the list`,
        rule,
      )
      if (named) return { kind: 'reject', why: 'blocked' }
    } else if (rule.type === 'dnd') {
      why.note(rule.type, true, 'Do not disturb is on', rule)
      return leave()
    } else if (rule.type === 'time_based' && rule.schedule) {
      const { open, reason } = openingAt(rule.schedule, called, at)
      const matched = open === (rule.schedule.when === 'open')
      why.note(rule.type, matched, reason, rule)
      if (matched) return rule.forwardTo ? { kind: 'forward', forward: { to: rule.forwardTo, rule }, mailbox } : leave()
    } else if (rule.forwardTo) {
      why.note(rule.type, true, `Every call goes to ${rule.forwardTo}`, rule)
      return { kind: 'forward', forward: { to: rule.forwardTo, rule }, mailbox }
    }
  }
  return undefined
}

const inOrder = ({ rules }: CalledNumber, types: readonly RuleType[]): readonly CallRule[] =>
  rules.filter((rule) => rule.active && types.includes(rule.type)).sort(byOrder)

function ringing(called: CalledNumber, why: Reasoning, mailbox: boolean): Plan {
  const after: Partial<Record<Edge, Forward>> = {}
  for (const edge of ['busy', 'no_answer', 'unreachable'] as const) {
    const [rule] = inOrder(called, [EDGES[edge]])
    if (rule?.forwardTo) after[edge] = { to: rule.forwardTo, rule }
  }
  const [together] = inOrder(called, ['simultaneous_ring'])
  const chosen =
    together && together.devices.length > 0 ? called.devices.filter(({ id }) => together.devices.includes(id as never)) : called.devices
  const users = chosen.map(({ sipUsername }) => sipUsername)
  const ringSeconds = after.no_answer?.rule.ringSeconds ?? together?.ringSeconds ?? called.ringSeconds ?? RING_SECONDS
  if (together) why.note('simultaneous_ring', true, `${users.length} chosen devices ring together`, together)
  why.note('ring', users.length > 0, users.length > 0 ? `${users.length} devices ring for ${ringSeconds} seconds` : 'No device is in use')
  for (const [edge, forward] of Object.entries(after)) {
    why.note(
      EDGES[edge as Edge],
      users.length > 0 || edge === 'unreachable',
      `If ${edge.replace('_', ' ')}, the call goes to ${forward.to}`,
      forward.rule,
    )
  }
  return { kind: 'ring', users, ringSeconds, after, mailbox }
}

/**
 * How one number treats a call (W15): refused when it is not active; then the rules before ringing, by priority and age; then the devices; then the
 * forwards by cause; then the mailbox, or the busy tone. The same input always gives the same plan.
 */
export function evaluate(
  called: CalledNumber,
  caller: string | null,
  at: Date,
): { readonly plan: Plan; readonly trace: readonly TraceStep[] } {
  const why = new Reasoning(called.e164)
  if (!called.active) {
    why.note('number', false, 'The number is not active')
    return { plan: { kind: 'reject', why: 'inactive' }, trace: why.steps }
  }
  const [box] = inOrder(called, ['voicemail'])
  const mailbox = box !== undefined || called.voicemail
  const plan = beforeRinging(called, caller, at, why, mailbox) ?? ringing(called, why, mailbox)
  if (plan.kind !== 'reject') {
    why.note(
      box ? 'voicemail' : 'mailbox',
      mailbox,
      mailbox ? 'At last the caller may leave a message' : 'There is no mailbox: at last the busy tone',
      box,
    )
  }
  return { plan, trace: why.steps }
}
