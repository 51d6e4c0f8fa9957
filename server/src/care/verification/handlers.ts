import { type Handler, on } from '../../platform/events.ts'
import { resumeWaiting } from '../../spine/orders/index.ts'
import { tenantCreated } from '../../spine/tenants/index.ts'
import { caseVerified } from './events.ts'
import { seedTenant } from './seed.ts'

export const handlers: readonly Handler[] = [
  on(caseVerified, 'verification.resume-orders', (tx, event) => resumeWaiting(tx, event.payload.accountId)),
  on(tenantCreated, 'verification.seed-policies', (tx, event) => seedTenant(tx, event.payload.tenantId)),
]
