import type { Context, Tx } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import { getRatePlan, type RatePlan, type Tariff } from '../../spine/rating/index.ts'
import { errors } from './errors.ts'
import type { CarrierService, RatingPlanId } from './interconnect.ts'

/** What a plan asks for a number at an instant; the call keeps it to its end (wholesale B2). */
export type Price = {
  readonly planId: RatingPlanId
  readonly planVersion: number
  readonly versionId: string
  readonly code: string
  readonly tariff: Tariff
}

export type Priced = { readonly kind: 'rate'; readonly price: Price } | { readonly kind: 'none' | 'closed' | 'blocked' }

const SIDES = { ingress: 'customer', egress: 'supplier' } as const

async function findPlan(context: Context | Tx, id: RatingPlanId): Promise<RatePlan | undefined> {
  try {
    return await getRatePlan(context, id)
  } catch (error) {
    if (error instanceof DomainError && error.status === 404) return undefined
    throw error
  }
}

/** Refuses a plan that is not there or of the other direction (C21). Throws 422 `ratingPlanMismatch`. */
export async function requirePlanFits(context: Context | Tx, id: RatingPlanId, direction: CarrierService['direction']): Promise<void> {
  const plan = await findPlan(context, id)
  if (plan?.direction === SIDES[direction]) return
  throw errors.ratingPlanMismatch({
    detail: plan ? `${plan.name} is a ${plan.direction}'s plan.` : 'Choose one of the rate plans.',
    errors: [{ path: 'ratingPlanId', message: `Choose a ${SIDES[direction]}'s plan.` }],
  })
}

/** The price of a number by a plan, from memory (DESIGN §5). */
export async function priceOf(context: Context, id: RatingPlanId, digits: string, at: Date): Promise<Priced> {
  const answer = await context.services.ratePlans.lookup(context, id, digits, at)
  if (answer.kind !== 'rate') return { kind: answer.kind }
  const { planId, version: planVersion, rateVersionId: versionId, code, tariff } = answer
  return { kind: 'rate', price: { planId, planVersion, versionId, code, tariff } }
}
