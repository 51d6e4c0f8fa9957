import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import * as z from 'zod/mini'
import type { RootRoute } from '../root.tsx'
import { whoIsHere } from '../session.ts'
import { StorefrontLayout } from './layout.tsx'

const text = z.catch(z.optional(z.coerce.string()), undefined)
const Search = z.object({ country: text, type: text, areaCode: text, contains: text })
const Token = z.object({ token: text })
const Login = z.object({ next: text, verified: text })

/** Pages for everybody: the shop window and the way in. */
export function storefrontRoutes(root: RootRoute) {
  const layout = createRoute({
    getParentRoute: () => root,
    id: 'storefront',
    beforeLoad: async ({ context }) => ({ me: context.site.needsSetup ? null : await whoIsHere(context) }),
    component: StorefrontLayout,
  })
  const at = () => layout
  const home = createRoute({ getParentRoute: at, path: '/', validateSearch: Search, component: lazyRouteComponent(() => import('./home.tsx'), 'Home') })
  const setUp = createRoute({ getParentRoute: at, path: '/setup', validateSearch: Token, component: lazyRouteComponent(() => import('../access/set-up.tsx'), 'SetUp') })
  const signUp = createRoute({ getParentRoute: at, path: '/sign-up', validateSearch: Login, component: lazyRouteComponent(() => import('../access/sign-up.tsx'), 'SignUp') })
  const verify = createRoute({ getParentRoute: at, path: '/verify', validateSearch: Token, component: lazyRouteComponent(() => import('../access/verify.tsx'), 'Verify') })
  const login = createRoute({ getParentRoute: at, path: '/login', validateSearch: Login, component: lazyRouteComponent(() => import('../access/login.tsx'), 'Login') })
  const forgot = createRoute({ getParentRoute: at, path: '/forgot', component: lazyRouteComponent(() => import('../access/forgot.tsx'), 'Forgot') })
  const reset = createRoute({ getParentRoute: at, path: '/reset', validateSearch: Token, component: lazyRouteComponent(() => import('../access/reset.tsx'), 'Reset') })
  return layout.addChildren([home, setUp, signUp, verify, login, forgot, reset])
}
