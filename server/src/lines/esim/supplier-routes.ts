import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { CurrencyCode, RateAmount, rate, rateOf } from '../../platform/money.ts'
import { type Route, route } from '../../platform/routes.ts'
import { openAdapter, ProviderIdSchema } from '../../spine/providers/index.ts'
import { currentTenant } from '../../spine/tenants/index.ts'
import { errors } from './errors.ts'
import { esimSupplierPort } from './port.ts'
import { esimSuppliers } from './reports.ts'
import { importStock } from './stock.ts'
import { stockLevels } from './store.ts'
import { allocatedFrom, listHealth, listPools } from './supplier-store.ts'
import { setPool } from './suppliers.ts'
import { hookUrl } from './webhooks.ts'

const SupplierReply = z.object({
  id: z.uuid(),
  name: z.string(),
  vendor: z.string(),
  state: z.enum(['up', 'down']),
  reason: z.string().nullable(),
  since: z.string().nullable(),
  /** Where the vendor must send its webhooks. */
  webhookUrl: z.string(),
  pool: z.object({ totalBytes: z.string(), leftBytes: z.string(), perGb: z.string(), currency: z.string(), low: z.boolean() }).nullable(),
  plansDelivered: z.number(),
  plansCost: z.string().nullable(),
  stock: z.array(z.object({ packageCode: z.string(), count: z.number(), oldest: z.string() })),
})

/** The operator's eSIM suppliers with their health, pool and stock; nobody else has any. */
async function listSuppliers(context: Context): Promise<z.input<typeof SupplierReply>[]> {
  if ((await currentTenant(context)).kind !== 'operator') return []
  const [health, pools, stock] = await Promise.all([listHealth(context), listPools(context), stockLevels(context)])
  return Promise.all(
    (await esimSuppliers(context)).map(async ({ id, name, vendor }) => {
      const { hookSecret } = await openAdapter(context, esimSupplierPort, id)
      const known = health.find(({ providerId }) => providerId === id)
      const pool = pools.find(({ providerId }) => providerId === id)
      const { count, cost } = await allocatedFrom(context, id)
      return {
        id,
        name,
        vendor,
        state: known?.state ?? 'up',
        reason: known?.reason ?? null,
        since: known?.since.toISOString() ?? null,
        webhookUrl: hookUrl(context.services.publicUrl, { id, vendor, secret: hookSecret }),
        pool: pool
          ? {
              totalBytes: String(pool.totalBytes),
              leftBytes: String(pool.leftBytes),
              perGb: rateOf(pool.perGb),
              currency: pool.perGb.currency,
              low: pool.low,
            }
          : null,
        plansDelivered: count,
        plansCost: cost,
        stock: stock
          .filter(({ providerId }) => providerId === id)
          .map(({ packageCode, count: profiles, oldest }) => ({ packageCode, count: profiles, oldest: oldest.toISOString() })),
      }
    }),
  )
}

export const supplierRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/esim-suppliers',
    permission: 'provider:write',
    summary: 'List the suppliers of eSIMs with their health, the data bought ahead and the stock',
    reply: z.object({ items: z.array(SupplierReply) }),
    run: async ({ context }) => ({ items: await listSuppliers(context) }),
  }),
  route({
    method: 'POST',
    path: '/esim-suppliers/:id/pool',
    permission: 'provider:write',
    summary: 'Note how much data is bought ahead at a supplier',
    params: z.strictObject({ id: ProviderIdSchema }),
    body: z.strictObject({
      gigabytes: z.string().regex(/^\d{1,9}(\.\d{1,6})?$/, 'Use gigabytes, such as "100".'),
      perGb: RateAmount.refine((text) => !text.startsWith('-'), 'Use an amount that is not negative.'),
      currency: CurrencyCode,
    }),
    reply: z.object({ leftBytes: z.string() }),
    run: async ({ context, params, body }) => {
      const pool = await setPool(context, params.id, { gigabytes: body.gigabytes, perGb: rate(body.currency, body.perGb) })
      return { leftBytes: String(pool.leftBytes) }
    },
  }),
  route({
    method: 'POST',
    path: '/esim-suppliers/:id/stock',
    permission: 'provider:write',
    summary: 'Take profiles that were bought ahead into stock, all or none',
    params: z.strictObject({ id: ProviderIdSchema }),
    body: z.strictObject({
      packageCode: z.string().trim().min(1).max(100),
      rows: z
        .array(
          z.strictObject({
            iccid: z.string().max(30),
            activationCode: z.string().max(500),
            supplierReference: z.string().min(1).max(100).optional(),
          }),
        )
        .min(1)
        .max(1_000),
    }),
    reply: z.object({ count: z.number(), warnings: z.array(z.string()) }),
    errors: [errors.badCode, errors.iccidTaken],
    run: async ({ context, params, body }) => {
      const { count, warnings } = await importStock(context, { providerId: params.id, ...body })
      return { count, warnings: [...warnings] }
    },
  }),
]
