import { Button, Group, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Section } from '../../../ui/key-value.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told } from '../../../ui/toast.ts'

type ListEditorProps<Row> = {
  readonly title: string
  readonly rows: readonly Row[]
  readonly blank: Row
  readonly add: string
  readonly mayEdit: boolean
  /** The rows as they are read. */
  readonly children: ReactNode
  readonly editRow: (row: Row, change: (row: Row) => void, at: number) => ReactNode
  readonly save: (rows: readonly Row[]) => Promise<unknown>
  readonly stale: readonly string[]
}

/** A card with a list that is edited and saved as a whole; its order counts, and buttons move rows. */
export function ListEditor<Row>(props: ListEditorProps<Row>) {
  const [edited, setEdited] = useState<readonly Row[]>()
  const { title, rows, mayEdit, children } = props
  if (edited) return <Editing {...props} edited={edited} onChange={setEdited} />
  return (
    <Section
      title={title}
      actions={
        mayEdit && (
          <Button size="xs" variant="default" onClick={() => setEdited([...rows])} aria-label={`Edit ${title.toLowerCase()}`}>
            Edit
          </Button>
        )
      }
    >
      {children}
    </Section>
  )
}

type EditingProps<Row> = ListEditorProps<Row> & {
  readonly edited: readonly Row[]
  readonly onChange: (rows: readonly Row[] | undefined) => void
}

function Editing<Row>({ title, blank, add, editRow, save, stale, edited, onChange }: EditingProps<Row>) {
  const client = useQueryClient()
  const saving = useMutation({
    mutationFn: () => save(edited),
    onSuccess: async () => {
      told(`${title} saved.`)
      await Promise.all(stale.map((key) => client.invalidateQueries({ queryKey: [key] })))
      onChange(undefined)
    },
  })
  const swap = (at: number, other: number) => {
    const next = [...edited]
    const [one, two] = [next[at], next[other]]
    if (one === undefined || two === undefined) return
    next[at] = two
    next[other] = one
    onChange(next)
  }
  return (
    <Section title={title}>
      <Stack gap="sm">
        <ProblemAlert error={saving.error} />
        {edited.map((row, at) => (
          <Stack key={at} gap={6} pb="sm" style={{ borderBottom: '1px solid var(--mantine-color-default-border)' }}>
            {editRow(row, (changed) => onChange(edited.map((other, index) => (index === at ? changed : other))), at)}
            <Group gap="xs" justify="flex-end">
              <Button size="xs" variant="default" disabled={at === 0} onClick={() => swap(at, at - 1)} aria-label={`Move row ${at + 1} up`}>
                Up
              </Button>
              <Button
                size="xs"
                variant="default"
                disabled={at === edited.length - 1}
                onClick={() => swap(at, at + 1)}
                aria-label={`Move row ${at + 1} down`}
              >
                Down
              </Button>
              <Button
                size="xs"
                variant="default"
                onClick={() => onChange(edited.filter((_, index) => index !== at))}
                aria-label={`Remove row ${at + 1}`}
              >
                Remove
              </Button>
            </Group>
          </Stack>
        ))}
        <Group justify="space-between">
          <Button variant="default" onClick={() => onChange([...edited, blank])}>
            {add}
          </Button>
          <Group gap="xs">
            <Button variant="default" onClick={() => onChange(undefined)}>
              Cancel
            </Button>
            <Button loading={saving.isPending} onClick={() => saving.mutate()}>
              Save {title.toLowerCase()}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Section>
  )
}
