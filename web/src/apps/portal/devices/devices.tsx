import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Credentials, type Device, devicesQuery, resumeDevice, revokeDevice, rotateDevice, suspendDevice } from '../../../api/voice.ts'
import { ConfirmTyped } from '../../../ui/confirm-typed.tsx'
import { PlusIcon } from '../../../ui/icons.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { told, toldProblem } from '../../../ui/toast.ts'
import { When } from '../../../ui/when.tsx'
import { CredentialsView } from './credentials.tsx'
import { kindName } from './kinds.ts'
import { NewDevice } from './new-device.tsx'

type Asking = { readonly what: 'rotate' | 'revoke'; readonly device: Device }

function Actions({ device, onAsk }: { readonly device: Device; readonly onAsk: (asking: Asking) => void }) {
  const client = useQueryClient()
  const turn = useMutation({
    mutationFn: () => (device.status === 'active' ? suspendDevice(device.id) : resumeDevice(device.id)),
    onSuccess: async ({ status }) => {
      told(status === 'active' ? `${device.name} may call again.` : `${device.name} can no longer call.`)
      await client.invalidateQueries({ queryKey: ['devices'] })
    },
    onError: toldProblem,
  })
  if (device.status === 'revoked') return '–'
  return (
    <Group gap="xs" justify="flex-end">
      <Button
        size="xs"
        variant="default"
        onClick={() => turn.mutate()}
        loading={turn.isPending}
        aria-label={`${device.status === 'active' ? 'Suspend' : 'Resume'} ${device.name}`}
      >
        {device.status === 'active' ? 'Suspend' : 'Resume'}
      </Button>
      <Button size="xs" variant="default" onClick={() => onAsk({ what: 'rotate', device })} aria-label={`New password for ${device.name}`}>
        New password
      </Button>
      <Button
        size="xs"
        variant="default"
        c="var(--bad)"
        onClick={() => onAsk({ what: 'revoke', device })}
        aria-label={`Revoke ${device.name}`}
      >
        Revoke
      </Button>
    </Group>
  )
}

const facts: readonly Column<Device>[] = [
  { key: 'name', header: 'Device', cell: (device) => device.name, csv: (device) => device.name },
  { key: 'kind', header: 'Kind', cell: (device) => kindName(device.kind), csv: (device) => device.kind },
  {
    key: 'user',
    header: 'User name',
    hideOnPhone: true,
    cell: (device) => <span className="lc-figures">{device.sipUsername}</span>,
    csv: (device) => device.sipUsername,
  },
  {
    key: 'status',
    header: 'Status',
    cell: (device) =>
      device.stale ? <StatusBadge status="stale" tone="warn" label="Not seen for 30 days" /> : <StatusBadge status={device.status} />,
    csv: (device) => device.status,
  },
  {
    key: 'seen',
    header: 'Last call',
    align: 'right',
    cell: (device) => (device.lastSeenAt ? <When at={device.lastSeenAt} /> : 'Never'),
    csv: (device) => device.lastSeenAt ?? '',
  },
]

const filters: readonly Filter[] = [
  {
    kind: 'choice',
    key: 'status',
    label: 'Status',
    options: [
      { value: 'active', label: 'Active' },
      { value: 'suspended', label: 'Suspended' },
      { value: 'revoked', label: 'Revoked' },
    ],
  },
]

function Rotate({ device, onClose }: { readonly device: Device; readonly onClose: () => void }) {
  const client = useQueryClient()
  const [credentials, setCredentials] = useState<Credentials>()
  const rotate = useMutation({
    mutationFn: () => rotateDevice(device.id),
    onSuccess: async (answer) => {
      if (answer.credentials) setCredentials(answer.credentials)
      await client.invalidateQueries({ queryKey: ['devices'] })
    },
  })
  if (credentials) return <CredentialsView credentials={credentials} onDone={onClose} />
  return (
    <Stack>
      <Text>The old password of {device.name} stops working at once; the phone must be set up again.</Text>
      <ProblemAlert error={rotate.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Keep it
        </Button>
        <Button onClick={() => rotate.mutate()} loading={rotate.isPending}>
          Make a new password
        </Button>
      </Group>
    </Stack>
  )
}

function Revoke({
  device,
  opened,
  onClose,
}: {
  readonly device: Device | undefined
  readonly opened: boolean
  readonly onClose: () => void
}) {
  const client = useQueryClient()
  const revoke = useMutation({
    mutationFn: (id: string) => revokeDevice(id),
    onSuccess: async () => {
      onClose()
      told('The device was revoked.')
      await client.invalidateQueries({ queryKey: ['devices'] })
    },
  })
  return (
    <ConfirmTyped
      opened={opened}
      onClose={onClose}
      title="Revoke this device?"
      expected={device?.name ?? ''}
      action="Revoke device"
      onConfirm={() => device && revoke.mutate(device.id)}
      pending={revoke.isPending}
      error={revoke.error}
    >
      It can no longer call or be called, and this cannot be undone. To use it again, add it as a new device.
    </ConfirmTyped>
  )
}

/** The customer's phones: pairing, new passwords, suspending and revoking. */
export function Devices() {
  const [adding, { open, close }] = useDisclosure()
  const [asking, ask] = useState<Asking>()
  const leave = () => ask(undefined)
  const columns: readonly Column<Device>[] = [
    ...facts,
    { key: 'actions', header: 'Actions', align: 'right', cell: (device) => <Actions device={device} onAsk={ask} /> },
  ]
  const add = (
    <Button onClick={open} leftSection={<PlusIcon size={16} />}>
      Add device
    </Button>
  )
  return (
    <>
      <PageHeader title="Devices" subtitle="Softphones and telephones that call and are called with your numbers." actions={add} />
      <DataTable
        label="Devices"
        columns={columns}
        filters={filters}
        list={(page, { status }) => devicesQuery({ ...page, ...(status && { status }) })}
        rowKey={(device) => device.id}
        empty={{ title: 'No device yet', text: 'Add a phone: you get a code to scan and can call a minute later.', action: add }}
      />
      <NewDevice opened={adding} onClose={close} />
      <Modal opened={asking?.what === 'rotate'} onClose={leave} title="New password">
        {asking?.what === 'rotate' && <Rotate device={asking.device} onClose={leave} />}
      </Modal>
      <Revoke device={asking?.device} opened={asking?.what === 'revoke'} onClose={leave} />
    </>
  )
}
