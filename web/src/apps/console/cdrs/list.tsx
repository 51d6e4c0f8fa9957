import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function CdrList() {
  return <PageHeader title="Call records" />
}
