import { Button, Card, Group, Skeleton, Stack, Switch, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  deleteVoicemail,
  markRead,
  markUnread,
  notePlayed,
  restoreVoicemail,
  type Voicemail,
  voicemailSound,
  voicemailsQuery,
} from '../../../api/voice.ts'
import { Empty } from '../../../ui/empty.tsx'
import { TrashIcon, VoicemailIcon } from '../../../ui/icons.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { told, toldProblem } from '../../../ui/toast.ts'
import { When } from '../../../ui/when.tsx'
import { partyText } from './call-words.ts'
import { Player } from './player.tsx'

function Message({ message }: { readonly message: Voicemail }) {
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: ['voicemails'] })
  const act = useMutation({
    mutationFn: (work: (id: string) => Promise<unknown>) => work(message.id),
    onSuccess: refresh,
    onError: toldProblem,
  })
  const from = partyText(message.from)
  const remove = () =>
    act.mutate(async (id) => {
      await deleteVoicemail(id)
      told('Deleted. You can take it back for thirty days.')
    })
  return (
    <Card component="li" padding="sm" aria-label={`Message from ${from}`}>
      <Group justify="space-between" align="flex-start" gap="xs" mb="xs">
        <div>
          <Text fw={message.read ? 500 : 700} className="lc-figures">
            {from} {!message.read && !message.deletedAt && <StatusBadge status="new" tone="busy" label="New" />}
          </Text>
          <Text size="sm" c="dimmed" component="div">
            for {partyText(message.number)}, <When at={message.createdAt} />
            {message.erasedFrom && (
              <>
                , gone for good <When at={message.erasedFrom} />
              </>
            )}
          </Text>
        </div>
        <Group gap="xs">
          {message.deletedAt ? (
            <Button size="xs" variant="default" onClick={() => act.mutate(restoreVoicemail)} loading={act.isPending}>
              Take back
            </Button>
          ) : (
            <>
              <Button size="xs" variant="default" onClick={() => act.mutate(message.read ? markUnread : markRead)} disabled={act.isPending}>
                {message.read ? 'Mark as new' : 'Mark as heard'}
              </Button>
              <Button
                size="xs"
                variant="default"
                leftSection={<TrashIcon size={14} />}
                onClick={remove}
                disabled={act.isPending}
                aria-label={`Delete the message from ${from}`}
              >
                Delete
              </Button>
            </>
          )}
        </Group>
      </Group>
      <Player
        source={voicemailSound(message.id)}
        label={`Message from ${from}`}
        durationMs={message.durationMs}
        onHeard={(seconds) => {
          if (!message.read && !message.deletedAt) act.mutate((id) => notePlayed(id, seconds))
        }}
      />
      {message.transcription && (
        <Text size="sm" mt="xs">
          {message.transcription}
        </Text>
      )}
    </Card>
  )
}

/** Messages callers left, newest first. */
export function Voicemails() {
  const [deleted, setDeleted] = useState(false)
  const [cursor, setCursor] = useState<string>()
  const { data, error, isPending, refetch } = useQuery(
    voicemailsQuery({ limit: 20, ...(deleted && { deleted: 'true' }), ...(cursor && { cursor }) }),
  )
  const switchTo = (next: boolean) => {
    setDeleted(next)
    setCursor(undefined)
  }
  return (
    <Stack gap="sm">
      <Switch label="Show deleted messages" checked={deleted} onChange={(event) => switchTo(event.currentTarget.checked)} />
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton height={160} role="status" aria-label="Loading" />}
      {data?.items.length === 0 && (
        <Card>
          <Empty
            icon={<VoicemailIcon size={28} />}
            title={deleted ? 'Nothing was deleted' : 'No messages'}
            text={
              deleted
                ? 'Deleted messages stay here for thirty days.'
                : 'When you cannot answer, callers may leave a message; it appears here.'
            }
          />
        </Card>
      )}
      {data && data.items.length > 0 && (
        <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Messages">
          {data.items.map((message) => (
            <Message key={message.id} message={message} />
          ))}
        </Stack>
      )}
      <Group justify="flex-end">
        {cursor && (
          <Button variant="default" size="xs" onClick={() => setCursor(undefined)}>
            Newest
          </Button>
        )}
        {data?.nextCursor && (
          <Button variant="default" size="xs" onClick={() => setCursor(data.nextCursor ?? undefined)}>
            Older
          </Button>
        )}
      </Group>
    </Stack>
  )
}
