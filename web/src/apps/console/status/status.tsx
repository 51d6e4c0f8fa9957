import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function SystemStatus() {
  return <PageHeader title="System status" />
}
