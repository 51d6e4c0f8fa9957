import { Text } from '@mantine/core'
import { useState } from 'react'
import { type PlanRate, planRatesQuery, type RatePlan } from '../../../api/rate-plans.ts'
import { rateText } from '../../../ui/money-text.ts'
import { StatusBadge, statusWords } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { When } from '../../../ui/when.tsx'
import { useMay } from '../place.ts'
import { EditRate } from './edit-rate.tsx'

export const codeWords = (code: string): string => (code === '' ? 'All other numbers' : `+${code}`)

const figure = (text: string) => (
  <Text span inherit className="lc-figures">
    {text}
  </Text>
)

export const stepsOf = (row: { readonly initialSeconds: number; readonly recurringSeconds: number }): string =>
  `${row.initialSeconds}/${row.recurringSeconds}`

const STATE_WORDS = { effective: 'In force', scheduled: 'Planned', superseded: 'Past' } as const

const columns: readonly Column<PlanRate>[] = [
  { key: 'code', header: 'Code', cell: (rate) => figure(codeWords(rate.code)), csv: (rate) => rate.code },
  { key: 'name', header: 'Destination', cell: (rate) => rate.name || '–', csv: (rate) => rate.name },
  {
    key: 'rate',
    header: 'Per minute',
    align: 'right',
    cell: (rate) => (rate.status === 'open' ? figure(rateText(rate.rate)) : '–'),
    csv: (rate) => rate.rate,
  },
  { key: 'steps', header: 'Steps', align: 'right', cell: (rate) => (rate.status === 'open' ? figure(stepsOf(rate)) : '–'), csv: stepsOf },
  {
    key: 'fee',
    header: 'Connect fee',
    align: 'right',
    hideOnPhone: true,
    cell: (rate) => (/[1-9]/.test(rate.connectFee) ? figure(rate.connectFee) : '–'),
    csv: (rate) => rate.connectFee,
  },
  {
    key: 'state',
    header: 'State',
    cell: (rate) =>
      rate.status === 'open' ? (
        <StatusBadge status={rate.state} tone={rate.state === 'effective' ? 'good' : 'calm'} label={STATE_WORDS[rate.state]} />
      ) : (
        <StatusBadge
          status={rate.status}
          label={
            rate.state === 'effective' ? statusWords(rate.status) : `${statusWords(rate.status)}, ${STATE_WORDS[rate.state].toLowerCase()}`
          }
        />
      ),
    csv: (rate) => `${rate.status} ${rate.state}`,
  },
  { key: 'from', header: 'From', align: 'right', cell: (rate) => <When at={rate.validFrom} show="date" />, csv: (rate) => rate.validFrom },
]

const marginColumns: readonly Column<PlanRate>[] = [
  {
    key: 'cost',
    header: 'Best cost',
    align: 'right',
    hideOnPhone: true,
    cell: (rate) => (rate.cost === null ? '–' : figure(rate.cost)),
    csv: (rate) => rate.cost ?? '',
  },
  {
    key: 'margin',
    header: 'Margin',
    align: 'right',
    cell: (rate) => (rate.marginPercent === null ? '–' : <Margin percent={rate.marginPercent} />),
    csv: (rate) => rate.marginPercent ?? '',
  },
]

export const Margin = ({ percent }: { readonly percent: string }) => (
  <Text span inherit className="lc-figures" {...(percent.startsWith('-') && { c: 'var(--bad)' })}>
    {percent.replace('-', '−')} %
  </Text>
)

const filters: readonly Filter[] = [
  { kind: 'search', key: 'q', label: 'Search rates', placeholder: 'Code or destination' },
  {
    kind: 'choice',
    key: 'state',
    label: 'When',
    options: Object.entries(STATE_WORDS).map(([value, label]) => ({ value, label })),
  },
  {
    kind: 'choice',
    key: 'status',
    label: 'Status',
    options: ['open', 'closed', 'blocked'].map((value) => ({ value, label: statusWords(value) })),
  },
]

/** Committed prices by code; a click changes one in the draft. */
export function Rates({ plan, onChanged }: { readonly plan: RatePlan; readonly onChanged: () => void }) {
  const may = useMay()
  const [edited, setEdited] = useState<PlanRate>()
  const shown =
    plan.direction === 'customer' && may('margin:read') ? [...columns.slice(0, 5), ...marginColumns, ...columns.slice(5)] : columns
  return (
    <>
      <DataTable
        label="Rates"
        columns={shown}
        filters={filters}
        limit={50}
        list={(page, { q, state, status }) =>
          planRatesQuery(plan.id, { ...page, ...(q && { q }), ...(state && { state }), ...(status && { status }) })
        }
        rowKey={(rate) => `${rate.code} ${rate.validFrom}`}
        {...(may('rate-plan:write') && { onOpen: setEdited, openLabel: () => 'change the price' })}
        empty={{ title: 'No committed rates', text: 'Import a sheet or set a price, then commit it.' }}
      />
      {edited && (
        <EditRate key={edited.rateVersionId} plan={plan} rate={edited} opened onClose={() => setEdited(undefined)} onSaved={onChanged} />
      )}
    </>
  )
}
