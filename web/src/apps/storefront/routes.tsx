import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { textParams } from '../../ui/search-params.ts'
import type { RootRoute } from '../root.tsx'
import { whoIsHere } from '../session.ts'
import { StorefrontLayout } from './layout.tsx'

const token = textParams('token')
const next = textParams('next')

/** Pages for everybody: the shop window and the way in. */
export function storefrontRoutes(root: RootRoute) {
  const layout = createRoute({
    getParentRoute: () => root,
    id: 'storefront',
    beforeLoad: async ({ context }) => ({ me: context.site.needsSetup ? null : await whoIsHere(context) }),
    component: StorefrontLayout,
  })
  const at = () => layout
  const home = createRoute({
    getParentRoute: at,
    path: '/',
    validateSearch: textParams('country', 'type', 'areaCode', 'contains'),
    component: lazyRouteComponent(() => import('./home.tsx'), 'Home'),
  })
  const setUp = createRoute({
    getParentRoute: at,
    path: '/setup',
    validateSearch: token,
    component: lazyRouteComponent(() => import('../access/set-up.tsx'), 'SetUp'),
  })
  const signUp = createRoute({
    getParentRoute: at,
    path: '/sign-up',
    validateSearch: next,
    component: lazyRouteComponent(() => import('../access/sign-up.tsx'), 'SignUp'),
  })
  const verify = createRoute({
    getParentRoute: at,
    path: '/verify',
    validateSearch: token,
    component: lazyRouteComponent(() => import('../access/verify.tsx'), 'Verify'),
  })
  const login = createRoute({
    getParentRoute: at,
    path: '/login',
    validateSearch: next,
    component: lazyRouteComponent(() => import('../access/login.tsx'), 'Login'),
  })
  const forgot = createRoute({
    getParentRoute: at,
    path: '/forgot',
    component: lazyRouteComponent(() => import('../access/forgot.tsx'), 'Forgot'),
  })
  const reset = createRoute({
    getParentRoute: at,
    path: '/reset',
    validateSearch: token,
    component: lazyRouteComponent(() => import('../access/reset.tsx'), 'Reset'),
  })
  const status = createRoute({
    getParentRoute: at,
    path: '/status',
    component: lazyRouteComponent(() => import('../status/status.tsx'), 'StatusPage'),
  })
  const install = createRoute({
    getParentRoute: at,
    path: '/install/$token',
    component: lazyRouteComponent(() => import('./install.tsx'), 'InstallPage'),
  })
  return layout.addChildren([home, setUp, signUp, verify, login, forgot, reset, status, install])
}
