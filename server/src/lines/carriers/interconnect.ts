import { type Id, idSchema } from '../../platform/ids.ts'
import type { Capacity, CarrierId, TrunkStatus } from './carrier.ts'

export type InterconnectId = Id<'interconnect'>
export const InterconnectId = idSchema<InterconnectId>()
export type ServiceId = Id<'carrierService'>
export const ServiceId = idSchema<ServiceId>()
export type RatingPlanId = Id<'ratePlan'>
export type RoutingPlanId = Id<'routingPlan'>
export const RoutingPlanId = idSchema<RoutingPlanId>()

/** One way traffic is connected with a carrier; short code I1, I2, … */
export type Interconnect = {
  readonly id: InterconnectId
  readonly carrierId: CarrierId
  readonly shortCode: string
  readonly name: string
  readonly direction: 'ingress' | 'egress' | 'both'
  readonly currency: string
  readonly protocol: 'udp' | 'tcp' | 'tls'
  readonly capacity: Capacity
  readonly isActive: boolean
  readonly techPrefix: string
  readonly sipPort: number
  readonly createdAt: Date
}

export type EnforcementPolicy = 'strict' | 'overflow' | 'best_effort'

/** Interconnect and tech prefix, tied to a rate plan and, for calls that come in, a routing plan; short code S1, S2, … */
export type CarrierService = {
  readonly id: ServiceId
  readonly carrierId: CarrierId
  readonly interconnectId: InterconnectId
  readonly shortCode: string
  readonly name: string
  readonly direction: 'ingress' | 'egress'
  readonly status: TrunkStatus
  /** A customer's plan for ingress, a supplier's for egress (C21). */
  readonly ratingPlanId: RatingPlanId | null
  readonly routingPlanId: RoutingPlanId | null
  readonly techPrefix: string
  readonly priority: number
  readonly weight: number
  readonly capacity: Capacity
  readonly enforcementPolicy: EnforcementPolicy
  readonly createdAt: Date
}

/** The prefix that counts: the service's before the interconnect's before the validation's (C20). */
export const effectivePrefix = (service: string, interconnect: string, validation: string): string => service || interconnect || validation

/** A prefix such as `99#` ends with its mark, which is dialled with it; `99` alone is digits only (wholesale B9). */
export const carriesPrefix = (dialled: string, prefix: string): boolean => dialled.startsWith(prefix)
