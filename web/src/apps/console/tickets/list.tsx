import { type TicketRow, ticketsQuery } from '../../../api/tickets.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { StatusBadge, statusWords, type Tone } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { When } from '../../../ui/when.tsx'
import { useBase } from '../place.ts'
import { SlaCell } from './sla-clock.tsx'

const URGENCY: Readonly<Record<TicketRow['priority'], Tone>> = { low: 'calm', normal: 'calm', high: 'warn', urgent: 'bad' }

const columns: readonly Column<TicketRow>[] = [
  {
    key: 'number',
    header: 'Ticket',
    cell: (ticket) => <span className="lc-figures">{ticket.number}</span>,
    csv: (ticket) => ticket.number,
  },
  { key: 'subject', header: 'Subject', cell: (ticket) => ticket.subject, csv: (ticket) => ticket.subject },
  { key: 'account', header: 'Customer', cell: (ticket) => ticket.accountName ?? '–', csv: (ticket) => ticket.accountName ?? '' },
  {
    key: 'priority',
    header: 'Priority',
    cell: (ticket) => <StatusBadge status={ticket.priority} tone={URGENCY[ticket.priority]} />,
    csv: (ticket) => ticket.priority,
  },
  { key: 'status', header: 'Status', cell: (ticket) => <StatusBadge status={ticket.status} />, csv: (ticket) => ticket.status },
  {
    key: 'due',
    header: 'Due',
    align: 'right',
    cell: (ticket) => <SlaCell ticket={ticket} />,
    csv: (ticket) => ticket.sla?.firstResponse.dueAt ?? ticket.sla?.resolve.dueAt ?? '',
  },
  { key: 'assignee', header: 'Works on it', cell: (ticket) => ticket.assignee?.name ?? '–', csv: (ticket) => ticket.assignee?.name ?? '' },
  {
    key: 'rating',
    header: 'Rating',
    align: 'right',
    hideOnPhone: true,
    cell: (ticket) => (ticket.rating === null ? '–' : `${ticket.rating} of 5`),
    csv: (ticket) => String(ticket.rating ?? ''),
  },
  {
    key: 'created',
    header: 'Opened',
    align: 'right',
    hideOnPhone: true,
    cell: (ticket) => <When at={ticket.createdAt} />,
    csv: (ticket) => ticket.createdAt,
  },
]

const choice = (key: string, label: string, values: readonly string[]): Filter => ({
  kind: 'choice',
  key,
  label,
  options: values.map((value) => ({ value, label: statusWords(value) })),
})

const filters: readonly Filter[] = [
  { kind: 'search', key: 'q', label: 'Search tickets', placeholder: 'Number, subject or person' },
  choice('status', 'Status', ['unresolved', 'open', 'in_progress', 'waiting_customer', 'resolved', 'closed']),
  choice('priority', 'Priority', ['urgent', 'high', 'normal', 'low']),
  choice('assignee', 'Works on it', ['me', 'nobody']),
]

/** Tickets of everybody, or of one customer, with how their time stands. */
export function TicketTable({ accountId }: { readonly accountId?: string }) {
  const base = useBase()
  return (
    <DataTable
      label="Tickets"
      columns={accountId ? columns.filter(({ key }) => key !== 'account') : columns}
      filters={filters}
      list={(page, { q, status, priority, assignee }) =>
        ticketsQuery({
          ...page,
          ...(q && { q }),
          ...(status && { status }),
          ...(priority && { priority }),
          ...(assignee && { assignee }),
          ...(accountId && { accountId }),
        })
      }
      rowKey={(ticket) => ticket.id}
      rowLink={(ticket) => ({ to: `${base}/tickets/$id`, params: { id: ticket.id } })}
      empty={{ title: 'No tickets yet', text: 'Tickets appear here as soon as a customer asks something.' }}
    />
  )
}

/** The desk's queue. */
export function TicketQueue() {
  return (
    <>
      <PageHeader title="Tickets" subtitle="What customers ask, how urgent it is and how much time is left." />
      <TicketTable />
    </>
  )
}
