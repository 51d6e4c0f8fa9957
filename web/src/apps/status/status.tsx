import { PageHeader } from '../../ui/page-header.tsx'

/** Not built yet. */
export function StatusPage() {
  return <PageHeader title="Status" />
}
