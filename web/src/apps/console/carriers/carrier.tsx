import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function CarrierPage() {
  return <PageHeader title="Carrier" />
}
