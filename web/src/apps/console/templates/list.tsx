import { type TemplateRow, templatesQuery } from '../../../api/templates.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { StatusBadge, statusWords, type Tone } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { TwoLines } from '../../../ui/two-lines.tsx'
import { When } from '../../../ui/when.tsx'
import { useBase } from '../place.ts'
import { ORIGINS } from './origins.ts'

const TONES: Readonly<Record<TemplateRow['origin'], Tone>> = { own: 'good', above: 'busy', default: 'calm' }

const columns: readonly Column<TemplateRow>[] = [
  { key: 'occasion', header: 'When', cell: (row) => <TwoLines top={row.occasion} below={row.key} />, csv: (row) => row.occasion },
  { key: 'subject', header: 'Subject', cell: (row) => row.subject, csv: (row) => row.subject },
  { key: 'kind', header: 'Kind', cell: (row) => statusWords(row.kind), csv: (row) => row.kind },
  {
    key: 'origin',
    header: 'Words',
    cell: (row) => <StatusBadge status={row.origin} tone={TONES[row.origin]} label={ORIGINS[row.origin]} />,
    csv: (row) => row.origin,
  },
  {
    key: 'changed',
    header: 'Changed',
    align: 'right',
    cell: (row) => (row.changedAt ? <When at={row.changedAt} /> : '–'),
    csv: (row) => row.changedAt ?? '',
  },
  { key: 'key', header: 'Key', fileOnly: true, cell: (row) => row.key, csv: (row) => row.key },
]

const KINDS = ['security', 'purchase', 'payment', 'expiry', 'kyc', 'ticket']

const filters: readonly Filter[] = [
  { kind: 'search', key: 'q', label: 'Search letters', placeholder: 'Words or key' },
  { kind: 'choice', key: 'kind', label: 'Kind', options: KINDS.map((value) => ({ value, label: statusWords(value) })) },
  { kind: 'choice', key: 'origin', label: 'Words', options: Object.entries(ORIGINS).map(([value, label]) => ({ value, label })) },
]

/** Every letter the product writes, and whose words it has. */
export function TemplateList() {
  const base = useBase()
  return (
    <>
      <PageHeader title="Templates" subtitle="The words of every mail. Without your own, those from above are used." />
      <DataTable
        label="Templates"
        columns={columns}
        filters={filters}
        list={(_page, { q, kind, origin }) => templatesQuery({ ...(q && { q }), ...(kind && { kind }), ...(origin && { origin }) })}
        rowKey={(row) => row.key}
        rowLink={(row) => ({ to: `${base}/templates/$id`, params: { id: row.key } })}
        empty={{ title: 'No letters', text: 'Every part of the product brings its letters along.' }}
      />
    </>
  )
}
