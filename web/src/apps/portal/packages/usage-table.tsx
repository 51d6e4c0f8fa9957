import { usageQuery } from '../../../api/packages.ts'
import type { UsageRecord } from '../../../api/types.ts'
import { Money } from '../../../ui/money.tsx'
import { durationText, quantityText } from '../../../ui/quantity-text.ts'
import { statusWords } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { When } from '../../../ui/when.tsx'

const amountOf = ({ unit }: UsageRecord, quantity: string) => (unit === 'seconds' ? durationText(quantity) : quantityText(unit, quantity))

const columns: readonly Column<UsageRecord>[] = [
  { key: 'what', header: 'What', cell: (use) => use.description, csv: (use) => use.description },
  { key: 'when', header: 'When', cell: (use) => <When at={use.occurredAt} />, csv: (use) => use.occurredAt },
  { key: 'quantity', header: 'Used', align: 'right', cell: (use) => amountOf(use, use.quantity), csv: (use) => use.quantity },
  {
    key: 'allowance',
    header: 'From packages',
    align: 'right',
    cell: (use) => (use.allowance === '0' ? '–' : amountOf(use, use.allowance)),
    csv: (use) => use.allowance,
  },
  { key: 'amount', header: 'Paid', align: 'right', cell: (use) => <Money value={use.amount} />, csv: (use) => use.amount.amount },
]

const SERVICES = ['voice', 'sms', 'data']
const WORDS: Readonly<Record<string, string>> = { voice: 'Calls', sms: 'Texts', data: 'Data' }

const filters: readonly Filter[] = [
  {
    kind: 'choice',
    key: 'service',
    label: 'Kind',
    options: SERVICES.map((value) => ({ value, label: WORDS[value] ?? statusWords(value) })),
  },
]

/** What was used and who paid for it: a package, or the wallet. */
export function UsageTable() {
  return (
    <DataTable
      label="Usage"
      columns={columns}
      filters={filters}
      list={(page, { service }) => usageQuery({ ...page, ...(service && { service }) })}
      rowKey={(use) => use.id}
      limit={10}
      empty={{ title: 'Nothing used yet', text: 'Calls and texts appear here with what they cost and which package paid.' }}
    />
  )
}
