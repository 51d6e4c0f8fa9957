import { Button, Select, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouteContext } from '@tanstack/react-router'
import { assignTicket, colleaguesQuery, prioritizeTicket, type Ticket, type TicketPriority } from '../../../api/tickets.ts'
import type { Me } from '../../../api/types.ts'
import { Section } from '../../../ui/key-value.tsx'
import { statusWords } from '../../../ui/status-badge.tsx'
import { toldProblem } from '../../../ui/toast.ts'
import { useMay } from '../place.ts'

const PRIORITIES: readonly TicketPriority[] = ['low', 'normal', 'high', 'urgent']

/** Who works on it, and how urgent it is. */
export function Handling({ ticket }: { readonly ticket: Ticket }) {
  const may = useMay()
  const { me } = useRouteContext({ strict: false }) as { me?: Me }
  const client = useQueryClient()
  const { data: colleagues } = useQuery({ ...colleaguesQuery, enabled: may('user:read') })
  const changed = { onSuccess: () => client.invalidateQueries({ queryKey: ['tickets'] }), onError: toldProblem }
  const assign = useMutation({ mutationFn: (userId: string | null) => assignTicket(ticket.id, userId), ...changed })
  const prioritize = useMutation({ mutationFn: (priority: TicketPriority) => prioritizeTicket(ticket.id, priority), ...changed })
  const known = colleagues?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []
  const current = ticket.assignee && !known.some(({ value }) => value === ticket.assignee?.id)
  const own = me?.user.id
  return (
    <Section title="Handling">
      <Stack gap="sm">
        <Select
          label="Works on it"
          placeholder="Nobody yet"
          clearable
          searchable
          data={current && ticket.assignee ? [...known, { value: ticket.assignee.id, label: ticket.assignee.name }] : known}
          value={ticket.assignee?.id ?? null}
          onChange={(userId) => assign.mutate(userId)}
          disabled={assign.isPending}
        />
        {own && ticket.assignee?.id !== own && (
          <Button variant="default" size="xs" onClick={() => assign.mutate(own)} loading={assign.isPending}>
            I take it
          </Button>
        )}
        <Select
          label="Priority"
          data={PRIORITIES.map((value) => ({ value, label: statusWords(value) }))}
          allowDeselect={false}
          value={ticket.priority}
          onChange={(priority) => priority && prioritize.mutate(priority as TicketPriority)}
          disabled={prioritize.isPending}
        />
      </Stack>
    </Section>
  )
}
