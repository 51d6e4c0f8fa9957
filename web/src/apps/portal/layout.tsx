import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Outlet } from '@tanstack/react-router'
import { threadsQuery } from '../../api/messages.ts'
import {
  BellIcon,
  CallLogIcon,
  HandsetIcon,
  HomeIcon,
  IdCardIcon,
  MessageIcon,
  OrderIcon,
  PackageIcon,
  PhoneIcon,
  PlusIcon,
  ServerIcon,
  ShieldIcon,
  SimIcon,
  TicketIcon,
  WalletIcon,
} from '../../ui/icons.tsx'
import { ConsoleShell } from '../../ui/shell/app-shell.tsx'
import type { NavSection } from '../../ui/shell/navigation.tsx'
import { Bell } from '../inbox/bell.tsx'
import { BalanceButton } from './balance-button.tsx'
import { findOwn } from './find.ts'

const route = getRouteApi('/portal')

const sections = (unread: number): readonly NavSection[] => [
  {
    items: [
      { label: 'Home', to: '/home', icon: HomeIcon },
      { label: 'Messages', to: '/messages', icon: MessageIcon, count: unread },
      { label: 'Calls', to: '/calls', icon: CallLogIcon },
    ],
  },
  {
    label: 'Services',
    items: [
      { label: 'Numbers', to: '/numbers', icon: PhoneIcon },
      { label: 'eSIMs', to: '/esims', icon: SimIcon },
      { label: 'Servers', to: '/servers', icon: ServerIcon },
      { label: 'Packages', to: '/packages', icon: PackageIcon },
      { label: 'Devices', to: '/devices', icon: HandsetIcon },
    ],
  },
  {
    label: 'Account',
    items: [
      { label: 'Wallet', to: '/wallet', icon: WalletIcon },
      { label: 'Orders', to: '/orders', icon: OrderIcon },
      { label: 'Support', to: '/support', icon: TicketIcon },
      { label: 'Notifications', to: '/notifications', icon: BellIcon },
      { label: 'Verification', to: '/verification', icon: IdCardIcon },
      { label: 'Security', to: '/security', icon: ShieldIcon },
    ],
  },
]

const commands = [
  { id: 'find-number', label: 'Get a number', icon: PlusIcon, target: { to: '/numbers/find' } },
  { id: 'get-esim', label: 'Get an eSIM', icon: PlusIcon, target: { to: '/esims/store' } },
  { id: 'new-server', label: 'New server', icon: PlusIcon, target: { to: '/servers/new' } },
] as const

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
      header={
        <>
          <BalanceButton />
          <Bell to="/notifications" />
        </>
      }
    >
      <Outlet />
    </ConsoleShell>
  )
}
