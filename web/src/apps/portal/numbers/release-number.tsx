import { Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { releaseNumber } from '../../../api/numbers.ts'
import type { PhoneNumber } from '../../../api/types.ts'
import { ConfirmTyped } from '../../../ui/confirm-typed.tsx'
import { Section } from '../../../ui/key-value.tsx'
import { phoneText } from '../../../ui/phone-text.ts'
import { told } from '../../../ui/toast.ts'

/** Letting a number go, after typing it. */
export function ReleaseNumber({ number }: { readonly number: PhoneNumber }) {
  const [opened, { open, close }] = useDisclosure()
  const client = useQueryClient()
  const release = useMutation({
    mutationFn: (typed: string) => releaseNumber(number.id, typed),
    onSuccess: () => {
      close()
      told('The number was released.')
      return client.invalidateQueries({ queryKey: ['numbers'] })
    },
  })
  return (
    <Section title="Release">
      <Text c="dimmed" mb="sm">
        Stops texts and calls and ends the monthly price. What is left of the paid month is not paid back.
      </Text>
      <Group>
        <Button variant="default" c="var(--bad)" onClick={open}>
          Release this number
        </Button>
      </Group>
      <ConfirmTyped
        opened={opened}
        onClose={close}
        title={`Release ${phoneText(number.e164)}?`}
        expected={number.e164}
        action="Release number"
        onConfirm={(typed) => release.mutate(typed)}
        pending={release.isPending}
        error={release.error}
      >
        Messages to this number will no longer reach you. You can undo this while the number is in quarantine.
      </ConfirmTyped>
    </Section>
  )
}
