import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function StaffEsim() {
  return <PageHeader title="eSIM" />
}
