import { Text } from '@mantine/core'
import { hasEnded } from '../../../api/orders.ts'
import type { OrderDetail } from '../../../api/types.ts'
import { statusWords } from '../../../ui/status-badge.tsx'
import { type Step, type StepState, Steps } from '../../../ui/steps.tsx'
import { When } from '../../../ui/when.tsx'

/** The saga's steps in the customer's words; one without an entry is said as the server says it. */
const WORDS: Readonly<Record<string, string>> = {
  reserved: 'Reserved',
  'money held': 'Money set aside',
  'supplier asked': 'Setting it up',
  'supplier refused': 'Not possible there, trying elsewhere',
  'no answer': 'Waiting for an answer',
  'never bought': 'Starting again',
  'held for a decision': 'Our staff are looking into it',
  'tried again by staff': 'Started again by our staff',
  supplied: 'Set up',
  'money captured': 'Money charged',
  'money given back': 'Money available again',
}

type SagaStep = OrderDetail['steps'][number]

/** Steps are written down as they happen, so one that was running has ended as soon as another follows it. */
function stateOf(step: SagaStep, isLast: boolean, ended: boolean): StepState {
  if (step.status === 'running' || step.status === 'waiting') return isLast && !ended ? step.status : 'done'
  return step.status
}

const toStep = (step: SagaStep, isLast: boolean, ended: boolean): Step => ({
  key: step.id,
  title: WORDS[step.name] ?? statusWords(step.name),
  state: stateOf(step, isLast, ended),
  at: <When at={step.at} />,
  ...(step.detail && { detail: step.detail }),
})

/** An order's steps as they happen: reserved, money set aside, set up, charged; and while it runs, where it is going. */
export function SagaSteps({ order }: { readonly order: OrderDetail }) {
  const ended = hasEnded(order.status)
  if (order.steps.length === 0 && ended) return <Text c="dimmed">Nothing was begun.</Text>
  const taken = order.steps.map((step, at) => toStep(step, at === order.steps.length - 1, ended))
  const goal: readonly Step[] = ended ? [] : [{ key: 'ready', title: 'Ready to use', state: 'waiting' }]
  return <Steps label="Steps of the order" steps={[...taken, ...goal]} />
}
