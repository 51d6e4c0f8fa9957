import { numbersQuery } from '../../../api/numbers.ts'
import type { PhoneNumber as OwnNumber } from '../../../api/types.ts'
import { PlusIcon } from '../../../ui/icons.tsx'
import { ButtonLink } from '../../../ui/links.tsx'
import { Money } from '../../../ui/money.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { PhoneNumber } from '../../../ui/phone-number.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import type { Column } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { When } from '../../../ui/when.tsx'
import { countryName, typeName } from '../../storefront/countries.ts'

const columns: readonly Column<OwnNumber>[] = [
  { key: 'number', header: 'Number', cell: (number) => <PhoneNumber e164={number.e164} />, csv: (number) => number.e164 },
  { key: 'label', header: 'Label', cell: (number) => number.label || '–', csv: (number) => number.label },
  {
    key: 'kind',
    header: 'Kind',
    cell: (number) => `${countryName(number.country)}, ${typeName(number.type).toLowerCase()}`,
    csv: (number) => `${number.country} ${number.type}`,
    hideOnPhone: true,
  },
  { key: 'status', header: 'Status', cell: (number) => <StatusBadge status={number.status} />, csv: (number) => number.status },
  {
    key: 'monthly',
    header: 'A month',
    align: 'right',
    cell: (number) => <Money value={number.monthly} />,
    csv: (number) => number.monthly.amount,
  },
  {
    key: 'until',
    header: 'Paid until',
    align: 'right',
    cell: (number) => (number.periodEnd ? <When at={number.periodEnd} show="date" /> : '–'),
    csv: (number) => number.periodEnd ?? '',
  },
]

const get = (
  <ButtonLink to="/numbers/find" leftSection={<PlusIcon size={16} />}>
    Get a number
  </ButtonLink>
)

/** The customer's numbers. */
export function NumberList() {
  return (
    <>
      <PageHeader title="Numbers" actions={get} />
      <DataTable
        label="Numbers"
        columns={columns}
        list={numbersQuery}
        rowKey={(number) => number.id}
        rowLink={(number) => ({ to: '/numbers/$id', params: { id: number.id } })}
        empty={{ title: 'No number yet', text: 'Choose a number and you can text from it a minute later.', action: get }}
      />
    </>
  )
}
