import { staffNumbersQuery } from '../../../api/console.ts'
import type { PhoneNumber } from '../../../api/types.ts'
import { Money } from '../../../ui/money.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { PhoneNumber as Dialled } from '../../../ui/phone-number.tsx'
import { StatusBadge, statusWords } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { When } from '../../../ui/when.tsx'
import { useBase } from '../place.ts'

const columns: readonly Column<PhoneNumber>[] = [
  { key: 'e164', header: 'Number', cell: (number) => <Dialled e164={number.e164} />, csv: (number) => number.e164 },
  { key: 'account', header: 'Customer', cell: (number) => number.accountName ?? '–', csv: (number) => number.accountName ?? '' },
  { key: 'country', header: 'Country', cell: (number) => number.country, csv: (number) => number.country },
  { key: 'type', header: 'Type', hideOnPhone: true, cell: (number) => statusWords(number.type), csv: (number) => number.type },
  { key: 'status', header: 'Status', cell: (number) => <StatusBadge status={number.status} />, csv: (number) => number.status },
  {
    key: 'monthly',
    header: 'Monthly',
    align: 'right',
    cell: (number) => <Money value={number.monthly} />,
    csv: (number) => number.monthly.amount,
  },
  {
    key: 'until',
    header: 'Paid until',
    align: 'right',
    cell: (number) => (number.periodEnd ? <When at={number.periodEnd} show="date" /> : '–'),
    csv: (number) => number.periodEnd ?? '',
  },
]

const STATUSES = ['provisioning', 'pending_regulatory', 'active', 'suspended', 'released', 'quarantined', 'failed']

const filters: readonly Filter[] = [
  { kind: 'search', key: 'q', label: 'Search numbers', placeholder: 'Digits or label' },
  { kind: 'choice', key: 'status', label: 'Status', options: STATUSES.map((value) => ({ value, label: statusWords(value) })) },
  {
    kind: 'choice',
    key: 'country',
    label: 'Country',
    options: ['US', 'CA', 'GB', 'DE', 'FR', 'NL', 'ES', 'AU'].map((value) => ({ value, label: value })),
  },
]

/** Numbers of everybody, or of one customer. */
export function NumberTable({ accountId }: { readonly accountId?: string }) {
  const base = useBase()
  return (
    <DataTable
      label="Numbers"
      columns={accountId ? columns.filter(({ key }) => key !== 'account') : columns}
      filters={filters}
      list={(page, { q, status, country }) =>
        staffNumbersQuery({
          ...page,
          ...(q && { q }),
          ...(status && { status }),
          ...(country && { country }),
          ...(accountId && { accountId }),
        })
      }
      rowKey={(number) => number.id}
      {...(!accountId && { rowLink: (number: PhoneNumber) => ({ to: `${base}/customers/$id`, params: { id: number.accountId } }) })}
      empty={{ title: 'No numbers yet', text: 'Numbers appear here as soon as a customer buys one.' }}
    />
  )
}

export function NumberInventory() {
  return (
    <>
      <PageHeader title="Numbers" subtitle="What customers hold, what is being given back and what is in quarantine." />
      <NumberTable />
    </>
  )
}
