import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function InterconnectPage() {
  return <PageHeader title="Interconnect" />
}
