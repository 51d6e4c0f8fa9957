import { accountsQuery } from '../../../api/console.ts'
import type { Account } from '../../../api/types.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { StatusBadge, statusWords } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { When } from '../../../ui/when.tsx'
import { useBase } from '../place.ts'

const columns: readonly Column<Account>[] = [
  { key: 'name', header: 'Customer', cell: (account) => account.name, csv: (account) => account.name },
  { key: 'number', header: 'Account', cell: (account) => account.number, csv: (account) => account.number },
  { key: 'email', header: 'E-mail', cell: (account) => account.email, csv: (account) => account.email },
  {
    key: 'group',
    header: 'Price group',
    hideOnPhone: true,
    cell: (account) => account.group ?? '–',
    csv: (account) => account.group ?? '',
  },
  { key: 'status', header: 'Status', cell: (account) => <StatusBadge status={account.status} />, csv: (account) => account.status },
  {
    key: 'since',
    header: 'Since',
    align: 'right',
    cell: (account) => <When at={account.createdAt} show="date" />,
    csv: (account) => account.createdAt,
  },
]

const filters: readonly Filter[] = [
  { kind: 'search', key: 'q', label: 'Search customers', placeholder: 'Name, e-mail or account number' },
  {
    kind: 'choice',
    key: 'status',
    label: 'Status',
    options: ['active', 'suspended', 'closed'].map((value) => ({ value, label: statusWords(value) })),
  },
]

/** Everybody who buys from this business. */
export function CustomerList() {
  const base = useBase()
  return (
    <>
      <PageHeader title="Customers" />
      <DataTable
        label="Customers"
        columns={columns}
        filters={filters}
        list={(page, { q, status }) =>
          accountsQuery({ ...page, without: 'carrier', ...(q && { q }), ...(status && { status: status as 'active' }) })
        }
        rowKey={(account) => account.id}
        rowLink={(account) => ({ to: `${base}/customers/$id`, params: { id: account.id } })}
        empty={{ title: 'No customers yet', text: 'Whoever signs up on the storefront appears here at once.' }}
      />
    </>
  )
}
