import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { listSearch, textParams } from '../../ui/search-params.ts'
import type { RootRoute } from '../root.tsx'
import { requireCustomer } from '../session.ts'

/** What a customer sees of his account. */
export function portalRoutes(root: RootRoute) {
  const layout = createRoute({
    getParentRoute: () => root,
    id: 'portal',
    beforeLoad: ({ context, location }) => requireCustomer(context, location.href),
    component: lazyRouteComponent(() => import('./layout.tsx'), 'PortalLayout'),
  })
  const at = () => layout
  const list = { getParentRoute: at, validateSearch: listSearch }
  return layout.addChildren([
    createRoute({ getParentRoute: at, path: '/home', component: lazyRouteComponent(() => import('./home.tsx'), 'PortalHome') }),
    createRoute({
      getParentRoute: at,
      path: '/checkout',
      component: lazyRouteComponent(() => import('./checkout/checkout.tsx'), 'Checkout'),
    }),
    createRoute({
      getParentRoute: at,
      path: '/checkout/$orderId',
      component: lazyRouteComponent(() => import('./checkout/progress.tsx'), 'Progress'),
    }),
    createRoute({ ...list, path: '/wallet', component: lazyRouteComponent(() => import('./wallet/wallet.tsx'), 'WalletPage') }),
    createRoute({
      getParentRoute: at,
      path: '/wallet/paid',
      validateSearch: textParams('payment', 'to', 'cancelled'),
      component: lazyRouteComponent(() => import('./wallet/paid.tsx'), 'Paid'),
    }),
    createRoute({ ...list, path: '/numbers', component: lazyRouteComponent(() => import('./numbers/list.tsx'), 'NumberList') }),
    createRoute({
      getParentRoute: at,
      path: '/numbers/find',
      validateSearch: textParams('country', 'type', 'areaCode', 'contains'),
      component: lazyRouteComponent(() => import('./numbers/find.tsx'), 'FindNumber'),
    }),
    createRoute({
      getParentRoute: at,
      path: '/numbers/$id',
      component: lazyRouteComponent(() => import('./numbers/number-page.tsx'), 'NumberPage'),
    }),
    createRoute({
      getParentRoute: at,
      path: '/messages',
      validateSearch: textParams('number', 'peer', 'compose'),
      component: lazyRouteComponent(() => import('./messages/messages.tsx'), 'Messages'),
    }),
    createRoute({ ...list, path: '/orders', component: lazyRouteComponent(() => import('./orders/list.tsx'), 'OrderList') }),
    createRoute({
      getParentRoute: at,
      path: '/orders/$id',
      component: lazyRouteComponent(() => import('./orders/order-page.tsx'), 'OrderPage'),
    }),
    createRoute({
      getParentRoute: at,
      path: '/security',
      component: lazyRouteComponent(() => import('./security/security.tsx'), 'SecurityPage'),
    }),
    createRoute({ ...list, path: '/calls', component: lazyRouteComponent(() => import('./calls/calls.tsx'), 'Calls') }),
    createRoute({ getParentRoute: at, path: '/devices', component: lazyRouteComponent(() => import('./devices/devices.tsx'), 'Devices') }),
    createRoute({
      getParentRoute: at,
      path: '/numbers/$id/rules',
      component: lazyRouteComponent(() => import('./numbers/rules/rules.tsx'), 'CallRules'),
    }),
    createRoute({ ...list, path: '/esims', component: lazyRouteComponent(() => import('./esims/list.tsx'), 'EsimList') }),
    createRoute({ ...list, path: '/esims/store', component: lazyRouteComponent(() => import('./esims/store.tsx'), 'EsimStore') }),
    createRoute({ getParentRoute: at, path: '/esims/$id', component: lazyRouteComponent(() => import('./esims/esim.tsx'), 'EsimPage') }),
    createRoute({ ...list, path: '/packages', component: lazyRouteComponent(() => import('./packages/packages.tsx'), 'PackageList') }),
    createRoute({ ...list, path: '/servers', component: lazyRouteComponent(() => import('./servers/list.tsx'), 'ServerList') }),
    createRoute({
      getParentRoute: at,
      path: '/servers/new',
      component: lazyRouteComponent(() => import('./servers/new.tsx'), 'NewServer'),
    }),
    createRoute({
      getParentRoute: at,
      path: '/servers/$id',
      component: lazyRouteComponent(() => import('./servers/server.tsx'), 'ServerPage'),
    }),
    createRoute({
      getParentRoute: at,
      path: '/verification',
      component: lazyRouteComponent(() => import('./verification/verification.tsx'), 'VerificationPage'),
    }),
    createRoute({ ...list, path: '/support', component: lazyRouteComponent(() => import('./support/list.tsx'), 'TicketList') }),
    createRoute({
      getParentRoute: at,
      path: '/support/$id',
      component: lazyRouteComponent(() => import('./support/ticket.tsx'), 'TicketPage'),
    }),
    createRoute({
      ...list,
      path: '/notifications',
      component: lazyRouteComponent(() => import('./notifications/notifications.tsx'), 'Notifications'),
    }),
  ])
}
