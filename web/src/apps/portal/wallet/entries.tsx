import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Entry } from '../../../api/types.ts'
import { entriesQuery } from '../../../api/wallet.ts'
import { Money } from '../../../ui/money.tsx'
import type { Column } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { When } from '../../../ui/when.tsx'
import { EntryWhyDrawer } from './why.tsx'

const columnsFor = (explain: (entry: Entry) => void): readonly Column<Entry>[] => [
  { key: 'what', header: 'What', cell: (entry) => entry.description, csv: (entry) => entry.description },
  { key: 'when', header: 'When', cell: (entry) => <When at={entry.occurredAt} />, csv: (entry) => entry.occurredAt },
  {
    key: 'amount',
    header: 'Amount',
    align: 'right',
    cell: (entry) => <Money value={entry.amount} signed />,
    csv: (entry) => entry.amount.amount,
  },
  {
    key: 'after',
    header: 'Balance after',
    align: 'right',
    cell: (entry) => entry.after && <Money value={entry.after} />,
    csv: (entry) => entry.after?.amount ?? '',
  },
  {
    key: 'why',
    header: 'Reason',
    align: 'right',
    cell: (entry) => (
      <Button variant="subtle" size="compact-sm" onClick={() => explain(entry)} aria-label={`Why? ${entry.description}`}>
        Why?
      </Button>
    ),
  },
]

/** Every movement of a wallet, newest first, each with its reason one click away. */
export function Entries({ walletId }: { readonly walletId: string }) {
  const [asked, setAsked] = useState<Entry>()
  return (
    <>
      <DataTable
        label="Wallet entries"
        columns={columnsFor(setAsked)}
        list={(page) => entriesQuery(walletId, page)}
        rowKey={(entry) => entry.id}
        empty={{ title: 'No entries yet', text: 'Every payment and every charge is listed here, each with its reason.' }}
      />
      <EntryWhyDrawer entry={asked} onClose={() => setAsked(undefined)} />
    </>
  )
}
