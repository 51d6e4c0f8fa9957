import { Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { endSession, sessionsQuery } from '../../../api/access.ts'
import type { Session } from '../../../api/types.ts'
import { Section } from '../../../ui/key-value.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { toldProblem } from '../../../ui/toast.ts'
import { When } from '../../../ui/when.tsx'
import { deviceName } from './device-name.ts'

function Device({ session }: { readonly session: Session }) {
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: () => endSession(session.id),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sessions'] }),
    onError: toldProblem,
  })
  const name = deviceName(session.userAgent)
  return (
    <Group component="li" justify="space-between" wrap="nowrap" gap="sm">
      <div>
        <Text>{name}</Text>
        <Text size="sm" c="dimmed" component="div">
          {session.ip ?? 'Unknown address'}, last used <When at={session.lastUsedAt ?? session.createdAt} />
        </Text>
      </div>
      {session.current ? (
        <StatusBadge status="active" label="This device" />
      ) : (
        <Button size="xs" variant="default" onClick={() => end.mutate()} loading={end.isPending} aria-label={`Sign out ${name}`}>
          Sign out
        </Button>
      )}
    </Group>
  )
}

/** Where the user is signed in. */
export function Sessions() {
  const { data, error, refetch } = useQuery(sessionsQuery)
  return (
    <Section title="Signed-in devices">
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={90} />}
      {data && (
        <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
          {data.items.map((session) => (
            <Device key={session.id} session={session} />
          ))}
        </Stack>
      )}
    </Section>
  )
}
