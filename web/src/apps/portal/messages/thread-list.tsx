import { Badge, Group, Text } from '@mantine/core'
import type { Conversation } from '../../../api/messages.ts'
import type { Thread } from '../../../api/types.ts'
import { Link } from '../../../ui/links.tsx'
import { PhoneNumber } from '../../../ui/phone-number.tsx'
import { When } from '../../../ui/when.tsx'

type ThreadListProps = { readonly threads: readonly Thread[]; readonly open: Conversation | undefined }

/** The conversations, the latest first. */
export function ThreadList({ threads, open }: ThreadListProps) {
  return threads.map((thread) => {
    const current = open?.numberId === thread.numberId && open.peer === thread.peer
    return (
      <Link
        key={`${thread.numberId} ${thread.peer}`}
        to="/messages"
        search={{ number: thread.numberId, peer: thread.peer }}
        className="lc-thread"
        aria-current={current || undefined}
      >
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <PhoneNumber e164={thread.peer} fw={thread.unread ? 700 : 600} />
          <Text component="div" size="xs" c="dimmed">
            <When at={thread.lastAt} />
          </Text>
        </Group>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Text size="sm" c="dimmed" className="lc-truncate">
            {thread.lastMessage}
          </Text>
          {thread.unread > 0 && (
            <Badge size="sm" circle={thread.unread < 10} aria-label={`${thread.unread} unread`}>
              {thread.unread}
            </Badge>
          )}
        </Group>
      </Link>
    )
  })
}
