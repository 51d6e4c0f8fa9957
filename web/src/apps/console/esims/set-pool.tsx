import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { setEsimPool } from '../../../api/esims.ts'
import type { EsimSupplier } from '../../../api/types.ts'
import { putErrors, required } from '../../../ui/form-errors.ts'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told } from '../../../ui/toast.ts'

/** How much data is bought ahead at a supplier; every plan it delivers draws from it. */
export function SetPool({ supplier, onClose }: { readonly supplier: EsimSupplier; readonly onClose: () => void }) {
  const client = useQueryClient()
  const form = useForm({
    initialValues: { gigabytes: '', perGb: supplier.pool?.perGb ?? '', currency: supplier.pool?.currency ?? 'USD' },
    validate: { gigabytes: required('the gigabytes that are left now'), perGb: required('what a gigabyte costs') },
  })
  const save = useMutation({
    mutationFn: (values: typeof form.values) => setEsimPool(supplier.id, values),
    onSuccess: async () => {
      told('The pool was set.')
      onClose()
      await client.invalidateQueries({ queryKey: ['esim-suppliers'] })
    },
  })
  return (
    <Modal opened onClose={onClose} title={`Data pool at ${supplier.name}`}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          <ProblemAlert error={save.error && putErrors(form, save.error)} />
          <TextInput
            label="Gigabytes left now"
            description="1 GB is 1024 MB. Replaces what is noted."
            inputMode="decimal"
            {...form.getInputProps('gigabytes')}
          />
          <TextInput label="Cost of a gigabyte" inputMode="decimal" {...form.getInputProps('perGb')} />
          <TextInput label="Currency" maxLength={3} {...form.getInputProps('currency')} />
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending}>
              Set the pool
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
