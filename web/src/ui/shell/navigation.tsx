import { Badge, Box, Stack, Text, UnstyledButton } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect, useId } from 'react'
import { openSlug } from '../../api/place.ts'
import { DownIcon, type Icon } from '../icons.tsx'
import { NavigationLink } from '../links.tsx'

type NavItem = {
  readonly label: string
  readonly to: string
  readonly icon: Icon
  readonly exact?: boolean
  /** Screens beside its own that belong to it. */
  readonly also?: readonly string[]
  readonly count?: number
}
export type NavSection = { readonly label?: string; readonly items: readonly NavItem[]; readonly folds?: boolean }

type Folds = Readonly<Record<string, boolean>>

const isWithin = (path: string, to: string): boolean => path === to || path.startsWith(`${to}/`)

const leadsTo = ({ items }: NavSection, path: string): boolean =>
  items.some(({ to, exact, also = [] }) => (exact ? path === to : [to, ...also].some((one) => isWithin(path, one))))

/** Which sections are unfolded: what was chosen by hand and remembered, otherwise the one with the open screen, or the first. */
function useFolds(sections: readonly NavSection[]) {
  const path = useLocation({ select: ({ pathname }) => pathname })
  const [chosen, choose] = useLocalStorage<Folds>({
    key: `linecard.menu.${openSlug ?? ''}`,
    defaultValue: {},
    getInitialValueInEffect: false,
  })
  const folding = sections.filter(({ folds }) => folds)
  const current = folding.find((section) => leadsTo(section, path))?.label
  useEffect(() => {
    // A screen reached by another way than the menu is found in it again.
    if (current) choose((before) => (before[current] === false ? { ...before, [current]: true } : before))
  }, [current, choose])
  const shown = current ?? folding[0]?.label
  const isOpen = (label: string) => chosen[label] ?? label === shown
  return { isOpen, toggle: (label: string) => choose({ ...chosen, [label]: !isOpen(label) }) }
}

type NavigationProps = { readonly sections: readonly NavSection[]; readonly onNavigate: () => void }

/** The side bar: sections of links that fold, the open one marked for eyes and readers. */
export function Navigation({ sections, onNavigate }: NavigationProps) {
  const folds = useFolds(sections)
  return (
    <Stack gap="xs" component="div">
      {sections.map((section) => {
        const { label = '', items } = section
        const links = <Items items={items} onNavigate={onNavigate} />
        if (!section.folds) return <Labelled key={label || items[0]?.to} {...{ label, links }} />
        return <Fold key={label} {...{ label, links }} isOpen={folds.isOpen(label)} onToggle={() => folds.toggle(label)} />
      })}
    </Stack>
  )
}

type SectionProps = { readonly label: string; readonly links: ReactNode }

function Labelled({ label, links }: SectionProps) {
  return (
    <Box>
      {label && (
        <Text size="xs" fw={600} c="dimmed" px="sm" mb={4}>
          {label}
        </Text>
      )}
      {links}
    </Box>
  )
}

type FoldProps = SectionProps & { readonly isOpen: boolean; readonly onToggle: () => void }

function Fold({ label, links, isOpen, onToggle }: FoldProps) {
  const id = useId()
  return (
    <Box>
      <UnstyledButton className="lc-fold" onClick={onToggle} aria-expanded={isOpen} {...(isOpen && { 'aria-controls': id })}>
        {label}
        <DownIcon size={14} />
      </UnstyledButton>
      {isOpen && <div id={id}>{links}</div>}
    </Box>
  )
}

function Items({ items, onNavigate }: { readonly items: readonly NavItem[]; readonly onNavigate: () => void }) {
  return (
    <Stack gap={2}>
      {items.map(({ label, to, icon: ItemIcon, exact = false, count }) => (
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
  )
}
