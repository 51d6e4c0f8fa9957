import { z } from 'zod'
import { type AccountId, type Id, idSchema } from '../../platform/ids.ts'
import { type NumberId, parseE164 } from '../numbers/index.ts'
import { DeviceId } from './device.ts'
import { Schedule } from './schedule.ts'

export type CallRuleId = Id<'callRule'>
export const CallRuleId = idSchema<CallRuleId>()

/** E29, in the order in which a call meets them: before it rings, what rings, and what follows when nobody answers. */
export const RULE_TYPES = [
  'block_caller',
  'dnd',
  'time_based',
  'forward_always',
  'simultaneous_ring',
  'forward_busy',
  'forward_no_answer',
  'forward_unreachable',
  'voicemail',
] as const
export type RuleType = (typeof RULE_TYPES)[number]

export const MOST_RULES = 50
export const RING_SECONDS = 20
const MOST_RING_SECONDS = 60

const Target = z.string().max(20)
const Seconds = z.number().int().min(5).max(MOST_RING_SECONDS)
/** An exact number, a beginning such as `+1900*`, or `anonymous`. */
const Caller = z
  .string()
  .regex(/^(\+[1-9]\d{0,14}\*?|anonymous)$/, 'Use a number such as +14155550100, a beginning such as +1900*, or anonymous.')

/** What a rule is told; which fields it takes follows from its type. */
export const RuleFacts = z.strictObject({
  type: z.enum(RULE_TYPES),
  active: z.boolean().default(true),
  priority: z.number().int().min(1).max(10_000).optional(),
  callers: z.array(Caller).max(200).default([]),
  /** E.164; for `time_based` null means the mailbox. */
  forwardTo: Target.nullable().default(null),
  /** Which devices ring together; empty means all. */
  devices: z.array(DeviceId).max(10).default([]),
  ringSeconds: Seconds.nullable().default(null),
  schedule: Schedule.nullable().default(null),
  /** Whose number a forwarded call shows: the caller's, or the number that forwards. */
  present: z.enum(['caller', 'number']).default('caller'),
})
export type RuleFacts = z.output<typeof RuleFacts>

export type CallRule = Omit<RuleFacts, 'priority'> & {
  readonly id: CallRuleId
  readonly accountId: AccountId
  readonly numberId: NumberId
  readonly priority: number
  readonly createdAt: Date
}

const FORWARDS: readonly RuleType[] = ['forward_always', 'forward_busy', 'forward_no_answer', 'forward_unreachable']

/** What keeps the rule from working, as field and sentence; nothing when it may be saved. */
export function faultOf(facts: RuleFacts, ownE164: string): { readonly path: string; readonly message: string } | undefined {
  const { type } = facts
  const fault = (path: string, message: string) => ({ path, message })
  if (type === 'block_caller' && facts.callers.length === 0) return fault('callers', 'Name at least one caller to block.')
  if (type !== 'block_caller' && facts.callers.length > 0) return fault('callers', 'Only a rule that blocks names callers.')
  if (type === 'time_based' && !facts.schedule) return fault('schedule', 'Say at which hours the rule works.')
  if (type !== 'time_based' && facts.schedule) return fault('schedule', 'Only a rule by time has hours.')
  if (FORWARDS.includes(type) && !facts.forwardTo) return fault('forwardTo', 'Say where the call goes.')
  if (!FORWARDS.includes(type) && type !== 'time_based' && facts.forwardTo)
    return fault('forwardTo', 'This kind of rule goes nowhere else.')
  if (type !== 'simultaneous_ring' && facts.devices.length > 0) return fault('devices', 'Only ringing together names devices.')
  if (facts.ringSeconds !== null && type !== 'forward_no_answer' && type !== 'simultaneous_ring')
    return fault('ringSeconds', 'This kind of rule has no ring time.')
  if (facts.forwardTo === null) return undefined
  if (facts.forwardTo === ownE164) return fault('forwardTo', 'A number cannot forward to itself.')
  if (!parseE164(facts.forwardTo)) return fault('forwardTo', 'Use a number such as +14155550100.')
  return undefined
}

/** The order of evaluation: priority, then age, then id, so that equal priorities never change places. */
export const byOrder = (a: CallRule, b: CallRule): number =>
  a.priority - b.priority || a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1)

/** Whether the caller is on the rule's list; a caller without a number is `anonymous`. */
export const namesCaller = (rule: Pick<CallRule, 'callers'>, caller: string | null): boolean =>
  rule.callers.some((entry) => {
    if (caller === null) return entry === 'anonymous'
    return entry.endsWith('*') ? caller.startsWith(entry.slice(0, -1)) : entry === caller
  })
