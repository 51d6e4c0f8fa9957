import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type TicketRow, ticketsQuery } from '../../../api/tickets.ts'
import { PlusIcon } from '../../../ui/icons.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { StatusBadge, statusWords } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { When } from '../../../ui/when.tsx'
import { NewTicketForm } from './new-ticket.tsx'

const columns: readonly Column<TicketRow>[] = [
  {
    key: 'number',
    header: 'Ticket',
    cell: (ticket) => <span className="lc-figures">{ticket.number}</span>,
    csv: (ticket) => ticket.number,
  },
  { key: 'subject', header: 'Subject', cell: (ticket) => ticket.subject, csv: (ticket) => ticket.subject },
  { key: 'status', header: 'Status', cell: (ticket) => <StatusBadge status={ticket.status} />, csv: (ticket) => ticket.status },
  {
    key: 'updated',
    header: 'Last change',
    align: 'right',
    cell: (ticket) => <When at={ticket.updatedAt} />,
    csv: (ticket) => ticket.updatedAt,
  },
]

const filters: readonly Filter[] = [
  { kind: 'search', key: 'q', label: 'Search tickets', placeholder: 'Number or words' },
  {
    kind: 'choice',
    key: 'status',
    label: 'Status',
    options: ['unresolved', 'open', 'in_progress', 'waiting_customer', 'resolved', 'closed'].map((value) => ({
      value,
      label: statusWords(value),
    })),
  },
]

/** What the customer asked, and where it stands. */
export function TicketList() {
  const [opened, { open, close }] = useDisclosure()
  const create = (
    <Button onClick={open} leftSection={<PlusIcon size={16} />}>
      New ticket
    </Button>
  )
  return (
    <>
      <PageHeader title="Support" subtitle="Ask us anything; you get an answer here and by mail." actions={create} />
      <DataTable
        label="Tickets"
        columns={columns}
        filters={filters}
        list={(page, { q, status }) => ticketsQuery({ ...page, ...(q && { q }), ...(status && { status }) })}
        rowKey={(ticket) => ticket.id}
        rowLink={(ticket) => ({ to: '/support/$id', params: { id: ticket.id } })}
        empty={{ title: 'No tickets yet', text: 'When something does not work as it should, tell us and we look into it.', action: create }}
      />
      <NewTicketForm opened={opened} onClose={close} />
    </>
  )
}
