import { z } from 'zod'
import { hours, later } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import type { AccountId } from '../../platform/ids.ts'
import { MoneyReply, rateOf, toMoneyReply } from '../../platform/money.ts'
import { type Page, PageQuery, type PageRequest, pageOf } from '../../platform/pages.ts'
import { type Route, route } from '../../platform/routes.ts'
import { pageOfRates } from '../../spine/rating/index.ts'
import type { Carrier } from './carrier.ts'
import type { AttemptCdr, CallCdr } from './cdr.ts'
import { CdrFilters, datesOf } from './cdr-routes.ts'
import { type CdrQuery, listAttempts, listCalls, type Quality, qualityOf } from './cdr-store.ts'
import { unblocksAt } from './credit.ts'
import { bucketsOf } from './credit-store.ts'
import { positionOf } from './position.ts'
import { CreditTypeSchema, DirectionSchema, Disposition, PartnerTypeSchema, TrunkStatusSchema } from './replies.ts'
import { findOwnCarrier } from './service.ts'
import { list as listServices } from './trunk-store.ts'

/** Nobody's account is no carrier: staff see nothing here. */
const ownCarrier = async (context: Context): Promise<Carrier | null> =>
  context.accountId && (await findOwnCarrier(context, context.accountId))

const QualityReply = z.object({
  attempts: z.number(),
  answered: z.number(),
  /** Answered of all attempts, in percent; null where there were none. */
  asrPercent: z.number().nullable(),
  /** Mean seconds of answered calls; null where there were none. */
  acdSeconds: z.number().nullable(),
})

const toQuality = ({ attempts, answered, seconds }: Quality) => ({
  attempts,
  answered,
  asrPercent: attempts === 0 ? null : Math.round((answered * 1_000) / attempts) / 10,
  acdSeconds: answered === 0 ? null : Math.round(seconds / answered),
})

const Overview = z.object({
  code: z.string(),
  name: z.string(),
  partnerType: PartnerTypeSchema,
  status: TrunkStatusSchema,
  customerCreditType: CreditTypeSchema,
  customerCreditLimit: MoneyReply,
  balance: MoneyReply,
  available: MoneyReply,
  payable: MoneyReply,
  customerSpend24h: MoneyReply,
  customer24hLimit: MoneyReply.nullable(),
  /** When calls are taken again by themselves, while the limit is reached. */
  customerUnblocksAt: z.string().nullable(),
  supplierSpend24h: MoneyReply,
  supplier24hLimit: MoneyReply.nullable(),
  sent24h: QualityReply,
  taken24h: QualityReply,
  services: z.array(z.object({ shortCode: z.string(), name: z.string(), direction: DirectionSchema, status: TrunkStatusSchema })),
})

const MOST_SERVICES = 100
const servicesOf = async (context: Context, carrier: Carrier) =>
  (await listServices(context, { carrierId: carrier.id, limit: MOST_SERVICES })).items

async function overview(context: Context): Promise<z.input<typeof Overview> | null> {
  const carrier = await ownCarrier(context)
  if (!carrier) return null
  const position = await positionOf(context, carrier)
  const { sent, taken } = await qualityOf(context, carrier.accountId, later(context.now(), -hours(24)))
  const limit = carrier.customer24hLimit
  const unblocks = limit && unblocksAt(await bucketsOf(context, carrier, 'customer'), limit)
  return {
    code: carrier.code,
    name: carrier.name,
    partnerType: carrier.partnerType,
    status: carrier.status,
    customerCreditType: carrier.customerCreditType,
    customerCreditLimit: toMoneyReply(carrier.customerCreditLimit),
    balance: toMoneyReply(position.balance),
    available: toMoneyReply(position.available),
    payable: toMoneyReply(position.payable),
    customerSpend24h: toMoneyReply(position.spend24h.customer),
    customer24hLimit: limit && toMoneyReply(limit),
    customerUnblocksAt: unblocks?.toISOString() ?? null,
    supplierSpend24h: toMoneyReply(position.spend24h.supplier),
    supplier24hLimit: carrier.supplier24hLimit && toMoneyReply(carrier.supplier24hLimit),
    sent24h: toQuality(sent),
    taken24h: toQuality(taken),
    services: (await servicesOf(context, carrier)).map(({ shortCode, name, direction, status }) => ({
      shortCode,
      name,
      direction,
      status,
    })),
  }
}

