import { Button, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type DeviceKind, registerDevice } from '../../../api/voice.ts'
import { putErrors, required } from '../../../ui/form-errors.ts'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { CredentialsView } from './credentials.tsx'
import { KINDS } from './kinds.ts'

function NewDeviceForm({ onDone }: { readonly onDone: () => void }) {
  const client = useQueryClient()
  const form = useForm({ initialValues: { name: '', kind: 'sip_phone' as DeviceKind }, validate: { name: required('a name') } })
  const register = useMutation({
    mutationFn: registerDevice,
    onSuccess: () => client.invalidateQueries({ queryKey: ['devices'] }),
    onError: (error) => putErrors(form, error),
  })
  if (register.data?.credentials) return <CredentialsView credentials={register.data.credentials} onDone={onDone} />
  return (
    <form onSubmit={form.onSubmit((values) => register.mutate({ ...values, name: values.name.trim() }))} noValidate>
      <Stack gap="sm">
        <ProblemAlert error={register.error} />
        <TextInput label="Name" placeholder="Front desk" maxLength={60} data-autofocus {...form.getInputProps('name')} />
        <Select label="Kind" data={KINDS} allowDeselect={false} {...form.getInputProps('kind')} />
        <Button type="submit" loading={register.isPending}>
          Add device
        </Button>
      </Stack>
    </form>
  )
}

/** Adds a device and shows its credential this once. */
export function NewDevice({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Add a device">
      <NewDeviceForm onDone={onClose} />
    </Modal>
  )
}
