import { PageHeader } from '../../ui/page-header.tsx'

/** Not built yet. */
export function InstallPage() {
  return <PageHeader title="Install your eSIM" />
}
