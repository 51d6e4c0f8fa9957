import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function TicketQueue() {
  return <PageHeader title="Tickets" />
}
