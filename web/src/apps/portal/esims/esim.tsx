import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function EsimPage() {
  return <PageHeader title="eSIM" />
}
