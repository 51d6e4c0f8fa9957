import { Button, Grid, Group, Rating, Skeleton, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { lookingQuery, resolveTicket, type Ticket, ticketQuery, waitForCustomer } from '../../../api/tickets.ts'
import { KeyValues, Section } from '../../../ui/key-value.tsx'
import { AnchorLink } from '../../../ui/links.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge, statusWords } from '../../../ui/status-badge.tsx'
import { toldProblem } from '../../../ui/toast.ts'
import { When } from '../../../ui/when.tsx'
import { Thread } from '../../support/thread.tsx'
import { useBase } from '../place.ts'
import { AnswerForm } from './answer-form.tsx'
import { Handling } from './handling.tsx'
import { SlaLine } from './sla-clock.tsx'

/** One ticket at the desk: the thread with notes, an answer, and everything about it. */
export function TicketPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const base = useBase()
  const { data: ticket, error, refetch } = useQuery(ticketQuery(id))
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!ticket) return <Skeleton height={420} role="status" aria-label="Loading" />
  return (
    <>
      <PageHeader
        title={`${ticket.number}: ${ticket.subject}`}
        heading={ticket.subject}
        subtitle={
          <Group gap="xs">
            {ticket.number} · {ticket.requester}
            <StatusBadge status={ticket.status} />
          </Group>
        }
        back={{ to: `${base}/tickets`, label: 'Tickets' }}
        actions={<Moves ticket={ticket} />}
      />
      <Collision id={ticket.id} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack gap="md">
            <Thread ticket={ticket} />
            {ticket.status !== 'closed' && <AnswerForm key={ticket.id} ticket={ticket} />}
            {ticket.status === 'closed' && (
              <Text c="dimmed">This ticket is closed. An answer of the customer within 14 days opens it again.</Text>
            )}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack gap="md">
            {ticket.sla && (
              <Section title="Service level">
                <Stack gap="sm">
                  <SlaLine label="First answer" sla={ticket.sla.firstResponse} />
                  <SlaLine label="Resolved" sla={ticket.sla.resolve} />
                </Stack>
              </Section>
            )}
            <Handling ticket={ticket} />
            <About ticket={ticket} />
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  )
}

function Collision({ id }: { readonly id: string }) {
  const { data } = useQuery(lookingQuery(id))
  if (!data || data.others.length === 0) return null
  return (
    <Notice tone="warn" role="status" mb="md">
      {data.others.join(', ')} {data.others.length === 1 ? 'looks' : 'look'} at this ticket as well.
    </Notice>
  )
}

function Moves({ ticket }: { readonly ticket: Ticket }) {
  const client = useQueryClient()
  const move = useMutation({
    mutationFn: (to: 'wait' | 'resolve') => (to === 'wait' ? waitForCustomer(ticket.id) : resolveTicket(ticket.id)),
    onSuccess: () => client.invalidateQueries({ queryKey: ['tickets'] }),
    onError: toldProblem,
  })
  const over = ticket.status === 'resolved' || ticket.status === 'closed'
  return (
    <>
      {ticket.status === 'in_progress' && (
        <Button variant="default" onClick={() => move.mutate('wait')} loading={move.isPending}>
          Wait for customer
        </Button>
      )}
      {!over && (
        <Button onClick={() => move.mutate('resolve')} loading={move.isPending}>
          Resolve
        </Button>
      )}
    </>
  )
}

const CONSOLE_PATHS: Readonly<Record<string, string>> = { order: '/orders/', verification: '/verifications/' }

function About({ ticket }: { readonly ticket: Ticket }) {
  const base = useBase()
  return (
    <Section title="About">
      <KeyValues
        facts={[
          {
            label: 'Customer',
            value: (
              <AnchorLink to={`${base}/customers/$id`} params={{ id: ticket.accountId } as never}>
                {ticket.accountName ?? 'Customer'}
              </AnchorLink>
            ),
          },
          { label: 'Category', value: statusWords(ticket.category) },
          { label: 'Opened', value: <When at={ticket.createdAt} /> },
          ...(ticket.previous
            ? [
                {
                  label: 'Goes on from',
                  value: (
                    <AnchorLink to={`${base}/tickets/$id`} params={{ id: ticket.previous.id } as never}>
                      {ticket.previous.number}
                    </AnchorLink>
                  ),
                },
              ]
            : []),
          ...ticket.links.map((link) => ({
            label: statusWords(link.kind),
            value: (
              <Group gap="xs" justify="flex-end">
                {CONSOLE_PATHS[link.kind] ? (
                  <AnchorLink to={`${base}${CONSOLE_PATHS[link.kind]}${link.entityId}` as never}>{link.label}</AnchorLink>
                ) : (
                  link.label
                )}
                {link.status && <StatusBadge status={link.status} />}
              </Group>
            ),
          })),
          ...(ticket.rating === null
            ? []
            : [{ label: 'Rating', value: <Rating value={ticket.rating} readOnly aria-label={`${ticket.rating} of 5`} /> }]),
        ]}
      />
      {ticket.ratingComment && <Text mt="xs">“{ticket.ratingComment}”</Text>}
    </Section>
  )
}
