import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { RootRoute } from '../root.tsx'
import { requireStaff } from '../session.ts'

/** The consoles of operator and reseller staff. */
export function consoleRoutes(root: RootRoute) {
  const screen = lazyRouteComponent(() => import('./placeholder.tsx'), 'ConsolePlaceholder')
  const admin = createRoute({
    getParentRoute: () => root,
    path: '/admin',
    beforeLoad: ({ context, location }) => requireStaff(context, location.href),
    component: screen,
  })
  const reseller = createRoute({
    getParentRoute: () => root,
    path: '/reseller',
    beforeLoad: ({ context, location }) => requireStaff(context, location.href),
    component: screen,
  })
  return [admin, reseller] as const
}
