import { type Context, createContext } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import type { AccountId } from '../../platform/ids.ts'
import { activeProviders, operatorContext } from '../../spine/providers/index.ts'
import { errors } from './errors.ts'
import { priceOfSize, type SizePrice } from './price.ts'
import { type ComputeProduct, findImage, IMAGES, type Image } from './product.ts'
import * as products from './product-store.ts'

export type Size = ComputeProduct & { readonly price: SizePrice }
export type Region = { readonly key: string; readonly name: string }

const MOST_SIZES = 100

/** Where servers can be made: the regions of the machines in use, the preferred one first. */
export async function listRegions(context: Context): Promise<readonly Region[]> {
  const providers = await activeProviders(context, 'compute')
  const keys = new Map(
    providers.map(({ settings, name }) => [settings['region'] ?? 'default', settings['regionName'] ?? name] as const).toReversed(),
  )
  return [...keys].toReversed().map(([key, name]) => ({ key, name }))
}

/** The machines of a region, best first. */
export async function machinesOf(context: Context, region: string) {
  const providers = await activeProviders(context, 'compute')
  return providers.filter(({ settings }) => (settings['region'] ?? 'default') === region)
}

/** Sizes that this business sells now with what the account pays; a size without a price here is left out. */
export async function listSizes(context: Context, accountId: AccountId | undefined): Promise<readonly Size[]> {
  const { items } = await products.list(await operatorContext(context), { status: 'active', limit: MOST_SIZES })
  const sizes: Size[] = []
  for (const product of items) {
    const price = await priceIfSold(context, product, accountId)
    if (price) sizes.push({ ...product, price })
  }
  return sizes
}

async function priceIfSold(context: Context, product: ComputeProduct, accountId: AccountId | undefined): Promise<SizePrice | undefined> {
  try {
    return await priceOfSize(context, { offeringId: product.offeringId, accountId })
  } catch (error) {
    if (error instanceof DomainError && error.code.startsWith('pricing.')) return undefined
    throw error
  }
}

export type Wish = { readonly size: string; readonly image: string; readonly region: string }

/** What is wished for, checked and priced. Throws 422 `unknownSize`, `unknownImage`, `unknownRegion`, `tooSmall`, `pricing.notSellable`. */
export async function quoteServer(
  context: Context,
  wish: Wish,
  accountId: AccountId,
): Promise<{ product: ComputeProduct; image: Image; price: SizePrice }> {
  const { items } = await products.list(await operatorContext(context), { status: 'active', limit: MOST_SIZES })
  const product = items.find(({ slug }) => slug === wish.size)
  if (!product) throw errors.unknownSize({ detail: `There is no size ${wish.size} for sale.`, sizes: items.map(({ slug }) => slug) })
  const image = findImage(wish.image)
  if (!image) throw errors.unknownImage({ detail: `There is no image ${wish.image}.`, images: IMAGES.map(({ key }) => key) })
  const regions = await listRegions(context)
  if (!regions.some(({ key }) => key === wish.region))
    throw errors.unknownRegion({ detail: `There is no region ${wish.region}.`, regions: regions.map(({ key }) => key) })
  if (product.ramMib < image.leastRamMib || product.diskGib < image.leastDiskGib)
    throw errors.tooSmall({ detail: `${image.name} needs ${image.leastRamMib} MiB of memory and ${image.leastDiskGib} GiB of disk.` })
  const own = createContext(context.services, { ...context, accountId })
  return { product, image, price: await priceOfSize(own, { offeringId: product.offeringId, accountId }) }
}
