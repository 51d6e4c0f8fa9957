import { Button, Group, Stack, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { labelNumber, makePrimary, setAutoRenew } from '../../../api/numbers.ts'
import type { PhoneNumber } from '../../../api/types.ts'
import { Section } from '../../../ui/key-value.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told } from '../../../ui/toast.ts'

/** Label, automatic renewal, main number. */
export function NumberSettings({ number }: { readonly number: PhoneNumber }) {
  const client = useQueryClient()
  const form = useForm({ initialValues: { label: number.label } })
  const saved = (message: string) => async () => {
    told(message)
    await client.invalidateQueries({ queryKey: ['numbers'] })
  }
  const label = useMutation({ mutationFn: (text: string) => labelNumber(number.id, text), onSuccess: saved('Label saved.') })
  const renew = useMutation({ mutationFn: (on: boolean) => setAutoRenew(number.id, on), onSuccess: saved('Renewal changed.') })
  const primary = useMutation({ mutationFn: () => makePrimary(number.id), onSuccess: saved('This is your main number now.') })
  const shown = renew.isPending ? renew.variables : number.autoRenew
  return (
    <Section title="Settings">
      <Stack gap="md">
        <ProblemAlert error={label.error ?? renew.error ?? primary.error} />
        <form onSubmit={form.onSubmit((values) => label.mutate(values.label.trim()))}>
          <Group align="flex-end" gap="xs" wrap="nowrap">
            <TextInput label="Label" placeholder="Front desk" maxLength={60} flex={1} {...form.getInputProps('label')} />
            <Button type="submit" variant="default" loading={label.isPending} disabled={form.values.label === number.label}>
              Save label
            </Button>
          </Group>
        </form>
        <Switch
          label="Renew automatically"
          description={shown ? 'The next month is paid from your wallet.' : 'The number ends when the paid month ends.'}
          checked={shown}
          onChange={(event) => renew.mutate(event.currentTarget.checked)}
          disabled={renew.isPending}
        />
        {!number.primary && (
          <Group>
            <Button variant="default" onClick={() => primary.mutate()} loading={primary.isPending}>
              Make it the main number
            </Button>
          </Group>
        )}
      </Stack>
    </Section>
  )
}
