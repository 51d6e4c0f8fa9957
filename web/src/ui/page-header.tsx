import { Box, Group, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useBrandName } from './brand-context.tsx'
import { BackIcon } from './icons.tsx'
import { AnchorLink, type Target } from './links.tsx'

type PageHeaderProps = {
  readonly title: string
  /** What stands for the title on screen when text alone is not enough (a number, a badge beside it). */
  readonly heading?: ReactNode
  readonly subtitle?: ReactNode
  readonly back?: Target & { readonly label: string }
  readonly actions?: ReactNode
}

/** The one h1 of a screen, its way back and its main actions; also names the browser tab. */
export function PageHeader({ title, heading, subtitle, back, actions }: PageHeaderProps) {
  const brand = useBrandName()
  useDocumentTitle(`${title} · ${brand}`)
  return (
    <Stack gap={4} mb="md">
      {back && (
        <AnchorLink to={back.to} params={back.params as never} size="sm" w="fit-content">
          <Group gap={4} component="span">
            <BackIcon size={14} /> {back.label}
          </Group>
        </AnchorLink>
      )}
      <Group justify="space-between" align="flex-start" gap="sm">
        <Box miw={0}>
          <Title order={1}>{heading ?? title}</Title>
          {subtitle && (
            <Text c="dimmed" component="div" mt={2}>
              {subtitle}
            </Text>
          )}
        </Box>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
    </Stack>
  )
}
