import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { mailEsim, showEsimCode } from '../../../api/esims.ts'
import type { Esim } from '../../../api/types.ts'
import { Section } from '../../../ui/key-value.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { told, toldProblem } from '../../../ui/toast.ts'
import { InstallCode } from './install-code.tsx'
import { profileAdvice, profileWords } from './profile-words.ts'

/** Where the eSIM is on its way to the phone, what to do next, and its code for whoever may see it. */
export function InstallSection({ esim }: { readonly esim: Esim }) {
  const code = useMutation({ mutationFn: () => showEsimCode(esim.id) })
  const mail = useMutation({ mutationFn: () => mailEsim(esim.id), onSuccess: () => told('The link was mailed.'), onError: toldProblem })
  return (
    <Section
      title="Installation"
      actions={
        <StatusBadge
          status={esim.profileState}
          label={profileWords(esim.profileState)}
          tone={esim.profileState === 'error' ? 'bad' : 'calm'}
        />
      }
    >
      <Stack gap="md">
        <Text size="sm">{profileAdvice(esim.profileState)}</Text>
        <ProblemAlert error={code.error} />
        {esim.installable && code.data && <InstallCode installation={code.data} />}
        {esim.installable && (
          <Group gap="xs">
            {!code.data && (
              <Button onClick={() => code.mutate()} loading={code.isPending}>
                Show the QR code
              </Button>
            )}
            <Button variant="default" onClick={() => mail.mutate()} loading={mail.isPending}>
              Mail the install link
            </Button>
          </Group>
        )}
        {esim.installable && (
          <Text size="xs" c="dimmed">
            Whoever has the code can have the data, once. Every look at it is recorded.
          </Text>
        )}
      </Stack>
    </Section>
  )
}
