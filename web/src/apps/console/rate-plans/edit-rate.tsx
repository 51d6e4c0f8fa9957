import { Button, Group, Modal, NativeSelect, NumberInput, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { editRate, type PlanRate, type RatePlan } from '../../../api/rate-plans.ts'
import { putErrors } from '../../../ui/form-errors.ts'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told } from '../../../ui/toast.ts'

const decimal = (value: string) => (/^\d{1,7}(\.\d{1,8})?$/.test(value) ? null : 'Enter a price such as 0.0123.')

type EditRateProps = {
  readonly plan: RatePlan
  readonly rate?: PlanRate
  readonly opened: boolean
  readonly onClose: () => void
  readonly onSaved: () => void
}

/** Sets, closes or blocks one code in the draft; nothing bills from it before it is committed. */
export function EditRate({ plan, rate, opened, onClose, onSaved }: EditRateProps) {
  const client = useQueryClient()
  const form = useForm({
    initialValues: {
      code: rate?.code ?? '',
      name: rate?.name ?? '',
      status: rate?.status ?? ('open' as PlanRate['status']),
      rate: rate?.rate ?? '',
      connectFee: rate?.connectFee ?? '0',
      initialSeconds: rate?.initialSeconds || plan.initialSeconds,
      recurringSeconds: rate?.recurringSeconds || plan.recurringSeconds,
    },
    validate: {
      code: (value) => (/^\d{0,15}$/.test(value.replace('+', '')) ? null : 'Enter at most 15 digits.'),
      rate: (value, { status }) => (status === 'open' ? decimal(value) : null),
      connectFee: decimal,
    },
  })
  const { status } = form.values
  const save = useMutation({
    mutationFn: (values: typeof form.values) =>
      editRate(plan.id, { ...values, code: values.code.replace('+', ''), rate: values.rate || '0' }),
    onSuccess: async () => {
      told('The draft has the change. Commit it when it is complete.')
      await client.invalidateQueries({ queryKey: ['rate-plans'] })
      onClose()
      onSaved()
    },
    onError: (error) => putErrors(form, error),
  })
  return (
    <Modal opened={opened} onClose={onClose} title={rate ? 'Change a price' : 'Set a price'}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          <ProblemAlert error={save.error} />
          <SimpleGrid cols={2}>
            <TextInput
              label="Code"
              description="Empty for all other numbers."
              inputMode="numeric"
              disabled={rate !== undefined}
              data-autofocus={rate === undefined}
              {...form.getInputProps('code')}
            />
            <TextInput label="Destination" description="As customers read it." maxLength={200} {...form.getInputProps('name')} />
          </SimpleGrid>
          <NativeSelect
            label="Status"
            data={[
              { value: 'open', label: 'Open: calls cost the price below' },
              { value: 'closed', label: 'Closed: the code is given up' },
              { value: 'blocked', label: 'Blocked: calls are refused' },
            ]}
            {...form.getInputProps('status')}
          />
          {status === 'open' && (
            <SimpleGrid cols={2}>
              <TextInput
                label={`Price per minute in ${plan.currency}`}
                inputMode="decimal"
                data-autofocus={rate !== undefined}
                {...form.getInputProps('rate')}
              />
              <TextInput label={`Connect fee in ${plan.currency}`} inputMode="decimal" {...form.getInputProps('connectFee')} />
              <NumberInput label="First step in seconds" min={1} max={86_400} {...form.getInputProps('initialSeconds')} />
              <NumberInput label="Further steps in seconds" min={1} max={86_400} {...form.getInputProps('recurringSeconds')} />
            </SimpleGrid>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              Put into the draft
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
