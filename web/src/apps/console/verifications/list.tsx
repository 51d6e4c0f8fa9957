import { type VerificationRow, verificationsQuery } from '../../../api/verifications.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { StatusBadge, statusWords } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { When } from '../../../ui/when.tsx'
import { useBase } from '../place.ts'

const columns: readonly Column<VerificationRow>[] = [
  { key: 'number', header: 'Case', cell: (one) => one.number, csv: (one) => one.number },
  { key: 'account', header: 'Customer', cell: (one) => one.accountName ?? '–', csv: (one) => one.accountName ?? '' },
  { key: 'purpose', header: 'Purpose', cell: (one) => one.title, csv: (one) => one.purpose },
  { key: 'status', header: 'Status', cell: (one) => <StatusBadge status={one.status} />, csv: (one) => one.status },
  {
    key: 'waiting',
    header: 'To check',
    align: 'right',
    cell: (one) => one.documents.filter(({ status }) => status === 'pending').length || '–',
    csv: (one) => String(one.documents.filter(({ status }) => status === 'pending').length),
  },
  {
    key: 'due',
    header: 'Due',
    align: 'right',
    cell: (one) => (one.status === 'pending' && one.reviewDueAt ? <Due at={one.reviewDueAt} /> : '–'),
    csv: (one) => one.reviewDueAt ?? '',
  },
  {
    key: 'submitted',
    header: 'Sent in',
    align: 'right',
    hideOnPhone: true,
    cell: (one) => (one.submittedAt ? <When at={one.submittedAt} /> : '–'),
    csv: (one) => one.submittedAt ?? '',
  },
]

const Due = ({ at }: { readonly at: string }) => <When at={at} c={new Date(at) < new Date() ? 'var(--bad)' : 'inherit'} />

const filters: readonly Filter[] = [
  { kind: 'search', key: 'q', label: 'Search cases', placeholder: 'Case number' },
  {
    kind: 'choice',
    key: 'status',
    label: 'Status',
    options: ['pending', 'rejected', 'verified', 'expired', 'not_started'].map((value) => ({ value, label: statusWords(value) })),
  },
]

/** Papers to be checked; those that wait come oldest first when filtered. */
export function VerificationQueue() {
  const base = useBase()
  return (
    <>
      <PageHeader title="Verification" subtitle="Whose papers wait to be checked, within 48 hours after they were sent in." />
      <DataTable
        label="Verifications"
        columns={columns}
        filters={filters}
        list={(page, { q, status }) => verificationsQuery({ ...page, ...(q && { q }), ...(status && { status }) })}
        rowKey={(one) => one.id}
        rowLink={(one) => ({ to: `${base}/verifications/$id`, params: { id: one.id } })}
        empty={{ title: 'Nothing to check', text: 'Cases appear here as soon as a customer needs a verification.' }}
      />
    </>
  )
}
