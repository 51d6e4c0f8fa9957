import { SimpleGrid, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { changeRoutingPlan, type RoutingPlan, routingPlanQuery } from '../../../api/carriers.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { EditCard } from '../carriers/edit-card.tsx'
import type { Field } from '../carriers/fields.tsx'
import { useBase, useMay } from '../place.ts'
import { MODES, modeOf } from './modes.ts'
import { Routes } from './routes.tsx'
import { Simulator } from './simulator.tsx'

const fields: readonly Field[] = [
  { key: 'name', label: 'Name', kind: 'text' },
  { key: 'mode', label: 'Chooses', kind: 'select', options: MODES },
  {
    key: 'lcrDeltaPercent',
    label: 'Close within, %',
    kind: 'number',
    description: 'Costs this near to the cheapest count as equal.',
    when: (values) => values['mode'] === 'lcrd',
  },
  { key: 'expectedSeconds', label: 'Costs compared at, seconds', kind: 'number' },
  { key: 'mostAttempts', label: 'Attempts at most', kind: 'number' },
  { key: 'replySeconds', label: 'No reply after, seconds', kind: 'number' },
  { key: 'ringSeconds', label: 'No answer after, seconds', kind: 'number' },
  {
    key: 'marginGuard',
    label: 'Suppliers above the selling price',
    kind: 'select',
    options: [
      { value: 'block', label: 'Leave out' },
      { value: 'off', label: 'Use' },
    ],
  },
  { key: 'continueOn', label: 'Next route after', kind: 'text', description: 'Final answers, with commas between.' },
]

const valuesOf = ({ continueOn, ...plan }: RoutingPlan) => ({
  ...Object.fromEntries(fields.map(({ key }) => [key, plan[key as keyof typeof plan]])),
  continueOn: continueOn.join(', '),
})

const save = (id: string, { continueOn, ...values }: Omit<RoutingPlan, 'continueOn'> & { readonly continueOn: string }) =>
  changeRoutingPlan(id, {
    ...values,
    continueOn: continueOn
      .split(/[,;\s]+/)
      .filter(Boolean)
      .map(Number),
  })

/** One routing plan: how it chooses, its routes, and what it would do with a call. */
export function RoutingPlanPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const base = useBase()
  const may = useMay()
  const { data: plan, error, refetch } = useQuery(routingPlanQuery(id))
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!plan) return <Skeleton height={420} role="status" aria-label="Loading" />
  const mayEdit = may('routing-plan:write')
  return (
    <>
      <PageHeader
        title={`${plan.shortCode} ${plan.name}`}
        subtitle={modeOf(plan.mode)}
        back={{ to: `${base}/routing-plans`, label: 'Routing plans' }}
      />
      <Stack>
        <SimpleGrid cols={{ base: 1, lg: 2 }} style={{ alignItems: 'start' }}>
          <EditCard
            title="Settings"
            fields={fields}
            values={valuesOf(plan)}
            save={(values: Parameters<typeof save>[1]) => save(plan.id, values)}
            stale={['routing_plans', 'audit']}
            mayEdit={mayEdit}
          />
          <Simulator />
        </SimpleGrid>
        <Routes plan={plan} mayEdit={mayEdit} />
      </Stack>
    </>
  )
}
