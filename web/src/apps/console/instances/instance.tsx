import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function StaffInstance() {
  return <PageHeader title="Server" />
}
