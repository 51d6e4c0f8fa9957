import { Badge, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Call, callsQuery, voicemailsQuery } from '../../../api/voice.ts'
import { ButtonLink } from '../../../ui/links.tsx'
import { Money } from '../../../ui/money.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { useListSearch } from '../../../ui/table/use-list-search.ts'
import { When } from '../../../ui/when.tsx'
import { CallModal } from './call-detail.tsx'
import { CallStatus } from './call-status.tsx'
import { durationText, isMissed, partyText } from './call-words.ts'
import { Voicemails } from './voicemails.tsx'

const other = (call: Call): string => (call.direction === 'inbound' ? call.from : call.to)
const own = (call: Call): string => call.number ?? ''

const columns: readonly Column<Call>[] = [
  {
    key: 'party',
    header: 'Who',
    cell: (call) => <span className="lc-figures">{partyText(other(call))}</span>,
    csv: other,
  },
  {
    key: 'direction',
    header: 'Direction',
    cell: (call) => (call.parentId && call.direction === 'outbound' ? 'Forwarded' : call.direction === 'inbound' ? 'Incoming' : 'Outgoing'),
    csv: (call) => call.direction,
  },
  {
    key: 'own',
    header: 'Your number',
    hideOnPhone: true,
    cell: (call) => <span className="lc-figures">{partyText(own(call))}</span>,
    csv: own,
  },
  {
    key: 'status',
    header: 'Outcome',
    cell: (call) =>
      isMissed(call) ? (
        <StatusBadge status="missed" tone="warn" label={call.answeredBy === 'voicemail' ? 'Left a message' : 'Missed'} />
      ) : (
        <CallStatus status={call.status} />
      ),
    csv: (call) => call.status,
  },
  {
    key: 'duration',
    header: 'Lasted',
    align: 'right',
    cell: (call) => <span className="lc-figures">{durationText(call.durationMs)}</span>,
    csv: (call) => String(Math.round((call.durationMs ?? 0) / 1_000)),
  },
  {
    key: 'price',
    header: 'Price',
    align: 'right',
    cell: (call) => (call.price ? <Money value={call.price} /> : '–'),
    csv: (call) => call.price?.amount ?? '',
  },
  { key: 'when', header: 'When', align: 'right', cell: (call) => <When at={call.startedAt} />, csv: (call) => call.startedAt },
]

const filters: readonly Filter[] = [
  { kind: 'search', key: 'q', label: 'Search calls', placeholder: 'Digits of a number' },
  {
    kind: 'choice',
    key: 'direction',
    label: 'Direction',
    options: [
      { value: 'inbound', label: 'Incoming' },
      { value: 'outbound', label: 'Outgoing' },
    ],
  },
  {
    kind: 'choice',
    key: 'missed',
    label: 'Show',
    options: [{ value: 'true', label: 'Missed calls' }],
  },
]

function CallList() {
  const [opened, open] = useState<string>()
  return (
    <>
      <DataTable
        label="Calls"
        columns={columns}
        filters={filters}
        list={(page, { q, direction, missed }) =>
          callsQuery({ ...page, ...(q && { q }), ...(direction && { direction }), ...(missed && { missed }) })
        }
        rowKey={(call) => call.id}
        onOpen={(call) => open(call.id)}
        openLabel={(call) => `show the call with ${partyText(other(call))}`}
        empty={{
          title: 'No calls yet',
          text: 'Set up a device and call somebody, or give your number to somebody who calls you.',
          action: <ButtonLink to="/devices">Set up a device</ButtonLink>,
        }}
      />
      <CallModal id={opened} onClose={() => open(undefined)} />
    </>
  )
}

/** The customer's calls and the messages callers left. */
export function Calls() {
  const [search, change] = useListSearch()
  const { data } = useQuery(voicemailsQuery({ limit: 1 }))
  const view = search['view'] === 'voicemail' ? 'voicemail' : 'calls'
  const unread = data?.unread ?? 0
  const go = (next: string | null) =>
    change({ ...Object.fromEntries(Object.keys(search).map((key) => [key, undefined])), view: next === 'voicemail' ? next : undefined })
  return (
    <>
      <PageHeader title="Calls" subtitle="Who called, what it cost, and what was said to the mailbox." />
      <Tabs value={view} onChange={go} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="calls">Calls</Tabs.Tab>
          <Tabs.Tab
            value="voicemail"
            rightSection={
              unread > 0 && (
                <Badge size="sm" circle aria-label={`${unread} not heard`}>
                  {unread}
                </Badge>
              )
            }
          >
            Voicemail
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="calls">
          <CallList />
        </Tabs.Panel>
        <Tabs.Panel value="voicemail">
          <Voicemails />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
