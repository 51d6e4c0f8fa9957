import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import { type Services, systemContext } from '../../platform/context.ts'
import type { AccountId, TenantId } from '../../platform/ids.ts'
import { hashToken } from '../../platform/secrets.ts'
import type { Role } from './roles.ts'

/** Whom a token belongs to and what it opens. */
export type Known = {
  readonly kind: 'user' | 'key'
  readonly id: string
  /** Who is behind it: the person, or the maker of the key. */
  readonly personId: string | null
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
  const cache = new LRUCache<string, Known>({ max: 20_000, ttl: CACHE_MS, ttlResolution: 1_000 })
  caches.set(services, cache)
  return cache
}

/** After what this id names (a user, a session, a key) has changed and the change is committed: this process asks again at once, others within ten seconds. */
export function forgetPrincipal(services: Services, id: string): void {
  const cache = cacheOf(services)
  for (const [token, known] of cache.entries()) if (known.id === id || known.personId === id || known.sessionId === id) cache.delete(token)
}

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

async function findSession(services: Services, token: string): Promise<Known | undefined> {
  const { rows } = await sql<SessionRow>`select s.id as session_id, s.stage, s.access_expires_at as until, u.id as user_id, u.name, u.role,
      u.tenant_id, u.account_id
    from app_session s join app_user u on u.id = s.user_id
    where s.access_hash = ${hashToken(token)} and s.access_expires_at > ${services.clock.now()} and s.revoked_at is null
      and u.status = 'active'`.execute(systemContext(services).db)
  const row = rows[0]
  return (
    row && {
      kind: 'user',
      id: row.user_id,
      personId: row.user_id,
      label: row.name,
      tenantId: row.tenant_id,
      accountId: row.account_id,
      // Half a sign-in may only be finished.
      permissions: row.stage === 'full' ? services.rights.of[row.role] : FINISH,
      unfinished: row.stage !== 'full',
      sessionId: row.session_id,
      until: row.until,
    }
  )
}

type KeyRow = {
  id: string
  name: string
  tenant_id: TenantId
  account_id: AccountId | null
  permissions: string[]
  expires_at: Date | null
  created_by: string | null
  maker: Role | null
}

/** A key lives no longer than its maker's right to be here, and never does more than the maker may today. */
async function findKey(services: Services, token: string): Promise<Known | undefined> {
  const now = services.clock.now()
  const db = systemContext(services).db
  const { rows } =
    await sql<KeyRow>`select k.id, k.name, k.tenant_id, k.account_id, k.permissions, k.expires_at, k.created_by, u.role as maker
    from api_key k left join app_user u on u.id = k.created_by
    where k.key_hash = ${hashToken(token)} and k.revoked_at is null and (k.expires_at is null or k.expires_at > ${now})
      and (k.created_by is null or u.status = 'active')`.execute(db)
  const row = rows[0]
  if (!row) return undefined
  await sql`update api_key set last_used_at = ${now} where id = ${row.id}
    and (last_used_at is null or last_used_at <= ${now}::timestamptz - interval '1 minute')`.execute(db)
  const held = row.maker && services.rights.of[row.maker]
  return {
    kind: 'key',
    id: row.id,
    personId: row.created_by,
    label: row.name,
    tenantId: row.tenant_id,
    accountId: row.account_id,
    permissions: new Set(held ? row.permissions.filter((permission) => held.has(permission)) : row.permissions),
    sessionId: null,
    until: row.expires_at,
    unfinished: false,
  }
}

/** Finds whom an access token or an API key belongs to; remembered for ten seconds, because every request asks. */
export async function recognise(services: Services, token: string): Promise<Known | undefined> {
  const cache = cacheOf(services)
  const key = hashToken(token).toString('base64')
  const cached = cache.get(key)
  if (cached) return cached.until && cached.until <= services.clock.now() ? undefined : cached
  const found = token.startsWith('lck_') ? await findKey(services, token) : await findSession(services, token)
  if (found) cache.set(key, found)
  return found
}
