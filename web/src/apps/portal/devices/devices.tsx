import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function Devices() {
  return <PageHeader title="Devices" />
}
