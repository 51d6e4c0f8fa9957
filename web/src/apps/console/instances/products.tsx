import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function ComputeProducts() {
  return <PageHeader title="Server sizes" />
}
