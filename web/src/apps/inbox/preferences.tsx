import { Card, Skeleton, Switch, Table, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type Occasion, preferencesQuery, setPreference } from '../../api/notifications.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { statusWords } from '../../ui/status-badge.tsx'
import { toldProblem } from '../../ui/toast.ts'

/** Every occasion with a switch for each channel it uses. */
export function Preferences() {
  const { data, error, refetch } = useQuery(preferencesQuery)
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton height={320} role="status" aria-label="Loading" />
  const sorted = data.items.toSorted((a, b) => a.kind.localeCompare(b.kind) || a.occasion.localeCompare(b.occasion))
  return (
    <Card padding={0} maw={820}>
      <Table aria-label="Preferences" verticalSpacing="xs" className="lc-rows">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>When</Table.Th>
            <Table.Th w={80}>Mail</Table.Th>
            <Table.Th w={80}>Here</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sorted.map((occasion) => (
            <Table.Tr key={occasion.key}>
              <Table.Td>
                {occasion.occasion}
                <Text size="xs" c="dimmed">
                  {statusWords(occasion.kind)}
                </Text>
              </Table.Td>
              <Table.Td>
                <Choice occasion={occasion} channel="mail" />
              </Table.Td>
              <Table.Td>
                <Choice occasion={occasion} channel="in_app" />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  )
}

function Choice({ occasion, channel }: { readonly occasion: Occasion; readonly channel: 'mail' | 'in_app' }) {
  const client = useQueryClient()
  const choice = channel === 'mail' ? occasion.mail : occasion.inApp
  const save = useMutation({
    mutationFn: (wanted: boolean) => setPreference({ key: occasion.key, channel, wanted }),
    onSuccess: (answer) => {
      client.setQueryData(preferencesQuery.queryKey, answer)
      return client.invalidateQueries({ queryKey: ['notifications'] })
    },
    onError: toldProblem,
  })
  if (!choice.available) return <Text c="dimmed">–</Text>
  if (choice.mandatory)
    return (
      <Text size="xs" c="dimmed">
        Always
      </Text>
    )
  return (
    <Switch
      aria-label={`${occasion.occasion}, ${channel === 'mail' ? 'by mail' : 'here'}`}
      checked={save.isPending ? save.variables : choice.wanted}
      onChange={(event) => save.mutate(event.currentTarget.checked)}
      disabled={save.isPending}
    />
  )
}
