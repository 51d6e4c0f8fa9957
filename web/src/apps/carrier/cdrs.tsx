import { PageHeader } from '../../ui/page-header.tsx'

/** Not built yet. */
export function CarrierCdrs() {
  return <PageHeader title="Call records" />
}
