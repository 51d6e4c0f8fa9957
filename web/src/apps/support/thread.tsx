import { Badge, Card, Group, Stack, Text } from '@mantine/core'
import { type Ticket, type TicketMessage, ticketFileLink } from '../../api/tickets.ts'
import { FileChip } from '../../ui/file-chip.tsx'
import { LockIcon } from '../../ui/icons.tsx'
import { When } from '../../ui/when.tsx'
import './support.css'

const WHO = { customer: 'Customer', staff: 'Support', system: 'Automatic' } as const

function Entry({ message }: { readonly message: TicketMessage }) {
  return (
    <Card component="article" padding="sm" className="lc-entry" data-kind={message.internal ? 'note' : message.author.kind}>
      <Group justify="space-between" gap="xs" mb={4}>
        <Group gap="xs">
          <Text fw={650} size="sm">
            {message.author.name}
          </Text>
          <Text size="xs" c="dimmed">
            {WHO[message.author.kind]}
          </Text>
          {message.internal && (
            <Badge className="lc-tone" data-tone="warn" variant="transparent" size="sm" radius="sm" leftSection={<LockIcon size={12} />}>
              Note, staff only
            </Badge>
          )}
        </Group>
        <Text size="xs" c="dimmed" component="div">
          <When at={message.createdAt} />
        </Text>
      </Group>
      <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{message.body}</Text>
      {message.files.length > 0 && (
        <Group gap="xs" mt="xs">
          {message.files.map((file) => (
            <FileChip key={file.id} name={file.name} bytes={file.bytes} link={() => ticketFileLink(file.id)} />
          ))}
        </Group>
      )}
    </Card>
  )
}

/** Everything said on a ticket, oldest first; notes look unlike what the customer reads. */
export function Thread({ ticket }: { readonly ticket: Ticket }) {
  return (
    <Stack gap="sm" role="log" aria-label="Messages of the ticket">
      {ticket.messages.map((message) => (
        <Entry key={message.id} message={message} />
      ))}
    </Stack>
  )
}
