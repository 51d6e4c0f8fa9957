import { createContext, type Services } from '../platform/context.ts'
import type { Module } from '../platform/modules.ts'
import { activeProviders, adapterSettings } from '../spine/providers/index.ts'
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

/** Where the Stripe simulator must send its events, which follows from the provider's row; undefined when Stripe is not simulated. */
export async function simulatedWebhook(services: Services): Promise<string | undefined> {
  const operator = await seedOperator(services)
  const providers = await activeProviders(createContext(services, { tenantId: operator.id }), 'payment')
  const stripe = providers.find(({ vendor, settings }) => vendor === 'stripe' && settings['simulator'] === 'true')
  return stripe && adapterSettings(services, stripe).webhookBase
}
