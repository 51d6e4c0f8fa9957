import { Group, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { entriesQuery, walletQuery } from '../../../api/wallet.ts'
import { Money } from '../../../ui/money.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { When } from '../../../ui/when.tsx'

/** The last few entries of the wallet. */
export function RecentActivity() {
  const wallet = useQuery(walletQuery)
  const entries = useQuery({ ...entriesQuery(wallet.data?.id ?? '', { limit: 5 }), enabled: Boolean(wallet.data) })
  const error = wallet.error ?? entries.error
  if (error) return <ProblemAlert error={error} onRetry={() => void entries.refetch()} />
  if (!entries.data) return <Skeleton height={238} />
  if (entries.data.items.length === 0) return <Text c="dimmed">Every payment and charge will be listed here, each with its reason.</Text>
  return (
    <Stack component="ul" gap={8} m={0} p={0} style={{ listStyle: 'none' }}>
      {entries.data.items.map((entry) => (
        <Group component="li" key={entry.id} justify="space-between" wrap="nowrap" gap="sm">
          <div style={{ minWidth: 0 }}>
            <Text className="lc-truncate">{entry.description}</Text>
            <Text size="sm" c="dimmed" component="div">
              <When at={entry.occurredAt} />
            </Text>
          </div>
          <Money value={entry.amount} signed />
        </Group>
      ))}
    </Stack>
  )
}
