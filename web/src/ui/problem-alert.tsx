import { Button, Code, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { isProblem } from '../api/problem.ts'
import { Copy } from './copy.tsx'
import { AlertIcon } from './icons.tsx'
import { Notice } from './notice.tsx'

type ProblemAlertProps = {
  readonly error: unknown
  readonly onRetry?: () => void
  /** A next step for the reader (“Add funds”), beside the retry. */
  readonly action?: ReactNode
}

/** What went wrong in the server's own words, with the request id to quote and a way to try again. */
export function ProblemAlert({ error, onRetry, action }: ProblemAlertProps) {
  if (!error) return null
  const problem = isProblem(error) ? error : undefined
  return (
    <Notice tone="bad" role="alert" icon={<AlertIcon />} title={problem?.title ?? 'Something went wrong'}>
      <Stack gap="xs">
        <Text size="sm">{problem?.detail ?? 'This page ran into an error of its own. Try again, or reload the page.'}</Text>
        {problem?.requestId && (
          <Group gap={4}>
            <Text size="xs" c="dimmed">
              Request <Code>{problem.requestId}</Code>
            </Text>
            <Copy value={problem.requestId} label="Copy request id" />
          </Group>
        )}
        {(onRetry || action) && (
          <Group gap="xs">
            {onRetry && (
              <Button size="xs" variant="default" onClick={onRetry}>
                Try again
              </Button>
            )}
            {action}
          </Group>
        )}
      </Stack>
    </Notice>
  )
}
