import { Box, Group, Text, VisuallyHidden } from '@mantine/core'
import { Link } from '../links.tsx'

type BrandMarkProps = {
  readonly name: string
  readonly logoUrl: string | null
  readonly to: string
  readonly suffix?: string
  /** On phones only the mark; the header holds other things. */
  readonly compact?: boolean
}

/** The tenant's logo, or its initial on its colour, with its name; leads home. */
export function BrandMark({ name, logoUrl, to, suffix, compact = false }: BrandMarkProps) {
  return (
    <Link to={to} className="lc-plain" style={{ minWidth: 0 }}>
      {compact && <VisuallyHidden>{name}</VisuallyHidden>}
      <Group gap={10} wrap="nowrap">
        {logoUrl ? (
          <img src={logoUrl} alt="" height={28} style={{ display: 'block', maxWidth: 140, objectFit: 'contain' }} />
        ) : (
          <Box
            w={28}
            h={28}
            bg="var(--brand-fill)"
            c="var(--brand-on-fill)"
            fw={700}
            style={{ borderRadius: 8, display: 'grid', placeItems: 'center', flexShrink: 0 }}
            aria-hidden
          >
            {name.trim().charAt(0).toUpperCase() || 'L'}
          </Box>
        )}
        <Text fw={650} size="lg" className="lc-truncate" {...(compact && { visibleFrom: 'xs', 'aria-hidden': true })}>
          {name}
          {suffix && (
            <Text span c="dimmed" fw={500} inherit visibleFrom="xs">
              {' '}
              {suffix}
            </Text>
          )}
        </Text>
      </Group>
    </Link>
  )
}
