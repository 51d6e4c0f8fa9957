import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type ReactNode, useId, useState } from 'react'
import { ProblemAlert } from './problem-alert.tsx'

type ConfirmTypedProps = {
  readonly opened: boolean
  readonly onClose: () => void
  readonly title: string
  readonly children: ReactNode
  /** What must be typed, letter by letter, before the button works. */
  readonly expected: string
  readonly action: string
  readonly onConfirm: (typed: string) => void
  readonly pending: boolean
  readonly error?: unknown
}

/** For what cannot be taken back: the reader types the name of what will go. */
export function ConfirmTyped({ opened, onClose, title, children, expected, action, onConfirm, pending, error }: ConfirmTypedProps) {
  const [typed, setTyped] = useState('')
  const id = useId()
  const matches = typed.replaceAll(' ', '') === expected.replaceAll(' ', '')
  return (
    <Modal opened={opened} onClose={onClose} title={title} onExitTransitionEnd={() => setTyped('')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (matches) onConfirm(expected)
        }}
      >
        <Stack>
          <Text component="div">{children}</Text>
          <TextInput
            id={id}
            label={`Type ${expected} to confirm`}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            data-autofocus
          />
          <ProblemAlert error={error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Keep it
            </Button>
            <Button type="submit" color="red" disabled={!matches} loading={pending}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
