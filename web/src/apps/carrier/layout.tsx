import { getRouteApi, Outlet } from '@tanstack/react-router'
import { HomeIcon, ListIcon, TagIcon } from '../../ui/icons.tsx'
import { ConsoleShell } from '../../ui/shell/app-shell.tsx'
import type { NavSection } from '../../ui/shell/navigation.tsx'

const route = getRouteApi('/carrier')

const sections: readonly NavSection[] = [
  {
    items: [
      { label: 'Overview', to: '/carrier', icon: HomeIcon, exact: true },
      { label: 'Rates', to: '/carrier/rates', icon: TagIcon },
      { label: 'Call records', to: '/carrier/cdrs', icon: ListIcon },
    ],
  },
]

const findNothing = async () => []

/** The frame of a carrier's pages. */
export function CarrierLayout() {
  const { me, site } = route.useRouteContext()
  return (
    <ConsoleShell me={me} site={site} suffix="Carrier" homePath="/carrier" securityPath="/carrier" sections={sections} find={findNothing}>
      <Outlet />
    </ConsoleShell>
  )
}
