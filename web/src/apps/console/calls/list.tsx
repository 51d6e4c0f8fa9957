import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function StaffCalls() {
  return <PageHeader title="Calls" />
}
