import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { OfferingId } from './offering.ts'

const Named = z.object({ offeringId: OfferingId, kind: z.string(), slug: z.string() })

export const offeringCreated = defineEvent('offering.created', 1, Named)
export const offeringPublished = defineEvent('offering.published', 1, Named)
export const offeringArchived = defineEvent('offering.archived', 1, Named)
