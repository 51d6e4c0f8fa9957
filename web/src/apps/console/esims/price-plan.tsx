import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { priceEsimPlan } from '../../../api/esims.ts'
import type { EsimPlan } from '../../../api/types.ts'
import { putErrors, required } from '../../../ui/form-errors.ts'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told } from '../../../ui/toast.ts'

/** The list price from now on; what was sold keeps its price. */
export function PricePlan({ plan, onClose }: { readonly plan: EsimPlan; readonly onClose: () => void }) {
  const client = useQueryClient()
  const form = useForm({
    initialValues: { price: plan.price?.amount ?? '', currency: plan.price?.currency ?? 'USD' },
    validate: { price: required('a price') },
  })
  const save = useMutation({
    mutationFn: (values: typeof form.values) => priceEsimPlan(plan.id, values),
    onSuccess: async () => {
      told('The price was changed.')
      onClose()
      await Promise.all([client.invalidateQueries({ queryKey: ['esim-plans'] }), client.invalidateQueries({ queryKey: ['esim-store'] })])
    },
  })
  return (
    <Modal opened onClose={onClose} title={`Price of ${plan.name}`}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          <ProblemAlert error={save.error && putErrors(form, save.error)} />
          <TextInput label="Price" inputMode="decimal" data-autofocus {...form.getInputProps('price')} />
          <TextInput label="Currency" maxLength={3} {...form.getInputProps('currency')} />
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending}>
              Change the price
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
