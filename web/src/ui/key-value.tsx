import { Box, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

export type Fact = { readonly label: string; readonly value: ReactNode }

/** Facts as a description list: label above or beside its value. */
export function KeyValues({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <Stack component="dl" gap={6} m={0}>
      {facts.map(({ label, value }) => (
        <Group key={label} justify="space-between" align="baseline" gap="md" wrap="nowrap">
          <Text component="dt" c="dimmed" size="sm" style={{ flexShrink: 0 }}>
            {label}
          </Text>
          <Box component="dd" m={0} ta="end" miw={0} style={{ overflowWrap: 'anywhere' }}>
            {value ?? '–'}
          </Box>
        </Group>
      ))}
    </Stack>
  )
}

type SectionProps = { readonly title: string; readonly actions?: ReactNode; readonly children: ReactNode }

/** A titled card, the unit screens are made of. */
export function Section({ title, actions, children }: SectionProps) {
  return (
    <Card component="section" aria-label={title}>
      <Group justify="space-between" mb="sm" mih={30}>
        <Title order={2} size="h3">
          {title}
        </Title>
        {actions}
      </Group>
      {children}
    </Card>
  )
}

export type Figure = { readonly label: string; readonly value: ReactNode; readonly hint?: ReactNode }

/** The few numbers a screen opens with. */
export function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <SimpleGrid
      cols={{ base: figures.length > 1 ? 2 : 1, md: figures.length % 3 === 0 ? 3 : Math.min(4, figures.length) }}
      spacing="sm"
      mb="md"
    >
      {figures.map(({ label, value, hint }) => (
        <Card key={label} padding="sm">
          <Text size="sm" c="dimmed">
            {label}
          </Text>
          <Text component="div" fz="1.375rem" fw={650} lh={1.3} className="lc-figures">
            {value}
          </Text>
          {hint && (
            <Text component="div" size="xs" c="dimmed">
              {hint}
            </Text>
          )}
        </Card>
      ))}
    </SimpleGrid>
  )
}
