import { Button, Group, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { putErrors } from '../../../ui/form-errors.ts'
import { KeyValues, Section } from '../../../ui/key-value.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told } from '../../../ui/toast.ts'
import { type Field, FieldInput, factsOf, type Values } from './fields.tsx'

type EditCardProps = {
  readonly title: string
  readonly fields: readonly Field[]
  readonly values: Values
  readonly save: (values: never) => Promise<unknown>
  /** Query keys that the change makes stale. */
  readonly stale: readonly string[]
  readonly mayEdit: boolean
  /** More of the card, below its facts. */
  readonly children?: ReactNode
}

/** A card of settings: read, edited in its place, saved as a whole; a refusal stays in the form. */
export function EditCard(props: EditCardProps) {
  const [editing, setEditing] = useState(false)
  const { title, fields, values, mayEdit, children } = props
  if (editing) return <EditForm {...props} onDone={() => setEditing(false)} />
  return (
    <Section
      title={title}
      actions={
        mayEdit && (
          <Button size="xs" variant="default" onClick={() => setEditing(true)} aria-label={`Edit ${title.toLowerCase()}`}>
            Edit
          </Button>
        )
      }
    >
      <KeyValues facts={factsOf(fields, values)} />
      {children}
    </Section>
  )
}

function EditForm({ title, fields, values, save, stale, onDone }: EditCardProps & { readonly onDone: () => void }) {
  const client = useQueryClient()
  const own = Object.fromEntries(fields.map(({ key }) => [key, values[key] ?? null]))
  const form = useForm<Record<string, unknown>>({ initialValues: own })
  const change = useMutation({
    mutationFn: (edited: Record<string, unknown>) => save({ ...values, ...edited } as never),
    onSuccess: async () => {
      told(`${title} saved.`)
      await Promise.all(stale.map((key) => client.invalidateQueries({ queryKey: [key] })))
      onDone()
    },
    onError: (error) => void putErrors(form, error),
  })
  return (
    <Section title={title}>
      <form onSubmit={form.onSubmit((edited) => change.mutate(edited))}>
        <Stack gap="sm">
          <ProblemAlert error={change.error} />
          {fields
            .filter((field) => field.when?.(form.values) ?? true)
            .map((field) => (
              <FieldInput key={field.key} field={field} form={form} />
            ))}
          <Group justify="flex-end">
            <Button variant="default" onClick={onDone}>
              Cancel
            </Button>
            <Button type="submit" loading={change.isPending}>
              Save {title.toLowerCase()}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
