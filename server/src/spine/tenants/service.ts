import { LRUCache } from 'lru-cache'
import { type Context, inTx, type Services, systemContext, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { errors } from './errors.ts'
import { tenantBranded, tenantCreated } from './events.ts'
import * as store from './store.ts'
import { MOST_LEVELS, type Tenant, type TenantId } from './tenant.ts'

export type TenantLookup = { readonly id: TenantId } | { readonly slug: string } | { readonly host: string } | 'root'

const CACHE_MS = 10_000
const caches = new WeakMap<Services, LRUCache<string, Tenant>>()

const cacheOf = (services: Services): LRUCache<string, Tenant> => {
  const known = caches.get(services)
  if (known) return known
  const cache = new LRUCache<string, Tenant>({ max: 1_000, ttl: CACHE_MS, ttlResolution: 1_000 })
  caches.set(services, cache)
  return cache
}

/** Finds the tenant a request is for; every request asks, so the answer is kept for ten seconds. */
export async function findTenant(services: Services, lookup: TenantLookup): Promise<Tenant | undefined> {
  const key = JSON.stringify(lookup)
  const cache = cacheOf(services)
  const cached = cache.get(key)
  if (cached) return cached
  const context = systemContext(services)
  const found = await (lookup === 'root'
    ? store.findRoot(context)
    : 'id' in lookup
      ? store.findById(context, lookup.id)
      : 'slug' in lookup
        ? store.findBySlug(context, lookup.slug)
        : store.findByHost(context, lookup.host))
  if (found) cache.set(key, found)
  return found
}

/** The operator. Throws when the database was never seeded. */
export async function rootTenant(services: Services): Promise<Tenant> {
  const root = await findTenant(services, 'root')
  if (!root) throw new Error('The database has no operator tenant: run the migrations and seeds first.')
  return root
}

/** The tenant of the context, or 404. */
export async function currentTenant(context: Context | Tx): Promise<Tenant> {
  const tenant = await findTenant(context.services, { id: context.tenantId })
  if (!tenant) throw errors.notFound({ detail: 'This business does not exist.' })
  return tenant
}

export type NewTenant = {
  readonly slug: string
  readonly name: string
  readonly currency?: string | undefined
  readonly supportEmail?: string | undefined
}

/** Creates a reseller below the current tenant (§3.2). */
export async function createTenant(context: Context | Tx, request: NewTenant): Promise<Tenant> {
  const parent = await currentTenant(context)
  return inTx(context, async (tx) => {
    if (parent.depth >= MOST_LEVELS) throw errors.tooDeep({ detail: `${parent.name} is already at the third level.` })
    const tenant: Tenant = {
      id: newId(),
      parentId: parent.id,
      slug: request.slug,
      name: request.name,
      kind: 'reseller',
      status: 'active',
      currency: request.currency ?? parent.currency,
      depth: parent.depth + 1,
      primaryColor: parent.primaryColor,
      supportEmail: request.supportEmail ?? '',
      createdAt: tx.now(),
    }
    if (!(await store.insert(tx, tenant)))
      throw errors.slugTaken({ detail: `The short name "${request.slug}" is taken. Choose another.`, slug: request.slug })
    await publish(tx, tenantCreated, { tenantId: tenant.id, slug: tenant.slug, name: tenant.name })
    return tenant
  })
}

/** Names the operator at the first-run set-up. */
export async function nameOperator(tx: Tx, change: { name: string; currency: string; supportEmail: string }): Promise<void> {
  await store.rename(tx, tx.tenantId, change)
  cacheOf(tx.services).clear()
}

/** Changes what customers see of the brand. */
export async function brandTenant(
  context: Context,
  id: TenantId,
  change: { name: string; primaryColor: string; supportEmail: string },
): Promise<Tenant> {
  return inTx(context, async (tx) => {
    const visible = await store.listBelow(context, context.tenantId)
    const before = visible.find((tenant) => tenant.id === id)
    if (!before) throw errors.notFound({ detail: 'This business does not exist.' })
    await store.brand(tx, id, change)
    const changed = (['name', 'primaryColor', 'supportEmail'] as const).filter((key) => before[key] !== change[key])
    const changes = Object.fromEntries(changed.map((key) => [key, { from: before[key], to: change[key] }]))
    await publish(tx, tenantBranded, { tenantId: id }, { changes })
    cacheOf(context.services).clear()
    return { ...before, ...change }
  })
}

/** The current tenant and the resellers below it. */
export const tenantsBelow = (context: Context): Promise<readonly Tenant[]> => store.listBelow(context, context.tenantId)

/** Puts the operator's row there once, so that every later seed has a tenant to belong to (story 60). */
export async function seedOperator(services: Services): Promise<Tenant> {
  const known = await findTenant(services, 'root')
  if (known) return known
  const operator: Tenant = {
    id: newId(),
    parentId: null,
    slug: 'operator',
    name: 'Linecard',
    kind: 'operator',
    status: 'trial',
    currency: 'USD',
    depth: 0,
    primaryColor: '#1f4fd8',
    supportEmail: '',
    createdAt: services.clock.now(),
  }
  await inTx(systemContext(services), (tx) => store.insert(tx, operator))
  return rootTenant(services)
}

/** Whether `id` is somewhere below `ancestor`; at most three steps up. */
export async function tenantIsBelow(services: Services, id: TenantId, ancestor: TenantId): Promise<boolean> {
  let current = await findTenant(services, { id })
  while (current?.parentId) {
    if (current.parentId === ancestor) return true
    current = await findTenant(services, { id: current.parentId })
  }
  return false
}
