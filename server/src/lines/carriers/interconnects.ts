import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import type { Capacity } from './carrier.ts'
import { errors } from './errors.ts'
import { interconnectChanged, interconnectCreated } from './events.ts'
import type { Interconnect, InterconnectId } from './interconnect.ts'
import * as store from './interconnect-store.ts'
import { requireNoOverlap } from './overlap.ts'
import { changesOf, findCarrier, requireSide, shortCode } from './service.ts'
import type { Address, Codec, Media, SettingsGroup, SettingsOf, Signalling, Translation, Validation } from './settings.ts'

export type InterconnectDetails = {
  readonly name: string
  readonly direction: Interconnect['direction']
  readonly protocol: Interconnect['protocol']
  readonly capacity: Capacity
  readonly isActive: boolean
  readonly techPrefix: string
  readonly sipPort: number
}

/** A new interconnect of the carrier with the next short code (I1, I2, …). Throws 404, 422 `partnerMismatch`. */
export async function createInterconnect(context: Context, carrierKey: string, details: InterconnectDetails): Promise<Interconnect> {
  return inTx(context, async (tx) => {
    const carrier = await findCarrier(tx, carrierKey)
    if (details.direction !== 'egress') requireSide(carrier, 'ingress')
    if (details.direction !== 'ingress') requireSide(carrier, 'egress')
    const made: Interconnect = {
      ...details,
      id: newId(),
      carrierId: carrier.id,
      shortCode: await shortCode(tx, 'I'),
      currency: carrier.currency,
      createdAt: tx.now(),
    }
    await store.insert(tx, made)
    await publish(tx, interconnectCreated, factsOf(made), { accountId: carrier.accountId })
    return made
  })
}

const factsOf = (made: Interconnect) => ({ interconnectId: made.id, shortCode: made.shortCode, carrierId: made.carrierId })

/** The interconnect by id or short code, or 404. */
export async function findInterconnect(context: Context | Tx, key: string): Promise<Interconnect> {
  const found = await store.find(context, key)
  if (!found) throw errors.interconnectNotFound({ detail: 'No interconnect with this id or short code.' })
  return found
}

async function edit(
  context: Context,
  key: string,
  group: string,
  work: (tx: Tx, before: Interconnect) => Promise<Record<string, { from: unknown; to: unknown }>>,
): Promise<Interconnect> {
  return inTx(context, async (tx) => {
    const before = await store.lock(tx, (await findInterconnect(tx, key)).id)
    if (!before) throw errors.interconnectNotFound({ detail: 'No interconnect with this id or short code.' })
    const changes = await work(tx, before)
    // Addresses and prefixes decide whose call it is, so a change must not take another service's calls.
    await requireNoOverlap(tx, before.id)
    await publish(tx, interconnectChanged, { ...factsOf(before), group }, { changes })
    return findInterconnect(tx, before.id)
  })
}

/** The details card. Throws 409 `overlap`. */
export const describeInterconnect = (context: Context, key: string, details: InterconnectDetails): Promise<Interconnect> =>
  edit(context, key, 'details', async (tx, before) => {
    const after = { ...before, ...details }
    await store.save(tx, after)
    return changesOf(before, after)
  })

/** One of the four groups of settings, made or replaced. Throws 409 `overlap` where the tech prefix now meets another service's. */
export const setGroup = <Group extends SettingsGroup>(context: Context, key: string, group: Group, values: SettingsOf<Group>) =>
  edit(context, key, group, async (tx, { id }) => {
    const before = await store.settings(tx, id, group)
    await store.setSettings(tx, id, group, values)
    return changesOf(before, values)
  })

/** The whole list of addresses. Throws 409 `overlap`, 422 `addressInvalid`. */
export const setAddresses = (context: Context, key: string, list: readonly Address[]) =>
  edit(context, key, 'addresses', async (tx, { id }) => {
    for (const { ipAddress, rangeEnd } of list) {
      if (rangeEnd && !(await store.isOrdered(tx, ipAddress, rangeEnd)))
        throw errors.addressInvalid({ detail: `A range cannot run from ${ipAddress} to ${rangeEnd}.` })
    }
    const before = await store.addresses(tx, id)
    await store.setAddresses(tx, id, list)
    return { addresses: { from: before.map(printAddress), to: list.map(printAddress) } }
  })

const printAddress = ({ ipAddress, rangeEnd, addressType, isActive }: Address): string =>
  `${ipAddress}${rangeEnd ? `-${rangeEnd}` : ''} ${addressType}${isActive ? '' : ' off'}`

/** The codec table in its order of preference. Throws 422 `codecsRepeat`. */
export const setCodecs = (context: Context, key: string, list: readonly Codec[]) =>
  edit(context, key, 'codecs', async (tx, { id }) => {
    const names = list.map(({ codecName }) => codecName)
    if (new Set(names).size < names.length) throw errors.codecsRepeat({ detail: 'Each codec has one row.' })
    const before = await store.codecs(tx, id)
    await store.setCodecs(tx, id, list)
    return { codecs: { from: before.map(({ codecName }) => codecName), to: names } }
  })

export type InterconnectSettings = {
  readonly addresses: readonly store.StoredAddress[]
  readonly codecs: readonly Codec[]
  readonly validation: Validation
  readonly translation: Translation
  readonly media: Media
  readonly signalling: Signalling
}

/** Everything that is set on an interconnect, with defaults where nothing is. */
export async function settingsOfInterconnect(context: Context, id: InterconnectId): Promise<InterconnectSettings> {
  return {
    addresses: await store.addresses(context, id),
    codecs: await store.codecs(context, id),
    validation: await store.settings(context, id, 'validation'),
    translation: await store.settings(context, id, 'translation'),
    media: await store.settings(context, id, 'media'),
    signalling: await store.settings(context, id, 'signalling'),
  }
}

export { list as listInterconnects } from './interconnect-store.ts'
