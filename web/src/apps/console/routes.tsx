import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { listSearch } from '../../ui/search-params.ts'
import type { RootRoute } from '../root.tsx'
import { requireStaff } from '../session.ts'

/** The consoles of operator and reseller staff: the same screens, each showing its own business. */
export function consoleRoutes(root: RootRoute) {
  return [consoleAt(root, '/admin'), consoleAt(root, '/reseller')] as const
}

function consoleAt<const Base extends '/admin' | '/reseller'>(root: RootRoute, path: Base) {
  const layout = createRoute({
    getParentRoute: () => root,
    path,
    beforeLoad: async ({ context, location }) => ({
      ...(await requireStaff(context, location.href)),
      base: path as '/admin' | '/reseller',
    }),
    component: lazyRouteComponent(() => import('./layout.tsx'), 'ConsoleLayout'),
  })
  const at = () => layout
  const list = { getParentRoute: at, validateSearch: listSearch }
  return layout.addChildren([
    createRoute({ getParentRoute: at, path: '/', component: lazyRouteComponent(() => import('./home/home.tsx'), 'ConsoleHome') }),
    createRoute({ ...list, path: '/customers', component: lazyRouteComponent(() => import('./customers/list.tsx'), 'CustomerList') }),
    createRoute({
      ...list,
      path: '/customers/$id',
      component: lazyRouteComponent(() => import('./customers/customer.tsx'), 'CustomerPage'),
    }),
    createRoute({ ...list, path: '/orders', component: lazyRouteComponent(() => import('./orders/list.tsx'), 'StaffOrders') }),
    createRoute({
      getParentRoute: at,
      path: '/orders/$id',
      component: lazyRouteComponent(() => import('./orders/order.tsx'), 'StaffOrder'),
    }),
    createRoute({ ...list, path: '/numbers', component: lazyRouteComponent(() => import('./numbers/list.tsx'), 'NumberInventory') }),
    createRoute({ ...list, path: '/messages', component: lazyRouteComponent(() => import('./messages/list.tsx'), 'StaffMessages') }),
    createRoute({ ...list, path: '/ledger', component: lazyRouteComponent(() => import('./ledger/ledger.tsx'), 'LedgerPage') }),
    createRoute({
      getParentRoute: at,
      path: '/resellers',
      component: lazyRouteComponent(() => import('./resellers/resellers.tsx'), 'Resellers'),
    }),
    createRoute({
      getParentRoute: at,
      path: '/providers',
      component: lazyRouteComponent(() => import('./providers/list.tsx'), 'Providers'),
    }),
    createRoute({
      getParentRoute: at,
      path: '/providers/$id',
      component: lazyRouteComponent(() => import('./providers/provider.tsx'), 'ProviderPage'),
    }),
    createRoute({ ...list, path: '/audit', component: lazyRouteComponent(() => import('./audit/audit.tsx'), 'AuditLog') }),
    createRoute({ ...list, path: '/mailbox', component: lazyRouteComponent(() => import('./mailbox/mailbox.tsx'), 'Mailbox') }),
    createRoute({ ...list, path: '/jobs', component: lazyRouteComponent(() => import('./jobs/jobs.tsx'), 'Jobs') }),
    createRoute({
      getParentRoute: at,
      path: '/security',
      component: lazyRouteComponent(() => import('../portal/security/security.tsx'), 'SecurityPage'),
    }),
  ])
}
