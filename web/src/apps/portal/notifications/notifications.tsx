import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function Notifications() {
  return <PageHeader title="Notifications" />
}
