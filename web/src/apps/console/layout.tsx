import { Outlet, useRouteContext } from '@tanstack/react-router'
import type { Me, Site } from '../../api/types.ts'
import {
  ActivityIcon,
  ArchiveIcon,
  BookIcon,
  BuildingIcon,
  CallLogIcon,
  ClockIcon,
  DatabaseIcon,
  FileTextIcon,
  GlobeIcon,
  HomeIcon,
  type Icon,
  IdCardIcon,
  ListIcon,
  MailIcon,
  MessageIcon,
  OrderIcon,
  PackageIcon,
  PhoneIcon,
  PlugIcon,
  RouteIcon,
  ServerIcon,
  ShieldIcon,
  SimIcon,
  TagIcon,
  TicketIcon,
  UsersIcon,
} from '../../ui/icons.tsx'
import { ConsoleShell } from '../../ui/shell/app-shell.tsx'
import type { NavSection } from '../../ui/shell/navigation.tsx'
import { Bell } from '../inbox/bell.tsx'
import { findRecords } from './find.ts'
import { useBase } from './place.ts'

type Place = {
  readonly label: string
  readonly path: string
  readonly icon: Icon
  readonly permission: string
  readonly exact?: boolean
  readonly also?: readonly string[]
}
type Group = { readonly label?: string; readonly places: readonly Place[] }

const GROUPS: readonly Group[] = [
  { places: [{ label: 'Home', path: '', icon: HomeIcon, permission: 'overview:read', exact: true }] },
  {
    label: 'Business',
    places: [
      { label: 'Customers', path: '/customers', icon: UsersIcon, permission: 'account:read' },
      { label: 'Orders', path: '/orders', icon: OrderIcon, permission: 'order:read' },
      { label: 'Ledger', path: '/ledger', icon: BookIcon, permission: 'ledger:read' },
      { label: 'Resellers', path: '/resellers', icon: BuildingIcon, permission: 'tenant:read' },
    ],
  },
  {
    label: 'Lines',
    places: [
      { label: 'Numbers', path: '/numbers', icon: PhoneIcon, permission: 'number:read' },
      { label: 'Messages', path: '/messages', icon: MessageIcon, permission: 'message:read' },
      { label: 'Calls', path: '/calls', icon: CallLogIcon, permission: 'call:read' },
      { label: 'eSIMs', path: '/esims', icon: SimIcon, permission: 'esim:read', also: ['/esim-plans'] },
      { label: 'Servers', path: '/instances', icon: ServerIcon, permission: 'instance:read', also: ['/compute-products'] },
      { label: 'Packages', path: '/packages', icon: PackageIcon, permission: 'package:read' },
    ],
  },
  {
    label: 'Wholesale',
    places: [
      { label: 'Carriers', path: '/carriers', icon: GlobeIcon, permission: 'carrier:read', also: ['/interconnects'] },
      { label: 'Rate plans', path: '/rate-plans', icon: TagIcon, permission: 'rate-plan:read' },
      { label: 'Routing plans', path: '/routing-plans', icon: RouteIcon, permission: 'routing-plan:read' },
      { label: 'Call records', path: '/cdrs', icon: ListIcon, permission: 'cdr:read' },
    ],
  },
  {
    label: 'Care',
    places: [
      { label: 'Tickets', path: '/tickets', icon: TicketIcon, permission: 'ticket:work' },
      { label: 'Verification', path: '/verifications', icon: IdCardIcon, permission: 'verification:review' },
      { label: 'Templates', path: '/templates', icon: FileTextIcon, permission: 'template:read' },
    ],
  },
  {
    label: 'Platform',
    places: [
      { label: 'System status', path: '/status', icon: ActivityIcon, permission: 'status:read' },
      { label: 'Providers', path: '/providers', icon: PlugIcon, permission: 'provider:read' },
      { label: 'Mailbox', path: '/mailbox', icon: MailIcon, permission: 'mail:read' },
      { label: 'Jobs', path: '/jobs', icon: ClockIcon, permission: 'job:read' },
      { label: 'Audit log', path: '/audit', icon: ListIcon, permission: 'audit:read' },
      { label: 'Data retention', path: '/retention', icon: ArchiveIcon, permission: 'retention:read' },
      { label: 'Backups', path: '/backups', icon: DatabaseIcon, permission: 'backup:read' },
    ],
  },
]

function sectionsFor(base: string, me: Me): readonly NavSection[] {
  return [
    ...GROUPS.map(({ label, places }) => ({
      ...(label && { label, folds: true }),
      items: places
        .filter((place) => me.permissions.includes(place.permission))
        .map(({ path, label: name, icon, exact, also = [] }) => ({
          ...{ label: name, to: `${base}${path}` || '/', icon, also: also.map((one) => `${base}${one}`) },
          ...(exact && { exact }),
        })),
    })).filter((section) => section.items.length > 0),
    { items: [{ label: 'Security', to: `${base}/security`, icon: ShieldIcon }] },
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
      find={findRecords(base, me.permissions.includes('carrier:read'))}
      header={<Bell to={`${base}/notifications`} />}
    >
      <Outlet />
    </ConsoleShell>
  )
}