const RateRow = z.object({
  code: z.string(),
  name: z.string(),
  status: z.enum(['open', 'closed', 'blocked']),
  state: z.enum(['effective', 'scheduled', 'superseded']),
  /** Per minute, in the plan's currency. */
  rate: z.string(),
  currency: z.string(),
  initialSeconds: z.number(),
  recurringSeconds: z.number(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
})

type RatesQuery = PageRequest & { readonly service?: string | undefined; readonly q?: string | undefined }

/** The prices of one of the carrier's services, by default of the first calls come in through: those in force and those to come. */
async function rates(context: Context, query: RatesQuery): Promise<Page<z.input<typeof RateRow>>> {
  const carrier = await ownCarrier(context)
  const services = carrier ? await servicesOf(context, carrier) : []
  const service = query.service
    ? services.find(({ shortCode }) => shortCode === query.service)
    : (services.find(({ direction, status }) => direction === 'ingress' && status === 'active') ?? services[0])
  if (!service?.ratingPlanId) return { items: [], nextCursor: null }
  const snapshot = await context.services.ratePlans.snapshot(context, service.ratingPlanId)
  const { currency } = snapshot.terms
  const page = pageOfRates(snapshot, query, context.now())
  const items = page.items.map((row) => ({
    code: row.code,
    name: row.name,
    status: row.status,
    state: row.state,
    rate: rateOf({ currency, e8: row.rateE8 }),
    currency,
    initialSeconds: row.initialSeconds,
    recurringSeconds: row.recurringSeconds,
    validFrom: row.from.toISOString(),
    validTo: row.until?.toISOString() ?? null,
  }))
  return { items, nextCursor: page.nextCursor }
}

/** A call as its carrier may see it: never the other party, never the other side's money. */
const OwnCdr = z.object({
  id: z.uuid(),
  startedAt: z.string(),
  answeredAt: z.string().nullable(),
  endedAt: z.string(),
  disposition: Disposition,
  aNumber: z.string(),
  bNumber: z.string(),
  durationMs: z.number(),
  billedSeconds: z.number(),
  sipCode: z.number().nullable(),
  reason: z.string(),
  cause: z.number().nullable(),
  pddMs: z.number().nullable(),
  code: z.string().nullable(),
  amount: MoneyReply.nullable(),
})

const ofCall = (cdr: CallCdr): z.input<typeof OwnCdr> => ({
  id: cdr.id,
  startedAt: cdr.startedAt.toISOString(),
  answeredAt: cdr.answeredAt?.toISOString() ?? null,
  endedAt: cdr.endedAt.toISOString(),
  disposition: cdr.disposition,
  aNumber: cdr.aNumber,
  bNumber: cdr.bNumber,
  durationMs: cdr.durationMs,
  billedSeconds: cdr.sell?.billedSeconds ?? 0,
  sipCode: cdr.sipCode,
  reason: cdr.reason,
  cause: cdr.cause,
  pddMs: cdr.pddMs,
  code: cdr.sell?.code ?? null,
  amount: cdr.sell && toMoneyReply(cdr.sell.amount),
})

const ofAttempt = (cdr: AttemptCdr): z.input<typeof OwnCdr> => ({
  id: cdr.id,
  startedAt: cdr.startedAt.toISOString(),
  answeredAt: cdr.answeredAt?.toISOString() ?? null,
  endedAt: cdr.endedAt.toISOString(),
  disposition: cdr.answeredAt ? 'answered' : 'failed',
  aNumber: cdr.aNumber,
  bNumber: cdr.bNumber,
  durationMs: cdr.durationMs,
  billedSeconds: cdr.cost?.billedSeconds ?? 0,
  sipCode: cdr.sipCode,
  reason: cdr.reason,
  cause: cdr.cause,
  pddMs: cdr.pddMs,
  code: null,
  amount: cdr.cost && toMoneyReply(cdr.cost.amount),
})

async function ownCalls(context: Context, side: 'sent' | 'taken', query: CdrQuery & { accountId: AccountId }) {
  if (side === 'sent') {
    const page = await listCalls(context, query)
    return { ...page, items: page.items.map(ofCall) }
  }
  const page = await listAttempts(context, query)
  return { ...page, items: page.items.map(ofAttempt) }
}

export const portalRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/carrier-portal/overview',
    permission: 'carrier-portal:read',
    summary: 'Show a carrier its balances, limits and quality',
    reply: Overview.nullable(),
    run: async ({ context }) => overview(context),
  }),
  route({
    method: 'GET',
    path: '/carrier-portal/rates',
    permission: 'carrier-portal:read',
    summary: "List the prices of one of a carrier's services, in force and to come",
    query: z.strictObject({
      ...PageQuery,
      service: z
        .string()
        .regex(/^S\d{1,9}$/, 'Use a short code such as S1.')
        .optional(),
      q: z.string().max(100).optional(),
    }),
    reply: pageOf(RateRow),
    run: async ({ context, query }) => rates(context, query),
  }),
  route({
    method: 'GET',
    path: '/carrier-portal/cdrs',
    permission: 'carrier-portal:read',
    summary: 'List the calls a carrier sent us, or those it took from us',
    query: z.strictObject({
      ...PageQuery,
      ...CdrFilters,
      side: z.enum(['sent', 'taken']).default('sent'),
      disposition: Disposition.optional(),
    }),
    reply: pageOf(OwnCdr),
    run: async ({ context, query: { side, ...query } }) => {
      const carrier = await ownCarrier(context)
      if (!carrier) return { items: [], nextCursor: null }
      return ownCalls(context, side, { ...query, ...datesOf(query), accountId: carrier.accountId })
    },
  }),
]
