import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function Calls() {
  return <PageHeader title="Calls" />
}
