import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function RatePlanPage() {
  return <PageHeader title="Rate plan" />
}
