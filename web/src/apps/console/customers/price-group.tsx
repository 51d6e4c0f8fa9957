import { Button, Group, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { groupAccount } from '../../../api/console.ts'
import type { Account } from '../../../api/types.ts'
import { Section } from '../../../ui/key-value.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told } from '../../../ui/toast.ts'
import { useMay } from '../place.ts'

/** The name under which group prices apply to this customer. */
export function PriceGroup({ account }: { readonly account: Account }) {
  const may = useMay()
  const client = useQueryClient()
  const form = useForm({ initialValues: { group: account.group ?? '' } })
  const save = useMutation({
    mutationFn: (group: string) => groupAccount(account.id, group.trim() || null),
    onSuccess: async () => {
      told('Price group saved.')
      await client.invalidateQueries({ queryKey: ['accounts'] })
    },
  })
  return (
    <Section title="Price group">
      <ProblemAlert error={save.error} />
      <form onSubmit={form.onSubmit((values) => save.mutate(values.group))}>
        <Group align="flex-end" wrap="nowrap">
          <TextInput
            label="Group"
            placeholder="none"
            maxLength={60}
            flex={1}
            disabled={!may('account:write')}
            {...form.getInputProps('group')}
          />
          {may('account:write') && (
            <Button type="submit" variant="default" loading={save.isPending} disabled={form.values.group === (account.group ?? '')}>
              Save group
            </Button>
          )}
        </Group>
      </form>
    </Section>
  )
}
