import { Button, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type ListedPlan, ratePlansQuery } from '../../../api/rate-plans.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { When } from '../../../ui/when.tsx'
import { useBase, useMay } from '../place.ts'
import { NewPlan } from './new-plan.tsx'

export const DIRECTION_WORDS = { customer: 'We sell', supplier: 'We buy' } as const

const columns: readonly Column<ListedPlan>[] = [
  { key: 'name', header: 'Rate plan', cell: (plan) => plan.name, csv: (plan) => plan.name },
  { key: 'number', header: 'Number', hideOnPhone: true, cell: (plan) => plan.number, csv: (plan) => plan.number },
  { key: 'direction', header: 'Direction', cell: (plan) => DIRECTION_WORDS[plan.direction], csv: (plan) => plan.direction },
  { key: 'currency', header: 'Currency', cell: (plan) => plan.currency, csv: (plan) => plan.currency },
  {
    key: 'version',
    header: 'Version',
    cell: (plan) => (
      <Group gap="xs" wrap="nowrap">
        {plan.version === 0 ? 'None yet' : plan.version}
        {plan.uncommittedChanges && <StatusBadge status="draft" tone="warn" label="Uncommitted" />}
      </Group>
    ),
    csv: (plan) => String(plan.version),
  },
  {
    key: 'created',
    header: 'Opened',
    align: 'right',
    hideOnPhone: true,
    cell: (plan) => <When at={plan.createdAt} show="date" />,
    csv: (plan) => plan.createdAt,
  },
]

const filters: readonly Filter[] = [
  { kind: 'search', key: 'q', label: 'Search rate plans', placeholder: 'Name or number' },
  {
    kind: 'choice',
    key: 'direction',
    label: 'Direction',
    options: Object.entries(DIRECTION_WORDS).map(([value, label]) => ({ value, label })),
  },
]

/** Every rate plan, by which calls are sold or bought. */
export function RatePlanList() {
  const base = useBase()
  const may = useMay()
  const [opened, { open, close }] = useDisclosure()
  return (
    <>
      <PageHeader
        title="Rate plans"
        subtitle="What calls cost by the digits they begin with: what customers pay, and what suppliers take."
        actions={may('rate-plan:write') && <Button onClick={open}>New rate plan</Button>}
      />
      <DataTable
        label="Rate plans"
        columns={columns}
        filters={filters}
        list={(page, { q, direction }) => ratePlansQuery({ ...page, ...(q && { q }), ...(direction && { direction }) })}
        rowKey={(plan) => plan.id}
        rowLink={(plan) => ({ to: `${base}/rate-plans/$id`, params: { id: plan.id } })}
        empty={{ title: 'No rate plans yet', text: 'Open one for what you sell, and one for each supplier you buy from.' }}
      />
      <NewPlan opened={opened} onClose={close} />
    </>
  )
}
