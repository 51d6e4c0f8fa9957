import { Box, Group, Stack, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type Instance, notesQuery, tasksQuery, unitsQuery } from '../../../api/instances.ts'
import { Section } from '../../../ui/key-value.tsx'
import { Money } from '../../../ui/money.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge, statusWords } from '../../../ui/status-badge.tsx'
import { When } from '../../../ui/when.tsx'

const TASK_TONES = { success: 'good', error: 'bad', running: 'busy', queued: 'busy' } as const

/** The work at the server, with who asked for it and what came of it. */
export function TaskLog({ server }: { readonly server: Instance }) {
  const { data, error, refetch } = useQuery(tasksQuery(server.id))
  return (
    <Section title="Tasks">
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {data?.items.length === 0 && <Text c="dimmed">Nothing was done to this server yet.</Text>}
      <Stack component="ul" gap="sm" m={0} p={0} aria-label="Tasks" style={{ listStyle: 'none' }}>
        {data?.items.map((task) => (
          <Box component="li" key={task.id}>
            <Group justify="space-between" gap="xs">
              <Text fw={600}>{statusWords(task.command)}</Text>
              <StatusBadge status={task.status} tone={TASK_TONES[task.status as keyof typeof TASK_TONES] ?? 'calm'} />
            </Group>
            <Text size="sm" c={task.error ? 'var(--bad)' : 'dimmed'} component="div">
              {task.error?.message ?? (task.step || `By ${task.actor}`)}, <When at={task.queuedAt} />
            </Text>
          </Box>
        ))}
      </Stack>
    </Section>
  )
}

/** What happened to the server, newest first. */
export function NoteLog({ server }: { readonly server: Instance }) {
  const { data, error, refetch } = useQuery(notesQuery(server.id))
  return (
    <Section title="History">
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      <Stack component="ul" gap="xs" m={0} p={0} aria-label="History" style={{ listStyle: 'none' }}>
        {data?.items.map((note) => (
          <Box component="li" key={note.id}>
            <Group justify="space-between" gap="xs" wrap="nowrap">
              <Text size="sm">{statusWords(note.kind)}</Text>
              <Text size="sm" c="dimmed" component="div">
                <When at={note.at} />
              </Text>
            </Group>
            {note.detail && (
              <Text size="sm" c="dimmed">
                {note.detail}
              </Text>
            )}
          </Box>
        ))}
      </Stack>
    </Section>
  )
}

/** The last metered hours and what each cost. */
export function HourLog({ server }: { readonly server: Instance }) {
  const { data, error, refetch } = useQuery(unitsQuery(server.id))
  return (
    <Section title="Hours">
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {data?.items.length === 0 && <Text c="dimmed">No hour is over yet.</Text>}
      {data && data.items.length > 0 && (
        <Table aria-label="Metered hours" verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Hour from</Table.Th>
              <Table.Th ta="right">Charged</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.items.map((unit) => (
              <Table.Tr key={unit.id}>
                <Table.Td>
                  <When at={unit.unitStart} show="time" />
                  {unit.reason && (
                    <Text size="xs" c="dimmed">
                      {unit.reason}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td ta="right">
                  <Money value={unit.amount} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  )
}
