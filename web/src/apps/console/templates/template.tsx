import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function TemplatePage() {
  return <PageHeader title="Template" />
}
