import { PageHeader } from '../../../ui/page-header.tsx'

/** Not built yet. */
export function VerificationQueue() {
  return <PageHeader title="Verification" />
}
