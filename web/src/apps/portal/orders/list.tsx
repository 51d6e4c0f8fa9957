import { ordersQuery } from '../../../api/orders.ts'
import type { Order, OrderStatus } from '../../../api/types.ts'
import { ButtonLink } from '../../../ui/links.tsx'
import { Money } from '../../../ui/money.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { StatusBadge, statusWords } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { When } from '../../../ui/when.tsx'

const columns: readonly Column<Order>[] = [
  { key: 'number', header: 'Order', cell: (order) => order.number, csv: (order) => order.number },
  {
    key: 'what',
    header: 'What',
    cell: (order) => order.items.map((item) => item.description).join(', ') || '–',
    csv: (order) => order.items.map((item) => item.description).join(', '),
  },
  { key: 'status', header: 'Status', cell: (order) => <StatusBadge status={order.status} />, csv: (order) => order.status },
  { key: 'total', header: 'Total', align: 'right', cell: (order) => <Money value={order.total} />, csv: (order) => order.total.amount },
  { key: 'when', header: 'Placed', align: 'right', cell: (order) => <When at={order.createdAt} />, csv: (order) => order.createdAt },
]

const filters: readonly Filter[] = [
  {
    kind: 'choice',
    key: 'status',
    label: 'Status',
    options: ['inProgress', 'held', 'completed', 'failed', 'cancelled'].map((value) => ({ value, label: statusWords(value) })),
  },
]

/** What the customer has ordered. */
export function OrderList() {
  return (
    <>
      <PageHeader title="Orders" />
      <DataTable
        label="Orders"
        columns={columns}
        filters={filters}
        list={(page, { status }) => ordersQuery({ ...page, ...(status && { status: status as OrderStatus }) })}
        rowKey={(order) => order.id}
        rowLink={(order) => ({ to: '/orders/$id', params: { id: order.id } })}
        empty={{
          title: 'No orders yet',
          text: 'What you buy is listed here, with every step of its delivery.',
          action: <ButtonLink to="/numbers/find">Get a number</ButtonLink>,
        }}
      />
    </>
  )
}
