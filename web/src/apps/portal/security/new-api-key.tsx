import { Button, Checkbox, Code, Group, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { createApiKey } from '../../../api/access.ts'
import { Copy } from '../../../ui/copy.tsx'
import { required } from '../../../ui/form-errors.ts'
import { Notice } from '../../../ui/notice.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'

type NewApiKeyProps = { readonly permissions: readonly string[]; readonly onDone: () => void }

/** Makes a key with chosen permissions and shows it this once. */
export function NewApiKey({ permissions, onDone }: NewApiKeyProps) {
  const client = useQueryClient()
  const form = useForm({
    initialValues: { name: '', permissions: [] as string[] },
    validate: { name: required('a name'), permissions: (chosen) => (chosen.length > 0 ? null : 'Choose at least one.') },
  })
  const create = useMutation({ mutationFn: createApiKey, onSuccess: () => client.invalidateQueries({ queryKey: ['api-keys'] }) })
  if (create.data) {
    return (
      <Stack>
        <Text>Copy it now; it is shown only this once.</Text>
        <Group gap="xs" wrap="nowrap">
          <Code block flex={1} aria-label="New key" style={{ overflowWrap: 'anywhere' }}>
            {create.data.key}
          </Code>
          <Copy value={create.data.key} label="Copy key" />
        </Group>
        <Notice tone="warn">Who has this key can do all you allowed it, so keep it like a password.</Notice>
        <Button onClick={onDone}>Done</Button>
      </Stack>
    )
  }
  return (
    <form onSubmit={form.onSubmit((values) => create.mutate(values))} noValidate>
      <Stack gap="sm">
        <ProblemAlert error={create.error} />
        <TextInput label="Name" placeholder="Order system" {...form.getInputProps('name')} />
        <Checkbox.Group label="It may" {...form.getInputProps('permissions')}>
          <Stack gap={6} mt={6}>
            {permissions.map((permission) => (
              <Checkbox key={permission} value={permission} label={permission} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Button type="submit" loading={create.isPending}>
          Create key
        </Button>
      </Stack>
    </form>
  )
}
