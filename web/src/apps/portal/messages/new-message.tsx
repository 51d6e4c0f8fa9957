import { Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { PhoneNumber } from '../../../api/types.ts'
import { BackIcon } from '../../../ui/icons.tsx'
import { AnchorLink } from '../../../ui/links.tsx'
import { phoneText } from '../../../ui/phone-text.ts'
import { Composer } from './composer.tsx'

type NewMessageProps = { readonly senders: readonly PhoneNumber[]; readonly from: string | undefined }

const E164 = /^\+[1-9]\d{6,14}$/
const plain = (text: string) => text.replace(/[\s().-]/g, '')

/** A message to somebody new: from which number, to which one. */
export function NewMessage({ senders, from }: NewMessageProps) {
  const navigate = useNavigate()
  const first = senders.find(({ id }) => id === from) ?? senders.find(({ primary }) => primary) ?? senders[0]
  const [senderId, setSenderId] = useState(first?.id ?? null)
  const [to, setTo] = useState('')
  const [left, setLeft] = useState(false)
  const sender = senders.find(({ id }) => id === senderId)
  const peer = plain(to)
  const valid = E164.test(peer)
  if (!sender) return <Text p="md">You need an active number to text from.</Text>
  return (
    <>
      <Stack p="sm" gap="xs" flex={1}>
        <Group gap="xs">
          <AnchorLink to="/messages" aria-label="All conversations" hiddenFrom="sm" lh={0} p={4}>
            <BackIcon />
          </AnchorLink>
          <Text component="h2" fw={650} m={0}>
            New message
          </Text>
        </Group>
        <Select
          label="From"
          data={senders.map(({ id, e164, label }) => ({ value: id, label: label ? `${phoneText(e164)} · ${label}` : phoneText(e164) }))}
          value={senderId}
          onChange={setSenderId}
        />
        <TextInput
          label="To"
          type="tel"
          placeholder="+1 415 555 0123"
          autoComplete="off"
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          onBlur={() => setLeft(true)}
          error={left && to !== '' && !valid ? 'Write the number with its country code, such as +1 415 555 0123.' : undefined}
        />
      </Stack>
      <Composer
        from={sender.e164}
        to={valid ? peer : ''}
        onSent={() => void navigate({ to: '/messages', search: { number: sender.id, peer } })}
      />
    </>
  )
}
