import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function TicketPage() {
  return <PageHeader title="Ticket" />
}
