import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function PackageList() {
  return <PageHeader title="Packages" />
}
