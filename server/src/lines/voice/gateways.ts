import type { ProviderId } from '../../platform/ids.ts'
import { activeProviders, adapterSettings } from '../../spine/providers/index.ts'
import { keeping } from './kept.ts'

/** A supplier's SIP gateway, as its provider row says: settings sipGateway, sipSources, sipUsername, sipRealm, sipPrefix, sipDial; secret sipPassword. */
export type Gateway = {
  readonly providerId: ProviderId
  readonly vendor: string
  readonly address: string
  /** Addresses its calls to us come from. */
  readonly sources: readonly string[]
  readonly credentials: { readonly username: string; readonly password: string; readonly realm: string } | null
  /** The number as this gateway wants it dialled. */
  readonly dial: (e164: string) => string
}

/** Gateways of the active voice providers, the best first; read again after five seconds. */
export const voiceGateways = keeping<void, readonly Gateway[]>(
  () => '',
  async (context) => {
    const providers = await activeProviders(context, 'voice')
    return providers.flatMap((provider) => {
      const gateway = gatewayOf(adapterSettings(context.services, provider).settings)
      return gateway ? [{ ...gateway, providerId: provider.id, vendor: provider.vendor }] : []
    })
  },
)

/** Reads a provider's settings; undefined when it has no gateway. */
export function gatewayOf(settings: Readonly<Record<string, string>>): Omit<Gateway, 'providerId' | 'vendor'> | undefined {
  const {
    sipGateway,
    sipSources = '',
    sipUsername,
    sipPassword,
    sipRealm = '',
    sipPrefix = '',
    sipDial,
  } = settings as Partial<Record<string, string>> & { sipSources?: string; sipRealm?: string; sipPrefix?: string }
  if (!sipGateway) return undefined
  const address = /^sips?:/.test(sipGateway) ? sipGateway : `sip:${sipGateway}`
  const host = /^sips?:([^:;@]+)/.exec(address)?.[1] ?? ''
  const listed = sipSources.split(/[\s,]+/).filter(Boolean)
  return {
    address,
    sources: listed.length > 0 ? listed : [host],
    credentials: sipUsername && sipPassword ? { username: sipUsername, password: sipPassword, realm: sipRealm } : null,
    dial: (e164) => `${sipPrefix}${sipDial === 'digits' ? e164.slice(1) : e164}`,
  }
}
