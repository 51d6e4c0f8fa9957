import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function RoutingPlanList() {
  return <PageHeader title="Routing plans" />
}
