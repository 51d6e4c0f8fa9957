import { StatusBadge } from '../../../ui/status-badge.tsx'

/** The state of a call; one that is up is said to be so. */
export function CallStatus({ status }: { readonly status: string }) {
  if (status === 'answered') return <StatusBadge status={status} tone="busy" label="In progress" />
  if (status === 'no_answer' || status === 'busy') return <StatusBadge status={status} tone="warn" />
  return <StatusBadge status={status} />
}
