import type { ProviderId } from '../../platform/ids.ts'
import { idSchema } from '../../platform/ids.ts'

export type { ProviderId }
export const ProviderIdSchema = idSchema<ProviderId>()
export type ProviderStatus = 'testing' | 'active' | 'inactive'

export type ConnectionCheck = { readonly ok: boolean; readonly message: string; readonly at: string }

/** A vendor as it is configured here: two rows of one vendor are two suppliers to fail over between. */
export type Provider = {
  readonly id: ProviderId
  readonly vendor: string
  readonly name: string
  readonly status: ProviderStatus
  /** The lowest is asked first. */
  readonly priority: number
  readonly capabilities: string[]
  readonly settings: Readonly<Record<string, string>>
  /** Sealed; opened only to build an adapter. */
  readonly secrets: Readonly<Record<string, string>>
  readonly version: number
  readonly lastCheck: ConnectionCheck | null
}

/** Where a sealed credential belongs, so that it opens nowhere else. */
export const belongsTo = (id: ProviderId, name: string): string => `provider/${id}/${name}`

export const isSimulated = (provider: Pick<Provider, 'settings'>): boolean => provider.settings['simulator'] === 'true'

const PRIVATE = [
  /^localhost$/i,
  /^127\./,
  /^10\./,
  /^192\.168\./,
  /^172\.(1[6-9]|2\d|3[01])\./,
  /^169\.254\./,
  /^0\./,
  /^\[/,
  /\.local$/i,
  /\.internal$/i,
]

/** Why an address a person typed is refused, or undefined: only https to public hosts, so that nobody can aim us at our own network. */
export function refusedAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return 'Use an address such as https://api.example.com.'
  const url = new URL(text)
  if (url.protocol !== 'https:') return 'Use https.'
  if (url.username || url.password) return 'Leave credentials out of the address.'
  if (PRIVATE.some((pattern) => pattern.test(url.hostname)) || !url.hostname.includes('.')) return 'This address is not public.'
  return undefined
}
