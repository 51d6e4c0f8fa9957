import type { Alert } from './alert.ts'
import type { IntegrationHealth } from './health.ts'
import { LATE_SECONDS, STALLED_SECONDS } from './metrics.ts'

export type ComponentState = 'operational' | 'degraded' | 'down'
export type Light = 'green' | 'yellow' | 'red'
export type StatusDay = { readonly component: string; readonly day: string; readonly worst: ComponentState; readonly downMinutes: number }

/** What customers know parts of the product by, and which vendors' capabilities each needs. */
export const COMPONENTS: readonly { readonly name: string; readonly capabilities: readonly string[] }[] = [
  { name: 'Website and API', capabilities: [] },
  { name: 'Numbers', capabilities: ['numbers'] },
  { name: 'Messages', capabilities: ['sms'] },
  { name: 'Calls', capabilities: ['voice'] },
  { name: 'eSIM data', capabilities: ['data'] },
  { name: 'Servers', capabilities: ['compute'] },
  { name: 'Payments', capabilities: ['payment'] },
]

export const ageOf = (takenAt: Date | undefined, now: Date): number =>
  takenAt ? Math.round((now.getTime() - takenAt.getTime()) / 1_000) : Number.POSITIVE_INFINITY

/** The worst of what is wrong and of how old the picture is (W33): nothing is green that is not known. */
export function overall(alerts: readonly Pick<Alert, 'severity' | 'status'>[], ageSeconds: number): Light {
  const open = alerts.filter(({ status }) => status !== 'resolved' && status !== 'pending')
  if (ageSeconds >= STALLED_SECONDS || open.some(({ severity }) => severity === 'critical')) return 'red'
  if (ageSeconds >= LATE_SECONDS || open.some(({ severity }) => severity === 'warning')) return 'yellow'
  return 'green'
}

type Vendor = Pick<IntegrationHealth, 'state'> & { readonly capabilities: readonly string[] }

/** A component is down when every vendor of it is, degraded when one is; the website follows the API's own alerts. */
export function componentState(capabilities: readonly string[], vendors: readonly Vendor[], website: ComponentState): ComponentState {
  if (capabilities.length === 0) return website
  const of = vendors.filter((vendor) => vendor.capabilities.some((capability) => capabilities.includes(capability)))
  if (of.every(({ state }) => state === 'healthy')) return 'operational'
  return of.every(({ state }) => state === 'down') ? 'down' : 'degraded'
}
