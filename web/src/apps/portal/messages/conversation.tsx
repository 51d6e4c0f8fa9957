import { Group, Skeleton, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { type Conversation, conversationQuery, markRead } from '../../../api/messages.ts'
import type { Message, PhoneNumber as OwnNumber } from '../../../api/types.ts'
import { BackIcon } from '../../../ui/icons.tsx'
import { AnchorLink } from '../../../ui/links.tsx'
import { PhoneNumber } from '../../../ui/phone-number.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { Bubble } from './bubble.tsx'
import { Composer } from './composer.tsx'

type ConversationPaneProps = Conversation & { readonly number: OwnNumber | undefined }

/** Marks what is on screen as read, once for each new message. */
function useReading(conversation: Conversation, newest: Message | undefined): void {
  const client = useQueryClient()
  const { mutate } = useMutation({ mutationFn: markRead, onSuccess: () => client.invalidateQueries({ queryKey: ['threads'] }) })
  const { numberId, peer } = conversation
  const unread = newest?.direction === 'inbound' ? newest.id : undefined
  useEffect(() => {
    if (unread) mutate({ numberId, peer })
  }, [unread, numberId, peer, mutate])
}

/** One conversation, live, with the composer below. */
export function ConversationPane({ numberId, peer, number }: ConversationPaneProps) {
  const { data, error, refetch } = useQuery(conversationQuery({ numberId, peer }))
  const newest = data?.items[0]
  useReading({ numberId, peer }, newest)
  const end = useRef<HTMLDivElement>(null)
  const newestId = newest?.id
  useEffect(() => {
    if (newestId) end.current?.scrollIntoView({ block: 'end' })
  }, [newestId])
  return (
    <>
      <Group className="lc-conversation-head" justify="space-between" wrap="nowrap" gap="xs">
        <Group gap="xs" wrap="nowrap">
          <AnchorLink to="/messages" aria-label="All conversations" hiddenFrom="sm" lh={0} p={4}>
            <BackIcon />
          </AnchorLink>
          <Text component="h2" fw={650} m={0}>
            <PhoneNumber e164={peer} />
          </Text>
        </Group>
        {number && (
          <Text size="sm" c="dimmed" component="div" ta="end">
            from <PhoneNumber e164={number.e164} />
          </Text>
        )}
      </Group>
      <div className="lc-history" role="log" aria-label="Messages" aria-live="polite">
        {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton height={120} />}
        {data?.nextCursor && (
          <Text size="sm" c="dimmed" ta="center">
            Older messages are not shown.
          </Text>
        )}
        {data?.items.toReversed().map((message) => (
          <Bubble key={message.id} message={message} />
        ))}
        <div ref={end} />
      </div>
      {number?.status === 'active' ? (
        <Composer from={number.e164} to={peer} />
      ) : (
        <Text className="lc-composer" c="dimmed">
          This number can no longer send.
        </Text>
      )}
    </>
  )
}
