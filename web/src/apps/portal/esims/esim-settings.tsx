import { Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { cancelEsim, changeEsim, resumeEsim, suspendEsim } from '../../../api/esims.ts'
import type { Esim } from '../../../api/types.ts'
import { ConfirmTyped } from '../../../ui/confirm-typed.tsx'
import { Section } from '../../../ui/key-value.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told } from '../../../ui/toast.ts'

/** Label, buying again, pausing data. */
export function EsimSettings({ esim }: { readonly esim: Esim }) {
  const client = useQueryClient()
  const form = useForm({ initialValues: { label: esim.label } })
  const saved = (message: string) => async () => {
    told(message)
    await client.invalidateQueries({ queryKey: ['esims'] })
  }
  const label = useMutation({ mutationFn: (text: string) => changeEsim(esim.id, { label: text }), onSuccess: saved('Label saved.') })
  const renew = useMutation({ mutationFn: (on: boolean) => changeEsim(esim.id, { autoRenew: on }), onSuccess: saved('Saved.') })
  const pause = useMutation({ mutationFn: () => suspendEsim(esim.id), onSuccess: saved('Data is paused.') })
  const resume = useMutation({ mutationFn: () => resumeEsim(esim.id), onSuccess: saved('Data flows again.') })
  const shown = renew.isPending ? renew.variables : esim.autoRenew
  const paused = esim.bundle?.status === 'suspended'
  return (
    <Section title="Settings">
      <Stack gap="md">
        <ProblemAlert error={label.error ?? renew.error ?? pause.error ?? resume.error} />
        <form onSubmit={form.onSubmit((values) => label.mutate(values.label.trim()))}>
          <Group align="flex-end" gap="xs" wrap="nowrap">
            <TextInput label="Label" placeholder="Holiday phone" maxLength={60} flex={1} {...form.getInputProps('label')} />
            <Button type="submit" variant="default" loading={label.isPending} disabled={form.values.label === esim.label}>
              Save label
            </Button>
          </Group>
        </form>
        <Switch
          label="Buy the plan again by itself"
          description={
            shown
              ? 'When the data is used up, or a day before the plan ends, from your wallet.'
              : 'Data stops when the plan is used up or over.'
          }
          checked={shown}
          onChange={(event) => renew.mutate(event.currentTarget.checked)}
          disabled={renew.isPending}
        />
        {(paused || esim.status === 'active') && (
          <Group>
            <Button variant="default" onClick={() => (paused ? resume : pause).mutate()} loading={pause.isPending || resume.isPending}>
              {paused ? 'Let data flow again' : 'Pause data'}
            </Button>
          </Group>
        )}
      </Stack>
    </Section>
  )
}

/** Ending an eSIM for good, after typing its ICCID. */
export function EndEsim({ esim }: { readonly esim: Esim }) {
  const [opened, { open, close }] = useDisclosure()
  const client = useQueryClient()
  const cancel = useMutation({
    mutationFn: (typed: string) => cancelEsim(esim.id, typed),
    onSuccess: () => {
      close()
      told('The eSIM has ended.')
      return client.invalidateQueries({ queryKey: ['esims'] })
    },
  })
  return (
    <Section title="End this eSIM">
      <Text c="dimmed" mb="sm" size="sm">
        Data stops at once and for good. What is left of the plan is not paid back by this.
      </Text>
      <Group>
        <Button variant="default" c="var(--bad)" onClick={open}>
          End this eSIM
        </Button>
      </Group>
      <ConfirmTyped
        opened={opened}
        onClose={close}
        title="End this eSIM?"
        expected={esim.iccid}
        action="End eSIM"
        onConfirm={(typed) => cancel.mutate(typed)}
        pending={cancel.isPending}
        error={cancel.error}
      >
        This cannot be undone. A new eSIM needs a new code.
      </ConfirmTyped>
    </Section>
  )
}
