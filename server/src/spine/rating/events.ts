import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { RatePlanId } from './rate-plan.ts'

const Counts = z.record(z.string(), z.number())

export const ratePlanCreated = defineEvent('rate_plan.created', 1, z.object({ ratePlanId: RatePlanId, number: z.string() }))
export const ratePlanChanged = defineEvent('rate_plan.changed', 1, z.object({ ratePlanId: RatePlanId }))
/** Somebody edited the draft by hand. */
export const ratePlanEdited = defineEvent('rate_plan.edited', 1, z.object({ ratePlanId: RatePlanId, code: z.string() }))
export const ratePlanImported = defineEvent(
  'rate_plan.imported',
  1,
  z.object({ ratePlanId: RatePlanId, source: z.string(), sha256: z.string(), counts: Counts }),
)
export const ratePlanRestored = defineEvent('rate_plan.restored', 1, z.object({ ratePlanId: RatePlanId, version: z.number() }))
export const ratePlanDiscarded = defineEvent('rate_plan.discarded', 1, z.object({ ratePlanId: RatePlanId }))
/** Prices were fixed from an instant on; who sells by this plan tells its customers. */
export const ratePlanCommitted = defineEvent(
  'rate_plan.committed',
  1,
  z.object({
    ratePlanId: RatePlanId,
    version: z.number(),
    direction: z.enum(['customer', 'supplier']),
    effectiveAt: z.iso.datetime(),
    counts: Counts,
  }),
)
