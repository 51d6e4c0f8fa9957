import { createContext, type Services } from '../platform/context.ts'
import type { Module } from '../platform/modules.ts'
import { seedOperator, tenantsBelow } from '../spine/tenants/index.ts'

/** Puts the defaults of every module there for every tenant, where they are absent; edits survive (story 60). */
export async function seed(services: Services, modules: readonly Module[]): Promise<void> {
  const operator = await seedOperator(services)
  const tenants = await tenantsBelow(createContext(services, { tenantId: operator.id }))
  for (const tenant of tenants) {
    const context = createContext(services, { tenantId: tenant.id })
    for (const module of modules) await module.seed?.(context)
  }
}
