import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function Retention() {
  return <PageHeader title="Data retention" />
}
