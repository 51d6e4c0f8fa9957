import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { requestErrors } from '../../platform/errors.ts'
import { CurrencyCode, MoneyReply, money, PositiveAmount, toMoneyReply } from '../../platform/money.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { nothing, type Route, route } from '../../platform/routes.ts'
import { errors } from './errors.ts'
import { EsimId } from './esim.ts'
import { type Plan, PlanId } from './plan.ts'
import { archivePlan, browsePlans, createPlan, listPlans, priceIfSold, pricePlan, publishPlan, requirePlan } from './plans.ts'
import { findEsim } from './service.ts'

const Country = z.string().regex(/^[A-Z]{2}$/, 'Use a two-letter ISO 3166 code such as DE.')
const Bytes = z.string().regex(/^[1-9]\d{0,17}$/, 'Use a number of bytes.')
const One = z.strictObject({ id: PlanId })
const Validity = z.enum(['purchase', 'first_use'])

const PlanFacts = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  dataBytes: z.string().nullable(),
  voiceMinutes: z.number().nullable(),
  smsCount: z.number().nullable(),
  validityDays: z.number(),
  validity: Validity,
  countries: z.array(z.string()),
  speed: z.string(),
})

const StoreReply = PlanFacts.extend({ price: MoneyReply, perGb: MoneyReply.nullable() })

const OfferReply = z.object({
  vendor: z.string(),
  packageCode: z.string(),
  topUpCode: z.string().nullable(),
  bytes: z.string().nullable(),
  days: z.number(),
  cost: MoneyReply,
  priority: z.number(),
})

const PlanReply = PlanFacts.extend({
  offeringId: z.uuid(),
  status: z.enum(['draft', 'active', 'archived']),
  /** The list price; null while the plan has none. */
  price: MoneyReply.nullable(),
  /** Who supplies it at what cost, for those who may see margins. */
  offers: z.array(OfferReply).nullable(),
})

const facts = (plan: Plan) => ({
  id: plan.id,
  name: plan.name,
  description: plan.description,
  dataBytes: plan.dataBytes === null ? null : String(plan.dataBytes),
  voiceMinutes: plan.voiceMinutes,
  smsCount: plan.smsCount,
  validityDays: plan.validityDays,
  validity: plan.validity,
  countries: [...plan.countries],
  speed: plan.speed,
})

async function toReply(context: Context, plan: Plan): Promise<z.input<typeof PlanReply>> {
  const price = await priceIfSold(context, plan)
  const offers = plan.offers.map((offer) => ({
    ...offer,
    bytes: offer.bytes === null ? null : String(offer.bytes),
    cost: toMoneyReply(offer.cost),
  }))
  return {
    ...facts(plan),
    offeringId: plan.offeringId,
    status: plan.status,
    price: price ? toMoneyReply(price) : null,
    offers: context.actor.permissions.has('margin:read') ? offers : null,
  }
}

const NewOffer = z.strictObject({
  vendor: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'Use the key of a vendor, such as telna.'),
  packageCode: z.string().trim().min(1).max(100),
  topUpCode: z.string().trim().min(1).max(100).nullish(),
  bytes: Bytes.nullable(),
  days: z.number().int().min(1).max(3_650),
  cost: z.string().regex(/^\d{1,12}(\.\d{1,6})?$/, 'Use a decimal number such as "3.20".'),
  priority: z.number().int().min(0).max(1_000),
})

const NewPlanBody = z.strictObject({
  slug: z.string().regex(/^[a-z0-9][a-z0-9-]{1,60}$/, 'Use 2 to 61 small letters, digits or hyphens.'),
  name: z.string().trim().min(1).max(120),
  description: z.string().trim().max(2_000).default(''),
  dataBytes: Bytes.nullable(),
  voiceMinutes: z.number().int().min(0).max(100_000).nullish(),
  smsCount: z.number().int().min(0).max(100_000).nullish(),
  validityDays: z.number().int().min(1).max(3_650),
  validity: Validity.default('first_use'),
  countries: z.array(Country).min(1).max(250),
  speed: z.string().trim().max(200).default(''),
  price: PositiveAmount,
  currency: CurrencyCode,
  offers: z.array(NewOffer).min(1).max(10),
})

