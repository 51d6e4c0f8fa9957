import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function TicketList() {
  return <PageHeader title="Support" />
}
