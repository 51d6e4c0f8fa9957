import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function EsimInventory() {
  return <PageHeader title="eSIMs" />
}
