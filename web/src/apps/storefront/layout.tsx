import { Group } from '@mantine/core'
import { getRouteApi, Navigate, Outlet, useLocation } from '@tanstack/react-router'
import { ButtonLink } from '../../ui/links.tsx'
import { PublicShell } from '../../ui/shell/public-shell.tsx'
import { homeOf } from '../session.ts'

const route = getRouteApi('/storefront')

/** Frame of the public pages; before the first-run set-up every page leads there. */
export function StorefrontLayout() {
  const { site, me } = route.useRouteContext()
  const { pathname } = useLocation()
  if (site.needsSetup && pathname !== '/setup') return <Navigate to="/setup" />
  const actions = me ? (
    <ButtonLink to={homeOf(me)}>My account</ButtonLink>
  ) : (
    <Group gap="xs" wrap="nowrap">
      <ButtonLink to="/login" variant="default">
        Sign in
      </ButtonLink>
      <ButtonLink to="/sign-up" visibleFrom="xs">
        Sign up
      </ButtonLink>
    </Group>
  )
  return (
    <PublicShell site={site} actions={site.needsSetup ? null : actions}>
      <Outlet />
    </PublicShell>
  )
}
