import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { createRoutingPlan, type RoutingPlan, routingPlansQuery } from '../../../api/carriers.ts'
import { PlusIcon } from '../../../ui/icons.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import type { Column } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { FormDialog } from '../carriers/form-dialog.tsx'
import { useBase, useMay } from '../place.ts'
import { MODES, modeOf } from './modes.ts'

const columns: readonly Column<RoutingPlan>[] = [
  { key: 'code', header: 'Code', cell: (plan) => plan.shortCode, csv: (plan) => plan.shortCode },
  { key: 'name', header: 'Name', cell: (plan) => plan.name, csv: (plan) => plan.name },
  { key: 'mode', header: 'Chooses', cell: (plan) => modeOf(plan.mode), csv: (plan) => plan.mode },
  { key: 'attempts', header: 'Attempts', align: 'right', cell: (plan) => plan.mostAttempts, csv: (plan) => String(plan.mostAttempts) },
]

/** Where customers' calls may go. */
export function RoutingPlanList() {
  const base = useBase()
  const may = useMay()
  const [opened, { open, close }] = useDisclosure()
  return (
    <>
      <PageHeader
        title="Routing plans"
        subtitle="Which suppliers a customer’s calls may go to, and in which order."
        actions={
          may('routing-plan:write') && (
            <Button leftSection={<PlusIcon size={16} />} onClick={open}>
              Add routing plan
            </Button>
          )
        }
      />
      <DataTable
        label="Routing plans"
        columns={columns}
        filters={[{ kind: 'search', key: 'q', label: 'Search routing plans', placeholder: 'Short code or name' }]}
        list={(page, filters) => routingPlansQuery({ ...page, ...filters })}
        rowKey={(plan) => plan.id}
        rowLink={(plan) => ({ to: `${base}/routing-plans/$id`, params: { id: plan.shortCode } })}
        empty={{ title: 'No routing plans yet', text: 'Add one, then give it routes to your suppliers’ services.' }}
      />
      {opened && (
        <FormDialog
          title="Add routing plan"
          action="Add routing plan"
          done="The routing plan was added."
          fields={[
            { key: 'name', label: 'Name', kind: 'text' },
            { key: 'mode', label: 'Chooses', kind: 'select', options: MODES },
          ]}
          values={{ name: '', mode: 'lcr' }}
          save={createRoutingPlan}
          stale={['routing_plans']}
          onClose={close}
        />
      )}
    </>
  )
}
