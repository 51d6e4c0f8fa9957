import { PageHeader } from '../../ui/page-header.tsx'

/** Not built yet. */
export function CarrierOverview() {
  return <PageHeader title="Overview" />
}
