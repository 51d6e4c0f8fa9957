import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function ServerList() {
  return <PageHeader title="Servers" />
}
