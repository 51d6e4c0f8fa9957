import { type Instance, type InstanceStatus, instancesQuery } from '../../../api/instances.ts'
import type { Target } from '../../../ui/links.tsx'
import { Money } from '../../../ui/money.tsx'
import { StatusBadge, statusWords } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { When } from '../../../ui/when.tsx'
import { sizeText, taskText, toneOf } from './words.ts'

const columns: readonly Column<Instance>[] = [
  { key: 'name', header: 'Name', cell: (server) => server.name, csv: (server) => server.name },
  { key: 'account', header: 'Customer', cell: (server) => server.accountName ?? '–', csv: (server) => server.accountName ?? '' },
  {
    key: 'status',
    header: 'Status',
    cell: (server) => (
      <StatusBadge
        status={server.status}
        tone={toneOf(server.status)}
        label={server.task && server.status !== 'deleted' ? taskText(server.task) : statusWords(server.status)}
      />
    ),
    csv: (server) => server.status,
  },
  { key: 'size', header: 'Size', cell: sizeText, csv: (server) => server.size, hideOnPhone: true },
  { key: 'region', header: 'Region', cell: (server) => server.region, csv: (server) => server.region, hideOnPhone: true },
  {
    key: 'hourly',
    header: 'An hour',
    align: 'right',
    cell: (server) => <Money value={server.billing.hourly} />,
    csv: (server) => server.billing.hourly.amount,
  },
  {
    key: 'month',
    header: 'This month',
    align: 'right',
    cell: (server) => <Money value={server.billing.thisMonth} />,
    csv: (server) => server.billing.thisMonth.amount,
  },
  {
    key: 'created',
    header: 'Made',
    align: 'right',
    cell: (server) => <When at={server.createdAt} />,
    csv: (server) => server.createdAt,
    hideOnPhone: true,
  },
]

const STATUSES: readonly InstanceStatus[] = ['running', 'stopped', 'suspended', 'provisioning', 'error', 'deleted']

const filters: readonly Filter[] = [
  { kind: 'search', key: 'q', label: 'Search servers', placeholder: 'Name' },
  { kind: 'choice', key: 'status', label: 'Status', options: STATUSES.map((value) => ({ value, label: statusWords(value) })) },
]

type ServerTableProps = {
  readonly accountId?: string
  /** Whether the owners are shown, as staff need them. */
  readonly owners: boolean
  readonly rowLink: (server: Instance) => Target
  readonly empty: { readonly title: string; readonly text: string; readonly action?: React.ReactNode }
}

/** Servers with what they cost; the same list for customers and staff. */
export function ServerTable({ accountId, owners, rowLink, empty }: ServerTableProps) {
  return (
    <DataTable
      label="Servers"
      columns={owners ? columns : columns.filter(({ key }) => key !== 'account')}
      filters={filters}
      list={(page, { q, status }) =>
        instancesQuery({ ...page, ...(q && { q }), ...(status && { status: status as InstanceStatus }), ...(accountId && { accountId }) })
      }
      rowKey={(server) => server.id}
      rowLink={rowLink}
      empty={empty}
    />
  )
}
