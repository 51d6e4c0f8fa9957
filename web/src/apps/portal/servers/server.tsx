import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function ServerPage() {
  return <PageHeader title="Server" />
}
