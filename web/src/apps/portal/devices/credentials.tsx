import { Button, Code, Group, Image, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Credentials } from '../../../api/voice.ts'
import { Copy } from '../../../ui/copy.tsx'
import { Notice } from '../../../ui/notice.tsx'

function Line({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <Group gap="xs" wrap="nowrap" justify="space-between">
      <Text size="sm" c="dimmed" style={{ flexShrink: 0 }}>
        {label}
      </Text>
      <Group gap={4} wrap="nowrap" miw={0}>
        <Code style={{ overflowWrap: 'anywhere' }} aria-label={label}>
          {value}
        </Code>
        <Copy value={value} label={`Copy ${label.toLowerCase()}`} />
      </Group>
    </Group>
  )
}

/** A SIP credential, this once: as a code to scan with a softphone, and in letters for a desk phone. */
export function CredentialsView({ credentials, onDone }: { readonly credentials: Credentials; readonly onDone: () => void }) {
  const [picture, setPicture] = useState<string>()
  useEffect(() => {
    let gone = false
    // The library is only needed here, so it comes with this view and not with the page.
    void import('qrcode').then(async ({ toDataURL }) => {
      const drawn = await toDataURL(credentials.pairing, { width: 440, margin: 2, errorCorrectionLevel: 'M' })
      if (!gone) setPicture(drawn)
    })
    return () => {
      gone = true
    }
  }, [credentials])
  return (
    <Stack gap="sm">
      <Text>Scan the code with your softphone, or type the details into your telephone. They are shown only this once.</Text>
      {picture && (
        <Image
          src={picture}
          alt="Pairing code of the device"
          w={220}
          h={220}
          mx="auto"
          radius="sm"
          bg="white"
          style={{ imageRendering: 'pixelated' }}
        />
      )}
      <Line label="Server" value={credentials.domain} />
      <Line label="User name" value={credentials.username} />
      <Line label="Password" value={credentials.password} />
      <Line label="Realm" value={credentials.realm} />
      <Notice tone="warn">Who has this password can call on your account, so treat it like your wallet. If it gets out, rotate it.</Notice>
      <Button onClick={onDone}>Done</Button>
    </Stack>
  )
}
