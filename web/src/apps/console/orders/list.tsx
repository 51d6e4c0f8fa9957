import { staffOrdersQuery } from '../../../api/console.ts'
import type { Order } from '../../../api/types.ts'
import { Money } from '../../../ui/money.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { StatusBadge, statusWords } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { When } from '../../../ui/when.tsx'
import { useBase } from '../place.ts'

const what = (order: Order) => order.items.map((item) => item.description).join(', ')

const columns: readonly Column<Order>[] = [
  { key: 'number', header: 'Order', cell: (order) => order.number, csv: (order) => order.number },
  { key: 'account', header: 'Customer', cell: (order) => order.accountName ?? '–', csv: (order) => order.accountName ?? '' },
  { key: 'what', header: 'What', cell: what, csv: what },
  { key: 'status', header: 'Status', cell: (order) => <StatusBadge status={order.status} />, csv: (order) => order.status },
  { key: 'total', header: 'Total', align: 'right', cell: (order) => <Money value={order.total} />, csv: (order) => order.total.amount },
  { key: 'placed', header: 'Placed', align: 'right', cell: (order) => <When at={order.createdAt} />, csv: (order) => order.createdAt },
]

const filters: readonly Filter[] = [
  {
    kind: 'choice',
    key: 'status',
    label: 'Status',
    options: ['inProgress', 'held', 'completed', 'partial', 'failed', 'cancelled'].map((value) => ({ value, label: statusWords(value) })),
  },
]

/** Orders of everybody, or of one customer. */
export function OrderTable({ accountId }: { readonly accountId?: string }) {
  const base = useBase()
  return (
    <DataTable
      label="Orders"
      columns={accountId ? columns.filter(({ key }) => key !== 'account') : columns}
      filters={filters}
      list={(page, { status }) => staffOrdersQuery({ ...page, ...(status && { status }), ...(accountId && { accountId }) })}
      rowKey={(order) => order.id}
      rowLink={(order) => ({ to: `${base}/orders/$id`, params: { id: order.id } })}
      empty={{ title: 'No orders yet', text: 'Every purchase appears here with each step of its delivery.' }}
    />
  )
}

export function StaffOrders() {
  return (
    <>
      <PageHeader title="Orders" />
      <OrderTable />
    </>
  )
}
