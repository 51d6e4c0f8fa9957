import { type Id, idSchema } from '../../platform/ids.ts'
import { divideRounded, type Money, toPayable } from '../../platform/money.ts'
import type { OfferingId, OfferingStatus } from '../../spine/catalog/index.ts'
import { GB } from '../../spine/charging/index.ts'
import type { PriceRuleId } from '../../spine/pricing/index.ts'

export type PlanId = Id<'esimPlan'>
export const PlanId = idSchema<PlanId>()

/** When the days of a plan begin to count. */
export type ValidityPolicy = 'purchase' | 'first_use'

/** What one supplier sells that gives the customer at least the plan; the lowest priority is tried first. */
export type Offer = {
  readonly vendor: string
  /** The supplier's own code of the package. */
  readonly packageCode: string
  /** The code by which the same package tops a profile up, where the supplier has another one. */
  readonly topUpCode: string | null
  /** What the package gives, which is never less than the plan. */
  readonly bytes: bigint | null
  readonly days: number
  readonly cost: Money
  readonly priority: number
}

/** A data plan of the operator's; resellers sell it at their own prices. */
export type Plan = {
  readonly id: PlanId
  readonly offeringId: OfferingId
  readonly name: string
  readonly description: string
  readonly status: OfferingStatus
  /** Null is unlimited. */
  readonly dataBytes: bigint | null
  readonly voiceMinutes: number | null
  readonly smsCount: number | null
  readonly validityDays: number
  readonly validity: ValidityPolicy
  /** ISO 3166-1 alpha-2. */
  readonly countries: readonly string[]
  /** What happens to the speed, in words for the customer. */
  readonly speed: string
  readonly offers: readonly Offer[]
  /** The list price in force, to be ended when the price changes. */
  readonly priceRuleId: PriceRuleId | null
}

/** The service under which pricing knows every data plan. */
export const PLAN_SERVICE = 'esim_plan'

/** Why an offer may not stand in for the plan (the substitution rule), or undefined: bytes and days must not be fewer. */
export function whyUnfit(plan: Pick<Plan, 'dataBytes' | 'validityDays'>, offer: Pick<Offer, 'bytes' | 'days'>): string | undefined {
  if (offer.bytes !== null && (plan.dataBytes === null || offer.bytes < plan.dataBytes)) return 'It gives less data than the plan.'
  if (offer.days < plan.validityDays) return 'It is valid for fewer days than the plan.'
  return undefined
}

/** Offers in the order in which suppliers are asked. */
export const inOrder = (offers: readonly Offer[]): readonly Offer[] => offers.toSorted((a, b) => a.priority - b.priority)

/** What a gigabyte comes to, for comparing plans, to the minor unit; null for unlimited data. */
export const pricePerGb = (price: Money, dataBytes: bigint | null): Money | null =>
  dataBytes === null ? null : toPayable({ currency: price.currency, units: divideRounded(price.units * GB, dataBytes, 'half_up') })
