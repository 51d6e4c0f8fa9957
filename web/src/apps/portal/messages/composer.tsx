import { Button, Group, Stack, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useRef, useState } from 'react'
import { newKey } from '../../../api/client.ts'
import { type Draft, sendMessage } from '../../../api/messages.ts'
import { isProblem } from '../../../api/problem.ts'
import { SendIcon } from '../../../ui/icons.tsx'
import { ButtonLink } from '../../../ui/links.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { MessageCost } from './message-cost.tsx'

type ComposerProps = { readonly from: string; readonly to: string; readonly onSent?: () => void }

const LONGEST = 1600

/** Sends a draft once, however often the button is pressed or the connection is lost. */
function useSend(draft: Draft, onSent: () => void) {
  const key = useRef(newKey())
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => sendMessage(draft, key.current),
    onSuccess: async () => {
      key.current = newKey()
      onSent()
      await Promise.all(['messages', 'threads', 'wallets'].map((name) => client.invalidateQueries({ queryKey: [name] })))
    },
    onError: (error) => {
      // A refusal moved nothing, so the mended message is a new intent; after a lost connection the same one is repeated.
      if (isProblem(error) && error.status >= 400 && error.status < 500) key.current = newKey()
    },
  })
}

/** Where a message is written: segments counted as one types, the price asked of the server, sent once. */
export function Composer({ from, to, onSent }: ComposerProps) {
  const [body, setBody] = useState('')
  const send = useSend({ from, to, body }, () => {
    setBody('')
    onSent?.()
  })
  const ready = body.trim() !== '' && to !== '' && !send.isPending
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !ready) return
    event.preventDefault()
    send.mutate()
  }
  return (
    <form
      className="lc-composer"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) send.mutate()
      }}
    >
      <Stack gap={8}>
        <ProblemAlert
          error={send.error}
          action={
            isProblem(send.error) &&
            send.error.status === 402 && (
              <ButtonLink to="/wallet" size="xs">
                Add funds
              </ButtonLink>
            )
          }
        />
        <Textarea
          aria-label="Message"
          placeholder="Write a message"
          autosize
          minRows={2}
          maxRows={6}
          maxLength={LONGEST}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <MessageCost draft={{ from, to, body }} />
          <Button type="submit" leftSection={<SendIcon size={16} />} disabled={!ready} loading={send.isPending}>
            Send
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
