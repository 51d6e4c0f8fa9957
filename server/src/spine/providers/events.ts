import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { ProviderIdSchema } from './provider.ts'

const about = z.object({ providerId: ProviderIdSchema, name: z.string() })

export const providerCreated = defineEvent('provider.created', 1, about.extend({ vendor: z.string() }))
export const providerChanged = defineEvent('provider.changed', 1, about)
export const providerTested = defineEvent(
  'provider.tested',
  1,
  z.object({ providerId: ProviderIdSchema, ok: z.boolean(), message: z.string() }),
)
export const providerEnabled = defineEvent('provider.enabled', 1, about)
export const providerDisabled = defineEvent('provider.disabled', 1, about)
