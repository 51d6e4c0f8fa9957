import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function NewServer() {
  return <PageHeader title="New server" />
}
