import { BlockList, isIP } from 'node:net'
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Carrier, CarrierId } from './carrier.ts'
import * as carriers from './carrier-store.ts'
import { type CarrierService, effectivePrefix, type Interconnect, type InterconnectId, type ServiceId } from './interconnect.ts'
import * as interconnects from './interconnect-store.ts'
import { defaultsOf, type Signalling, type Translation, type Validation } from './settings.ts'
import * as services from './trunk-store.ts'

/** An interconnect with what decides about calls. */
export type Trunk = {
  readonly interconnect: Interconnect
  readonly validation: Validation
  readonly translation: Translation
  readonly signalling: Signalling
  /** Active transport addresses: who it is that calls, and where calls go. */
  readonly sources: BlockList
  readonly gateway: string | null
}

export type TrunkService = CarrierService & { readonly trunk: Trunk; readonly carrier: Carrier; readonly prefix: string }

/** Everything about carriers that decides about a call, as it was at one version; read once and kept until something changes. */
export type Trunks = {
  readonly version: bigint
  readonly services: ReadonlyMap<ServiceId, TrunkService>
}

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

function sourcesOf(addresses: readonly interconnects.StoredAddress[]): BlockList {
  const list = new BlockList()
  for (const { ipAddress, rangeEnd } of addresses) {
    const [address = '', bits] = ipAddress.split('/')
    if (rangeEnd) list.addRange(address, rangeEnd, family(address))
    else if (bits === undefined) list.addAddress(address, family(address))
    else list.addSubnet(address, Number(bits), family(address))
  }
  return list
}

/** Whether the trunk is known to send from this address; IPv4 may come written as IPv6. */
export function sendsFrom(trunk: Trunk, sourceIp: string): boolean {
  const address = sourceIp.replace(/^::ffff:(?=\d+\.)/i, '')
  return isIP(address) !== 0 && trunk.sources.check(address, family(address))
}

/** `sip:host:port;transport=udp` of the first address. */
function gatewayOf({ sipPort, protocol }: Interconnect, addresses: readonly interconnects.StoredAddress[]): string | null {
  const host = addresses[0]?.ipAddress.split('/')[0]
  if (!host) return null
  return `sip:${isIP(host) === 6 ? `[${host}]` : host}:${sipPort};transport=${protocol}`
}

/** The version of what decides about calls; it grows with every change. */
export async function trunkVersion(context: Context): Promise<bigint> {
  const { rows } = await sql<{ version: bigint }>`select version from trunk_version where tenant_id = ${context.tenantId}`.execute(
    context.db,
  )
  return rows[0]?.version ?? 0n
}

/** Reads the version first, so that what is read may be newer than it says, never older. */
export async function readTrunks(context: Context): Promise<Trunks> {
  const version = await trunkVersion(context)
  const carrierOf = new Map<CarrierId, Carrier>((await carriers.all(context)).map((carrier) => [carrier.id, carrier]))
  const addresses = (await interconnects.addresses(context)).filter((row) => row.addressType === 'transport' && row.isActive)
  const [validation, translation, signalling] = [
    await interconnects.settingsOf(context, 'validation'),
    await interconnects.settingsOf(context, 'translation'),
    await interconnects.settingsOf(context, 'signalling'),
  ]
  const trunks = new Map<InterconnectId, Trunk>()
  for (const interconnect of await interconnects.all(context)) {
    const own = addresses.filter((row) => row.interconnectId === interconnect.id)
    trunks.set(interconnect.id, {
      interconnect,
      validation: validation.get(interconnect.id) ?? defaultsOf('validation'),
      translation: translation.get(interconnect.id) ?? defaultsOf('translation'),
      signalling: signalling.get(interconnect.id) ?? defaultsOf('signalling'),
      sources: sourcesOf(own),
      gateway: gatewayOf(interconnect, own),
    })
  }
  const found = (await services.all(context)).flatMap((service) => {
    const trunk = trunks.get(service.interconnectId)
    const carrier = carrierOf.get(service.carrierId)
    if (!trunk || !carrier) return []
    const prefix = effectivePrefix(service.techPrefix, trunk.interconnect.techPrefix, trunk.validation.techPrefix)
    return [[service.id, { ...service, trunk, carrier, prefix }] as const]
  })
  return { version, services: new Map(found) }
}
