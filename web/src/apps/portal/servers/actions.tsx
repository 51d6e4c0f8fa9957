import { Button, Group, Menu, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Command, commandInstance, deleteInstance, type Instance, restoreInstance } from '../../../api/instances.ts'
import { ConfirmTyped } from '../../../ui/confirm-typed.tsx'
import { DownIcon, PlayIcon, RefreshIcon, StopIcon } from '../../../ui/icons.tsx'
import { Section } from '../../../ui/key-value.tsx'
import { moneyText } from '../../../ui/money-text.ts'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told, toldProblem } from '../../../ui/toast.ts'

function useCommand(server: Instance) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (command: Command) => commandInstance(server.id, command),
    onSuccess: () => client.invalidateQueries({ queryKey: ['instances'] }),
    onError: toldProblem,
  })
}

/** Start, stop, reboot, reset: each says what it does to the bill before it is done. */
export function PowerActions({ server }: { readonly server: Instance }) {
  const command = useCommand(server)
  const [stopping, stop] = useDisclosure()
  if (server.lifecycle !== 'active') return null
  const busy = server.task !== null || command.isPending
  const held = server.holds.length > 0
  const hourly = moneyText(server.billing.hourly)
  const confirmStop = () => {
    stop.close()
    command.mutate('stop')
  }
  return (
    <>
      {server.power === 'off' ? (
        <Button leftSection={<PlayIcon size={16} />} onClick={() => command.mutate('start')} loading={busy} disabled={held}>
          Start
        </Button>
      ) : (
        <Button variant="default" leftSection={<StopIcon size={16} />} onClick={stop.open} loading={busy}>
          Stop
        </Button>
      )}
      {server.power === 'on' && !held && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" leftSection={<RefreshIcon size={16} />} rightSection={<DownIcon size={14} />} disabled={busy}>
              Restart
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => command.mutate('reboot')}>Reboot: the guest shuts down first</Menu.Item>
            <Menu.Item onClick={() => command.mutate('reset')}>Reset: at once, unsaved work is lost</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <Modal opened={stopping} onClose={stop.close} title={`Stop ${server.name}?`}>
        <Stack>
          <Text>
            The guest is asked to shut down and switched off by force after a minute. A stopped server is still billed: {hourly} for each
            hour that begins, until you delete it.
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={stop.close}>
              Keep it running
            </Button>
            <Button onClick={confirmStop}>Stop · still billed {hourly} an hour</Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}

/** Deleting a server, after typing its name. */
export function DeleteServer({ server, goesTo }: { readonly server: Instance; readonly goesTo?: () => void }) {
  const [opened, { open, close }] = useDisclosure()
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: (typed: string) => deleteInstance(server.id, typed),
    onSuccess: async () => {
      close()
      told('The server was deleted. Billing has ended.')
      await Promise.all(['instances', 'wallets'].map((name) => client.invalidateQueries({ queryKey: [name] })))
      goesTo?.()
    },
  })
  return (
    <Section title="Delete">
      <Text c="dimmed" mb="sm">
        Billing ends at this second. The disk is kept for seven days, in which the server can be restored; after that it is erased.
      </Text>
      <Group>
        <Button variant="default" c="var(--bad)" onClick={open} disabled={server.task !== null}>
          Delete this server
        </Button>
      </Group>
      <ConfirmTyped
        opened={opened}
        onClose={close}
        title={`Delete ${server.name}?`}
        expected={server.name}
        action="Delete server"
        onConfirm={(typed) => remove.mutate(typed)}
        pending={remove.isPending}
        error={remove.error}
      >
        The server is switched off at once, without asking the guest.
      </ConfirmTyped>
    </Section>
  )
}

/** Takes a server out of the trash. */
export function RestoreServer({ server }: { readonly server: Instance }) {
  const client = useQueryClient()
  const restore = useMutation({
    mutationFn: () => restoreInstance(server.id),
    onSuccess: () => {
      told('The server is back, switched off.')
      return client.invalidateQueries({ queryKey: ['instances'] })
    },
  })
  return (
    <Stack gap="xs">
      <ProblemAlert error={restore.error} />
      <Group>
        <Button size="xs" variant="default" onClick={() => restore.mutate()} loading={restore.isPending} disabled={server.task !== null}>
          Restore
        </Button>
      </Group>
    </Stack>
  )
}
