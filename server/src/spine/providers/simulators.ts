import type { Services } from '../../platform/context.ts'
import { isSimulated, type Provider, type Values } from './provider.ts'

/** The settings and secrets that lead to this machine's simulator of a vendor, and sign in to it. */
export type Access = { readonly settings: Values; readonly secrets: Values }

/** Which vendors are simulated on this machine, by vendor key. */
export type Simulators = ReadonlyMap<string, Access>

declare module '../../platform/context.ts' {
  interface Services {
    readonly simulators: Simulators
  }
}

/** What leads to the vendor's simulator; undefined when there is none. */
export function simulatorAccess({ simulators }: Services, vendor: string): Access | undefined {
  const access = simulators.get(vendor)
  return access && { ...access, settings: { simulator: 'true', ...access.settings } }
}

/** Whether the address is the one configuration gives the simulator of this provider, which is in use; what people type can never make it so. */
export function isOwnSimulator(services: Services, provider: Provider, baseUrl: string | undefined): boolean {
  const access = isSimulated(provider) ? simulatorAccess(services, provider.vendor) : undefined
  return access !== undefined && access.settings['baseUrl'] === baseUrl
}
