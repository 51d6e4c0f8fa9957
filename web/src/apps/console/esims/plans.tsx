import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function EsimPlans() {
  return <PageHeader title="eSIM plans" />
}
