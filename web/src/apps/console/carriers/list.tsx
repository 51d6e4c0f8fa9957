import { Button, SegmentedControl } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  type CarrierRow,
  carriersQuery,
  createCarrier,
  type InterconnectRow,
  interconnectsQuery,
  type TrunkService,
  trunkServicesQuery,
} from '../../../api/carriers.ts'
import { PlusIcon } from '../../../ui/icons.tsx'
import { Money } from '../../../ui/money.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { StatusBadge, statusWords } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { useListSearch } from '../../../ui/table/use-list-search.ts'
import { useBase, useMay } from '../place.ts'
import { choices } from './fields.tsx'
import { FormDialog } from './form-dialog.tsx'
import { SpendGauge } from './gauge.tsx'

const VIEWS = [
  { value: 'carriers', label: 'Carriers' },
  { value: 'interconnects', label: 'Interconnects' },
  { value: 'services', label: 'Services' },
]

/** Carriers from three sides: who they are, how they are connected, what they buy and sell. */
export function CarrierList() {
  const [search, change] = useListSearch()
  const view = search['view'] ?? 'carriers'
  return (
    <>
      <PageHeader
        title="Carriers"
        subtitle="Whom calls are bought from and sold to, and how they are connected."
        actions={<NewCarrier />}
      />
      <SegmentedControl
        aria-label="View"
        data={VIEWS}
        value={view}
        onChange={(next) => change({ view: next === 'carriers' ? undefined : next, q: undefined, status: undefined, cursor: undefined })}
        mb="md"
      />
      {view === 'carriers' && <CarrierTable />}
      {view === 'interconnects' && <InterconnectTable />}
      {view === 'services' && <ServiceTable />}
    </>
  )
}

function NewCarrier() {
  const may = useMay()
  const [opened, { open, close }] = useDisclosure()
  if (!may('carrier:write')) return null
  return (
    <>
      <Button leftSection={<PlusIcon size={16} />} onClick={open}>
        Add carrier
      </Button>
      {opened && (
        <FormDialog
          title="Add carrier"
          action="Add carrier"
          done="The carrier was added, in testing."
          fields={[
            { key: 'code', label: 'Code', kind: 'text', description: 'Capital letters, digits and dashes, such as ACME-EU. It stays.' },
            { key: 'name', label: 'Name', kind: 'text' },
            { key: 'partnerType', label: 'Kind', kind: 'select', options: choices('customer', 'supplier', 'bilateral') },
            { key: 'email', label: 'E-mail', kind: 'text' },
          ]}
          values={{ code: '', name: '', partnerType: 'bilateral', email: '' }}
          save={createCarrier}
          stale={['carriers']}
          onClose={close}
        />
      )}
    </>
  )
}

const carrierColumns: readonly Column<CarrierRow>[] = [
  { key: 'name', header: 'Carrier', cell: (carrier) => carrier.name, csv: (carrier) => carrier.name },
  { key: 'code', header: 'Code', cell: (carrier) => carrier.code, csv: (carrier) => carrier.code },
  { key: 'kind', header: 'Kind', cell: (carrier) => statusWords(carrier.partnerType), csv: (carrier) => carrier.partnerType },
  { key: 'status', header: 'Status', cell: (carrier) => <StatusBadge status={carrier.status} />, csv: (carrier) => carrier.status },
  {
    key: 'available',
    header: 'Available',
    align: 'right',
    cell: (carrier) => <Money value={carrier.position.available} digits="cents" />,
    csv: (carrier) => carrier.position.available.amount,
  },
  {
    key: 'payable',
    header: 'We owe',
    align: 'right',
    hideOnPhone: true,
    cell: (carrier) => <Money value={carrier.position.payable} digits="cents" />,
    csv: (carrier) => carrier.position.payable.amount,
  },
  {
    key: 'spend',
    header: '24 hours',
    cell: ({ partnerType, position, customer24hLimit, supplier24hLimit }) =>
      partnerType === 'supplier' ? (
        <SpendGauge label="Earned" spent={position.supplierSpend24h} limit={supplier24hLimit} />
      ) : (
        <SpendGauge label="Spent" spent={position.customerSpend24h} limit={customer24hLimit} />
      ),
    csv: (carrier) => carrier.position.customerSpend24h.amount,
  },
]

const status: Filter = {
  kind: 'choice',
  key: 'status',
  label: 'Status',
  options: choices('testing', 'active', 'paused', 'disabled'),
}

