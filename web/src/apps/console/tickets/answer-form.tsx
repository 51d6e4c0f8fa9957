import { Button, Card, Group, Menu, SegmentedControl, Stack, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { newKey } from '../../../api/client.ts'
import { type Answer, addCanned, cannedQuery, noteOnTicket, replyToTicket, type Ticket, type TicketFile } from '../../../api/tickets.ts'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told, toldProblem } from '../../../ui/toast.ts'
import { FilesInput } from '../../support/files-input.tsx'

type Mode = 'reply' | 'note'

/** Writes to the customer, or a note among staff: one look must tell which. */
export function AnswerForm({ ticket }: { readonly ticket: Ticket }) {
  const client = useQueryClient()
  const key = useRef(newKey())
  const [mode, setMode] = useState<Mode>('reply')
  const [body, setBody] = useState('')
  const [files, setFiles] = useState<readonly TicketFile[]>([])
  const send = useMutation({
    mutationFn: (next?: Answer['next']) => {
      const answer = { body: body.trim(), fileIds: files.map(({ id }) => id), ...(next && { next }) }
      return mode === 'note' ? noteOnTicket(ticket.id, answer, key.current) : replyToTicket(ticket.id, answer, key.current)
    },
    onSuccess: () => {
      key.current = newKey()
      setBody('')
      setFiles([])
      return client.invalidateQueries({ queryKey: ['tickets'] })
    },
  })
  const note = mode === 'note'
  const ready = body.trim() !== '' && !send.isPending
  return (
    <Card padding="sm">
      <Stack gap="sm">
        <Group justify="space-between">
          <SegmentedControl
            value={mode}
            onChange={(value) => setMode(value as Mode)}
            data={[
              { value: 'reply', label: 'To the customer' },
              { value: 'note', label: 'Note, staff only' },
            ]}
            aria-label="Who reads it"
          />
          <CannedMenu body={body} onChoose={(text) => setBody((known) => (known ? `${known}\n\n${text}` : text))} />
        </Group>
        <ProblemAlert error={send.error} />
        <Textarea
          label={note ? 'Note, which no customer sees' : 'Answer'}
          {...(note && { className: 'lc-note' })}
          autosize
          minRows={4}
          maxRows={18}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
        />
        <Group justify="space-between">
          <FilesInput ticketId={ticket.id} files={files} onAdd={(file) => setFiles((known) => [...known, file])} />
          {note ? (
            <Button color="yellow" variant="light" onClick={() => send.mutate(undefined)} loading={send.isPending} disabled={!ready}>
              Add note
            </Button>
          ) : (
            <Group gap="xs">
              <Button variant="default" onClick={() => send.mutate('wait')} disabled={!ready}>
                Answer and wait
              </Button>
              <Button variant="default" onClick={() => send.mutate('resolve')} disabled={!ready || ticket.status === 'resolved'}>
                Answer and resolve
              </Button>
              <Button onClick={() => send.mutate(undefined)} loading={send.isPending} disabled={!ready}>
                Answer
              </Button>
            </Group>
          )}
        </Group>
      </Stack>
    </Card>
  )
}

function CannedMenu({ body, onChoose }: { readonly body: string; readonly onChoose: (text: string) => void }) {
  const client = useQueryClient()
  const { data } = useQuery(cannedQuery)
  const keep = useMutation({
    mutationFn: () => addCanned({ title: body.trim().split('\n')[0]?.slice(0, 60) ?? 'Reply', body: body.trim() }),
    onSuccess: () => {
      told('Kept among the prepared replies.')
      return client.invalidateQueries({ queryKey: ['canned-replies'] })
    },
    onError: toldProblem,
  })
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" size="xs">
          Prepared replies
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {data?.items.length === 0 && <Menu.Label>None yet</Menu.Label>}
        {data?.items.map((canned) => (
          <Menu.Item key={canned.id} onClick={() => onChoose(canned.body)}>
            {canned.title}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => keep.mutate()} disabled={body.trim() === ''}>
          Keep this answer
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
