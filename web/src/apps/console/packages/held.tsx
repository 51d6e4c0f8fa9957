import { packageSubscriptionsQuery } from '../../../api/packages.ts'
import type { PackageSubscription } from '../../../api/types.ts'
import { Money } from '../../../ui/money.tsx'
import { usedText } from '../../../ui/quantity-text.ts'
import { StatusBadge, statusWords } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { When } from '../../../ui/when.tsx'
import { useBase } from '../place.ts'

const usedOf = ({ allowances }: PackageSubscription) =>
  allowances.map(({ unit, used, granted }) => usedText(unit, used, granted)).join(' · ')

const columns: readonly Column<PackageSubscription>[] = [
  { key: 'account', header: 'Customer', cell: (held) => held.accountName ?? '–', csv: (held) => held.accountName ?? '' },
  { key: 'name', header: 'Package', cell: (held) => held.name, csv: (held) => held.name },
  { key: 'used', header: 'Used', cell: (held) => usedOf(held) || '–', csv: usedOf, hideOnPhone: true },
  { key: 'status', header: 'Status', cell: (held) => <StatusBadge status={held.status} />, csv: (held) => held.status },
  { key: 'price', header: 'Price', align: 'right', cell: (held) => <Money value={held.price} />, csv: (held) => held.price.amount },
  {
    key: 'until',
    header: 'Paid until',
    align: 'right',
    cell: (held) => (held.periodEnd ? <When at={held.periodEnd} show="date" /> : '–'),
    csv: (held) => held.periodEnd ?? '',
  },
  {
    key: 'renews',
    header: 'Renews',
    cell: (held) => (held.autoRenew ? 'Yes' : 'No'),
    csv: (held) => String(held.autoRenew),
    hideOnPhone: true,
  },
]

const filters: readonly Filter[] = [
  {
    kind: 'choice',
    key: 'status',
    label: 'Status',
    options: ['active', 'suspended', 'ended'].map((value) => ({ value, label: statusWords(value) })),
  },
]

/** Who has which package, and how much of it is used. */
export function HeldPackages() {
  const base = useBase()
  return (
    <DataTable
      label="Packages of customers"
      columns={columns}
      filters={filters}
      list={(page, { status }) =>
        packageSubscriptionsQuery({ ...page, ...(status && { status: status as PackageSubscription['status'] }) })
      }
      rowKey={(held) => held.id}
      rowLink={(held) => ({ to: `${base}/customers/$id`, params: { id: held.accountId } })}
      empty={{ title: 'Nobody has a package yet', text: 'Packages appear here as soon as a customer buys one.' }}
    />
  )
}
