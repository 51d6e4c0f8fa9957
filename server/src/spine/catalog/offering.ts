import { z } from 'zod'
import { assertTransition, type Transitions } from '../../platform/errors.ts'
import { type Id, idSchema } from '../../platform/ids.ts'

export type OfferingId = Id<'offering'>
export const OfferingId = idSchema<OfferingId>()

export const OfferingStatus = z.enum(['draft', 'active', 'archived'])
export type OfferingStatus = z.output<typeof OfferingStatus>

/** What a tenant shows for sale; `kind` names the line that fulfils it, such as `number`. Prices are pricing's. */
export type Offering = {
  readonly id: OfferingId
  readonly kind: string
  readonly slug: string
  readonly name: string
  readonly description: string
  readonly status: OfferingStatus
  readonly features: readonly string[]
  readonly sortOrder: number
  readonly showOnWebsite: boolean
  readonly createdAt: Date
}

const TRANSITIONS: Transitions<OfferingStatus> = {
  draft: ['active', 'archived'],
  active: ['archived'],
  archived: ['active'],
}

/** The offering in its new state. Throws 409 `request.invalidTransition`. */
export function withStatus(offering: Offering, status: OfferingStatus): Offering {
  assertTransition('offering', TRANSITIONS, offering.status, status)
  return { ...offering, status }
}
