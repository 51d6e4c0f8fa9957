import { z } from 'zod'
import { hours, later } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import type { AccountId } from '../../platform/ids.ts'
import { MoneyReply, toMoneyReply } from '../../platform/money.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { type Route, route } from '../../platform/routes.ts'
import type { Carrier } from './carrier.ts'
import type { AttemptCdr, CallCdr } from './cdr.ts'
import { CdrFilters, datesOf } from './cdr-routes.ts'
import { type CdrQuery, listAttempts, listCalls, type Quality, qualityOf } from './cdr-store.ts'
import { unblocksAt } from './credit.ts'
import { bucketsOf } from './credit-store.ts'
import { positionOf } from './position.ts'
import { CreditTypeSchema, Disposition, PartnerTypeSchema, TrunkStatusSchema } from './replies.ts'
import { findOwnCarrier } from './service.ts'

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
})

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
  }
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
