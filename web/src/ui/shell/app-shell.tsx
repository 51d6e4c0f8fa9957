import { ActionIcon, AppShell, Badge, Box, Burger, Button, Group, Kbd, Text, VisuallyHidden } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useLive } from '../../api/live.ts'
import type { Me, Site } from '../../api/types.ts'
import { SearchIcon } from '../icons.tsx'
import { BrandMark } from './brand-mark.tsx'
import type { Command, Find } from './commands.ts'
import { Navigation, type NavSection } from './navigation.tsx'
import { UserMenu } from './user-menu.tsx'

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))

type ConsoleShellProps = {
  readonly me: Me
  readonly site: Site
  /** Said after the brand's name: “Operator”, “Reseller”; nothing for customers. */
  readonly suffix?: string
  readonly homePath: string
  readonly securityPath: string
  readonly sections: readonly NavSection[]
  /** Actions the palette offers beside the screens of the side bar. */
  readonly commands?: readonly Command[]
  readonly find?: Find
  /** Stands in the header before the user menu: a customer's balance. */
  readonly header?: ReactNode
  readonly children: ReactNode
}

/** The frame of every signed-in console: brand, side bar, palette, live updates, user menu. */
export function ConsoleShell(props: ConsoleShellProps) {
  const { sections, commands = [], find, children } = props
  const [menu, { toggle, close: closeMenu }] = useDisclosure()
  const [palette, { open: openPalette, close: closePalette }] = useDisclosure()
  const [paletteUsed, setPaletteUsed] = useState(false)
  if (palette && !paletteUsed) setPaletteUsed(true)
  useHotkeys([['mod+K', openPalette]], [])
  const places = sections.flatMap((section) => section.items).map(({ label, to, icon }) => ({ id: to, label, icon, target: { to } }))
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !menu } }}
      padding={{ base: 'sm', sm: 'lg' }}
    >
      <a href="#main" className="lc-skip">
        Skip to content
      </a>
      <AppShell.Header>
        <Header {...props} menuOpen={menu} onMenu={toggle} onSearch={openPalette} />
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label="Main" style={{ overflowY: 'auto' }}>
        <Navigation sections={sections} onNavigate={closeMenu} />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} style={{ outline: 'none' }}>
        <Box maw={1280} mx="auto">
          {children}
        </Box>
      </AppShell.Main>
      {paletteUsed && (
        <Suspense fallback={null}>
          <Palette opened={palette} commands={[...places, ...commands]} onClose={closePalette} {...(find && { find })} />
        </Suspense>
      )}
    </AppShell>
  )
}

function PaletteButtons({ onOpen }: { readonly onOpen: () => void }) {
  return (
    <>
      <Button
        variant="default"
        c="dimmed"
        fw={400}
        visibleFrom="sm"
        leftSection={<SearchIcon size={15} />}
        rightSection={
          <Kbd size="xs" aria-hidden>
            Ctrl K
          </Kbd>
        }
        onClick={onOpen}
        aria-keyshortcuts="Control+K"
      >
        <VisuallyHidden>Search</VisuallyHidden>
        <Text span inherit visibleFrom="md" aria-hidden>
          Search
        </Text>
      </Button>
      <ActionIcon variant="subtle" color="gray" size="lg" hiddenFrom="sm" onClick={onOpen} aria-label="Search">
        <SearchIcon />
      </ActionIcon>
    </>
  )
}

type HeaderProps = ConsoleShellProps & { readonly menuOpen: boolean; readonly onMenu: () => void; readonly onSearch: () => void }

function Header({ me, site, suffix, homePath, securityPath, header, menuOpen, onMenu, onSearch }: HeaderProps) {
  const live = useLive()
  return (
    <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="sm">
      <Group gap="xs" wrap="nowrap" miw={0}>
        <Burger
          opened={menuOpen}
          onClick={onMenu}
          hiddenFrom="sm"
          size="sm"
          aria-label={menuOpen ? 'Close menu' : 'Open menu'}
          aria-expanded={menuOpen}
        />
        <BrandMark name={site.tenant.name} logoUrl={site.branding.logoUrl} to={homePath} compact {...(suffix && { suffix })} />
      </Group>
      <Group gap="xs" wrap="nowrap">
        {live === 'reconnecting' && (
          <Badge className="lc-tone" data-tone="warn" variant="transparent" role="status">
            Reconnecting
          </Badge>
        )}
        <PaletteButtons onOpen={onSearch} />
        {header}
        <UserMenu me={me} securityPath={securityPath} />
      </Group>
    </Group>
  )
}
