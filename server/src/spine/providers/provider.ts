import type { Transitions } from '../../platform/errors.ts'
import { idSchema, type ProviderId } from '../../platform/ids.ts'

export type { ProviderId }
export const ProviderIdSchema = idSchema<ProviderId>()
export const PROVIDER_STATUSES = ['testing', 'active', 'inactive'] as const
export type ProviderStatus = (typeof PROVIDER_STATUSES)[number]
export const CAPABILITIES = ['voice', 'sms', 'mms', 'numbers', 'data', 'payment', 'compute'] as const

/** `testing` is configured but not asked for anything yet; new credentials that leave the simulator lead back to it. */
export const providerTransitions: Transitions<ProviderStatus> = {
  testing: ['active', 'inactive'],
  active: ['inactive', 'testing'],
  inactive: ['active', 'testing'],
}

export type ConnectionCheck = { readonly ok: boolean; readonly message: string; readonly at: string }
export type Values = Readonly<Record<string, string>>

/** A vendor as it is configured here: two rows of one vendor are two suppliers to fail over between. */
export type Provider = {
  readonly id: ProviderId
  readonly vendor: string
  readonly name: string
  readonly status: ProviderStatus
  /** The lowest is asked first. */
  readonly priority: number
  readonly capabilities: readonly string[]
  readonly settings: Values
  /** Sealed; opened only to build an adapter. */
  readonly secrets: Values
  /** Counts changes of settings and secrets, so that an adapter is built anew after each. */
  readonly version: number
  readonly lastCheck: ConnectionCheck | null
}

/** Where a sealed credential belongs, so that it opens nowhere else. */
export const belongsTo = (id: ProviderId, name: string): string => `provider/${id}/${name}`

export const isSimulated = (provider: Pick<Provider, 'settings'>): boolean => provider.settings['simulator'] === 'true'

/** What the simulator's access consists of; it goes away as a whole when somebody enters real credentials. */
const OF_THE_SIMULATOR = ['simulator', 'baseUrl', 'accountSid', 'smdp']

/** Whether a change turns a simulated provider into a real one: by a secret, or by another value where the simulator's stands. */
export function leavesSimulator(provider: Provider, settings: Values, secrets: Values): boolean {
  if (!isSimulated(provider)) return false
  const replaced = OF_THE_SIMULATOR.some((name) => settings[name] !== undefined && settings[name] !== provider.settings[name])
  return replaced || Object.keys(secrets).length > 0
}

/** The settings without what belongs to the simulator. */
export const withoutSimulator = (settings: Values): Values =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => !OF_THE_SIMULATOR.includes(name)))

/** The settings after a change; an empty text takes a setting away. */
export const merged = (settings: Values, change: Values): Values =>
  Object.fromEntries(Object.entries({ ...settings, ...change }).filter(([, value]) => value !== ''))

/** Names that are credentials by their sound: settings are shown to everybody who may read providers, so they do not belong there. */
export const soundsSecret = (name: string): boolean => /secret|token|password|apikey/i.test(name)
