import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Call, type CallDetail, callsQuery, cutCall } from '../../../api/voice.ts'
import { Money } from '../../../ui/money.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { statusWords } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { told } from '../../../ui/toast.ts'
import { When } from '../../../ui/when.tsx'
import { CallModal } from '../../portal/calls/call-detail.tsx'
import { CallStatus } from '../../portal/calls/call-status.tsx'
import { durationText, isUp, partyText, reasonWords } from '../../portal/calls/call-words.ts'
import { useMay } from '../place.ts'

const columns: readonly Column<Call>[] = [
  { key: 'account', header: 'Customer', cell: (call) => call.accountName ?? '–', csv: (call) => call.accountName ?? '' },
  { key: 'from', header: 'From', cell: (call) => <span className="lc-figures">{partyText(call.from)}</span>, csv: (call) => call.from },
  { key: 'to', header: 'To', cell: (call) => <span className="lc-figures">{partyText(call.to)}</span>, csv: (call) => call.to },
  {
    key: 'direction',
    header: 'Direction',
    hideOnPhone: true,
    cell: (call) => (call.parentId ? 'Forwarded' : statusWords(call.direction)),
    csv: (call) => call.direction,
  },
  { key: 'status', header: 'Status', cell: (call) => <CallStatus status={call.status} />, csv: (call) => call.status },
  { key: 'reason', header: 'Ended because', hideOnPhone: true, cell: (call) => reasonWords(call.reason), csv: (call) => call.reason ?? '' },
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

const STATUSES = ['initiated', 'ringing', 'answered', 'completed', 'failed', 'busy', 'no_answer', 'cancelled', 'blocked']

const filters: readonly Filter[] = [
  { kind: 'search', key: 'q', label: 'Search calls', placeholder: 'Digits of a number' },
  { kind: 'choice', key: 'live', label: 'Show', options: [{ value: 'true', label: 'In progress' }] },
  { kind: 'choice', key: 'status', label: 'Status', options: STATUSES.map((value) => ({ value, label: statusWords(value) })) },
  {
    kind: 'choice',
    key: 'direction',
    label: 'Direction',
    options: [
      { value: 'inbound', label: 'Inbound' },
      { value: 'outbound', label: 'Outbound' },
    ],
  },
]

/** Ends a call that is up, with a reason that stays in the audit log. */
function Cut({ call }: { readonly call: CallDetail }) {
  const client = useQueryClient()
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (text) => (text.trim().length >= 3 ? null : 'Say why; it stays in the audit log.') },
  })
  const cut = useMutation({
    mutationFn: (reason: string) => cutCall(call.id, reason),
    onSuccess: async () => {
      told('The call is being cut.')
      await client.invalidateQueries({ queryKey: ['calls'] })
    },
  })
  return (
    <form onSubmit={form.onSubmit(({ reason }) => cut.mutate(reason.trim()))} noValidate>
      <Stack gap="xs">
        <ProblemAlert error={cut.error} />
        <Group align="flex-end" gap="xs">
          <TextInput label="Why cut it" maxLength={200} flex={1} miw={180} {...form.getInputProps('reason')} />
          <Button type="submit" color="red" loading={cut.isPending}>
            Cut this call
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Calls of everybody, or of one customer. */
export function CallTable({ accountId }: { readonly accountId?: string }) {
  const [opened, open] = useState<string>()
  const may = useMay()
  return (
    <>
      <DataTable
        label="Calls"
        columns={accountId ? columns.filter(({ key }) => key !== 'account') : columns}
        filters={filters}
        list={(page, { q, live, status, direction }) =>
          callsQuery({
            ...page,
            ...(q && { q }),
            ...(live && { live }),
            ...(status && { status }),
            ...(direction && { direction }),
            ...(accountId && { accountId }),
          })
        }
        rowKey={(call) => call.id}
        onOpen={(call) => open(call.id)}
        openLabel={(call) => `show the call from ${partyText(call.from)} to ${partyText(call.to)}`}
        empty={{ title: 'No calls yet', text: 'Every call appears here with why it ended, which rules decided, and what it cost.' }}
      />
      <CallModal id={opened} onClose={() => open(undefined)}>
        {(call) => may('call:cut') && isUp(call) && <Cut call={call} />}
      </CallModal>
    </>
  )
}

export function StaffCalls() {
  return (
    <>
      <PageHeader
        title="Calls"
        subtitle="Who a customer talks to is theirs: the last digits of the other party are hidden, and nobody hears what was said."
      />
      <CallTable />
    </>
  )
}