function CarrierTable() {
  const base = useBase()
  return (
    <DataTable
      label="Carriers"
      columns={carrierColumns}
      filters={[
        { kind: 'search', key: 'q', label: 'Search carriers', placeholder: 'Name or code' },
        status,
        { kind: 'choice', key: 'partnerType', label: 'Kind', options: choices('customer', 'supplier', 'bilateral') },
      ]}
      list={(page, filters) => carriersQuery({ ...page, ...filters })}
      rowKey={(carrier) => carrier.id}
      rowLink={(carrier) => ({ to: `${base}/carriers/$id`, params: { id: carrier.code } })}
      empty={{ title: 'No carriers yet', text: 'Add the first: whom you buy minutes from, or who sends you calls.' }}
    />
  )
}

const interconnectColumns: readonly Column<InterconnectRow>[] = [
  { key: 'code', header: 'Code', cell: (one) => one.shortCode, csv: (one) => one.shortCode },
  { key: 'name', header: 'Name', cell: (one) => one.name, csv: (one) => one.name },
  { key: 'carrier', header: 'Carrier', cell: (one) => one.carrierName, csv: (one) => one.carrierName },
  { key: 'direction', header: 'Direction', cell: (one) => statusWords(one.direction), csv: (one) => one.direction },
  { key: 'protocol', header: 'Transport', cell: (one) => one.protocol.toUpperCase(), csv: (one) => one.protocol },
  {
    key: 'capacity',
    header: 'Channels',
    align: 'right',
    cell: (one) => one.capacity ?? 'No limit',
    csv: (one) => String(one.capacity ?? ''),
  },
  {
    key: 'active',
    header: 'Status',
    cell: (one) => <StatusBadge status={one.isActive ? 'active' : 'disabled'} />,
    csv: (one) => (one.isActive ? 'active' : 'disabled'),
  },
]

/** Interconnects of everybody, or of one carrier. */
export function InterconnectTable({ carrierId }: { readonly carrierId?: string }) {
  const base = useBase()
  return (
    <DataTable
      label="Interconnects"
      columns={carrierId ? interconnectColumns.filter(({ key }) => key !== 'carrier') : interconnectColumns}
      filters={[{ kind: 'search', key: 'q', label: 'Search interconnects', placeholder: 'Short code or name' }]}
      list={(page, filters) => interconnectsQuery({ ...page, ...filters, ...(carrierId && { carrierId }) })}
      rowKey={(one) => one.id}
      rowLink={(one) => ({ to: `${base}/interconnects/$id`, params: { id: one.shortCode } })}
      empty={{ title: 'No interconnects yet', text: 'An interconnect says from which addresses a carrier calls, and where its calls go.' }}
    />
  )
}

const serviceColumns: readonly Column<TrunkService>[] = [
  { key: 'code', header: 'Code', cell: (one) => one.shortCode, csv: (one) => one.shortCode },
  { key: 'name', header: 'Name', cell: (one) => one.name, csv: (one) => one.name },
  { key: 'carrier', header: 'Carrier', cell: (one) => one.carrierName, csv: (one) => one.carrierName },
  { key: 'interconnect', header: 'Interconnect', cell: (one) => one.interconnectCode, csv: (one) => one.interconnectCode },
  { key: 'direction', header: 'Direction', cell: (one) => statusWords(one.direction), csv: (one) => one.direction },
  { key: 'prefix', header: 'Tech prefix', cell: (one) => one.techPrefix || '–', csv: (one) => one.techPrefix },
  { key: 'status', header: 'Status', cell: (one) => <StatusBadge status={one.status} />, csv: (one) => one.status },
]

function ServiceTable() {
  const base = useBase()
  return (
    <DataTable
      label="Services"
      columns={serviceColumns}
      filters={[
        { kind: 'search', key: 'q', label: 'Search services', placeholder: 'Short code or name' },
        status,
        { kind: 'choice', key: 'direction', label: 'Direction', options: choices('ingress', 'egress') },
      ]}
      list={(page, filters) => trunkServicesQuery({ ...page, ...filters })}
      rowKey={(one) => one.id}
      rowLink={(one) => ({ to: `${base}/interconnects/$id`, params: { id: one.interconnectCode } })}
      empty={{ title: 'No services yet', text: 'A service ties an interconnect and a tech prefix to a rate plan and a routing plan.' }}
    />
  )
}
