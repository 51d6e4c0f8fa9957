import { Badge, Box, Stack, Text } from '@mantine/core'
import type { Icon } from '../icons.tsx'
import { NavigationLink } from '../links.tsx'

type NavItem = {
  readonly label: string
  readonly to: string
  readonly icon: Icon
  readonly exact?: boolean
  readonly count?: number
}
export type NavSection = { readonly label?: string; readonly items: readonly NavItem[] }

/** The side bar: sections of links, the open one marked for eyes and readers. */
export function Navigation({ sections, onNavigate }: { readonly sections: readonly NavSection[]; readonly onNavigate: () => void }) {
  return (
    <Stack gap="md" component="div">
      {sections.map((section) => (
        <Box key={section.label ?? 'main'}>
          {section.label && (
            <Text size="xs" fw={600} c="dimmed" px="sm" mb={4}>
              {section.label}
            </Text>
          )}
          <Stack gap={2}>
            {section.items.map(({ label, to, icon: ItemIcon, exact = false, count }) => (
              <NavigationLink
                key={to}
                to={to}
                label={label}
                leftSection={<ItemIcon />}
                rightSection={
                  count ? (
                    <Badge size="sm" circle={count < 10} aria-label={`${count} new`}>
                      {count}
                    </Badge>
                  ) : undefined
                }
                activeOptions={{ exact, includeSearch: false }}
                onClick={onNavigate}
              />
            ))}
          </Stack>
        </Box>
      ))}
    </Stack>
  )
}
