import { esimsQuery } from '../../../api/esims.ts'
import type { Esim } from '../../../api/types.ts'
import { bytesText } from '../../../ui/bytes.ts'
import { PlusIcon } from '../../../ui/icons.tsx'
import { ButtonLink } from '../../../ui/links.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { When } from '../../../ui/when.tsx'
import { profileWords } from './profile-words.ts'

const nameOf = (esim: Esim): string => esim.label || esim.bundle?.name || `eSIM …${esim.iccid.slice(-6)}`

const leftOf = ({ bundle }: Esim): string =>
  bundle ? (bundle.leftBytes === null ? 'Unlimited' : `${bytesText(bundle.leftBytes)} left`) : '–'

const columns: readonly Column<Esim>[] = [
  { key: 'name', header: 'eSIM', cell: nameOf, csv: nameOf },
  { key: 'iccid', header: 'ICCID', cell: (esim) => `…${esim.iccid.slice(-6)}`, csv: (esim) => esim.iccid, hideOnPhone: true },
  {
    key: 'phone',
    header: 'On the phone',
    cell: (esim) => profileWords(esim.profileState),
    csv: (esim) => esim.profileState,
  },
  {
    key: 'status',
    header: 'Plan',
    cell: (esim) => <StatusBadge status={esim.bundle?.status ?? esim.status} />,
    csv: (esim) => esim.bundle?.status ?? esim.status,
  },
  { key: 'left', header: 'Data', align: 'right', cell: leftOf, csv: leftOf },
  {
    key: 'ends',
    header: 'Ends',
    align: 'right',
    cell: (esim) => (esim.bundle?.expiresAt ? <When at={esim.bundle.expiresAt} /> : '–'),
    csv: (esim) => esim.bundle?.expiresAt ?? '',
  },
]

const filters: readonly Filter[] = [{ kind: 'search', key: 'q', label: 'Search eSIMs', placeholder: 'Label or ICCID' }]

const get = (
  <ButtonLink to="/esims/store" leftSection={<PlusIcon size={16} />}>
    Get an eSIM
  </ButtonLink>
)

/** The customer's eSIMs. */
export function EsimList() {
  return (
    <>
      <PageHeader title="eSIMs" actions={get} />
      <DataTable
        label="eSIMs"
        columns={columns}
        filters={filters}
        list={(page, { q }) => esimsQuery({ ...page, ...(q && { q }) })}
        rowKey={(esim) => esim.id}
        rowLink={(esim) => ({ to: '/esims/$id', params: { id: esim.id } })}
        empty={{ title: 'No eSIM yet', text: 'Choose a plan, scan a code, and your phone has data in another country.', action: get }}
      />
    </>
  )
}
