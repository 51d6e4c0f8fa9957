import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function RatePlanList() {
  return <PageHeader title="Rate plans" />
}
