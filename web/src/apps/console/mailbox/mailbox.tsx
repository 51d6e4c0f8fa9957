import { Anchor, Drawer, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { mailsQuery } from '../../../api/console.ts'
import type { Mail } from '../../../api/types.ts'
import { KeyValues } from '../../../ui/key-value.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { When } from '../../../ui/when.tsx'

const columns: readonly Column<Mail>[] = [
  { key: 'subject', header: 'Subject', cell: (mail) => mail.subject, csv: (mail) => mail.subject },
  { key: 'to', header: 'To', cell: (mail) => mail.recipient, csv: (mail) => mail.recipient },
  {
    key: 'state',
    header: 'State',
    cell: (mail) => <StatusBadge status={mail.state} {...(mail.state === 'kept' && { tone: 'calm' })} />,
    csv: (mail) => mail.state,
  },
  { key: 'when', header: 'Written', align: 'right', cell: (mail) => <When at={mail.createdAt} />, csv: (mail) => mail.createdAt },
]

const filters: readonly Filter[] = [{ kind: 'search', key: 'q', label: 'Search mails', placeholder: 'Recipient' }]

/** Splits a text at its addresses, so that each can be followed. */
function withLinks(body: string) {
  return body.split(/(https?:\/\/\S+)/).map((part, at) =>
    part.startsWith('http') ? (
      <Anchor key={`${at} ${part}`} href={part}>
        {part}
      </Anchor>
    ) : (
      part
    ),
  )
}

/** Every mail that was written; without a mail server this is where they can be read. */
export function Mailbox() {
  const [opened, setOpened] = useState<Mail>()
  return (
    <>
      <PageHeader
        title="Mailbox"
        subtitle="Every mail Linecard wrote. While no mail server is set, they are kept here instead of being sent."
      />
      <DataTable
        label="Mails"
        columns={columns}
        filters={filters}
        list={(page, { q }) => mailsQuery({ ...page, ...(q && { q }) })}
        rowKey={(mail) => mail.id}
        onOpen={setOpened}
        openLabel={() => 'read the mail'}
        empty={{ title: 'No mails yet', text: 'The first sign-up writes the first one.' }}
      />
      <Drawer opened={opened !== undefined} onClose={() => setOpened(undefined)} title={opened?.subject} position="right" size="lg">
        {opened && (
          <Stack>
            <KeyValues
              facts={[
                { label: 'To', value: opened.recipient },
                { label: 'Kind', value: opened.template },
                { label: 'Written', value: <When at={opened.createdAt} show="time" /> },
              ]}
            />
            <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }} component="div">
              {withLinks(opened.body)}
            </Text>
          </Stack>
        )}
      </Drawer>
    </>
  )
}
