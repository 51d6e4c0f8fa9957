import { LRUCache } from 'lru-cache'
import { type Context, createContext, inTx, type Services, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import type { ProviderId } from '../../platform/ids.ts'
import type { AdapterSettings, Port } from '../../platform/ports.ts'
import { rootTenant } from '../tenants/index.ts'
import { errors } from './errors.ts'
import { providerChanged, providerDisabled, providerEnabled, providerTested } from './events.ts'
import { connectionPort } from './port.ts'
import { belongsTo, type Provider, refusedAddress } from './provider.ts'
import * as store from './store.ts'

/** Providers are the operator's; a reseller's sale uses them without seeing them. */
export async function operatorContext(context: Context | Tx): Promise<Context> {
  const operator = await rootTenant(context.services)
  return createContext(context.services, { tenantId: operator.id, requestId: context.requestId })
}

/** Providers in use that can do something, best first. */
export async function activeProviders(context: Context, capability: string): Promise<readonly Provider[]> {
  const all = await store.list(await operatorContext(context))
  return all.filter((provider) => provider.status === 'active' && provider.capabilities.includes(capability))
}

/** The provider, or 404. */
export async function findProvider(context: Context | Tx, id: ProviderId): Promise<Provider> {
  const provider = await store.find(context, id)
  if (!provider) throw errors.notFound({ detail: 'No provider with this id.' })
  return provider
}

/** The address a vendor calls for this provider. */
export const webhookUrl = (services: Services, provider: Pick<Provider, 'id' | 'vendor'>): string =>
  `${services.publicUrl}/api/v1/webhooks/${provider.vendor}/${provider.id}`

/** What an adapter is built from: settings and opened secrets together. */
export function adapterSettings(services: Services, provider: Provider): AdapterSettings {
  const opened = Object.entries(provider.secrets).map(([name, sealed]) => [
    name,
    services.secrets.open(sealed, belongsTo(provider.id, name)),
  ])
  return {
    providerId: provider.id,
    settings: { ...provider.settings, ...(Object.fromEntries(opened) as Record<string, string>) },
    webhookBase: webhookUrl(services, provider),
  }
}

const adapters = new WeakMap<Services, LRUCache<string, object>>()

/** The vendor's adapter for a port, with this provider's credentials; kept until the row changes. */
export async function openAdapter<Adapter extends object>(context: Context, port: Port<Adapter>, id: ProviderId): Promise<Adapter> {
  const provider = await findProvider(await operatorContext(context), id)
  const cache = adapters.get(context.services) ?? new LRUCache<string, object>({ max: 200 })
  adapters.set(context.services, cache)
  const key = `${port.name}/${provider.id}/${provider.version}`
  const known = cache.get(key)
  if (known) return known as Adapter
  const adapter = context.services.adapters.open(port, provider.vendor, adapterSettings(context.services, provider))
  cache.set(key, adapter)
  return adapter
}

export type ProviderChange = {
  readonly settings?: Readonly<Record<string, string>> | undefined
  readonly secrets?: Readonly<Record<string, string>> | undefined
  readonly priority?: number | undefined
}

/** Changes settings and replaces secrets, which can never be read again; new credentials leave the simulator. Throws 404, 422 `addressRefused`. */
export async function changeProvider(context: Context, id: ProviderId, change: ProviderChange): Promise<Provider> {
  const address = change.settings?.['baseUrl']
  const refused = address && refusedAddress(address)
  if (refused) throw errors.addressRefused({ detail: refused, errors: [{ path: 'settings.baseUrl', message: refused }] })
  return inTx(context, async (tx) => {
    const before = await findProvider(tx, id)
    const sealed = Object.entries(change.secrets ?? {}).map(([name, plain]) => [name, tx.services.secrets.seal(plain, belongsTo(id, name))])
    const leaves = sealed.length > 0 ? { simulator: 'false', baseUrl: change.settings?.['baseUrl'] ?? '' } : {}
    const provider: Provider = {
      ...before,
      settings: { ...before.settings, ...leaves, ...change.settings },
      secrets: { ...before.secrets, ...(Object.fromEntries(sealed) as Record<string, string>) },
      priority: change.priority ?? before.priority,
      status: sealed.length > 0 ? 'testing' : before.status,
    }
    await store.save(tx, provider)
    const changes = {
      settings: { from: before.settings, to: provider.settings },
      priority: { from: before.priority, to: provider.priority },
      secrets: { from: Object.keys(before.secrets), to: Object.keys(provider.secrets) },
    }
    await publish(tx, providerChanged, { providerId: id, name: provider.name }, { changes })
    return { ...provider, version: provider.version + 1 }
  })
}

/** Puts a provider into use or out of it. */
export async function switchProvider(context: Context, id: ProviderId, on: boolean): Promise<Provider> {
  return inTx(context, async (tx) => {
    const before = await findProvider(tx, id)
    const provider: Provider = { ...before, status: on ? 'active' : 'inactive' }
    await store.save(tx, provider)
    const changes = { status: { from: before.status, to: provider.status } }
    await publish(tx, on ? providerEnabled : providerDisabled, { providerId: id, name: provider.name }, { changes })
    return provider
  })
}

const TEST_MS = 5_000

/** Makes a harmless call with the credentials and remembers what came of it. Somebody waits for the answer, so it runs in the request, outside any transaction. */
export async function testProvider(context: Context, id: ProviderId): Promise<Provider> {
  const provider = await findProvider(context, id)
  if (!context.services.adapters.vendorsOf(connectionPort).includes(provider.vendor)) {
    throw errors.notTestable({ detail: `There is no adapter for ${provider.vendor} yet.` })
  }
  const connection = await openAdapter(context, connectionPort, id)
  const late = new Promise<{ ok: false; message: string }>((resolve) =>
    setTimeout(() => resolve({ ok: false, message: `${provider.name} did not answer within 5 seconds.` }), TEST_MS).unref(),
  )
  const { ok, message } = await Promise.race([connection.test(), late])
  return inTx(context, async (tx) => {
    const current = await findProvider(tx, id)
    const checked: Provider = { ...current, lastCheck: { ok, message, at: tx.now().toISOString() } }
    await store.save(tx, checked)
    await publish(tx, providerTested, { providerId: id, ok, message })
    return checked
  })
}

export { list as listProviders } from './store.ts'
