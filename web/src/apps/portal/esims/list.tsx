import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function EsimList() {
  return <PageHeader title="eSIMs" />
}
