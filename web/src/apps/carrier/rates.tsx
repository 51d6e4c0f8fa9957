import { useQuery } from '@tanstack/react-query'
import { type OwnRate, ownOverviewQuery, ownRatesQuery } from '../../api/carriers.ts'
import { Money } from '../../ui/money.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { StatusBadge, statusWords } from '../../ui/status-badge.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { When } from '../../ui/when.tsx'

const columns: readonly Column<OwnRate>[] = [
  { key: 'code', header: 'Code', cell: (rate) => rate.code || 'Any', csv: (rate) => rate.code },
  { key: 'name', header: 'Destination', cell: (rate) => rate.name, csv: (rate) => rate.name },
  {
    key: 'rate',
    header: 'A minute',
    align: 'right',
    cell: (rate) =>
      rate.status === 'open' ? <Money value={{ currency: rate.currency, amount: rate.rate }} digits="rate" /> : statusWords(rate.status),
    csv: (rate) => rate.rate,
  },
  {
    key: 'steps',
    header: 'Steps, seconds',
    align: 'right',
    cell: (rate) => `${rate.initialSeconds}/${rate.recurringSeconds}`,
    csv: (rate) => `${rate.initialSeconds}/${rate.recurringSeconds}`,
  },
  { key: 'from', header: 'From', cell: (rate) => <When at={rate.validFrom} show="date" />, csv: (rate) => rate.validFrom },
  {
    key: 'state',
    header: 'State',
    cell: (rate) => <StatusBadge status={rate.state} tone={rate.state === 'effective' ? 'good' : 'busy'} />,
    csv: (rate) => rate.state,
  },
]

/** The prices of a carrier's services: those in force and those to come. */
export function CarrierRates() {
  const { data: own } = useQuery(ownOverviewQuery)
  const options = (own?.services ?? []).map(({ shortCode, name }) => ({ value: shortCode, label: `${shortCode} ${name}` }))
  return (
    <>
      <PageHeader title="Rates" subtitle="What calls cost a minute, now and from the dates already set." />
      <DataTable
        label="Rates"
        columns={columns}
        filters={[
          { kind: 'search', key: 'q', label: 'Search rates', placeholder: 'Code or destination' },
          { kind: 'choice', key: 'service', label: 'Service', options },
        ]}
        list={(page, filters) => ownRatesQuery({ ...page, ...filters })}
        rowKey={(rate) => `${rate.code} ${rate.validFrom}`}
        limit={100}
        empty={{ title: 'No rates yet', text: 'Prices appear here once a service has a rate plan.' }}
      />
    </>
  )
}
