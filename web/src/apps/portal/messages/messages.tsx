import { Box, Card, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { threadsQuery } from '../../../api/messages.ts'
import { numbersQuery } from '../../../api/numbers.ts'
import { Empty } from '../../../ui/empty.tsx'
import { MessageIcon, PlusIcon } from '../../../ui/icons.tsx'
import { ButtonLink } from '../../../ui/links.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { ConversationPane } from './conversation.tsx'
import { NewMessage } from './new-message.tsx'
import { ThreadList } from './thread-list.tsx'
import './messages.css'

const route = getRouteApi('/portal/messages')

/** The customer's conversations: threads left, the open one right; on a phone one at a time. */
export function Messages() {
  const { number: numberId, peer, compose } = route.useSearch()
  const threads = useQuery(threadsQuery)
  const numbers = useQuery(numbersQuery({ limit: 100 }))
  const error = threads.error ?? numbers.error
  if (error) return <ProblemAlert error={error} onRetry={() => void Promise.all([threads.refetch(), numbers.refetch()])} />
  if (!threads.data || !numbers.data) return <Skeleton height={480} role="status" aria-label="Loading" />
  const senders = numbers.data.items.filter((number) => number.status === 'active')
  const open = compose || peer
  const write = (
    <ButtonLink to="/messages" search={{ compose: '1' }} leftSection={<PlusIcon size={16} />} disabled={senders.length === 0}>
      New message
    </ButtonLink>
  )
  return (
    <>
      <PageHeader title="Messages" actions={write} />
      <Card padding={0} className="lc-messages" data-open={open ? true : undefined}>
        <Box component="nav" aria-label="Conversations" className="lc-threads">
          {threads.data.items.length > 0 ? (
            <ThreadList threads={threads.data.items} open={numberId && peer ? { numberId, peer } : undefined} />
          ) : (
            <Empty title="No conversations" text="They start with your first message." />
          )}
        </Box>
        <Box component="section" aria-label="Conversation" className="lc-conversation">
          {compose ? (
            <NewMessage senders={senders} from={numberId} />
          ) : numberId && peer ? (
            <ConversationPane
              key={`${numberId} ${peer}`}
              numberId={numberId}
              peer={peer}
              number={numbers.data.items.find(({ id }) => id === numberId)}
            />
          ) : senders.length === 0 ? (
            <Empty
              icon={<MessageIcon size={28} />}
              title="You need a number to text from"
              text="Get one and send your first message a minute later."
              action={<ButtonLink to="/numbers/find">Get a number</ButtonLink>}
            />
          ) : (
            <Empty
              icon={<MessageIcon size={28} />}
              title="No conversation open"
              text="Open one, or write to somebody new."
              action={write}
            />
          )}
        </Box>
      </Card>
    </>
  )
}
