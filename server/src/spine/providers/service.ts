import { LRUCache } from 'lru-cache'
import { type Context, createContext, inTx, type Services, type Tx } from '../../platform/context.ts'
import { assertTransition } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { newId, type ProviderId } from '../../platform/ids.ts'
import type { Port } from '../../platform/ports.ts'
import { rootTenant } from '../tenants/index.ts'
import { refusedAddress } from './address.ts'
import { adapterSettings, sealAll } from './credentials.ts'
import { errors } from './errors.ts'
import { providerChanged, providerCreated, providerDisabled, providerEnabled } from './events.ts'
import { connectionPort } from './port.ts'
import * as rules from './provider.ts'
import { type Provider, providerTransitions, type Values } from './provider.ts'
import { simulatorAccess } from './simulators.ts'
import * as store from './store.ts'

/** Providers are the operator's; a reseller's sale uses them without seeing them. */
export async function operatorContext(context: Context | Tx): Promise<Context> {
  const operator = await rootTenant(context.services)
  return createContext(context.services, { tenantId: operator.id, requestId: context.requestId, log: context.log })
}

/** Providers in use, or those of them that can do something, best first. */
export async function activeProviders(context: Context, capability?: string): Promise<readonly Provider[]> {
  const all = await store.listAll(await operatorContext(context))
  return all.filter((provider) => provider.status === 'active' && (capability === undefined || provider.capabilities.includes(capability)))
}

/** The provider, or 404. */
export async function findProvider(context: Context | Tx, id: ProviderId): Promise<Provider> {
  return found(await store.find(context, id))
}

export function found(provider: Provider | undefined): Provider {
  if (!provider) throw errors.notFound({ detail: 'No provider with this id.' })
  return provider
}

const adapters = new WeakMap<Services, LRUCache<string, object>>()

/** The vendor's adapter for a port, with this provider's credentials; kept until they change. */
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

/** Throws 409 for a vendor that nothing here can talk to: in use it would make every sale it is asked for fail. */
export function requireAdapter(services: Services, { vendor }: Pick<Provider, 'vendor'>): void {
  if (services.adapters.vendorsOf(connectionPort).includes(vendor)) return
  throw errors.noAdapter({ detail: `There is no adapter for ${vendor} yet.`, vendor })
}

function refuseBadSettings({ settings = {}, secrets = {} }: CredentialChange): void {
  // An adapter gets both as one, so an address must not slip in as a secret.
  for (const [part, values] of Object.entries({ settings, secrets })) {
    const refused = values['baseUrl'] && refusedAddress(values['baseUrl'])
    if (refused) throw errors.addressRefused({ detail: refused, errors: [{ path: `${part}.baseUrl`, message: refused }] })
  }
  const secret = Object.keys(settings).find(rules.soundsSecret)
  if (!secret) return
  const message = 'This belongs to the secrets, where nobody can read it again.'
  throw errors.secretInSettings({ detail: `${secret}: ${message}`, errors: [{ path: `settings.${secret}`, message }] })
}

type CredentialChange = { readonly settings?: Values | undefined; readonly secrets?: Values | undefined }

/** The provider with other settings and secrets: on the simulator as a whole, off it as a whole, or changed one by one. */
function withCredentials(services: Services, before: Provider, { settings = {}, secrets = {} }: CredentialChange): Provider {
  const version = before.version + 1
  if (settings['simulator'] === 'true' && !rules.isSimulated(before)) {
    const access = simulatorAccess(services, before.vendor)
    if (!access) throw errors.notSimulated({ detail: `No simulator of ${before.vendor} runs beside this installation.` })
    return {
      ...before,
      version,
      settings: { ...before.settings, ...access.settings },
      secrets: sealAll(services, before.id, access.secrets),
    }
  }
  const sealed = sealAll(services, before.id, secrets)
  if (!rules.leavesSimulator(before, settings, secrets)) {
    return { ...before, version, settings: rules.merged(before.settings, settings), secrets: { ...before.secrets, ...sealed } }
  }
  const { simulator: _, ...own } = settings
  return { ...before, version, settings: rules.merged(rules.withoutSimulator(before.settings), own), secrets: sealed, status: 'testing' }
}

