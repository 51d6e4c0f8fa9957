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
    createRoute({ ...list, path: '/calls', component: lazyRouteComponent(() => import('./calls/list.tsx'), 'StaffCalls') }),
    createRoute({ ...list, path: '/esims', component: lazyRouteComponent(() => import('./esims/list.tsx'), 'EsimInventory') }),
    createRoute({ getParentRoute: at, path: '/esims/$id', component: lazyRouteComponent(() => import('./esims/esim.tsx'), 'StaffEsim') }),
    createRoute({ ...list, path: '/esim-plans', component: lazyRouteComponent(() => import('./esims/plans.tsx'), 'EsimPlans') }),
    createRoute({ ...list, path: '/packages', component: lazyRouteComponent(() => import('./packages/packages.tsx'), 'Packages') }),
    createRoute({ ...list, path: '/instances', component: lazyRouteComponent(() => import('./instances/list.tsx'), 'InstanceList') }),
    createRoute({
      getParentRoute: at,
      path: '/instances/$id',
      component: lazyRouteComponent(() => import('./instances/instance.tsx'), 'StaffInstance'),
    }),
    createRoute({
      ...list,
      path: '/compute-products',
      component: lazyRouteComponent(() => import('./instances/products.tsx'), 'ComputeProducts'),
    }),
    createRoute({ ...list, path: '/carriers', component: lazyRouteComponent(() => import('./carriers/list.tsx'), 'CarrierList') }),
    createRoute({ ...list, path: '/carriers/$id', component: lazyRouteComponent(() => import('./carriers/carrier.tsx'), 'CarrierPage') }),
    createRoute({
      ...list,
      path: '/interconnects/$id',
      component: lazyRouteComponent(() => import('./carriers/interconnect.tsx'), 'InterconnectPage'),
    }),
    createRoute({ ...list, path: '/rate-plans', component: lazyRouteComponent(() => import('./rate-plans/list.tsx'), 'RatePlanList') }),
    createRoute({ ...list, path: '/rate-plans/$id', component: lazyRouteComponent(() => import('./rate-plans/plan.tsx'), 'RatePlanPage') }),
    createRoute({
      ...list,
      path: '/routing-plans',
      component: lazyRouteComponent(() => import('./routing-plans/list.tsx'), 'RoutingPlanList'),
    }),
    createRoute({
      ...list,
      path: '/routing-plans/$id',
      component: lazyRouteComponent(() => import('./routing-plans/plan.tsx'), 'RoutingPlanPage'),
    }),
    createRoute({ ...list, path: '/cdrs', component: lazyRouteComponent(() => import('./cdrs/list.tsx'), 'CdrList') }),
    createRoute({
      ...list,
      path: '/verifications',
      component: lazyRouteComponent(() => import('./verifications/list.tsx'), 'VerificationQueue'),
    }),
    createRoute({
      getParentRoute: at,
      path: '/verifications/$id',
      component: lazyRouteComponent(() => import('./verifications/verification.tsx'), 'VerificationPage'),
    }),
    createRoute({ ...list, path: '/tickets', component: lazyRouteComponent(() => import('./tickets/list.tsx'), 'TicketQueue') }),
    createRoute({
      getParentRoute: at,
      path: '/tickets/$id',
      component: lazyRouteComponent(() => import('./tickets/ticket.tsx'), 'TicketPage'),
    }),
    createRoute({ ...list, path: '/templates', component: lazyRouteComponent(() => import('./templates/list.tsx'), 'TemplateList') }),
    createRoute({
      getParentRoute: at,
      path: '/templates/$id',
      component: lazyRouteComponent(() => import('./templates/template.tsx'), 'TemplatePage'),
    }),
    createRoute({
      ...list,
      path: '/notifications',
      component: lazyRouteComponent(() => import('./notifications/notifications.tsx'), 'StaffNotifications'),
    }),
    createRoute({ ...list, path: '/status', component: lazyRouteComponent(() => import('./status/status.tsx'), 'SystemStatus') }),
    createRoute({ ...list, path: '/retention', component: lazyRouteComponent(() => import('./archive/retention.tsx'), 'Retention') }),
    createRoute({ ...list, path: '/backups', component: lazyRouteComponent(() => import('./archive/backups.tsx'), 'Backups') }),
  ])
}
