import type { FastifyRequest } from 'fastify'
import type { Services } from '../../platform/context.ts'
import { requestErrors } from '../../platform/errors.ts'
import type { Principal } from '../../platform/http.ts'
import { findTenant, rootTenant, type Tenant, tenantIsBelow } from '../tenants/index.ts'
import { accessCookie } from './cookies.ts'
import { type Known, recognise } from './principals.ts'

const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/** Whose pages the request comes from: the header, then the host, then the operator. Throws 404 when the header names nobody. */
async function tenantOf(services: Services, request: FastifyRequest): Promise<Tenant> {
  const slug = request.headers['linecard-tenant']
  if (typeof slug === 'string' && slug) {
    const found = await findTenant(services, { slug })
    // Falling back to the operator would show a reseller's visitor another brand.
    if (!found) throw requestErrors.notFound({ detail: 'There is no business of this name here.' })
    return found
  }
  const host = request.headers.host ?? ''
  const byHost = LOCAL.test(host) ? undefined : await findTenant(services, { host: host.replace(/:\d+$/, '') })
  return byHost ?? rootTenant(services)
}

/** Customers and other tenants' staff stay at home; the operator's staff may act in the tenants below theirs. */
async function mayActIn(services: Services, known: Known, tenant: Tenant): Promise<boolean> {
  if (known.tenantId === tenant.id) return true
  if (known.accountId !== null || !known.permissions.has('tenant:enter')) return false
  return tenantIsBelow(services, tenant.id, known.tenantId)
}

type Found = { readonly known: Known; readonly tenant: Tenant }

/** The tenant's own cookie, or that of a tenant above it whose person may enter. */
async function byCookie(services: Services, request: FastifyRequest, addressed: Tenant): Promise<Found | undefined> {
  for (let at: Tenant | undefined = addressed; at; at = at.parentId ? await findTenant(services, { id: at.parentId }) : undefined) {
    const token = request.cookies[accessCookie(at)]
    const known = token ? await recognise(services, token) : undefined
    if (known && (await mayActIn(services, known, addressed))) return { known, tenant: addressed }
  }
  return undefined
}

async function byBearer(services: Services, request: FastifyRequest, token: string): Promise<Found | undefined> {
  const known = await recognise(services, token)
  if (!known) return undefined
  // A token knows its tenant, so the usual call with one needs nothing but its own row.
  const tenant = request.headers['linecard-tenant'] ? await tenantOf(services, request) : await findTenant(services, { id: known.tenantId })
  return tenant && (await mayActIn(services, known, tenant)) ? { known, tenant } : undefined
}

const NOBODY: ReadonlySet<string> = new Set()

/**
 * Finds out who sends a request, from its bearer token or its cookie. Whoever is unknown, or unknown in the tenant that is addressed, is a
 * visitor there. Throws 404 when the addressed tenant does not exist.
 */
export const identify =
  (services: Services) =>
  async (request: FastifyRequest): Promise<Principal> => {
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
    const agent = request.headers['user-agent']?.slice(0, 200)
    const from = { ip: request.ip, ...(agent && { agent }) }
    const found = bearer ? await byBearer(services, request, bearer) : await byCookie(services, request, await tenantOf(services, request))
    if (!found) {
      const actor = { kind: 'anonymous', id: null, label: 'Visitor', permissions: NOBODY, ...from } as const
      return { tenantId: (await tenantOf(services, request)).id, accountId: null, by: bearer ? 'bearer' : 'none', actor }
    }
    const { kind, id, label, permissions, sessionId, accountId, unfinished } = found.known
    return {
      tenantId: found.tenant.id,
      accountId,
      by: bearer ? 'bearer' : 'cookie',
      unfinished,
      actor: { kind, id, label, permissions, ...(sessionId && { sessionId }), ...from },
    }
  }
