import type { Route } from '../../platform/routes.ts'
import { alertRoutes, carrierRoutes, contactRoutes } from './carrier-routes.ts'
import { cdrRoutes, importRoutes } from './cdr-routes.ts'
import { portalRoutes } from './portal-routes.ts'
import { interconnectRoutes, serviceRoutes } from './trunk-routes.ts'

export const routes: readonly Route[] = [
  ...carrierRoutes,
  ...contactRoutes,
  ...alertRoutes,
  ...interconnectRoutes,
  ...serviceRoutes,
  ...cdrRoutes,
  ...importRoutes,
  ...portalRoutes,
]
