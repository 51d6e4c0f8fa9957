import type { QueryClient } from '@tanstack/react-query'
import { createRouter, parseSearchWith, stringifySearchWith } from '@tanstack/react-router'
import { basePath } from './api/place.ts'
import { carrierRoutes } from './apps/carrier/routes.tsx'
import { consoleRoutes } from './apps/console/routes.tsx'
import { portalRoutes } from './apps/portal/routes.tsx'
import { Broken, NowhereHere, rootRoute } from './apps/root.tsx'
import { storefrontRoutes } from './apps/storefront/routes.tsx'

const routeTree = rootRoute.addChildren([
  storefrontRoutes(rootRoute),
  portalRoutes(rootRoute),
  carrierRoutes(rootRoute),
  ...consoleRoutes(rootRoute),
])

/** All screens of all apps; a reseller's pages are the same ones below /t/{slug}. */
export const createAppRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree,
    context: { queryClient },
    basepath: basePath || '/',
    // Addresses hold plain texts (?areaCode=415), not the JSON the router would write.
    parseSearch: parseSearchWith((text) => text),
    stringifySearch: stringifySearchWith(String),
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: Broken,
    defaultNotFoundComponent: NowhereHere,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
