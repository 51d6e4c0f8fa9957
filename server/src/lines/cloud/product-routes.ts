import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { requestErrors } from '../../platform/errors.ts'
import { AccountId } from '../../platform/ids.ts'
import { MoneyReply, RateAmount, rateOf, toMoneyReply } from '../../platform/money.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { nothing, type Route, route } from '../../platform/routes.ts'
import { errors } from './errors.ts'
import { listRegions, listSizes } from './offers.ts'
import { priceOfSize, type SizePrice } from './price.ts'
import { type ComputeProduct, ComputeProductId, IMAGES } from './product.ts'
import { createProduct, findProduct, listProducts, priceProduct, switchProduct } from './products.ts'

const Status = z.enum(['draft', 'active', 'archived'])
const One = z.strictObject({ id: ComputeProductId })

const SizeReply = z.object({
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  cpu: z.number(),
  ramMib: z.number(),
  diskGib: z.number(),
  hourly: MoneyReply,
  monthlyCap: MoneyReply.nullable(),
})

const ProductReply = SizeReply.omit({ hourly: true }).extend({
  id: z.uuid(),
  offeringId: z.uuid(),
  status: Status,
  hourly: MoneyReply.nullable(),
  cost: MoneyReply.nullable(),
})

const ImageReply = z.object({
  key: z.string(),
  name: z.string(),
  description: z.string(),
  leastRamMib: z.number(),
  leastDiskGib: z.number(),
})

const amounts = (price: SizePrice) => ({
  hourly: { currency: price.hourly.currency, amount: rateOf(price.hourly) },
  monthlyCap: price.cap && toMoneyReply(price.cap),
})

const named = ({ slug, name, description, cpu, ramMib, diskGib }: ComputeProduct) => ({ slug, name, description, cpu, ramMib, diskGib })

async function toProduct(context: Context, product: ComputeProduct): Promise<z.input<typeof ProductReply>> {
  const price = await priceOfSize(context, { offeringId: product.offeringId }).catch((error: unknown) => {
    if ((error as { code?: string }).code?.startsWith('pricing.')) return undefined
    throw error
  })
  const cost = price?.cost && context.actor.permissions.has('margin:read') ? price.cost : null
  const { id, offeringId, status } = product
  return {
    ...named(product),
    id,
    offeringId,
    status,
    hourly: price ? amounts(price).hourly : null,
    monthlyCap: price ? amounts(price).monthlyCap : null,
    cost: cost && { currency: cost.currency, amount: rateOf(cost) },
  }
}

const Prices = {
  hourly: RateAmount.refine((text) => !text.startsWith('-'), 'Use a price of zero or more.'),
  monthlyCap: RateAmount.refine((text) => !text.startsWith('-'), 'Use a price of zero or more.').nullable(),
  cost: RateAmount.refine((text) => !text.startsWith('-'), 'Use a price of zero or more.').optional(),
}

export const productRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/compute-offers',
    permission: 'compute-product:read',
    summary: 'Show what servers can be made here: sizes with prices, images, regions; staff may say for which account',
    query: z.strictObject({ accountId: AccountId.optional() }),
    reply: z.object({
      sizes: z.array(SizeReply),
      images: z.array(ImageReply),
      regions: z.array(z.object({ key: z.string(), name: z.string() })),
    }),
    run: async ({ context, query }) => {
      const sizes = await listSizes(context, context.accountId ?? query.accountId)
      const regions = await listRegions(context)
      return { sizes: sizes.map((size) => ({ ...named(size), ...amounts(size.price) })), images: [...IMAGES], regions: [...regions] }
    },
  }),
  route({
    method: 'GET',
    path: '/compute-products',
    permission: 'compute-product:read',
    summary: "List the operator's server sizes, in shop-window order",
    query: z.strictObject({ ...PageQuery, status: Status.optional() }),
    reply: pageOf(ProductReply),
    run: async ({ context, query }) => {
      const page = await listProducts(context, query)
      return { ...page, items: await Promise.all(page.items.map((product) => toProduct(context, product))) }
    },
  }),
  route({
    method: 'GET',
    path: '/compute-products/:id',
    permission: 'compute-product:read',
    summary: 'Show one server size',
    params: One,
    reply: ProductReply,
    errors: [errors.productNotFound],
    run: async ({ context, params }) => toProduct(context, await findProduct(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/compute-products',
    permission: 'compute-product:write',
    summary: 'Add a server size, not for sale yet',
    body: z.strictObject({
      slug: z.string().regex(/^[a-z0-9][a-z0-9-]{1,60}$/, 'Use 2 to 61 small letters, digits or hyphens.'),
      name: z.string().trim().min(1).max(120),
      description: z.string().trim().max(2_000).default(''),
      cpu: z.number().int().min(1).max(64),
      ramMib: z.number().int().min(128).max(1_048_576),
      diskGib: z.number().int().min(1).max(65_536),
      ...Prices,
    }),
    reply: ProductReply,
    status: 201,
    errors: [errors.operatorOnly],
    run: async ({ context, body }) => toProduct(context, await createProduct(context, body)),
  }),
  route({
    method: 'POST',
    path: '/compute-products/:id/prices',
    permission: 'compute-product:write',
    summary: 'Sell a server size at other prices from now on; servers keep the prices they were ordered at',
    params: One,
    body: z.strictObject(Prices),
    reply: ProductReply,
    errors: [errors.productNotFound, errors.operatorOnly],
    run: async ({ context, params, body }) => toProduct(context, await priceProduct(context, params.id, body)),
  }),
  route({
    method: 'POST',
    path: '/compute-products/:id/publish',
    permission: 'compute-product:write',
    summary: 'Put a server size on sale',
    params: One,
    body: nothing,
    reply: ProductReply,
    errors: [errors.productNotFound, requestErrors.invalidTransition],
    run: async ({ context, params }) => toProduct(context, await switchProduct(context, params.id, true)),
  }),
  route({
    method: 'POST',
    path: '/compute-products/:id/archive',
    permission: 'compute-product:write',
    summary: 'Take a server size off sale; servers that have it stay',
    params: One,
    body: nothing,
    reply: ProductReply,
    errors: [errors.productNotFound, requestErrors.invalidTransition],
    run: async ({ context, params }) => toProduct(context, await switchProduct(context, params.id, false)),
  }),
]
