import { Button, Code, Group, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { checkInvariantsNow, invariantsQuery } from '../../../api/console.ts'
import { Section } from '../../../ui/key-value.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { When } from '../../../ui/when.tsx'

/** Whether the laws of the ledger hold, proven over every entry, with the rows that break one. */
export function Invariants() {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(invariantsQuery)
  const last = data?.last
  const check = useMutation({
    mutationFn: checkInvariantsNow,
    onSuccess: () => client.invalidateQueries({ queryKey: ['ledger', 'invariants'] }),
  })
  return (
    <Section
      title="Invariants"
      actions={
        <Group gap="xs">
          {last && (
            <Text size="sm" c="dimmed" component="div">
              Checked <When at={last.checkedAt} span />
            </Text>
          )}
          <Button variant="default" size="xs" onClick={() => check.mutate()} loading={check.isPending}>
            Check now
          </Button>
        </Group>
      }
    >
      <ProblemAlert error={error ?? check.error} onRetry={() => void refetch()} />
      {!data && !error && <Skeleton height={120} role="status" aria-label="Loading" />}
      {data && !last && <Text c="dimmed">Not checked yet. It runs by itself every hour.</Text>}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xs">
        {last?.results.map((law) => (
          <Stack key={law.name} gap={2}>
            <Group gap="xs" wrap="nowrap" align="flex-start">
              <StatusBadge status={law.ok ? 'ok' : 'broken'} />
              <Text size="sm">{law.name}</Text>
            </Group>
            {!law.ok && <Code block>{JSON.stringify(law.offending, null, 2)}</Code>}
          </Stack>
        ))}
      </SimpleGrid>
    </Section>
  )
}
