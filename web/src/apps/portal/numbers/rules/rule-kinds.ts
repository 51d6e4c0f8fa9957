import type { CallRule, RuleFacts, Schedule } from '../../../../api/voice.ts'
import { phoneText } from '../../../../ui/phone-text.ts'

export type RuleType = CallRule['type']

type Kind = {
  readonly type: RuleType
  readonly name: string
  readonly does: string
  readonly fields: readonly ('callers' | 'forwardTo' | 'schedule' | 'ringSeconds' | 'devices')[]
}

/** What rules there are, in the order in which a call meets them, and what each is told. */
export const KINDS: readonly Kind[] = [
  { type: 'block_caller', name: 'Block callers', does: 'Refuses calls from the numbers you name.', fields: ['callers'] },
  { type: 'dnd', name: 'Do not disturb', does: 'Nothing rings; callers go to the mailbox.', fields: [] },
  {
    type: 'time_based',
    name: 'By time',
    does: 'Sends calls elsewhere inside or outside of your hours.',
    fields: ['schedule', 'forwardTo'],
  },
  { type: 'forward_always', name: 'Forward always', does: 'Sends every call to another number.', fields: ['forwardTo'] },
  {
    type: 'simultaneous_ring',
    name: 'Ring together',
    does: 'Only the devices you choose ring, all at once.',
    fields: ['devices', 'ringSeconds'],
  },
  { type: 'forward_busy', name: 'Forward when busy', does: 'When your devices are busy or decline.', fields: ['forwardTo'] },
  {
    type: 'forward_no_answer',
    name: 'Forward when nobody answers',
    does: 'After the ring time you set.',
    fields: ['forwardTo', 'ringSeconds'],
  },
  { type: 'forward_unreachable', name: 'Forward when unreachable', does: 'When no device is signed in.', fields: ['forwardTo'] },
  { type: 'voicemail', name: 'Voicemail', does: 'At last the caller may leave a message.', fields: [] },
]

export const kindOf = (type: RuleType): Kind => {
  const kind = KINDS.find((one) => one.type === type)
  if (!kind) throw new Error(`There is no rule ${type}.`)
  return kind
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
export const dayName = (day: number): string => DAYS[day - 1] ?? ''

/** Days in a row as “Mon–Fri”, others one by one. */
export function daysText(days: readonly number[]): string {
  const sorted = [...days].sort((a, b) => a - b)
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return ''
  if (sorted.length > 2 && last - first === sorted.length - 1) return `${dayName(first)}–${dayName(last)}`
  return sorted.map(dayName).join(', ')
}

export function scheduleText({ weekly, when, holidays }: Schedule): string {
  const hours = weekly.map(({ days, from, to }) => `${daysText(days)} ${from}–${to}`).join('; ')
  const rest = holidays === 'ignored' ? '' : `, holidays ${holidays}`
  return `${when === 'open' ? 'During' : 'Outside of'} ${hours}${rest}`
}

/** A rule in one sentence. */
export function ruleText(rule: Pick<CallRule, 'type' | 'callers' | 'forwardTo' | 'schedule' | 'ringSeconds' | 'devices'>): string {
  const target = rule.forwardTo ? phoneText(rule.forwardTo) : 'the mailbox'
  switch (rule.type) {
    case 'block_caller':
      return rule.callers.map((caller) => (caller === 'anonymous' ? 'hidden callers' : phoneText(caller))).join(', ')
    case 'dnd':
      return 'Nothing rings'
    case 'time_based':
      return `${rule.schedule ? scheduleText(rule.schedule) : ''}: to ${target}`
    case 'simultaneous_ring':
      return `${rule.devices.length || 'All'} devices ring${rule.ringSeconds ? ` for ${rule.ringSeconds} s` : ''}`
    case 'forward_no_answer':
      return `After ${rule.ringSeconds ?? 20} s to ${target}`
    case 'voicemail':
      return 'The caller may leave a message'
    default:
      return `To ${target}`
  }
}

export const OFFICE_HOURS: Schedule = { weekly: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }], when: 'open', holidays: 'closed' }

export const blankRule = (type: RuleType): RuleFacts => ({
  type,
  active: true,
  callers: [],
  forwardTo: null,
  devices: [],
  ringSeconds: type === 'forward_no_answer' ? 20 : null,
  schedule: type === 'time_based' ? OFFICE_HOURS : null,
  present: 'caller',
})
