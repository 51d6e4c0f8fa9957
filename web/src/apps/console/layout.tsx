import { Outlet, useRouteContext } from '@tanstack/react-router'
import type { Me, Site } from '../../api/types.ts'
import {
  BookIcon,
  BuildingIcon,
  ClockIcon,
  HomeIcon,
  type Icon,
  ListIcon,
  MailIcon,
  MessageIcon,
  OrderIcon,
  PhoneIcon,
  PlugIcon,
  ShieldIcon,
  UsersIcon,
} from '../../ui/icons.tsx'
import { ConsoleShell } from '../../ui/shell/app-shell.tsx'
import type { NavSection } from '../../ui/shell/navigation.tsx'
import { findRecords } from './find.ts'
import { useBase } from './place.ts'

type Place = { readonly label: string; readonly path: string; readonly icon: Icon; readonly permission: string; readonly exact?: boolean }
type Group = { readonly label?: string; readonly places: readonly Place[] }

const GROUPS: readonly Group[] = [
  { places: [{ label: 'Home', path: '', icon: HomeIcon, permission: 'overview:read', exact: true }] },
  {
    label: 'Business',
    places: [
      { label: 'Customers', path: '/customers', icon: UsersIcon, permission: 'account:read' },
      { label: 'Orders', path: '/orders', icon: OrderIcon, permission: 'order:read' },
      { label: 'Numbers', path: '/numbers', icon: PhoneIcon, permission: 'number:read' },
      { label: 'Messages', path: '/messages', icon: MessageIcon, permission: 'message:read' },
      { label: 'Ledger', path: '/ledger', icon: BookIcon, permission: 'ledger:read' },
      { label: 'Resellers', path: '/resellers', icon: BuildingIcon, permission: 'tenant:read' },
    ],
  },
  {
    label: 'Platform',
    places: [
      { label: 'Providers', path: '/providers', icon: PlugIcon, permission: 'provider:read' },
      { label: 'Mailbox', path: '/mailbox', icon: MailIcon, permission: 'mail:read' },
      { label: 'Jobs', path: '/jobs', icon: ClockIcon, permission: 'job:read' },
      { label: 'Audit log', path: '/audit', icon: ListIcon, permission: 'audit:read' },
    ],
  },
]

function sectionsFor(base: string, me: Me): readonly NavSection[] {
  return [
    ...GROUPS.map(({ label, places }) => ({
      ...(label && { label }),
      items: places
        .filter((place) => me.permissions.includes(place.permission))
        .map(({ path, label: name, icon, exact }) => ({ label: name, to: `${base}${path}` || '/', icon, ...(exact && { exact }) })),
    })).filter((section) => section.items.length > 0),
    { label: 'You', items: [{ label: 'Security', to: `${base}/security`, icon: ShieldIcon }] },
  ]
}

/** The frame of the operator's and the resellers' consoles. */
export function ConsoleLayout() {
  const base = useBase()
  const { me, site } = useRouteContext({ strict: false }) as { me: Me; site: Site }
  return (
    <ConsoleShell
      me={me}
      site={site}
      suffix={base === '/admin' ? 'Operator' : 'Reseller'}
      homePath={base}
      securityPath={`${base}/security`}
      sections={sectionsFor(base, me)}
      find={findRecords(base)}
    >
      <Outlet />
    </ConsoleShell>
  )
}
