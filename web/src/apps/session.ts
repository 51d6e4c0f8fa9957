import type { QueryClient } from '@tanstack/react-query'
import { redirect } from '@tanstack/react-router'
import { meQuery, siteQuery } from '../api/access.ts'
import type { Me, Site } from '../api/types.ts'

export type AppContext = { readonly queryClient: QueryClient }
export type Customer = Me & { readonly account: NonNullable<Me['account']> }

const isOutside = (me: Me): me is Customer => me.account !== null
const isCarrier = (me: Me): boolean => me.role === 'carrier_user'
const isCustomer = (me: Me): me is Customer => isOutside(me) && !isCarrier(me)

/** A customer belongs to one shop; in another one of the same installation he is a visitor. */
const belongsHere = (me: Me, site: Site) => !isOutside(me) || me.tenant.id === site.tenant.id

/** Who is signed in on these pages, or null. */
export async function whoIsHere({ queryClient }: AppContext): Promise<Me | null> {
  const [me, site] = await Promise.all([queryClient.fetchQuery(meQuery), queryClient.ensureQueryData(siteQuery)])
  return me && belongsHere(me, site) ? me : null
}

/** Where somebody's work is: a portal for customers and carriers, a console for staff. */
export const homeOf = (me: Me): '/home' | '/carrier' | '/admin' | '/reseller' =>
  isCarrier(me) ? '/carrier' : isOutside(me) ? '/home' : me.tenant.kind === 'operator' ? '/admin' : '/reseller'

const signInFirst = (href: string) => redirect({ to: '/login', search: { next: href } })

/** For `beforeLoad` of the portal: staff go to their console, visitors sign in first. */
export async function requireCustomer(context: AppContext, href: string): Promise<{ me: Customer; site: Site }> {
  const me = await whoIsHere(context)
  if (!me) throw signInFirst(href)
  if (!isCustomer(me)) throw redirect({ to: homeOf(me) })
  return { me, site: await context.queryClient.ensureQueryData(siteQuery) }
}

/** For `beforeLoad` of a console: customers go to their portal, visitors sign in first. */
export async function requireStaff(context: AppContext, href: string): Promise<{ me: Me; site: Site }> {
  const me = await whoIsHere(context)
  if (!me) throw signInFirst(href)
  if (isOutside(me)) throw redirect({ to: homeOf(me) })
  return { me, site: await context.queryClient.ensureQueryData(siteQuery) }
}

/** For `beforeLoad` of a carrier's pages: everybody else goes where his own work is. */
export async function requireCarrier(context: AppContext, href: string): Promise<{ me: Customer; site: Site }> {
  const me = await whoIsHere(context)
  if (!me) throw signInFirst(href)
  if (!isOutside(me) || !isCarrier(me)) throw redirect({ to: homeOf(me) })
  return { me, site: await context.queryClient.ensureQueryData(siteQuery) }
}

/** After signing in or out nothing of the former session may stay in memory. */
export function forgetSession(client: QueryClient): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'site' })
}