export type NewProvider = CredentialChange & Pick<Provider, 'vendor' | 'name' | 'priority' | 'capabilities'>

/** Adds a vendor, not in use yet. Throws 409 `nameTaken`, `notSimulated`; 422 `addressRefused`, `secretInSettings`. */
export async function createProvider(context: Context | Tx, request: NewProvider): Promise<Provider> {
  refuseBadSettings(request)
  const { vendor, name, priority, capabilities } = request
  return inTx(context, async (tx) => {
    const blank: Provider = {
      id: newId(),
      vendor,
      name,
      priority,
      capabilities,
      status: 'testing',
      settings: {},
      secrets: {},
      version: 0,
      lastCheck: null,
    }
    const provider = withCredentials(tx.services, blank, request)
    if (!(await store.insert(tx, provider))) throw errors.nameTaken({ detail: `A provider called ${name} is there already.`, name })
    await publish(tx, providerCreated, { providerId: provider.id, name, vendor }, { changes: changesOf(blank, provider) })
    return provider
  })
}

export type ProviderChange = CredentialChange & { readonly priority?: number | undefined }

/**
 * Changes settings and replaces secrets, which can never be read again. Real credentials take a simulated provider off its simulator and out of use
 * until somebody has tested and enabled it. Throws 404; 409 `notSimulated`; 422 `addressRefused`, `secretInSettings`.
 */
export async function changeProvider(context: Context, id: ProviderId, change: ProviderChange): Promise<Provider> {
  refuseBadSettings(change)
  return inTx(context, async (tx) => {
    const before = found(await store.lock(tx, id))
    const provider = { ...withCredentials(tx.services, before, change), priority: change.priority ?? before.priority }
    if (provider.status !== before.status) assertTransition('provider', providerTransitions, before.status, provider.status)
    await store.save(tx, provider)
    await publish(tx, providerChanged, { providerId: id, name: provider.name }, { changes: changesOf(before, provider) })
    return provider
  })
}

/** What the audit log shows: old and new settings, and of a secret only that it was replaced. */
function changesOf(before: Provider, after: Provider): Record<string, { from: unknown; to: unknown }> {
  const changes: Record<string, { from: unknown; to: unknown }> = {}
  const note = (name: string, from: unknown, to: unknown) => {
    if (from !== to) changes[name] = { from: from ?? null, to: to ?? null }
  }
  note('priority', before.priority, after.priority)
  note('status', before.status, after.status)
  for (const name of new Set([...Object.keys(before.settings), ...Object.keys(after.settings)]))
    note(`settings.${name}`, before.settings[name], after.settings[name])
  for (const name of new Set([...Object.keys(before.secrets), ...Object.keys(after.secrets)])) {
    if (before.secrets[name] === after.secrets[name]) continue
    note(`secrets.${name}`, before.secrets[name] && 'set', after.secrets[name] && 'replaced')
  }
  return changes
}

/** Puts a provider into use or out of it. Throws 404; 409 `noAdapter`, `invalidTransition`. */
export async function switchProvider(context: Context | Tx, id: ProviderId, on: boolean): Promise<Provider> {
  return inTx(context, async (tx) => {
    const before = found(await store.lock(tx, id))
    const provider: Provider = { ...before, status: on ? 'active' : 'inactive' }
    if (on) requireAdapter(tx.services, before)
    assertTransition('provider', providerTransitions, before.status, provider.status)
    await store.save(tx, provider)
    await publish(
      tx,
      on ? providerEnabled : providerDisabled,
      { providerId: id, name: provider.name },
      { changes: changesOf(before, provider) },
    )
    return provider
  })
}

export { list as listProviders } from './store.ts'
