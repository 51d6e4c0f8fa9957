import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { listSearch } from '../../ui/search-params.ts'
import type { RootRoute } from '../root.tsx'
import { requireCarrier } from '../session.ts'

/** What a carrier sees of its own account: balances, rates, call records. */
export function carrierRoutes(root: RootRoute) {
  const layout = createRoute({
    getParentRoute: () => root,
    path: '/carrier',
    beforeLoad: ({ context, location }) => requireCarrier(context, location.href),
    component: lazyRouteComponent(() => import('./layout.tsx'), 'CarrierLayout'),
  })
  const at = () => layout
  const list = { getParentRoute: at, validateSearch: listSearch }
  return layout.addChildren([
    createRoute({ getParentRoute: at, path: '/', component: lazyRouteComponent(() => import('./overview.tsx'), 'CarrierOverview') }),
    createRoute({ ...list, path: '/rates', component: lazyRouteComponent(() => import('./rates.tsx'), 'CarrierRates') }),
    createRoute({ ...list, path: '/cdrs', component: lazyRouteComponent(() => import('./cdrs.tsx'), 'CarrierCdrs') }),
  ])
}
