import type { Services } from '../../platform/context.ts'
import type { RouteHttp } from '../../platform/routes.ts'
import type { Tenant } from '../tenants/index.ts'

/** What a browser keeps of a session: the access token for 15 minutes, the refresh token until the session ends. */
export type Tokens = { readonly access: string; readonly refresh: string; readonly accessUntil: Date; readonly refreshUntil: Date }

/** One pair of cookies per tenant, so that a browser may have the operator's console and a reseller's shop open at once. */
export const accessCookie = (tenant: Pick<Tenant, 'slug'>): string => `linecard_access_${tenant.slug}`
export const refreshCookie = (tenant: Pick<Tenant, 'slug'>): string => `linecard_refresh_${tenant.slug}`

const REFRESH_PATH = '/api/v1/auth'

const shared = (services: Services) => ({ httpOnly: true, sameSite: 'lax', secure: services.publicUrl.startsWith('https:') }) as const

/** Hands the tokens to the browser; scripts never see them, and the refresh token travels to its own route only. */
export function setCookies(services: Services, http: RouteHttp, tenant: Tenant, tokens: Tokens): void {
  http.reply.setCookie(accessCookie(tenant), tokens.access, { ...shared(services), path: '/', expires: tokens.accessUntil })
  http.reply.setCookie(refreshCookie(tenant), tokens.refresh, { ...shared(services), path: REFRESH_PATH, expires: tokens.refreshUntil })
}

export function clearCookies(services: Services, http: RouteHttp, tenant: Tenant): void {
  http.reply.clearCookie(accessCookie(tenant), { ...shared(services), path: '/' })
  http.reply.clearCookie(refreshCookie(tenant), { ...shared(services), path: REFRESH_PATH })
}