/** What a request says, in our words. */
function toWish({ price, currency, offers, dataBytes, ...plan }: z.output<typeof NewPlanBody>) {
  return {
    ...plan,
    voiceMinutes: plan.voiceMinutes ?? null,
    smsCount: plan.smsCount ?? null,
    dataBytes: dataBytes === null ? null : BigInt(dataBytes),
    price: money(currency, price),
    offers: offers.map(({ bytes, cost, topUpCode, ...offer }) => ({
      ...offer,
      topUpCode: topUpCode ?? null,
      bytes: bytes === null ? null : BigInt(bytes),
      cost: money(currency, cost),
    })),
  }
}

export const planRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/esim-store',
    permission: 'public',
    summary: 'Browse the data plans on sale, with what they cost here; for an eSIM of yours, those that fit it',
    query: z.strictObject({ country: Country.optional(), esimId: EsimId.optional() }),
    reply: z.object({ items: z.array(StoreReply) }),
    run: async ({ context, query }) => {
      const vendor = query.esimId && (await findEsim(context, query.esimId)).vendor
      const found = await browsePlans(context, { country: query.country, vendor })
      return {
        items: found.map(({ plan, price, perGb }) => ({ ...facts(plan), price: toMoneyReply(price), perGb: perGb && toMoneyReply(perGb) })),
      }
    },
  }),
  route({
    method: 'GET',
    path: '/esim-plans',
    permission: 'esim-plan:read',
    summary: 'List your own data plans, newest first',
    query: z.strictObject({ ...PageQuery, country: Country.optional() }),
    reply: pageOf(PlanReply),
    run: async ({ context, query }) => {
      const page = await listPlans(context, query)
      return { ...page, items: await Promise.all(page.items.map((plan) => toReply(context, plan))) }
    },
  }),
  route({
    method: 'GET',
    path: '/esim-plans/:id',
    permission: 'esim-plan:read',
    summary: 'Show one data plan',
    params: One,
    reply: PlanReply,
    errors: [errors.planNotFound],
    run: async ({ context, params }) => toReply(context, await requirePlan(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/esim-plans',
    permission: 'esim-plan:write',
    summary: 'Add a data plan as a draft, with its offers and its price',
    body: NewPlanBody,
    reply: PlanReply,
    status: 201,
    errors: [errors.badOffer],
    run: async ({ context, body }) => toReply(context, await createPlan(context, toWish(body))),
  }),
  route({
    method: 'POST',
    path: '/esim-plans/:id/publish',
    permission: 'esim-plan:write',
    summary: 'Put a data plan on sale',
    params: One,
    body: nothing,
    reply: PlanReply,
    errors: [errors.planNotFound, requestErrors.invalidTransition],
    run: async ({ context, params }) => toReply(context, await publishPlan(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/esim-plans/:id/archive',
    permission: 'esim-plan:write',
    summary: 'Take a data plan off sale; what was sold stays',
    params: One,
    body: nothing,
    reply: PlanReply,
    errors: [errors.planNotFound, requestErrors.invalidTransition],
    run: async ({ context, params }) => toReply(context, await archivePlan(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/esim-plans/:id/price',
    permission: 'esim-plan:write',
    summary: 'Change the list price of a data plan from now on',
    params: One,
    body: z.strictObject({ price: PositiveAmount, currency: CurrencyCode }),
    reply: PlanReply,
    errors: [errors.planNotFound],
    run: async ({ context, params, body }) => toReply(context, await pricePlan(context, params.id, money(body.currency, body.price))),
  }),
]
