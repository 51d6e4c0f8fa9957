import { Code, Drawer, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { auditQuery } from '../../../api/console.ts'
import type { AuditEntry } from '../../../api/types.ts'
import { KeyValues } from '../../../ui/key-value.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { When } from '../../../ui/when.tsx'

/** A fact about the actor, when it was noted. */
const noted = (entry: AuditEntry, fact: string, otherwise = '–'): string => {
  const value = entry.actor[fact]
  return typeof value === 'string' ? value : otherwise
}

const actorOf = (entry: AuditEntry) => noted(entry, 'label', 'Linecard')

const columns: readonly Column<AuditEntry>[] = [
  { key: 'type', header: 'What', cell: (entry) => entry.type.replaceAll('_', ' ').replace('.', ' '), csv: (entry) => entry.type },
  { key: 'actor', header: 'Who', cell: actorOf, csv: actorOf },
  {
    key: 'subject',
    header: 'Subject',
    hideOnPhone: true,
    cell: (entry) => <Code>{entry.subjectId.slice(0, 13)}</Code>,
    csv: (entry) => entry.subjectId,
  },
  { key: 'position', header: 'Link', align: 'right', cell: (entry) => entry.position ?? '…', csv: (entry) => String(entry.position ?? '') },
  { key: 'when', header: 'When', align: 'right', cell: (entry) => <When at={entry.occurredAt} />, csv: (entry) => entry.occurredAt },
]

const filters: readonly Filter[] = [{ kind: 'search', key: 'type', label: 'Search events', placeholder: 'Begins with, such as order.' }]

/** Events of the business, or of one customer; a row opens what exactly happened. */
export function AuditTable({ accountId }: { readonly accountId?: string }) {
  const [opened, setOpened] = useState<AuditEntry>()
  return (
    <>
      <DataTable
        label="Audit log"
        columns={columns}
        filters={filters}
        list={(page, { type }) => auditQuery({ ...page, ...(type && { type }), ...(accountId && { accountId }) })}
        rowKey={(entry) => entry.id}
        onOpen={setOpened}
        openLabel={() => 'show the details'}
        empty={{ title: 'Nothing happened yet', text: 'Every change is listed here: who, what, when, from where.' }}
      />
      <Drawer opened={opened !== undefined} onClose={() => setOpened(undefined)} title={opened?.type} position="right" size="lg">
        {opened && <Details entry={opened} />}
      </Drawer>
    </>
  )
}

function Details({ entry }: { readonly entry: AuditEntry }) {
  return (
    <Stack>
      <KeyValues
        facts={[
          { label: 'Who', value: actorOf(entry) },
          { label: 'When', value: <When at={entry.occurredAt} show="time" /> },
          { label: 'From address', value: noted(entry, 'ip') },
          { label: 'With', value: noted(entry, 'agent') },
          { label: 'Request', value: <Code>{entry.requestId}</Code> },
          { label: 'Link of the chain', value: entry.position ?? 'not linked yet' },
        ]}
      />
      {entry.changes && (
        <Table aria-label="Changes">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Field</Table.Th>
              <Table.Th>Before</Table.Th>
              <Table.Th>After</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {Object.entries(entry.changes).map(([field, change]) => (
              <Table.Tr key={field}>
                <Table.Td>{field}</Table.Td>
                <Table.Td>{JSON.stringify(change.from)}</Table.Td>
                <Table.Td>{JSON.stringify(change.to)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Text fw={600}>Facts</Text>
      <Code block>{JSON.stringify(entry.payload, null, 2)}</Code>
    </Stack>
  )
}
