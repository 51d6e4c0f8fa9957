import { esimsQuery } from '../../../api/esims.ts'
import type { Esim } from '../../../api/types.ts'
import { dataText } from '../../../ui/bytes.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { StatusBadge, statusWords } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { TwoLines } from '../../../ui/two-lines.tsx'
import { When } from '../../../ui/when.tsx'
import { profileWords } from '../../portal/esims/profile-words.ts'
import { useBase, useMay } from '../place.ts'
import { Suppliers } from './suppliers.tsx'
import { VENDORS, vendorName } from './vendors.ts'

const leftOf = ({ bundle }: Esim): string => (bundle ? dataText(bundle.leftBytes) : '–')

const supplierOf = ({ vendor, packageCode }: Esim): string => (vendor ? `${vendorName(vendor)} · ${packageCode}` : '')

const columns: readonly Column<Esim>[] = [
  { key: 'iccid', header: 'ICCID', cell: (esim) => esim.iccid, csv: (esim) => esim.iccid },
  { key: 'account', header: 'Customer', cell: (esim) => esim.accountName ?? 'In stock', csv: (esim) => esim.accountName ?? '' },
  {
    key: 'vendor',
    header: 'Supplier',
    fileOnly: true,
    cell: supplierOf,
    csv: supplierOf,
  },
  { key: 'status', header: 'Status', cell: (esim) => <StatusBadge status={esim.status} />, csv: (esim) => esim.status },
  { key: 'profile', header: 'On the phone', cell: (esim) => profileWords(esim.profileState), csv: (esim) => esim.profileState },
  {
    key: 'plan',
    header: 'Plan',
    cell: (esim) => <TwoLines top={esim.bundle?.name ?? '–'} below={supplierOf(esim)} />,
    csv: (esim) => esim.bundle?.name ?? '',
  },
  { key: 'left', header: 'Data left', align: 'right', cell: leftOf, csv: leftOf },
  {
    key: 'ends',
    header: 'Ends',
    align: 'right',
    cell: (esim) => (esim.bundle?.expiresAt ? <When at={esim.bundle.expiresAt} /> : '–'),
    csv: (esim) => esim.bundle?.expiresAt ?? '',
  },
  {
    key: 'age',
    header: 'Since',
    fileOnly: true,
    cell: (esim) => <When at={esim.createdAt} show="date" />,
    csv: (esim) => esim.createdAt,
  },
]

const STATUSES = ['available', 'assigned', 'active', 'suspended', 'expired', 'cancelled']

const filters: readonly Filter[] = [
  { kind: 'search', key: 'q', label: 'Search eSIMs', placeholder: 'ICCID, EID or label' },
  {
    kind: 'choice',
    key: 'status',
    label: 'Status',
    options: STATUSES.map((value) => ({ value, label: value === 'available' ? 'In stock' : statusWords(value) })),
  },
  {
    kind: 'choice',
    key: 'vendor',
    label: 'Supplier',
    options: VENDORS,
  },
]

/** Every eSIM: stock, sold, in use, over. */
export function EsimInventory() {
  const base = useBase()
  const may = useMay()
  return (
    <>
      <PageHeader title="eSIMs" subtitle="What customers have, what lies in stock, and how the suppliers are doing." />
      {may('provider:write') && <Suppliers />}
      <DataTable
        label="eSIMs"
        columns={columns}
        filters={filters}
        list={(page, { q, status, vendor }) =>
          esimsQuery({ ...page, ...(q && { q }), ...(status && { status }), ...(vendor && { vendor }) })
        }
        rowKey={(esim) => esim.id}
        rowLink={(esim) => ({ to: `${base}/esims/$id`, params: { id: esim.id } })}
        empty={{ title: 'No eSIMs yet', text: 'They appear here as soon as a customer buys a plan or stock is imported.' }}
      />
    </>
  )
}
