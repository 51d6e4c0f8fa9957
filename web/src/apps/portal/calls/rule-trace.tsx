import { Steps } from '../../../ui/steps.tsx'

const NAMES: Readonly<Record<string, string>> = {
  number: 'The number',
  block_caller: 'Block callers',
  dnd: 'Do not disturb',
  time_based: 'By time',
  forward_always: 'Forward always',
  simultaneous_ring: 'Ring together',
  forward_busy: 'Forward when busy',
  forward_no_answer: 'Forward when nobody answers',
  forward_unreachable: 'Forward when unreachable',
  voicemail: 'Voicemail',
  ring: 'Devices',
  mailbox: 'Mailbox',
  loop: 'A circle of forwards',
  hops: 'Too many forwards',
}

export const ruleName = (type: string): string => NAMES[type] ?? type

type TraceProps = {
  readonly trace: readonly { readonly type: string; readonly matched: boolean; readonly reason: string; readonly ruleId: string | null }[]
}

/** Which rules were looked at, in order, and what each said. */
export function RuleTrace({ trace }: TraceProps) {
  return (
    <Steps
      label="Rules, in order"
      steps={trace.map(({ type, matched, reason, ruleId }, at) => ({
        key: `${at} ${ruleId ?? type}`,
        title: ruleName(type),
        state: matched ? 'done' : 'skipped',
        at: matched ? 'Applies' : 'Does not apply',
        detail: reason,
      }))}
    />
  )
}
