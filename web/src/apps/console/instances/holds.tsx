import { Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { holdInstance, type Instance, type StaffHold, unholdInstance } from '../../../api/instances.ts'
import { required } from '../../../ui/form-errors.ts'
import { Section } from '../../../ui/key-value.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { statusWords } from '../../../ui/status-badge.tsx'
import { told, toldProblem } from '../../../ui/toast.ts'
import { When } from '../../../ui/when.tsx'
import { useMay } from '../place.ts'

const KINDS = [
  { value: 'admin', label: 'Admin' },
  { value: 'abuse', label: 'Abuse' },
  { value: 'legal', label: 'Legal' },
]

function SuspendButton({ server }: { readonly server: Instance }) {
  const [opened, { open, close }] = useDisclosure()
  const client = useQueryClient()
  const form = useForm({ initialValues: { kind: 'admin', reason: '' }, validate: { reason: required('a reason') } })
  const hold = useMutation({
    mutationFn: ({ kind, reason }: typeof form.values) => holdInstance(server.id, kind as StaffHold, reason.trim()),
    onSuccess: async () => {
      told('The server is being switched off.')
      form.reset()
      close()
      await client.invalidateQueries({ queryKey: ['instances'] })
    },
  })
  return (
    <>
      <Button variant="default" onClick={open}>
        Suspend
      </Button>
      <Modal opened={opened} onClose={close} title={`Suspend ${server.name}?`}>
        <form onSubmit={form.onSubmit((values) => hold.mutate(values))}>
          <Stack>
            <ProblemAlert error={hold.error} />
            <Select label="Kind" data={KINDS} allowDeselect={false} {...form.getInputProps('kind')} />
            <Textarea
              label="Reason"
              description="Its owner can read this."
              maxLength={500}
              autosize
              minRows={2}
              {...form.getInputProps('reason')}
            />
            <Text size="sm" c="dimmed">
              Its network is cut and it is switched off. It is still billed; paying does not lift this hold.
            </Text>
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                Cancel
              </Button>
              <Button type="submit" color="red" loading={hold.isPending}>
                Suspend server
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  )
}

/** Why a server may not run; several reasons may stand side by side, and each is lifted by itself. */
export function Holds({ server }: { readonly server: Instance }) {
  const may = useMay()
  const client = useQueryClient()
  const lift = useMutation({
    mutationFn: (kind: StaffHold) => unholdInstance(server.id, kind),
    onSuccess: () => client.invalidateQueries({ queryKey: ['instances'] }),
    onError: toldProblem,
  })
  const mayHold = may('instance:hold')
  return (
    <Section title="Holds" actions={mayHold && server.lifecycle === 'active' && <SuspendButton server={server} />}>
      {server.holds.length === 0 && <Text c="dimmed">Nothing keeps this server from running.</Text>}
      <Stack gap="sm">
        {server.holds.map((hold) => (
          <Group key={hold.kind} justify="space-between" wrap="nowrap">
            <div>
              <Text fw={600}>{statusWords(hold.kind)}</Text>
              <Text size="sm" c="dimmed" component="div">
                {hold.reason} <When at={hold.since} />
              </Text>
            </div>
            {hold.kind !== 'billing' && mayHold && (
              <Button size="xs" variant="default" onClick={() => lift.mutate(hold.kind as StaffHold)} loading={lift.isPending}>
                Lift
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Section>
  )
}
