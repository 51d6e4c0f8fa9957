import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Core } from '../kit/core.ts'
import { PRODUCTS } from './catalogue.ts'
import { TelnaError } from './errors.ts'
import type { SimPackage, SimProfile, TelnaState, WorkOrder } from './state.ts'
import type { Vendor } from './vendor.ts'

const Page = z.object({ count: z.coerce.number().int().min(1).max(1_000).default(50), offset: z.coerce.number().int().min(0).default(0) })
const Ordering = z.object({ product: z.coerce.string(), customer_ref: z.string().max(100) })
const Packaging = z.object({ sim: z.string(), package_template: z.coerce.string() })
const Service = z.object({ state: z.enum(['ENABLED', 'DISABLED']) })
const Pcr = z.object({ data: Service.optional() })

function parse<Value>(schema: z.ZodType<Value>, given: unknown): Value {
  const parsed = schema.safeParse(given ?? {})
  if (!parsed.success) throw new TelnaError(400, z.prettifyError(parsed.error))
  return parsed.data
}

const renderProfile = (profile: SimProfile) => ({
  iccid: profile.iccid,
  activation_code: profile.activationCode,
  state: profile.state,
  eid: profile.eid,
  cc_required: false,
  reuse_enabled: false,
  reuse_remaining_count: 0,
  profile_reuse_policy: { reuse_type: 'NEVER', max_count: 0 },
})

const renderPackage = (one: SimPackage) => ({
  id: one.id,
  sim: one.sim,
  package_template: one.template,
  status: 'ACTIVE',
  created_date: one.createdAt,
})

/** Orders and diagnostics under /v1, packages on SIMs under /v2.1; times are epoch milliseconds. */
export function installEndpoints(core: Core, state: TelnaState, vendor: Vendor): void {
  const { app } = core
  app.addHook('onSend', async (request, reply) => {
    reply.header('request-id', String(request.headers['request-id'] ?? '')).header('reference-id', randomUUID())
  })
  const profileOf = (iccid: string): SimProfile => {
    const profile = state.profiles.get(iccid)
    if (!profile) throw new TelnaError(404, 'Profile not found')
    return profile
  }
  const renderOrder = (order: WorkOrder) => ({
    id: order.id,
    status: 'SHIPPED',
    product: order.product,
    customer_ref: order.customerRef,
    created_date: order.createdAt,
    package: order.package,
    sim_registry: { iccid: order.iccid },
    euicc_profile: renderProfile(profileOf(order.iccid)),
  })

  app.get('/v1/ordering/products', { config: { operation: 'products.list' } }, async (request) => {
    const { count, offset } = parse(Page, request.query)
    const products = [...PRODUCTS.values()].slice(offset, offset + count).map((one) => ({
      id: one.id,
      name: one.name,
      status: 'AVAILABLE',
      unit_cost: one.unitCost,
      package_template: {
        id: one.template,
        name: one.name,
        data_usage_allowance: one.bytes,
        time_allowance: { unit: 'SECOND', duration: one.days * 86_400 },
        supported_countries: one.countries,
        activation_type: 'AUTO',
      },
    }))
    return { total: PRODUCTS.size, offset, count: products.length, products }
  })
  app.post('/v1/ordering/work-orders', { config: { operation: 'work-orders.create' } }, async (request) => {
    const { product, customer_ref } = parse(Ordering, request.body)
    const order = vendor.order(product, customer_ref)
    await core.changed()
    return renderOrder(order)
  })
  app.get('/v1/ordering/work-orders', { config: { operation: 'work-orders.list' } }, async (request) => {
    const { count, offset } = parse(Page, request.query)
    const { customer_ref } = request.query as { customer_ref?: string }
    const found = [...state.orders.values()].filter((one) => customer_ref === undefined || one.customerRef === customer_ref)
    const shown = found.slice(offset, offset + count)
    return { total: found.length, offset, count: shown.length, work_orders: shown.map(renderOrder) }
  })
  app.get<{ Params: { iccid: string } }>(
    '/v1/diagnostic/euicc-profiles/:iccid',
    { config: { operation: 'profiles.fetch' } },
    async (request) => renderProfile(profileOf(request.params.iccid)),
  )
  app.get('/v1/diagnostic/usages', { config: { operation: 'usages.list' } }, async (request) => {
    const { iccid = '' } = request.query as { iccid?: string }
    const profile = profileOf(iccid)
    return {
      orders: [
        {
          work_order: profile.workOrder,
          data_total_bytes: vendor.totalOf(profile),
          data_used_bytes: profile.usedBytes,
          sms_used_number: 0,
        },
      ],
    }
  })
  installPackages(core, state, vendor, profileOf)
}

function installPackages(core: Core, state: TelnaState, vendor: Vendor, profileOf: (iccid: string) => SimProfile): void {
  const { app } = core
  app.post('/v2.1/pcr/packages', { config: { operation: 'packages.create' } }, async (request) => {
    const { sim, package_template } = parse(Packaging, request.body)
    const added = vendor.topUp(sim, package_template)
    await core.changed()
    return renderPackage(added)
  })
  app.get('/v2.1/pcr/packages', { config: { operation: 'packages.list' } }, async (request) => {
    const { sim } = request.query as { sim?: string }
    return { packages: [...state.packages.values()].filter((one) => sim === undefined || one.sim === sim).map(renderPackage) }
  })
  app.put<{ Params: { iccid: string } }>('/v2.1/pcr/sim-pcr-profiles/:iccid', { config: { operation: 'pcr.update' } }, async (request) => {
    const profile = profileOf(request.params.iccid)
    profile.data = parse(Pcr, request.body).data?.state ?? profile.data
    await core.changed()
    return { iccid: profile.iccid, data: { state: profile.data } }
  })
}
