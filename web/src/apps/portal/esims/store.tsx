import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function EsimStore() {
  return <PageHeader title="Get an eSIM" />
}
