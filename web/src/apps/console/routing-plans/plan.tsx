import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function RoutingPlanPage() {
  return <PageHeader title="Routing plan" />
}
