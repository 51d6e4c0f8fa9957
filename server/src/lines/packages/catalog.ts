import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { amountOf, type Money } from '../../platform/money.ts'
import type { Page, PageRequest } from '../../platform/pages.ts'
import { createOffering, findOffering, listOfferings, type Offering, publishOffering } from '../../spine/catalog/index.ts'
import {
  createPriceRule,
  endPriceRule,
  type Priced,
  type PriceTrace,
  priceOf,
  priceTrace,
  resolvePrice,
} from '../../spine/pricing/index.ts'
import { operatorContext } from '../../spine/providers/index.ts'
import { currentTenant } from '../../spine/tenants/index.ts'
import { errors } from './errors.ts'
import { packageCreated, packagePriced } from './events.ts'
import { type Content, discounted, type Package, type PackageId } from './package.ts'
import * as store from './store.ts'

export const PACKAGE_SERVICE = 'package'

/** The package, whoever sells it; it belongs to the operator. Throws 404. */
export async function findPackage(context: Context | Tx, id: PackageId): Promise<Package> {
  const operator = await operatorContext(context)
  const terms = (await store.packagesOf(operator, [id])).get(id)
  if (!terms) throw errors.notFound({ detail: 'There is no package with this id.' })
  return { ...terms, offering: await findOffering(operator, id) }
}

export type PackageQuery = PageRequest & { readonly status?: Offering['status'] | undefined }

/** Packages in shop-window order. */
export async function listPackages(context: Context, query: PackageQuery): Promise<Page<Package>> {
  const operator = await operatorContext(context)
  const page = await listOfferings(operator, { ...query, kind: PACKAGE_SERVICE })
  const terms = await store.packagesOf(
    operator,
    page.items.map((offering) => offering.id),
  )
  const items = page.items.flatMap((offering) => {
    const found = terms.get(offering.id)
    return found ? [{ ...found, offering }] : []
  })
  return { items, nextCursor: page.nextCursor }
}

export type PackagePrice = { readonly list: Money; readonly price: Money; readonly trace: Record<string, unknown> }

/** What a customer of the context's tenant pays for a term: its seller's list price less the discount. Throws 422 `pricing.notSellable`. */
export async function priceOfPackage(context: Context | Tx, { id, discountE4 }: Package): Promise<PackagePrice> {
  const resolved = await resolvePrice(context, { service: PACKAGE_SERVICE, offeringId: id })
  const quantity = { quantity: 1n }
  const priced: Priced = priceOf(resolved, quantity)
  const trace: PriceTrace = priceTrace(resolved, priced, quantity)
  const price = discounted(priced.exact, discountE4)
  return { list: priced.payable, price, trace: { ...trace, discountE4: discountE4.toString(), charged: amountOf(price) } }
}

export type NewPackage = {
  readonly slug: string
  readonly name: string
  readonly description?: string | undefined
  readonly features?: readonly string[] | undefined
  readonly sortOrder?: number | undefined
  readonly content: Content
  readonly discountE4: bigint
  readonly termDays: number
  /** Decimal string in the operator's currency. */
  readonly listPrice: string
  /** Left out: from now on. */
  readonly pricedFrom?: Date
  readonly publish?: boolean | undefined
}

/** Bundles something new. Throws 422 `operatorOnly`, 409 `catalog.slugTaken`. */
export async function createPackage(context: Context, request: NewPackage): Promise<Package> {
  return inTx(context, async (tx) => {
    if ((await currentTenant(tx)).parentId)
      throw errors.operatorOnly({ detail: 'Packages belong to the operator; set your price for them.' })
    const { content, discountE4, termDays, listPrice, pricedFrom, publish: onSale, ...facts } = request
    const draft = await createOffering(tx, { ...facts, kind: PACKAGE_SERVICE })
    await store.insertPackage(tx, { id: draft.id, content, discountE4, termDays })
    await publish(tx, packageCreated, { packageId: draft.id, slug: draft.slug })
    await setListPrice(tx, draft.id, listPrice, pricedFrom)
    const offering = onSale ? await publishOffering(tx, draft.id) : draft
    return { id: draft.id, offering, content, discountE4, termDays }
  })
}

/** Sets the list price of a package in the context's tenant from now on; what was bought keeps its price. */
async function setListPrice(tx: Tx, id: PackageId, listPrice: string, from?: Date): Promise<void> {
  const before = await store.lockPriceRule(tx, id)
  if (before) await endIfRunning(tx, before)
  const request = { service: PACKAGE_SERVICE, offeringId: id, kind: 'fixed_price', value: listPrice } as const
  const rule = await createPriceRule(tx, { ...request, ...(from && { validFrom: from }) })
  await store.replacePriceRule(tx, id, rule.id)
  await publish(tx, packagePriced, { packageId: id, listPrice })
}

/** Somebody may have ended the rule among the prices. */
async function endIfRunning(tx: Tx, id: Parameters<typeof endPriceRule>[1]): Promise<void> {
  try {
    await endPriceRule(tx, id)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'pricing.alreadyEnded') throw error
  }
}

/** Throws 404, and what pricing refuses, such as `pricing.belowFloor`. */
export async function pricePackage(context: Context, id: PackageId, listPrice: string): Promise<Package> {
  const found = await findPackage(context, id)
  await inTx(context, (tx) => setListPrice(tx, id, listPrice))
  return found
}
