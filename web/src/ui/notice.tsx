import { Alert, type AlertProps } from '@mantine/core'
import type { Tone } from './status-badge.tsx'

type NoticeProps = Omit<AlertProps, 'color' | 'variant'> & { readonly tone: Tone | 'brand'; readonly role?: 'alert' | 'status' }

/** A sentence that should not be overlooked, in the colours of its tone; `role="status"` when it appears after something happened. */
export function Notice({ tone, ...alert }: NoticeProps) {
  const colour = tone === 'brand' ? 'var(--brand-text)' : `var(--${tone})`
  const ground = tone === 'brand' ? 'var(--mantine-color-brand-light)' : `var(--${tone}-ground)`
  return (
    <Alert
      role="note"
      variant="transparent"
      styles={{
        root: { background: ground, border: 0 },
        title: { color: colour },
        icon: { color: colour },
        message: { color: 'var(--mantine-color-text)' },
      }}
      {...alert}
    />
  )
}
