import { Button, Group, Menu, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { acknowledgeAlert, alertsQuery, resolveAlert, snoozeAlert } from '../../../api/monitoring.ts'
import type { Alert } from '../../../api/types.ts'
import { required } from '../../../ui/form-errors.ts'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge, type Tone } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { told, toldProblem } from '../../../ui/toast.ts'
import { When } from '../../../ui/when.tsx'
import { useMay } from '../place.ts'

const SEVERITY: Readonly<Record<Alert['severity'], Tone>> = { critical: 'bad', warning: 'warn', info: 'calm' }
const STATUS: Readonly<Record<Alert['status'], Tone>> = { active: 'bad', acknowledged: 'busy', snoozed: 'calm', resolved: 'good' }
const number = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })

const columns: readonly Column<Alert>[] = [
  { key: 'title', header: 'Alert', cell: (alert) => alert.title, csv: (alert) => alert.title },
  {
    key: 'severity',
    header: 'How bad',
    cell: (alert) => <StatusBadge status={alert.severity} tone={SEVERITY[alert.severity]} />,
    csv: (alert) => alert.severity,
  },
  {
    key: 'status',
    header: 'Status',
    cell: (alert) => <StatusBadge status={alert.status} tone={STATUS[alert.status]} />,
    csv: (alert) => alert.status,
  },
  {
    key: 'actual',
    header: 'Measured / allowed',
    align: 'right',
    cell: (alert) =>
      alert.actual === null
        ? '–'
        : `${number.format(alert.actual)}${alert.threshold === null ? '' : ` / ${number.format(alert.threshold)}`}`,
    csv: (alert) => String(alert.actual ?? ''),
  },
  { key: 'since', header: 'Since', cell: (alert) => <When at={alert.firstSeenAt} />, csv: (alert) => alert.firstSeenAt },
  {
    key: 'note',
    header: 'Note',
    cell: (alert) => alert.note ?? (alert.acknowledgedBy ? `Noticed by ${alert.acknowledgedBy}` : (alert.resolvedBy ?? '')),
    csv: (alert) => alert.note ?? '',
  },
  { key: 'actions', header: 'Actions', cell: (alert) => <Actions alert={alert} /> },
]

const filters: readonly Filter[] = [
  {
    kind: 'choice',
    key: 'status',
    label: 'Status',
    options: [
      { value: 'open', label: 'Open' },
      { value: 'resolved', label: 'Resolved' },
    ],
  },
]

/** What is wrong and what was, with taking notice, being told later, and ending by hand. */
export function Alerts() {
  return (
    <DataTable
      label="Alerts"
      columns={columns}
      filters={filters}
      list={(page, { status }) => alertsQuery({ ...page, ...(status && { status: status as 'open' | 'resolved' }) })}
      rowKey={(alert) => alert.id}
      empty={{ title: 'No alerts', text: 'An alert appears here when a budget is broken for longer than it may be, or a vendor is down.' }}
    />
  )
}

const HOURS = [1, 4, 24] as const

function Actions({ alert }: { readonly alert: Alert }) {
  const may = useMay()
  const client = useQueryClient()
  const [resolving, setResolving] = useState(false)
  const after = (message: string) => async () => {
    told(message)
    await Promise.all(['alerts', 'status'].map((name) => client.invalidateQueries({ queryKey: [name] })))
  }
  const notice = useMutation({
    mutationFn: () => acknowledgeAlert(alert.id),
    onSuccess: after('No more mails about this.'),
    onError: toldProblem,
  })
  const later = useMutation({
    mutationFn: (hours: number) => snoozeAlert(alert.id, new Date(Date.now() + hours * 3_600_000).toISOString()),
    onSuccess: after('You are told again if it is still there.'),
    onError: toldProblem,
  })
  if (alert.status === 'resolved' || !may('alert:acknowledge')) return null
  return (
    <Group gap={4} wrap="nowrap">
      {alert.status === 'active' && (
        <Button size="compact-sm" variant="default" onClick={() => notice.mutate()} aria-label={`Acknowledge ${alert.title}`}>
          Acknowledge
        </Button>
      )}
      <Menu>
        <Menu.Target>
          <Button size="compact-sm" variant="subtle" aria-label={`More about ${alert.title}`}>
            More
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {HOURS.map((hours) => (
            <Menu.Item key={hours} onClick={() => later.mutate(hours)}>
              Snooze for {hours === 24 ? 'a day' : hours === 1 ? 'an hour' : `${hours} hours`}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => setResolving(true)}>Resolve by hand …</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {resolving && <Resolve alert={alert} onClose={() => setResolving(false)} onDone={after('The alert was resolved.')} />}
    </Group>
  )
}

type ResolveProps = { readonly alert: Alert; readonly onClose: () => void; readonly onDone: () => Promise<void> }

function Resolve({ alert, onClose, onDone }: ResolveProps) {
  const form = useForm({ initialValues: { reason: '' }, validate: { reason: required('a reason') } })
  const resolve = useMutation({
    mutationFn: ({ reason }: { reason: string }) => resolveAlert(alert.id, reason.trim()),
    onSuccess: async () => {
      onClose()
      await onDone()
    },
  })
  return (
    <Modal opened onClose={onClose} title={`Resolve ${alert.title}`}>
      <form onSubmit={form.onSubmit((values) => resolve.mutate(values))}>
        <Stack>
          <ProblemAlert error={resolve.error} />
          <TextInput label="Reason" maxLength={500} data-autofocus {...form.getInputProps('reason')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={resolve.isPending}>
              Resolve
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
