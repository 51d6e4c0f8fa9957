import { Autocomplete, Button, Group, Modal, Stack, Table, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { legalHoldsQuery, liftHold, placeHold } from '../../../api/archive.ts'
import { accountsQuery } from '../../../api/console.ts'
import { required } from '../../../ui/form-errors.ts'
import { Section } from '../../../ui/key-value.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { told } from '../../../ui/toast.ts'
import { When } from '../../../ui/when.tsx'
import { useMay } from '../place.ts'

/** Accounts of which nothing is forgotten, and why. */
export function LegalHolds() {
  const may = useMay()
  const client = useQueryClient()
  const [placing, setPlacing] = useState(false)
  const { data, error } = useQuery(legalHoldsQuery)
  const lift = useMutation({
    mutationFn: liftHold,
    onSuccess: async () => {
      told('The hold was lifted.')
      await client.invalidateQueries({ queryKey: ['retention'] })
    },
  })
  return (
    <Section
      title="Legal holds"
      actions={
        may('retention:write') && (
          <Button size="xs" variant="default" onClick={() => setPlacing(true)}>
            Place a hold
          </Button>
        )
      }
    >
      <ProblemAlert error={error ?? lift.error} />
      {data?.items.length === 0 && <Text c="dimmed">No account is under a hold.</Text>}
      {data && data.items.length > 0 && (
        <Table aria-label="Legal holds">
          <Table.Tbody>
            {data.items.map((hold) => (
              <Table.Tr key={hold.id}>
                <Table.Td>
                  {hold.accountName ?? hold.accountId}
                  <Text size="xs" c="dimmed">
                    {hold.reason} · {hold.placedBy}, <When at={hold.placedAt} show="date" />
                  </Text>
                </Table.Td>
                <Table.Td ta="right">
                  {hold.liftedAt ? (
                    <StatusBadge status="ended" label="Lifted" />
                  ) : (
                    may('retention:write') && (
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        onClick={() => lift.mutate(hold.id)}
                        aria-label={`Lift the hold of ${hold.accountName ?? 'this account'}`}
                      >
                        Lift
                      </Button>
                    )
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <PlaceHold opened={placing} onClose={() => setPlacing(false)} />
    </Section>
  )
}

function PlaceHold({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const client = useQueryClient()
  const form = useForm({
    initialValues: { customer: '', reason: '' },
    validate: { customer: required('a customer'), reason: required('a reason') },
  })
  const [wanted] = useDebouncedValue(form.values.customer, 200)
  const { data } = useQuery({ ...accountsQuery({ limit: 8, ...(wanted && { q: wanted.split(' · ')[0] ?? '' }) }), enabled: opened })
  const labelOf = (account: { name: string; number: string }) => `${account.name} · ${account.number}`
  const place = useMutation({
    mutationFn: ({ customer, reason }: { customer: string; reason: string }) => {
      const account = data?.items.find((one) => labelOf(one) === customer)
      if (!account) {
        form.setFieldError('customer', 'Choose one from the list.')
        throw new Error('No customer was chosen.')
      }
      return placeHold({ accountId: account.id, reason: reason.trim() })
    },
    onSuccess: async () => {
      told('Nothing of this account is forgotten any more.')
      form.reset()
      onClose()
      await client.invalidateQueries({ queryKey: ['retention'] })
    },
  })
  return (
    <Modal opened={opened} onClose={onClose} title="Place a legal hold">
      <form onSubmit={form.onSubmit((values) => place.mutate(values))}>
        <Stack>
          {place.error && data?.items.some((one) => labelOf(one) === form.values.customer) && <ProblemAlert error={place.error} />}
          <Autocomplete
            label="Customer"
            placeholder="Name, number or e-mail"
            data={data?.items.map(labelOf) ?? []}
            filter={({ options }) => options}
            {...form.getInputProps('customer')}
          />
          <TextInput label="Reason" maxLength={500} {...form.getInputProps('reason')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={place.isPending}>
              Place the hold
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
