import { Text } from '@mantine/core'
import type { SystemStatus } from '../../../api/types.ts'
import { Notice } from '../../../ui/notice.tsx'
import { When } from '../../../ui/when.tsx'

const WORDS = {
  green: { tone: 'good', title: 'Everything works' },
  yellow: { tone: 'warn', title: 'Something wants attention' },
  red: { tone: 'bad', title: 'Something is wrong' },
} as const

/** The one light over everything, and how old the picture is. */
export function Light({ status }: { readonly status: SystemStatus }) {
  const { tone, title } = WORDS[status.light]
  const words = {
    none: 'Nothing has been measured yet. The first picture is taken within a minute.',
    fresh: 'Measured every minute.',
    late: 'The picture is late.',
    stalled: 'Nothing is being measured any more: see whether the worker runs.',
  }[status.collection]
  return (
    <Notice
      tone={status.collection === 'none' ? 'busy' : tone}
      title={status.collection === 'none' ? 'Not known yet' : title}
      role="status"
      mb="md"
    >
      <Text component="span" size="sm">
        {words}{' '}
        {status.asOf && (
          <>
            As of <When at={status.asOf} span />.
          </>
        )}
      </Text>
    </Notice>
  )
}
