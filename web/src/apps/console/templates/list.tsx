import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function TemplateList() {
  return <PageHeader title="Templates" />
}
