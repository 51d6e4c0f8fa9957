import type { Services } from '../../platform/context.ts'
import type { ProviderId } from '../../platform/ids.ts'
import type { AdapterSettings } from '../../platform/ports.ts'
import { belongsTo, type Provider, type Values } from './provider.ts'
import { isOwnSimulator } from './simulators.ts'

/** Seals each secret for this provider and its name (G10). */
export const sealAll = (services: Services, id: ProviderId, secrets: Values): Values =>
  Object.fromEntries(Object.entries(secrets).map(([name, plain]) => [name, services.secrets.seal(plain, belongsTo(id, name))]))

/** The address a vendor calls for this provider. */
export const webhookUrl = (services: Services, provider: Pick<Provider, 'id' | 'vendor'>): string =>
  `${services.publicUrl}/api/v1/webhooks/${provider.vendor}/${provider.id}`

/** What an adapter is built from: settings and opened secrets together. */
export function adapterSettings(services: Services, provider: Provider): AdapterSettings {
  const opened = Object.entries(provider.secrets).map(([name, sealed]) => [
    name,
    services.secrets.open(sealed, belongsTo(provider.id, name)),
  ])
  const settings: Values = { ...provider.settings, ...(Object.fromEntries(opened) as Record<string, string>) }
  return {
    providerId: provider.id,
    settings,
    webhookBase: webhookUrl(services, provider),
    simulated: isOwnSimulator(services, provider, settings['baseUrl']),
  }
}
