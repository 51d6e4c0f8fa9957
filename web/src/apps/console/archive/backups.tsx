import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function Backups() {
  return <PageHeader title="Backups" />
}
