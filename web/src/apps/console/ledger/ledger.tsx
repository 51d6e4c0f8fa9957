import { Stack, Tabs } from '@mantine/core'
import { useState } from 'react'
import { ledgerQuery } from '../../../api/console.ts'
import type { Entry, LedgerEntry } from '../../../api/types.ts'
import { Money } from '../../../ui/money.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { statusWords } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { When } from '../../../ui/when.tsx'
import { EntryWhyDrawer } from '../../portal/wallet/why.tsx'
import { Invariants } from './invariants.tsx'
import { TrialBalance } from './trial-balance.tsx'

const KINDS = ['recharge', 'number_purchase', 'number_renewal', 'sms', 'call', 'refund', 'adjustment', 'cost']

const columns: readonly Column<LedgerEntry>[] = [
  { key: 'what', header: 'What', cell: (entry) => entry.description, csv: (entry) => entry.description },
  { key: 'kind', header: 'Kind', cell: (entry) => statusWords(entry.kind), csv: (entry) => entry.kind },
  { key: 'when', header: 'When', cell: (entry) => <When at={entry.occurredAt} />, csv: (entry) => entry.occurredAt },
  {
    key: 'amount',
    header: 'Amount',
    align: 'right',
    cell: (entry) => <Money value={entry.amount} signed={entry.walletId !== null} />,
    csv: (entry) => entry.amount.amount,
  },
]

const filters: readonly Filter[] = [
  { kind: 'choice', key: 'kind', label: 'Kind', options: KINDS.map((value) => ({ value, label: statusWords(value) })) },
]

/** The books: every posting, the balance of every account, and the laws that must hold. */
export function LedgerPage() {
  const [asked, setAsked] = useState<LedgerEntry>()
  return (
    <>
      <PageHeader
        title="Ledger"
        subtitle="Double entry, append-only. Nothing here is ever changed; what was wrong is put right by another entry."
      />
      <Stack>
        <Invariants />
        <Tabs defaultValue="entries" keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="entries">Entries</Tabs.Tab>
            <Tabs.Tab value="trial-balance">Trial balance</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="entries">
            <DataTable
              label="Ledger entries"
              columns={columns}
              filters={filters}
              list={(page, { kind }) => ledgerQuery({ ...page, ...(kind && { kind }) })}
              rowKey={(entry) => entry.id}
              onOpen={setAsked}
              openLabel={() => 'why this amount?'}
              empty={{ title: 'No entries yet', text: 'The first top-up writes the first line of the books.' }}
            />
          </Tabs.Panel>
          <Tabs.Panel value="trial-balance">
            <TrialBalance />
          </Tabs.Panel>
        </Tabs>
      </Stack>
      <EntryWhyDrawer entry={asked as Entry | undefined} onClose={() => setAsked(undefined)} />
    </>
  )
}
