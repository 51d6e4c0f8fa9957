import { Button, Group, Modal, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Me } from '../../../api/types.ts'
import { Section } from '../../../ui/key-value.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Enrolment } from '../../access/enrolment.tsx'
import { RecoveryCodes } from '../../access/recovery-codes.tsx'

/** Whether signing in takes a second factor, and turning it on. */
export function SecondFactor({ me }: { readonly me: Me }) {
  const [opened, { open, close }] = useDisclosure()
  const [codes, setCodes] = useState<readonly string[]>()
  const client = useQueryClient()
  const done = () => {
    close()
    setCodes(undefined)
    void client.invalidateQueries({ queryKey: ['me'] })
  }
  return (
    <Section title="Second factor" actions={<StatusBadge status={me.user.totp ? 'active' : 'off'} label={me.user.totp ? 'On' : 'Off'} />}>
      <Text c="dimmed" mb="sm">
        {me.user.totp
          ? 'Signing in takes your password and a code of your authenticator app.'
          : 'A code of an authenticator app protects your balance even when somebody learns your password.'}
      </Text>
      {!me.user.totp && (
        <Group>
          <Button onClick={open}>Set up</Button>
        </Group>
      )}
      <Modal opened={opened} onClose={codes ? done : close} title={codes ? 'Keep your recovery codes' : 'Set up your second factor'}>
        {codes ? <RecoveryCodes codes={codes} onDone={done} /> : <Enrolment onCodes={setCodes} />}
      </Modal>
    </Section>
  )
}
