import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import { type Services, systemContext } from '../../platform/context.ts'
import type { Principal } from '../../platform/http.ts'
import type { AccountId, TenantId } from '../../platform/ids.ts'
import { hashToken } from '../../platform/secrets.ts'
import { findTenant, rootTenant, type Tenant, tenantIsBelow } from '../tenants/index.ts'
import { accessCookie } from './cookies.ts'
import { type Role, rolePermissions } from './roles.ts'

type Known = {
  readonly kind: 'user' | 'key'
  readonly id: string
  readonly label: string
  readonly tenantId: TenantId
  readonly accountId: AccountId | null
  readonly permissions: ReadonlySet<string>
  readonly sessionId: string | null
  readonly until: Date | null
  readonly unfinished: boolean
}

const FINISH: ReadonlySet<string> = new Set(['access:finish'])
const CACHE_MS = 10_000
const caches = new WeakMap<Services, LRUCache<string, Known>>()

function cacheOf(services: Services): LRUCache<string, Known> {
  const known = caches.get(services)
  if (known) return known
  const cache = new LRUCache<string, Known>({ max: 20_000, ttl: CACHE_MS })
  caches.set(services, cache)
  return cache
}

/** After a session or a key has changed: this process asks again at once, others within ten seconds. */
export const forgetPrincipals = (services: Services): void => cacheOf(services).clear()

type SessionRow = {
  session_id: string
  stage: string
  until: Date
  user_id: string
  name: string
  role: Role
  tenant_id: TenantId
  account_id: AccountId | null
}
type KeyRow = {
  id: string
  name: string
  tenant_id: TenantId
  account_id: AccountId | null
  permissions: string[]
  expires_at: Date | null
}

async function findSession(services: Services, token: string): Promise<Known | undefined> {
  const { rows } =
    await sql<SessionRow>`select s.id as session_id, s.stage, s.access_expires_at as until, u.id as user_id, u.name, u.role, u.tenant_id, u.account_id
    from app_session s join app_user u on u.id = s.user_id
    where s.access_hash = ${hashToken(token)} and s.access_expires_at > ${services.clock.now()} and s.revoked_at is null and u.status = 'active'`.execute(
      systemContext(services).db,
    )
  const row = rows[0]
  return (
    row && {
      kind: 'user',
      id: row.user_id,
      label: row.name,
      tenantId: row.tenant_id,
      accountId: row.account_id,
      // Half a sign-in may only be finished.
      permissions: row.stage === 'full' ? rolePermissions[row.role] : FINISH,
      unfinished: row.stage !== 'full',
      sessionId: row.session_id,
      until: row.until,
    }
  )
}

async function findKey(services: Services, token: string): Promise<Known | undefined> {
  const now = services.clock.now()
  const db = systemContext(services).db
  const { rows } = await sql<KeyRow>`select id, name, tenant_id, account_id, permissions, expires_at from api_key
    where key_hash = ${hashToken(token)} and revoked_at is null and (expires_at is null or expires_at > ${now})`.execute(db)
  const row = rows[0]
  if (!row) return undefined
  await sql`update api_key set last_used_at = ${now} where id = ${row.id} and (last_used_at is null or last_used_at < ${now}::timestamptz - interval '1 minute')`.execute(
    db,
  )
  return {
    kind: 'key',
    id: row.id,
    label: row.name,
    tenantId: row.tenant_id,
    accountId: row.account_id,
    permissions: new Set(row.permissions),
    sessionId: null,
    until: row.expires_at,
    unfinished: false,
  }
}

async function recognise(services: Services, token: string): Promise<Known | undefined> {
  const cache = cacheOf(services)
  const key = hashToken(token).toString('base64')
  const cached = cache.get(key)
  if (cached) return cached.until && cached.until <= services.clock.now() ? undefined : cached
  const found = token.startsWith('lck_') ? await findKey(services, token) : await findSession(services, token)
  if (found) cache.set(key, found)
  return found
}

/** Whose pages the request comes from: the header, then the host, then the operator. */
async function tenantOf(services: Services, request: FastifyRequest): Promise<Tenant> {
  const slug = request.headers['linecard-tenant']
  if (typeof slug === 'string' && slug) {
    const found = await findTenant(services, { slug })
    if (found) return found
  }
  const host = (request.headers.host ?? '').split(':')[0] ?? ''
  const byHost = /^(localhost|127\.0\.0\.1|\[?::1\]?)$/.test(host) ? undefined : await findTenant(services, { host })
  return byHost ?? rootTenant(services)
}

const NOBODY: ReadonlySet<string> = new Set()

/** Finds out who sends a request, from its bearer token or its cookie; an unknown one is anonymous in the tenant it is addressed to. */
export const identify =
  (services: Services) =>
  async (request: FastifyRequest): Promise<Principal> => {
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
    const agent = request.headers['user-agent']?.slice(0, 200)
    const from = { ip: request.ip, ...(agent && { agent }) }
    const header = request.headers['linecard-tenant']
    // A key knows its tenant, so the usual call by key needs nothing but its own row.
    const addressed = bearer && !header ? undefined : await tenantOf(services, request)
    const token = bearer ?? (addressed && request.cookies[accessCookie(addressed)])
    const known = token ? await recognise(services, token) : undefined
    const by = bearer ? 'bearer' : token ? 'cookie' : 'none'
    const anonymous = async (): Promise<Principal> => ({
      tenantId: (addressed ?? (await tenantOf(services, request))).id,
      accountId: null,
      by,
      actor: { kind: 'anonymous', id: null, label: 'Visitor', permissions: NOBODY, ...from },
    })
    if (!known) return anonymous()
    const tenantId = addressed?.id ?? known.tenantId
    if (tenantId !== known.tenantId) {
      const mayEnter =
        known.accountId === null && known.permissions.has('tenant:enter') && (await tenantIsBelow(services, tenantId, known.tenantId))
      if (!mayEnter) return anonymous()
    }
    const { kind, id, label, permissions, sessionId, accountId } = known
    return {
      tenantId,
      accountId,
      by,
      unfinished: known.unfinished,
      actor: { kind, id, label, permissions, ...(sessionId && { sessionId }), ...from },
    }
  }
