import { z } from 'zod'
import { type AccountId, type Id, idSchema } from '../../platform/ids.ts'
import { divideRounded, type Rate } from '../../platform/money.ts'
import type { OfferingId } from '../catalog/index.ts'

export type PriceRuleId = Id<'priceRule'>
export type BasePriceId = Id<'basePrice'>
export type PriceQuoteId = Id<'priceQuote'>
export const PriceRuleId = idSchema<PriceRuleId>()
export const BasePriceId = idSchema<BasePriceId>()
export const PriceQuoteId = idSchema<PriceQuoteId>()

/** What is priced, such as `sms` or `number_monthly`; free text, so that a new line brings its own (E6). */
export const Service = z.string().regex(/^[a-z][a-z0-9_]{1,40}$/, 'Use a service type such as sms or number_monthly.')
/** ISO 3166-1 alpha-2, in capitals. */
export const Country = z.string().regex(/^[A-Z]{2}$/, 'Use a two-letter ISO 3166 country code such as US.')
/** The vendor key of a supplier, such as `twilio`. */
export const Vendor = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'Use a vendor key such as twilio.')

export const PriceKind = z.enum(['fixed_price', 'markup_percentage', 'markup_fixed'])
export type PriceKind = z.output<typeof PriceKind>

/** Half-open: from `validFrom` on, up to but not at `validTo` (G3). */
export type Period = { readonly validFrom: Date; readonly validTo: Date | null }

/** Whom and what a price is for; null means any. */
export type PriceKey = {
  readonly service: string
  readonly country: string | null
  readonly vendor: string | null
  /** One thing of the catalogue, such as a plan or a server size. */
  readonly offeringId: OfferingId | null
}

/** In which steps time is counted: the first step whole, then whole steps of the second kind (wholesale A2). */
export type Increments = { readonly initialSeconds: number; readonly recurringSeconds: number }

/** Whole minutes, unless the deciding price says otherwise. */
export const WHOLE_MINUTES: Increments = { initialSeconds: 60, recurringSeconds: 60 }

/** How a tenant prices one key. `valueE8` is a rate at 10^-8, or a percentage at 10^-8 for `markup_percentage`. */
export type PriceRule = Period &
  PriceKey & {
    readonly id: PriceRuleId
    readonly accountId: AccountId | null
    readonly group: string | null
    readonly kind: PriceKind
    readonly valueE8: bigint
    /** The least that one unit costs, at 10^-8. */
    readonly minChargeE8: bigint | null
    /** Null only for a plain percentage, which takes the currency of the cost. */
    readonly currency: string | null
    /** For what is priced by time; null leaves it to the business above, or whole minutes. */
    readonly increments: Increments | null
    /** Set by whoever was permitted to sell below the floor. */
    readonly belowFloorReason: string | null
    readonly createdAt: Date
  }

/** What a supplier charges the operator per unit. */
export type BasePrice = Period & PriceKey & { readonly id: BasePriceId; readonly rate: Rate; readonly createdAt: Date }

/** A tenant's own bounds, as percentages at 10^-4. */
export type PricePolicy = { readonly minMarginE4: bigint; readonly defaultMarkupE4: bigint }

export const NO_POLICY: PricePolicy = { minMarginE4: 0n, defaultMarkupE4: 0n }

export type RuleLevel = 'account' | 'group' | 'tenant_price' | 'tenant_rule'

/** Where a rule stands in the order of precedence (W9). */
export function levelOf(rule: PriceRule): RuleLevel {
  if (rule.accountId) return 'account'
  if (rule.group !== null) return 'group'
  return rule.kind === 'fixed_price' ? 'tenant_price' : 'tenant_rule'
}

export const isValidAt = (period: Period, at: Date): boolean => period.validFrom <= at && (period.validTo === null || period.validTo > at)

export const periodState = (period: Period, now: Date): 'scheduled' | 'active' | 'ended' =>
  isValidAt(period, now)
    ? 'active'
    : period.validFrom > now && period.validTo?.getTime() !== period.validFrom.getTime()
      ? 'scheduled'
      : 'ended'

/** The most specific first: offering, vendor and country, country, vendor, any; then the latest to start (W9). */
export function bySpecificity(a: PriceKey & Period, b: PriceKey & Period): number {
  const weight = (key: PriceKey) => (key.offeringId === null ? 0 : 4) + (key.country === null ? 0 : 2) + (key.vendor === null ? 0 : 1)
  return weight(b) - weight(a) || b.validFrom.getTime() - a.validFrom.getTime()
}

const HUNDRED_E4 = 1_000_000n
const HUNDRED_E8 = 10_000_000_000n

/** `cost × (1 + pct / 100)` at 10^-8, halves up. */
export const markedUp = (cost: Rate, pctE4: bigint): Rate => ({
  currency: cost.currency,
  e8: divideRounded(cost.e8 * (HUNDRED_E4 + pctE4), HUNDRED_E4, 'half_up'),
})

/** The least a unit may be sold for. */
export const floorOf = (cost: Rate, policy: PricePolicy): Rate => markedUp(cost, policy.minMarginE4)

/** What the rule asks per unit, `min_charge` applied; undefined when it needs a cost of its currency and there is none. */
export function sellingRate(rule: PriceRule, cost: Rate | null): Rate | undefined {
  const currency = rule.currency ?? cost?.currency
  const usable = cost && cost.currency === currency ? cost : undefined
  if (!currency) return undefined
  const least = (e8: bigint): Rate => ({ currency, e8: rule.minChargeE8 !== null && rule.minChargeE8 > e8 ? rule.minChargeE8 : e8 })
  if (rule.kind === 'fixed_price') return least(rule.valueE8)
  if (!usable) return undefined
  if (rule.kind === 'markup_fixed') return least(usable.e8 + rule.valueE8)
  return least(divideRounded(usable.e8 * (HUNDRED_E8 + rule.valueE8), HUNDRED_E8, 'half_up'))
}
