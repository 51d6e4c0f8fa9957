import { type OwnCdr, ownCdrsQuery } from '../../api/carriers.ts'
import { Money } from '../../ui/money.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { StatusBadge, statusWords } from '../../ui/status-badge.tsx'
import type { Column, Filter } from '../../ui/table/columns.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { When } from '../../ui/when.tsx'

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`

const columns: readonly Column<OwnCdr>[] = [
  { key: 'started', header: 'Started', cell: (cdr) => <When at={cdr.startedAt} show="time" />, csv: (cdr) => cdr.startedAt },
  { key: 'a', header: 'From', cell: (cdr) => cdr.aNumber || '–', csv: (cdr) => cdr.aNumber },
  { key: 'b', header: 'To', cell: (cdr) => cdr.bNumber || '–', csv: (cdr) => cdr.bNumber },
  {
    key: 'disposition',
    header: 'Outcome',
    cell: (cdr) => <StatusBadge status={cdr.disposition} tone={cdr.disposition === 'answered' ? 'good' : 'warn'} />,
    csv: (cdr) => cdr.disposition,
  },
  {
    key: 'cause',
    header: 'Answer',
    cell: (cdr) => `${cdr.sipCode ?? '–'} ${statusWords(cdr.reason)}`,
    csv: (cdr) => `${cdr.sipCode ?? ''} ${cdr.reason} ${cdr.cause ?? ''}`,
  },
  { key: 'talk', header: 'Talk', align: 'right', cell: (cdr) => seconds(cdr.durationMs), csv: (cdr) => String(cdr.durationMs) },
  { key: 'billed', header: 'Billed', align: 'right', cell: (cdr) => `${cdr.billedSeconds} s`, csv: (cdr) => String(cdr.billedSeconds) },
  {
    key: 'amount',
    header: 'Amount',
    align: 'right',
    cell: (cdr) => (cdr.amount ? <Money value={cdr.amount} /> : '–'),
    csv: (cdr) => cdr.amount?.amount ?? '',
  },
]

const filters: readonly Filter[] = [
  { kind: 'search', key: 'number', label: 'Number begins with', placeholder: 'First digits' },
  {
    kind: 'choice',
    key: 'side',
    label: 'Calls',
    options: [
      { value: 'sent', label: 'Sent to us' },
      { value: 'taken', label: 'Taken from us' },
    ],
  },
  {
    kind: 'choice',
    key: 'disposition',
    label: 'Outcome',
    options: ['answered', 'failed', 'refused'].map((value) => ({ value, label: statusWords(value) })),
  },
]

/** A carrier's own calls. */
export function CarrierCdrs() {
  return (
    <>
      <PageHeader title="Call records" subtitle="Every call you sent us or took from us, with its answer and its amount." />
      <DataTable
        label="Call records"
        columns={columns}
        filters={filters}
        list={(page, chosen) => ownCdrsQuery({ ...page, ...chosen })}
        rowKey={(cdr) => cdr.id}
        empty={{ title: 'No calls yet', text: 'Calls appear here as soon as the first is over.' }}
      />
    </>
  )
}
