import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function VerificationPage() {
  return <PageHeader title="Verification" />
}
