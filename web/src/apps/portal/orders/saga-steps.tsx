import { Text } from '@mantine/core'
import { hasEnded } from '../../../api/orders.ts'
import type { OrderDetail } from '../../../api/types.ts'
import { statusWords } from '../../../ui/status-badge.tsx'
import { type Step, type StepState, Steps } from '../../../ui/steps.tsx'
import { When } from '../../../ui/when.tsx'

const STATES: Readonly<Record<string, StepState>> = {
  done: 'done',
  completed: 'done',
  succeeded: 'done',
  running: 'running',
  inProgress: 'running',
  failed: 'failed',
  skipped: 'skipped',
  waiting: 'waiting',
  pending: 'waiting',
}

type SagaStep = OrderDetail['steps'][number]

function toStep(step: SagaStep, ended: boolean): Step {
  const state = STATES[step.status] ?? 'waiting'
  return {
    key: `${step.itemId} ${step.name}`,
    title: statusWords(step.name),
    state: ended && state === 'waiting' ? 'skipped' : state,
    ...(step.finishedAt && { at: <When at={step.finishedAt} /> }),
    ...(step.error && { detail: step.error }),
  }
}

/** An order's steps: reserve, hold, set up, charge; each with when it was done or why it failed. */
export function SagaSteps({ order }: { readonly order: OrderDetail }) {
  if (order.steps.length === 0) return <Text c="dimmed">No step has begun yet.</Text>
  return <Steps label="Steps of the order" steps={order.steps.map((step) => toStep(step, hasEnded(order.status)))} />
}
