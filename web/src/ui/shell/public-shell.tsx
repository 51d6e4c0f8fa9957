import { Anchor, Box, Container, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Site } from '../../api/types.ts'
import { BrandMark } from './brand-mark.tsx'
import { SchemeToggle } from './scheme.tsx'

type PublicShellProps = { readonly site: Site; readonly actions: ReactNode; readonly children: ReactNode }

/** The frame of pages anybody may read: brand, sign-in, footer with the seller's address. */
export function PublicShell({ site, actions, children }: PublicShellProps) {
  return (
    <Box mih="100dvh" style={{ display: 'flex', flexDirection: 'column' }}>
      <a href="#main" className="lc-skip">
        Skip to content
      </a>
      <Box component="header" bg="var(--surface-raised)" style={{ borderBottom: '1px solid var(--mantine-color-default-border)' }}>
        <Container size="lg" h={56}>
          <Group h="100%" justify="space-between" wrap="nowrap" gap="xs">
            <BrandMark name={site.tenant.name} logoUrl={site.branding.logoUrl} to="/" />
            <Group gap="xs" wrap="nowrap">
              <SchemeToggle />
              {actions}
            </Group>
          </Group>
        </Container>
      </Box>
      <Box component="main" id="main" tabIndex={-1} flex={1} style={{ outline: 'none' }}>
        {children}
      </Box>
      <Box component="footer" py="lg">
        <Container size="lg">
          <Group justify="space-between" gap="xs">
            <Text size="sm" c="dimmed">
              {site.tenant.name}
            </Text>
            {site.branding.supportEmail && (
              <Anchor size="sm" href={`mailto:${site.branding.supportEmail}`}>
                {site.branding.supportEmail}
              </Anchor>
            )}
          </Group>
        </Container>
      </Box>
    </Box>
  )
}
