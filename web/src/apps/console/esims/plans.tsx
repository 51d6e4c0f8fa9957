import { Button, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { archiveEsimPlan, esimPlansQuery, publishEsimPlan } from '../../../api/esims.ts'
import type { EsimPlan } from '../../../api/types.ts'
import { dataText } from '../../../ui/bytes.ts'
import { Money } from '../../../ui/money.tsx'
import { minus } from '../../../ui/money-text.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import type { Column } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { told, toldProblem } from '../../../ui/toast.ts'
import { Coverage } from '../../portal/esims/plan-card.tsx'
import { useBase, useMay } from '../place.ts'
import { NewPlan } from './new-plan.tsx'
import { PricePlan } from './price-plan.tsx'
import { ResoldPlans } from './resold-plans.tsx'
import { vendorName } from './vendors.ts'

const dataOf = ({ dataBytes }: EsimPlan): string => dataText(dataBytes)

/** The margin at the supplier who is asked first, shown where both are in one currency. */
function Margin({ plan }: { readonly plan: EsimPlan }) {
  const cost = plan.offers?.[0]?.cost
  if (!plan.price || !cost || cost.currency !== plan.price.currency) return <>–</>
  return <Money value={minus(plan.price, cost)} />
}

function PlanActions({ plan, onPrice }: { readonly plan: EsimPlan; readonly onPrice: () => void }) {
  const client = useQueryClient()
  const live = plan.status === 'active'
  const move = useMutation({
    mutationFn: () => (live ? archiveEsimPlan(plan.id) : publishEsimPlan(plan.id)),
    onSuccess: async () => {
      told(live ? `${plan.name} is off sale.` : `${plan.name} is on sale.`)
      await Promise.all([client.invalidateQueries({ queryKey: ['esim-plans'] }), client.invalidateQueries({ queryKey: ['esim-store'] })])
    },
    onError: toldProblem,
  })
  return (
    <Group gap={6} justify="flex-end" wrap="nowrap">
      <Button size="compact-sm" variant="default" onClick={onPrice} aria-label={`Price of ${plan.name}`}>
        Price
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => move.mutate()}
        loading={move.isPending}
        aria-label={`${live ? 'Take off sale' : 'Put on sale'}: ${plan.name}`}
      >
        {live ? 'Take off sale' : 'Put on sale'}
      </Button>
    </Group>
  )
}

const columnsFor = (mayWrite: boolean, onPrice: (plan: EsimPlan) => void): readonly Column<EsimPlan>[] => [
  { key: 'name', header: 'Plan', cell: (plan) => plan.name, csv: (plan) => plan.name },
  { key: 'data', header: 'Data', align: 'right', cell: dataOf, csv: dataOf },
  { key: 'days', header: 'Days', align: 'right', cell: (plan) => String(plan.validityDays), csv: (plan) => String(plan.validityDays) },
  {
    key: 'countries',
    header: 'Coverage',
    hideOnPhone: true,
    cell: (plan) => <Coverage countries={plan.countries} />,
    csv: (plan) => plan.countries.join(' '),
  },
  {
    key: 'offers',
    header: 'Suppliers, in order',
    hideOnPhone: true,
    cell: (plan) => plan.offers?.map(({ vendor, packageCode }) => `${vendorName(vendor)} ${packageCode}`).join(', ') ?? '–',
    csv: (plan) => plan.offers?.map(({ vendor, packageCode }) => `${vendor} ${packageCode}`).join(' ') ?? '',
  },
  {
    key: 'price',
    header: 'Price',
    align: 'right',
    cell: (plan) => (plan.price ? <Money value={plan.price} /> : 'None'),
    csv: (plan) => plan.price?.amount ?? '',
  },
  { key: 'margin', header: 'Margin', align: 'right', cell: (plan) => <Margin plan={plan} /> },
  { key: 'status', header: 'Status', cell: (plan) => <StatusBadge status={plan.status} />, csv: (plan) => plan.status },
  ...(mayWrite
    ? [{ key: 'actions', header: '', cell: (plan: EsimPlan) => <PlanActions plan={plan} onPrice={() => onPrice(plan)} /> }]
    : []),
]

/** The data plans: what they give, who supplies them, what they cost and bring. */
export function EsimPlans() {
  const base = useBase()
  const may = useMay()
  const operator = base === '/admin'
  const mayWrite = operator && may('esim-plan:write')
  const [creating, { open, close }] = useDisclosure()
  const [pricing, setPricing] = useState<EsimPlan>()
  return (
    <>
      <PageHeader
        title="eSIM plans"
        subtitle={
          operator
            ? 'A plan is one product with several suppliers behind it, asked in order.'
            : 'What your customers can buy. A price rule for eSIM plans sets your own prices.'
        }
        actions={mayWrite && <Button onClick={open}>New plan</Button>}
      />
      {!operator && <ResoldPlans />}
      {operator && (
        <DataTable
          label="eSIM plans"
          columns={columnsFor(mayWrite, setPricing)}
          list={(page) => esimPlansQuery(page)}
          rowKey={(plan) => plan.id}
          empty={{ title: 'No plan yet', text: 'Add one with an offer of a supplier, publish it, and it is in the store.' }}
        />
      )}
      {creating && <NewPlan onClose={close} />}
      {pricing && <PricePlan plan={pricing} onClose={() => setPricing(undefined)} />}
    </>
  )
}
