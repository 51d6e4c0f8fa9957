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

export type PlanName = { readonly name: string; readonly shortCode: string; readonly direction: 'customer' | 'supplier'; readonly currency: string }
