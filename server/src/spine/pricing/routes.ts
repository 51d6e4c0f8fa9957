import { z } from 'zod'
import { AccountId } from '../../platform/ids.ts'
import { CurrencyCode, printDecimal } from '../../platform/money.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { Done, done, route } from '../../platform/routes.ts'
import { OfferingId } from '../catalog/index.ts'
import { errors } from './errors.ts'
import { Country, PriceKind, PriceRuleId, Service, Vendor } from './price.ts'
import { previewPrice } from './quotes.ts'
import { BasePriceReply, PreviewReply, PriceRuleReply, toBasePriceReply, toPreviewReply, toRuleReply } from './replies.ts'
import {
  createBasePrice,
  createPriceRule,
  endPriceRule,
  findPricePolicy,
  listBasePrices,
  listPriceRules,
  setPricePolicy,
} from './service.ts'

const Instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
/** How long a step of counted time may be. */
const Seconds = z.number().int().min(1).max(3_600)
const Group = z.string().trim().min(1).max(60)
const Value = z.string().regex(/^\d{1,7}(\.\d{1,8})?$/, 'Use a decimal number of at least 0 with at most 8 decimals, such as "0.0085".')
const Percentage = z.string().regex(/^\d{1,5}(\.\d{1,4})?$/, 'Use a percentage with at most 4 decimals, such as "12.5".')
const Filters = { ...PageQuery, service: Service.optional(), country: Country.optional() }

export const routes = [
  route({
    method: 'GET',
    path: '/price-rules',
    permission: 'price:read',
    summary: 'List price rules, newest first',
    query: z.strictObject({ ...Filters, accountId: AccountId.optional(), group: Group.optional() }),
    reply: pageOf(PriceRuleReply),
    run: async ({ context, query }) => {
      const page = await listPriceRules(context, query)
      return { ...page, items: page.items.map((rule) => toRuleReply(rule, context.now())) }
    },
  }),
  route({
    method: 'POST',
    path: '/price-rules',
    permission: 'price:write',
    summary: 'Set a dated price or markup',
    body: z
      .strictObject({
        service: Service,
        country: Country.nullish(),
        vendor: Vendor.nullish(),
        offeringId: OfferingId.nullish(),
        increments: z.strictObject({ initialSeconds: Seconds, recurringSeconds: Seconds }).nullish(),
        accountId: AccountId.nullish(),
        group: Group.nullish(),
        kind: PriceKind,
        value: Value,
        minCharge: Value.nullish(),
        currency: CurrencyCode.optional(),
        validFrom: Instant.optional(),
        validTo: Instant.nullish(),
        belowFloorReason: z.string().trim().min(3).max(500).optional(),
      })
      .refine((body) => !(body.accountId && body.group), { path: ['group'], message: 'Name an account or a group, not both.' }),
    reply: PriceRuleReply,
    status: 201,
    errors: [errors.overlap, errors.belowFloor, errors.operatorOnly, errors.badPeriod],
    run: async ({ context, body }) => toRuleReply(await createPriceRule(context, body), context.now()),
  }),
  route({
    method: 'POST',
    path: '/price-rules/:id/end',
    permission: 'price:write',
    summary: 'End a price, now or at a later instant',
    params: z.strictObject({ id: PriceRuleId }),
    body: z.strictObject({ at: Instant.optional() }).nullish(),
    reply: PriceRuleReply,
    errors: [errors.notFound, errors.alreadyEnded, errors.badPeriod],
    run: async ({ context, params, body }) => toRuleReply(await endPriceRule(context, params.id, body?.at), context.now()),
  }),
  route({
    method: 'GET',
    path: '/base-prices',
    permission: 'margin:read',
    summary: 'List what suppliers charge, newest first',
    query: z.strictObject(Filters),
    reply: pageOf(BasePriceReply),
    run: async ({ context, query }) => {
      const page = await listBasePrices(context, query)
      return { ...page, items: page.items.map((price) => toBasePriceReply(price, context.now())) }
    },
  }),
  route({
    method: 'POST',
    path: '/base-prices',
    permission: 'price:write',
    summary: 'Note what a supplier charges from an instant on',
    body: z.strictObject({
      service: Service,
      country: Country.nullish(),
      vendor: Vendor.nullish(),
      offeringId: OfferingId.nullish(),
      rate: Value,
      currency: CurrencyCode.optional(),
      validFrom: Instant.optional(),
    }),
    reply: BasePriceReply,
    status: 201,
    errors: [errors.overlap, errors.operatorOnly],
    run: async ({ context, body }) => toBasePriceReply(await createBasePrice(context, body), context.now()),
  }),
  route({
    method: 'GET',
    path: '/price-policy',
    permission: 'margin:read',
    summary: 'Show the least margin and the default markup',
    query: z.strictObject({}),
    reply: z.object({ minMarginPct: z.string(), defaultMarkupPct: z.string() }),
    run: async ({ context }) => {
      const { minMarginE4, defaultMarkupE4 } = await findPricePolicy(context)
      return { minMarginPct: printDecimal(minMarginE4, 4, 0), defaultMarkupPct: printDecimal(defaultMarkupE4, 4, 0) }
    },
  }),
  route({
    method: 'POST',
    path: '/price-policy',
    permission: 'price:write',
    summary: 'Set the least margin and the default markup',
    body: z.strictObject({ minMarginPct: Percentage, defaultMarkupPct: Percentage }),
    reply: Done,
    run: async ({ context, body }) => {
      await setPricePolicy(context, body)
      return done
    },
  }),
  route({
    method: 'POST',
    path: '/price-quotes/preview',
    permission: 'price:read',
    summary: 'Explain what a quantity costs and why',
    body: z.strictObject({
      service: Service,
      country: Country.nullish(),
      vendor: Vendor.nullish(),
      offeringId: OfferingId.nullish(),
      accountId: AccountId.nullish(),
      group: Group.nullish(),
      quantity: z.number().int().min(1).max(1_000_000_000),
      per: z.number().int().min(1).max(1_000_000_000).default(1),
      at: Instant.optional(),
    }),
    reply: PreviewReply,
    errors: [errors.notSellable, errors.belowFloor],
    run: async ({ context, body }) => {
      const { price, priced } = await previewPrice(context, { ...body, quantity: BigInt(body.quantity), per: BigInt(body.per) })
      return toPreviewReply(context, price, priced)
    },
  }),
]
