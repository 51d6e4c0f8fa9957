import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function Packages() {
  return <PageHeader title="Packages" />
}
