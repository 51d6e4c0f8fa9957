import { Button, Group, Modal, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { putErrors } from '../../../ui/form-errors.ts'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told } from '../../../ui/toast.ts'
import { type Field, FieldInput, type Values } from './fields.tsx'

type FormDialogProps = {
  readonly title: string
  readonly action: string
  readonly done: string
  readonly fields: readonly Field[]
  readonly values: Values
  readonly save: (values: never) => Promise<unknown>
  readonly stale: readonly string[]
  readonly onClose: () => void
}

/** A dialog that makes or changes one thing; a refusal stays in it, beside its field where it names one. */
export function FormDialog({ title, action, done, fields, values, save, stale, onClose }: FormDialogProps) {
  const client = useQueryClient()
  const form = useForm<Record<string, unknown>>({ initialValues: { ...values } })
  const send = useMutation({
    mutationFn: (edited: Record<string, unknown>) => save(edited as never),
    onSuccess: async () => {
      told(done)
      await Promise.all(stale.map((key) => client.invalidateQueries({ queryKey: [key] })))
      onClose()
    },
    onError: (error) => void putErrors(form, error),
  })
  return (
    <Modal opened onClose={onClose} title={title}>
      <form onSubmit={form.onSubmit((edited) => send.mutate(edited))}>
        <Stack>
          <ProblemAlert error={send.error} />
          {fields
            .filter((field) => field.when?.(form.values) ?? true)
            .map((field) => (
              <FieldInput key={field.key} field={field} form={form} />
            ))}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={send.isPending}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
