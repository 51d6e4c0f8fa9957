import { PageHeader } from '../../ui/page-header.tsx'

/** Not built yet. */
export function CarrierRates() {
  return <PageHeader title="Rates" />
}
