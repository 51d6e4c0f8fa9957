import { type Context, inScope, inTx, type Tx } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import type { AccountId } from '../../platform/ids.ts'
import type { Rate } from '../../platform/money.ts'
import { findAccount } from '../accounts/index.ts'
import type { OfferingId } from '../catalog/index.ts'
import { currentTenant, findTenant, type Tenant } from '../tenants/index.ts'
import { type Ask, chooseCost, type PricePathStep, type TenantPrices } from './candidates.ts'
import { errors } from './errors.ts'
import { floorOf } from './price.ts'
import { type Resolution, resolve, type TenantPrice } from './resolve.ts'
import * as store from './store.ts'

export type PriceRequest = {
  readonly service: string
  /** ISO 3166-1 alpha-2. */
  readonly country?: string | null | undefined
  /** The supplier's vendor key, when it is known who will deliver. */
  readonly vendor?: string | null | undefined
  /** One thing of the catalogue, where it may have a price of its own. */
  readonly offeringId?: OfferingId | null | undefined
  /** Left out: the account of the context, if it is bound to one. */
  readonly accountId?: AccountId | null | undefined
  /** Left out: looked up from the account. */
  readonly group?: string | null | undefined
  /** Left out: now. */
  readonly at?: Date | undefined
  /** Replaces the operator's base price. */
  readonly cost?: Rate | undefined
}

export type ResolvedPrice = TenantPrice & {
  readonly service: string
  readonly country: string | null
  readonly at: Date
  /** Every level that was considered, of every tenant: show it only through `visiblePath`. */
  readonly path: readonly PricePathStep[]
  /** What each tenant of the chain takes and pays, the seller first and the operator last. */
  readonly prices: readonly TenantPrice[]
}

/** The tenant and everybody above it, the operator last. */
async function chainOf(context: Context | Tx): Promise<readonly Tenant[]> {
  const chain = [await currentTenant(context)]
  for (let parentId = chain[0]?.parentId; parentId; parentId = chain.at(-1)?.parentId) {
    const parent = await findTenant(context.services, { id: parentId })
    if (!parent) throw new Error(`The tenant ${parentId} is missing.`)
    chain.push(parent)
  }
  return chain
}

async function loadTenant(context: Context | Tx, tenant: Tenant, ask: Ask): Promise<TenantPrices> {
  const { rules, policy } = await store.loadRules(context, ask)
  const basePrices = tenant.parentId ? [] : await store.loadBasePrices(context, ask)
  return { tenantId: tenant.id, currency: tenant.currency, rules, policy, basePrices }
}

/** Each tenant's prices are read in its own scope, because row-level security hides them from everybody else. */
async function loadChain(context: Context | Tx, chain: readonly Tenant[], ask: Ask): Promise<readonly TenantPrices[]> {
  const [own, ...above] = chain
  if (!own) return []
  if (above.length === 0) return [await loadTenant(context, own, ask)]
  return inTx(context, async (tx) => {
    const loaded = [await loadTenant(tx, own, ask)]
    const asked = { ...ask, accountId: null, group: null }
    for (const tenant of above) loaded.push(await inScope(tx, { tenantId: tenant.id }, (scoped) => loadTenant(scoped, tenant, asked)))
    return loaded
  })
}

async function askOf(context: Context | Tx, request: PriceRequest): Promise<Ask> {
  const accountId = request.accountId === undefined ? context.accountId : request.accountId
  const group = request.group === undefined && accountId ? (await findAccount(context, accountId)).group : (request.group ?? null)
  return {
    service: request.service,
    country: request.country ?? null,
    vendor: request.vendor ?? null,
    offeringId: request.offeringId ?? null,
    accountId,
    group,
    at: request.at ?? context.now(),
  }
}

export const maySeeMargin = (context: Context | Tx): boolean => context.actor.permissions.has('margin:read')

/** The steps this viewer may see: its own tenant's, and without `margin:read` only the one that decided, without cost or markup. */
export function visiblePath(context: Context | Tx, path: readonly PricePathStep[]): readonly PricePathStep[] {
  const own = path.filter((step) => step.tenantId === context.tenantId)
  if (maySeeMargin(context)) return own
  return own.filter((step) => step.chosen && step.level !== 'cost').map((step) => ({ ...step, considered: null, ruleId: null }))
}

function refuse(context: Context | Tx, ask: Ask, resolution: Resolution): never {
  const where = ask.country ? ` for ${ask.country}` : ''
  const facts = {
    service: ask.service,
    country: ask.country,
    ...(maySeeMargin(context) && { path: visiblePath(context, resolution.path) }),
  }
  if (resolution.belowFloor?.tenantId === context.tenantId)
    throw errors.belowFloor({
      detail: `The price of ${ask.service}${where} is below the lowest one allowed. Ask the seller to correct it.`,
      ...facts,
    })
  throw errors.notSellable({ detail: `${ask.service}${where} is not sold here.`, ...facts })
}

/** What the context's tenant itself pays per unit, null while that is unknown, and the least it may ask. Below the operator that is the parent's price. */
export async function floorAt(
  context: Context | Tx,
  request: Pick<PriceRequest, 'service' | 'country' | 'vendor' | 'offeringId' | 'at'>,
): Promise<{ cost: Rate | null; floor: Rate | null }> {
  const ask = { ...(await askOf(context, { ...request, accountId: null })), group: null }
  const [own, ...above] = await loadChain(context, await chainOf(context), ask)
  if (!own) return { cost: null, floor: null }
  const found = above.length === 0 ? chooseCost(ask, own, null).rate : resolve(ask, above, null).prices[0]?.rate
  const cost = found?.currency === own.currency ? found : null
  return { cost, floor: cost && floorOf(cost, own.policy) }
}

/**
 * The price of one unit for a customer of the context's tenant, by W9's order of precedence.
 * Throws 422 `pricing.notSellable`, or `pricing.belowFloor` when the deciding price is under the tenant's floor.
 */
export async function resolvePrice(context: Context | Tx, request: PriceRequest): Promise<ResolvedPrice> {
  const ask = await askOf(context, request)
  const loaded = await loadChain(context, await chainOf(context), ask)
  const resolution = resolve(ask, loaded, request.cost ?? null)
  const own = resolution.prices[0]
  if (!own) refuse(context, ask, resolution)
  const { service, country, at } = ask
  return { ...own, service, country, at, path: resolution.path, prices: resolution.prices }
}

/** The same, and null where it is not sold: there is no price, or the one that decides is under the floor. */
export async function priceIfSold(context: Context | Tx, request: PriceRequest): Promise<ResolvedPrice | null> {
  try {
    return await resolvePrice(context, request)
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'pricing.notSellable' || error.code === 'pricing.belowFloor')) return null
    throw error
  }
}
