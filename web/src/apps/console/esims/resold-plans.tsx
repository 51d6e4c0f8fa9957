import { resoldPlansQuery } from '../../../api/esims.ts'
import type { StorePlan } from '../../../api/types.ts'
import { dataText } from '../../../ui/bytes.ts'
import { Money } from '../../../ui/money.tsx'
import type { Column } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { Coverage } from '../../portal/esims/plan-card.tsx'

const dataOf = ({ dataBytes }: StorePlan): string => dataText(dataBytes)

const columns: readonly Column<StorePlan>[] = [
  { key: 'name', header: 'Plan', cell: (plan) => plan.name, csv: (plan) => plan.name },
  { key: 'data', header: 'Data', align: 'right', cell: dataOf, csv: dataOf },
  { key: 'days', header: 'Days', align: 'right', cell: (plan) => String(plan.validityDays), csv: (plan) => String(plan.validityDays) },
  {
    key: 'countries',
    header: 'Coverage',
    hideOnPhone: true,
    cell: (plan) => <Coverage countries={plan.countries} />,
    csv: (plan) => plan.countries.join(' '),
  },
  { key: 'price', header: 'Your price', align: 'right', cell: (plan) => <Money value={plan.price} />, csv: (plan) => plan.price.amount },
]

/** A reseller sells the plans of the business above at its own prices. */
export function ResoldPlans() {
  return (
    <DataTable
      label="eSIM plans"
      columns={columns}
      list={() => resoldPlansQuery()}
      rowKey={(plan) => plan.id}
      empty={{ title: 'No plans on sale', text: 'As soon as plans are put on sale above you, you sell them too.' }}
    />
  )
}
