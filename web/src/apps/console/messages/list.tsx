import { Text } from '@mantine/core'
import { staffMessagesQuery } from '../../../api/console.ts'
import type { Message } from '../../../api/types.ts'
import { Money } from '../../../ui/money.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { PhoneNumber as Dialled } from '../../../ui/phone-number.tsx'
import { StatusBadge, statusWords } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { When } from '../../../ui/when.tsx'

const columns: readonly Column<Message>[] = [
  { key: 'from', header: 'From', cell: (message) => <Dialled e164={message.from} />, csv: (message) => message.from },
  { key: 'to', header: 'To', cell: (message) => <Dialled e164={message.to} />, csv: (message) => message.to },
  {
    key: 'body',
    header: 'Text',
    hideOnPhone: true,
    cell: (message) => (
      <Text span inherit className="lc-truncate" maw={260} style={{ display: 'inline-block' }}>
        {message.body ?? '•••'}
      </Text>
    ),
  },
  { key: 'segments', header: 'Segments', align: 'right', cell: (message) => message.segments, csv: (message) => String(message.segments) },
  {
    key: 'price',
    header: 'Price',
    align: 'right',
    cell: (message) => (message.price ? <Money value={message.price} /> : '–'),
    csv: (message) => message.price?.amount ?? '',
  },
  { key: 'status', header: 'Status', cell: (message) => <StatusBadge status={message.status} />, csv: (message) => message.status },
  { key: 'when', header: 'When', align: 'right', cell: (message) => <When at={message.createdAt} />, csv: (message) => message.createdAt },
]

const STATUSES = ['queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'received']

const filters: readonly Filter[] = [
  { kind: 'choice', key: 'status', label: 'Status', options: STATUSES.map((value) => ({ value, label: statusWords(value) })) },
  {
    kind: 'choice',
    key: 'direction',
    label: 'Direction',
    options: [
      { value: 'outbound', label: 'Sent' },
      { value: 'inbound', label: 'Received' },
    ],
  },
]

/** Messages of everybody, or of one customer; their texts only for who may read them. */
export function MessageTable({ accountId }: { readonly accountId?: string }) {
  return (
    <DataTable
      label="Messages"
      columns={columns}
      filters={filters}
      list={(page, { status, direction }) =>
        staffMessagesQuery({ ...page, ...(status && { status }), ...(direction && { direction }), ...(accountId && { accountId }) })
      }
      rowKey={(message) => message.id}
      empty={{ title: 'No messages yet', text: 'Every text that is sent or received appears here with its fate and its price.' }}
    />
  )
}

export function StaffMessages() {
  return (
    <>
      <PageHeader
        title="Messages"
        subtitle="What customers wrote stays theirs: texts are hidden unless you were given the right to read them."
      />
      <MessageTable />
    </>
  )
}
