import { Button, Card, Group, Rating, Skeleton, Stack, Text, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { newKey } from '../../../api/client.ts'
import { rateTicket, replyToTicket, resolveTicket, type Ticket, type TicketFile, ticketQuery } from '../../../api/tickets.ts'
import { KeyValues, Section } from '../../../ui/key-value.tsx'
import { AnchorLink } from '../../../ui/links.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge, statusWords } from '../../../ui/status-badge.tsx'
import { told, toldProblem } from '../../../ui/toast.ts'
import { When } from '../../../ui/when.tsx'
import { FilesInput } from '../../support/files-input.tsx'
import { Thread } from '../../support/thread.tsx'

const route = getRouteApi('/portal/support/$id')

/** One ticket of the customer: the thread, an answer, and how it went. */
export function TicketPage() {
  const { id } = route.useParams()
  const { data: ticket, error, refetch } = useQuery(ticketQuery(id))
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!ticket) return <Skeleton height={420} role="status" aria-label="Loading" />
  const over = ticket.status === 'resolved' || ticket.status === 'closed'
  return (
    <>
      <PageHeader
        title={`${ticket.number}: ${ticket.subject}`}
        heading={ticket.subject}
        subtitle={
          <Group gap="xs">
            {ticket.number}
            <StatusBadge status={ticket.status} />
          </Group>
        }
        back={{ to: '/support', label: 'Support' }}
        actions={!over && <ResolveButton id={ticket.id} />}
      />
      <Stack gap="md" maw={820}>
        {ticket.previous && (
          <Notice tone="calm">
            This goes on from{' '}
            <AnchorLink to="/support/$id" params={{ id: ticket.previous.id }}>
              {ticket.previous.number}
            </AnchorLink>
            , which was solved more than 14 days ago.
          </Notice>
        )}
        {ticket.canRate && <RateForm ticket={ticket} />}
        {ticket.rating !== null && (
          <Group gap="xs">
            <Rating value={ticket.rating} readOnly aria-label={`You gave ${ticket.rating} of 5`} />
            <Text size="sm" c="dimmed">
              Thank you for telling us.
            </Text>
          </Group>
        )}
        <Thread ticket={ticket} />
        <ReplyForm ticket={ticket} over={over} />
        <Section title="About">
          <KeyValues
            facts={[
              { label: 'Category', value: statusWords(ticket.category) },
              { label: 'Priority', value: statusWords(ticket.priority) },
              { label: 'Opened', value: <When at={ticket.createdAt} show="time" /> },
              ...ticket.links.map((link) => ({
                label: statusWords(link.kind),
                value: link.path ? <AnchorLink to={link.path as never}>{link.label}</AnchorLink> : link.label,
              })),
            ]}
          />
        </Section>
      </Stack>
    </>
  )
}

function ResolveButton({ id }: { readonly id: string }) {
  const client = useQueryClient()
  const resolve = useMutation({
    mutationFn: () => resolveTicket(id),
    onSuccess: () => client.invalidateQueries({ queryKey: ['tickets'] }),
    onError: toldProblem,
  })
  return (
    <Button variant="default" onClick={() => resolve.mutate()} loading={resolve.isPending}>
      It is solved
    </Button>
  )
}

function RateForm({ ticket }: { readonly ticket: Ticket }) {
  const client = useQueryClient()
  const [score, setScore] = useState(0)
  const [comment, setComment] = useState('')
  const rate = useMutation({
    mutationFn: () => rateTicket(ticket.id, { score, comment: comment.trim() }),
    onSuccess: () => {
      told('Thank you.')
      return client.invalidateQueries({ queryKey: ['tickets'] })
    },
  })
  return (
    <Section title="How did we do?">
      <Stack gap="sm">
        <ProblemAlert error={rate.error} />
        <Rating value={score} onChange={setScore} size="lg" aria-label="From 1, bad, to 5, very good" />
        {score > 0 && (
          <>
            <Textarea
              label="Anything to add?"
              autosize
              minRows={2}
              maxLength={1000}
              value={comment}
              onChange={(event) => setComment(event.currentTarget.value)}
            />
            <Group>
              <Button onClick={() => rate.mutate()} loading={rate.isPending}>
                Send rating
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Section>
  )
}

function ReplyForm({ ticket, over }: { readonly ticket: Ticket; readonly over: boolean }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const key = useRef(newKey())
  const [body, setBody] = useState('')
  const [files, setFiles] = useState<readonly TicketFile[]>([])
  const send = useMutation({
    mutationFn: () => replyToTicket(ticket.id, { body: body.trim(), fileIds: files.map(({ id }) => id) }, key.current),
    onSuccess: async (answered) => {
      key.current = newKey()
      setBody('')
      setFiles([])
      await client.invalidateQueries({ queryKey: ['tickets'] })
      if (answered.id !== ticket.id) await navigate({ to: '/support/$id', params: { id: answered.id } })
    },
  })
  return (
    <Card padding="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (body.trim()) send.mutate()
        }}
      >
        <Stack gap="sm">
          <ProblemAlert error={send.error} />
          <Textarea
            label={over ? 'Is it not solved? Answer and we go on' : 'Your answer'}
            autosize
            minRows={3}
            maxRows={14}
            value={body}
            onChange={(event) => setBody(event.currentTarget.value)}
          />
          <Group justify="space-between">
            <FilesInput ticketId={ticket.id} files={files} onAdd={(file) => setFiles((known) => [...known, file])} />
            <Button type="submit" loading={send.isPending} disabled={!body.trim()}>
              Send answer
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}
