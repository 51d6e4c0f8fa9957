import type { Services } from '../../platform/context.ts'
import type { RouteHttp } from '../../platform/routes.ts'
import type { Tenant } from '../tenants/index.ts'

export type Token = { readonly value: string; readonly until: Date }

/** What a browser keeps of a session: the access token for 15 minutes, the refresh token until the session ends; none before the sign-in is complete. */
export type Tokens = { readonly access: Token; readonly refresh: Token | null }

/** One pair of cookies per tenant, so that a browser may have the operator's console and a reseller's shop open at once. */
export const accessCookie = (tenant: Pick<Tenant, 'slug'>): string => `linecard_access_${tenant.slug}`
export const refreshCookie = (tenant: Pick<Tenant, 'slug'>): string => `linecard_refresh_${tenant.slug}`

const REFRESH_PATH = '/api/v1/auth'

const shared = (services: Services) => ({ httpOnly: true, sameSite: 'lax', secure: services.publicUrl.startsWith('https:') }) as const

/** Hands the tokens to the browser; scripts never see them, and the refresh token travels to its own route only. */
export function setCookies(services: Services, http: RouteHttp, tenant: Tenant, tokens: Tokens): void {
  const { access, refresh } = tokens
  http.reply.setCookie(accessCookie(tenant), access.value, { ...shared(services), path: '/', expires: access.until })
  if (refresh)
    http.reply.setCookie(refreshCookie(tenant), refresh.value, { ...shared(services), path: REFRESH_PATH, expires: refresh.until })
}

export function clearCookies(services: Services, http: RouteHttp, tenant: Tenant): void {
  http.reply.clearCookie(accessCookie(tenant), { ...shared(services), path: '/' })
  http.reply.clearCookie(refreshCookie(tenant), { ...shared(services), path: REFRESH_PATH })
}
