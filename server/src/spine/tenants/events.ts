import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { TenantId } from './tenant.ts'

export const tenantCreated = defineEvent('tenant.created', 1, z.object({ tenantId: TenantId, slug: z.string(), name: z.string() }))
export const tenantBranded = defineEvent('tenant.branded', 1, z.object({ tenantId: TenantId }))
