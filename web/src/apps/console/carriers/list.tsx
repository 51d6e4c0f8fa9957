import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function CarrierList() {
  return <PageHeader title="Carriers" />
}
