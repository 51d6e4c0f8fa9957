import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Outlet } from '@tanstack/react-router'
import { threadsQuery } from '../../api/messages.ts'
import { HomeIcon, MessageIcon, OrderIcon, PhoneIcon, PlusIcon, ShieldIcon, WalletIcon } from '../../ui/icons.tsx'
import { ConsoleShell } from '../../ui/shell/app-shell.tsx'
import type { NavSection } from '../../ui/shell/navigation.tsx'
import { BalanceButton } from './balance-button.tsx'
import { findOwn } from './find.ts'

const route = getRouteApi('/portal')

const sections = (unread: number): readonly NavSection[] => [
  {
    items: [
      { label: 'Home', to: '/home', icon: HomeIcon },
      { label: 'Messages', to: '/messages', icon: MessageIcon, count: unread },
      { label: 'Numbers', to: '/numbers', icon: PhoneIcon },
      { label: 'Wallet', to: '/wallet', icon: WalletIcon },
      { label: 'Orders', to: '/orders', icon: OrderIcon },
    ],
  },
  { label: 'Account', items: [{ label: 'Security', to: '/security', icon: ShieldIcon }] },
]

const commands = [{ id: 'find-number', label: 'Get a number', icon: PlusIcon, target: { to: '/numbers/find' } }] as const

/** The frame of the customer's pages, with the balance always in sight. */
export function PortalLayout() {
  const { me, site } = route.useRouteContext()
  const threads = useQuery(threadsQuery)
  const unread = threads.data?.items.reduce((sum, thread) => sum + thread.unread, 0) ?? 0
  return (
    <ConsoleShell
      me={me}
      site={site}
      homePath="/home"
      securityPath="/security"
      sections={sections(unread)}
      commands={commands}
      find={findOwn}
      header={<BalanceButton />}
    >
      <Outlet />
    </ConsoleShell>
  )
}
