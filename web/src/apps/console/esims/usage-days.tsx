import { Group, Progress, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { esimUsageQuery } from '../../../api/esims.ts'
import { bytesText, sharePercent } from '../../../ui/bytes.ts'
import { Section } from '../../../ui/key-value.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'

/** What an eSIM used on each day, by UTC. */
export function UsageDays({ id }: { readonly id: string }) {
  const { data, error, refetch } = useQuery(esimUsageQuery(id))
  const days = data?.days ?? []
  const most = days.reduce((top, { bytes }) => (BigInt(bytes) > top ? BigInt(bytes) : top), 0n)
  return (
    <Section title="Usage by day">
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data && days.length === 0 && <Text c="dimmed">Nothing used in the last 31 days.</Text>}
      <Stack gap={6}>
        {days.toReversed().map(({ day, bytes }) => (
          <Group key={day} gap="sm" wrap="nowrap">
            <Text size="sm" w={90} className="lc-figures">
              {day}
            </Text>
            <Progress value={sharePercent(bytes, String(most))} flex={1} aria-label={`${day}: ${bytesText(bytes)}`} />
            <Text size="sm" w={80} ta="right" className="lc-figures">
              {bytesText(bytes)}
            </Text>
          </Group>
        ))}
      </Stack>
    </Section>
  )
}
