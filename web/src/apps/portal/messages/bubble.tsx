import { Group, Text, VisuallyHidden } from '@mantine/core'
import type { Message } from '../../../api/types.ts'
import { AlertIcon, CheckIcon, ClockIcon } from '../../../ui/icons.tsx'
import { Money } from '../../../ui/money.tsx'
import { statusWords } from '../../../ui/status-badge.tsx'
import { When } from '../../../ui/when.tsx'

const FAILED = ['failed', 'undelivered']

/** One message with how far it came, what it cost and, when it did not arrive, why. */
export function Bubble({ message }: { readonly message: Message }) {
  const own = message.direction !== 'inbound'
  const failed = FAILED.includes(message.status)
  const StateIcon = failed ? AlertIcon : message.status === 'delivered' ? CheckIcon : ClockIcon
  return (
    <article style={{ display: 'flex', flexDirection: 'column', alignItems: own ? 'flex-end' : 'flex-start' }}>
      <VisuallyHidden>{own ? 'You wrote:' : 'They wrote:'}</VisuallyHidden>
      <div className="lc-bubble" data-own={own || undefined}>
        {message.body ?? <em>The text is hidden.</em>}
      </div>
      <Group gap={6} mt={2} wrap="wrap" justify={own ? 'flex-end' : 'flex-start'}>
        {own && (
          <Group gap={3} c={failed ? 'var(--bad)' : 'dimmed'} component="span">
            <StateIcon size={13} />
            <Text span size="xs" data-status={message.status}>
              {statusWords(message.status)}
            </Text>
          </Group>
        )}
        <Text component="div" size="xs" c="dimmed">
          <When at={message.createdAt} />
          {own && message.price && (
            <>
              {' · '}
              {message.segments > 1 && `${message.segments} segments · `}
              <Money value={message.price} />
            </>
          )}
        </Text>
      </Group>
      {failed && (
        <Text size="xs" c="var(--bad)" ta={own ? 'end' : 'start'}>
          {message.errorMessage ?? 'The network did not say why.'}
          {message.errorCode && ` (${message.errorCode})`}
        </Text>
      )}
    </article>
  )
}
