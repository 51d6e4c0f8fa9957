import { PageHeader } from '../../../../ui/page-header.tsx'

/** Not built yet. */
export function CallRules() {
  return <PageHeader title="Call rules" />
}
