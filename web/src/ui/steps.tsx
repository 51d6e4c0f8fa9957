import { Box, Group, Loader, Stack, Text, ThemeIcon } from '@mantine/core'
import type { ReactNode } from 'react'
import { AlertIcon, CheckIcon, ClockIcon } from './icons.tsx'

export type StepState = 'done' | 'running' | 'waiting' | 'failed' | 'skipped'
export type Step = {
  readonly key: string
  readonly title: string
  readonly state: StepState
  readonly detail?: ReactNode
  readonly at?: ReactNode
}

const WORDS: Readonly<Record<StepState, string>> = {
  done: 'Done',
  running: 'Running',
  waiting: 'Waiting',
  failed: 'Failed',
  skipped: 'Not needed',
}

function Mark({ state }: { readonly state: StepState }) {
  const tone = state === 'done' ? 'good' : state === 'failed' ? 'bad' : state === 'running' ? 'busy' : 'calm'
  return (
    <ThemeIcon className="lc-tone" data-tone={tone} radius="xl" size={26} variant="transparent">
      {state === 'running' ? (
        <Loader size={14} color="var(--busy)" />
      ) : state === 'done' ? (
        <CheckIcon size={15} />
      ) : state === 'failed' ? (
        <AlertIcon size={15} />
      ) : (
        <ClockIcon size={15} />
      )}
    </ThemeIcon>
  )
}

/** The steps of a piece of work as they happen (an order's saga, a payment); announced politely when they change. */
export function Steps({ steps, label }: { readonly steps: readonly Step[]; readonly label: string }) {
  return (
    <Stack component="ol" gap={0} m={0} p={0} aria-label={label} aria-live="polite" style={{ listStyle: 'none' }}>
      {steps.map((step, at) => (
        <Group component="li" key={step.key} align="stretch" gap="sm" wrap="nowrap">
          <Stack gap={0} align="center">
            <Mark state={step.state} />
            {at < steps.length - 1 && <Box w={2} flex={1} mih={14} bg="var(--mantine-color-default-border)" />}
          </Stack>
          <Box pb="sm" flex={1} miw={0}>
            <Group justify="space-between" gap="xs" mih={26}>
              <Text fw={600} {...(step.state === 'waiting' && { c: 'dimmed' })}>
                {step.title}
              </Text>
              <Text component="span" size="sm" c={step.state === 'failed' ? 'var(--bad)' : 'dimmed'}>
                {step.at ?? WORDS[step.state]}
              </Text>
            </Group>
            {step.detail && (
              <Text component="div" size="sm" c="dimmed">
                {step.detail}
              </Text>
            )}
          </Box>
        </Group>
      ))}
    </Stack>
  )
}
