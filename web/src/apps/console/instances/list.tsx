import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function InstanceList() {
  return <PageHeader title="Servers" />
}
