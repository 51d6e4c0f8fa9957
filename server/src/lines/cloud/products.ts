import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { archiveOffering, createOffering, publishOffering } from '../../spine/catalog/index.ts'
import { createBasePrice, createPriceRule, endPriceRule } from '../../spine/pricing/index.ts'
import { currentTenant } from '../../spine/tenants/index.ts'
import { errors } from './errors.ts'
import { computeProductCreated, computeProductPriced } from './events.ts'
import { HOUR, MONTH } from './price.ts'
import type { ComputeProduct, ComputeProductId } from './product.ts'
import * as store from './product-store.ts'

export type Prices = { readonly hourly: string; readonly monthlyCap: string | null; readonly cost?: string | undefined }
export type NewProduct = Pick<ComputeProduct, 'slug' | 'name' | 'description' | 'cpu' | 'ramMib' | 'diskGib'> &
  Prices & { readonly sortOrder?: number | undefined; readonly validFrom?: Date | undefined }

/** The size, or 404. */
export async function findProduct(context: Context | Tx, id: ComputeProductId): Promise<ComputeProduct> {
  const product = await store.find(context, id)
  if (!product) throw errors.productNotFound({ detail: 'No server size with this id.' })
  return product
}

/** Machines are the operator's, and so are the sizes they come in; resellers set their own prices for them. */
async function requireOperator(tx: Tx): Promise<void> {
  const tenant = await currentTenant(tx)
  if (tenant.parentId) throw errors.operatorOnly({ detail: 'Server sizes belong to the operator. Set your prices under Prices.' })
}

/** Adds a size, not for sale yet. Throws 409 `catalog.slugTaken`, 422 `operatorOnly`, `pricing.belowFloor`. */
export async function createProduct(context: Context | Tx, request: NewProduct): Promise<ComputeProduct> {
  return inTx(context, async (tx) => {
    await requireOperator(tx)
    const { slug, name, description, sortOrder, cpu, ramMib, diskGib } = request
    const features = [`${cpu} vCPU`, `${ramMib} MiB memory`, `${diskGib} GiB disk`]
    const offering = await createOffering(tx, { kind: 'instance', slug, name, description, sortOrder, features })
    const id = newId<ComputeProductId>()
    await store.insert(tx, { id, offeringId: offering.id, cpu, ramMib, diskGib, createdAt: tx.now() })
    await publish(tx, computeProductCreated, { computeProductId: id, slug })
    return setPrices(tx, await findProduct(tx, id), request)
  })
}

/** Sells a size at other prices from now on; servers that were ordered keep theirs. Throws 404; 422 `operatorOnly`, `pricing.belowFloor`. */
export async function priceProduct(context: Context, id: ComputeProductId, prices: Prices): Promise<ComputeProduct> {
  return inTx(context, async (tx) => {
    const product = await findProduct(tx, id)
    await requireOperator(tx)
    return setPrices(tx, product, prices)
  })
}

/** What the price before it was is ended in the same transaction, so that there is never a moment without or with two. */
export async function setPrices(
  tx: Tx,
  product: ComputeProduct,
  prices: Prices & { readonly validFrom?: Date | undefined },
): Promise<ComputeProduct> {
  const { offeringId } = product
  const before = await store.lockRules(tx, product.id)
  const ends = [before.hourly && (await endRule(tx, before.hourly)), before.cap && (await endRule(tx, before.cap))]
  const from = prices.validFrom ?? ends.reduce<Date>((latest, end) => (end && end > latest ? end : latest), tx.now())
  const common = { kind: 'fixed_price', offeringId, validFrom: from } as const
  if (prices.cost !== undefined) await createBasePrice(tx, { service: HOUR, offeringId, rate: prices.cost, validFrom: from })
  const hourly = await createPriceRule(tx, { ...common, service: HOUR, value: prices.hourly })
  const cap = prices.monthlyCap === null ? null : await createPriceRule(tx, { ...common, service: MONTH, value: prices.monthlyCap })
  await store.saveRules(tx, product.id, { hourly: hourly.id, cap: cap?.id ?? null })
  const facts = { computeProductId: product.id, hourly: prices.hourly, monthlyCap: prices.monthlyCap }
  await publish(tx, computeProductPriced, facts, { changes: { hourly: { from: null, to: prices.hourly } } })
  return product
}

/** The instant the rule ended at; somebody may have ended it by hand before. */
async function endRule(tx: Tx, id: Parameters<typeof endPriceRule>[1]): Promise<Date | null> {
  try {
    return (await endPriceRule(tx, id)).validTo
  } catch (error) {
    if (error instanceof DomainError && error.code === 'pricing.alreadyEnded') return null
    throw error
  }
}

/** Puts a size on sale, or takes it off; servers that have it stay. Throws 404, 409, 422 `operatorOnly`. */
export async function switchProduct(context: Context, id: ComputeProductId, on: boolean): Promise<ComputeProduct> {
  return inTx(context, async (tx) => {
    const { offeringId } = await findProduct(tx, id)
    await requireOperator(tx)
    await (on ? publishOffering(tx, offeringId) : archiveOffering(tx, offeringId))
    return findProduct(tx, id)
  })
}

export { list as listProducts } from './product-store.ts'
