import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { MoneyReply, printDecimal, rateOf, toMoneyReply } from '../../platform/money.ts'
import type { Priced } from './figures.ts'
import { type BasePrice, PriceKind, type PriceRule, periodState } from './price.ts'
import { maySeeMargin, type ResolvedPrice, visiblePath } from './resolver.ts'

const State = z.enum(['scheduled', 'active', 'ended'])

const IncrementsReply = z.object({ initialSeconds: z.number().int(), recurringSeconds: z.number().int() })

export const PriceRuleReply = z.object({
  id: z.uuid(),
  accountId: z.uuid().nullable(),
  group: z.string().nullable(),
  service: z.string(),
  country: z.string().nullable(),
  vendor: z.string().nullable(),
  offeringId: z.uuid().nullable(),
  increments: IncrementsReply.nullable(),
  kind: PriceKind,
  value: z.string(),
  minCharge: z.string().nullable(),
  currency: z.string().nullable(),
  belowFloorReason: z.string().nullable(),
  state: State,
  validFrom: z.string(),
  validTo: z.string().nullable(),
  createdAt: z.string(),
})

const rateText = (currency: string | null, e8: bigint): string => (currency ? rateOf({ currency, e8 }) : printDecimal(e8, 8, 0))

export const toRuleReply = (rule: PriceRule, now: Date): z.output<typeof PriceRuleReply> => ({
  id: rule.id,
  accountId: rule.accountId,
  group: rule.group,
  service: rule.service,
  country: rule.country,
  vendor: rule.vendor,
  offeringId: rule.offeringId,
  increments: rule.increments,
  kind: rule.kind,
  value: rateText(rule.kind === 'markup_percentage' ? null : rule.currency, rule.valueE8),
  minCharge: rule.minChargeE8 === null ? null : rateText(rule.currency, rule.minChargeE8),
  currency: rule.currency,
  belowFloorReason: rule.belowFloorReason,
  state: periodState(rule, now),
  validFrom: rule.validFrom.toISOString(),
  validTo: rule.validTo?.toISOString() ?? null,
  createdAt: rule.createdAt.toISOString(),
})

export const BasePriceReply = z.object({
  id: z.uuid(),
  service: z.string(),
  country: z.string().nullable(),
  vendor: z.string().nullable(),
  offeringId: z.uuid().nullable(),
  rate: z.string(),
  currency: z.string(),
  state: State,
  validFrom: z.string(),
  validTo: z.string().nullable(),
  createdAt: z.string(),
})

export const toBasePriceReply = (price: BasePrice, now: Date): z.output<typeof BasePriceReply> => ({
  id: price.id,
  service: price.service,
  country: price.country,
  vendor: price.vendor,
  offeringId: price.offeringId,
  rate: rateOf(price.rate),
  currency: price.rate.currency,
  state: periodState(price, now),
  validFrom: price.validFrom.toISOString(),
  validTo: price.validTo?.toISOString() ?? null,
  createdAt: price.createdAt.toISOString(),
})

export const PreviewReply = z.object({
  rate: z.string(),
  exact: MoneyReply,
  price: MoneyReply,
  cost: MoneyReply.nullable(),
  markupPct: z.string().nullable(),
  marginPct: z.string().nullable(),
  path: z.array(
    z.object({
      level: z.string(),
      ruleId: z.string().nullable(),
      considered: z.string().nullable(),
      rate: z.string().nullable(),
      chosen: z.boolean(),
      reason: z.string(),
    }),
  ),
})

/** Cost, margin and the losing candidates are for holders of `margin:read` only. */
export function toPreviewReply(context: Context, price: ResolvedPrice, priced: Priced): z.output<typeof PreviewReply> {
  const margin = maySeeMargin(context)
  return {
    rate: rateOf(price.rate),
    exact: toMoneyReply(priced.exact),
    price: toMoneyReply(priced.payable),
    cost: margin && priced.cost ? toMoneyReply(priced.cost) : null,
    markupPct: margin ? priced.markupPct : null,
    marginPct: margin ? priced.marginPct : null,
    path: [...visiblePath(context, price.path)],
  }
}
