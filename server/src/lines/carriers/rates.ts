import type { Context, Services, Tx } from '../../platform/context.ts'
import type { Tariff } from '../../spine/rating/index.ts'
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

export type PlanName = {
  readonly name: string
  readonly shortCode: string
  readonly direction: 'customer' | 'supplier'
  readonly currency: string
}

const SIDES = { ingress: 'customer', egress: 'supplier' } as const

declare module '../../platform/context.ts' {
  interface Services {
    /** Stands in until spine/rating brings its engine. */
    readonly rates?: {
      plan(context: Context | Tx, id: RatingPlanId): Promise<PlanName | undefined>
      lookup(context: Context | Tx, id: RatingPlanId, digits: string, at: Date): Promise<Priced>
    }
  }
}

function engineOf(services: Services) {
  if (!services.rates) throw new Error('No engine of rate plans is there.')
  return services.rates
}

/** Refuses a plan that is not there or of the other direction (C21). Throws 422 `ratingPlanMismatch`. */
export async function requirePlanFits(context: Context | Tx, id: RatingPlanId, direction: CarrierService['direction']): Promise<void> {
  const plan = await engineOf(context.services).plan(context, id)
  if (plan?.direction === SIDES[direction]) return
  throw errors.ratingPlanMismatch({
    detail: plan ? `${plan.name} is a ${plan.direction}'s plan.` : 'Choose one of the rate plans.',
    errors: [{ path: 'ratingPlanId', message: `Choose a ${SIDES[direction]}'s plan.` }],
  })
}

/** The price of a number by a plan, from memory (DESIGN §5). */
export const priceOf = (context: Context | Tx, id: RatingPlanId, digits: string, at: Date): Promise<Priced> =>
  engineOf(context.services).lookup(context, id, digits, at)
