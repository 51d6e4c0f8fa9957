import { hours } from '../../platform/clock.ts'
import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { assertTransition } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { type AccountId, newId, type UserId } from '../../platform/ids.ts'
import { findAccount } from '../../spine/accounts/index.ts'
import {
  type Credentials,
  type Device,
  type DeviceId,
  type DeviceKind,
  type DeviceStatus,
  deviceTransitions,
  digestHashes,
  MOST_DEVICES,
  newPassword,
  newUsername,
  type PushAddress,
  REALM,
} from './device.ts'
import * as store from './device-store.ts'
import { errors } from './errors.ts'
import * as events from './events.ts'

const fact = (device: Device) => ({ deviceId: device.id, name: device.name })
const secretOf = (id: DeviceId) => `device/${id}/secret`
const pushOf = (id: DeviceId) => `device/${id}/push`

export type NewDevice = {
  readonly name: string
  readonly kind: DeviceKind
  readonly hardwareId?: string | undefined
  readonly push?: PushAddress | undefined
}

/** `credentials` is null when the hardware was known already: a password is shown once. */
export type Registration = { readonly device: Device; readonly credentials: Credentials | null }

/**
 * Registers a phone and issues its SIP credential, or, for hardware that is known, only notes its new push address (W19).
 * Throws 404 for a foreign account, 409 `tooManyDevices`.
 */
export async function registerDevice(context: Context, accountId: AccountId, request: NewDevice): Promise<Registration> {
  return inTx(context, async (tx) => {
    await findAccount(tx, accountId)
    await store.lockDevicesOf(tx, accountId)
    const known = request.hardwareId && (await store.lockHardware(tx, accountId, request.hardwareId))
    if (known) return { device: await setPush(tx, known, request.push), credentials: null }
    if ((await store.countActive(tx, accountId)) >= MOST_DEVICES) {
      throw errors.tooManyDevices({ detail: `An account has at most ${MOST_DEVICES} devices. Revoke one that is no longer used.` })
    }
    const device = blank(tx, accountId, request)
    const credentials = credentialsFor(tx, device)
    const push = request.push && tx.services.secrets.seal(request.push.token, pushOf(device.id))
    await store.insertDevice(tx, device, { ...sealed(tx, device, credentials), pushToken: push ?? null })
    await publish(tx, events.deviceRegistered, { ...fact(device), kind: device.kind }, { accountId })
    return { device, credentials }
  })
}

const blank = (tx: Tx, accountId: AccountId, request: NewDevice): Device => ({
  id: newId(),
  accountId,
  userId: tx.actor.kind === 'user' && tx.accountId ? (tx.actor.id as UserId) : null,
  hardwareId: request.hardwareId ?? null,
  name: request.name,
  kind: request.kind,
  sipUsername: newUsername(),
  realm: REALM,
  status: 'active',
  pushService: request.push?.service ?? null,
  lastSeenAt: null,
  createdAt: tx.now(),
  rotatedAt: null,
  revokedAt: null,
})

const credentialsFor = (tx: Tx, device: Device): Credentials => ({
  username: device.sipUsername,
  password: newPassword(),
  realm: device.realm,
  domain: new URL(tx.services.publicUrl).hostname,
})

const sealed = (tx: Tx, device: Device, { username, realm, password }: Credentials) => ({
  ...digestHashes(username, realm, password),
  secret: tx.services.secrets.seal(password, secretOf(device.id)),
})

async function setPush(tx: Tx, device: Device, push: PushAddress | undefined): Promise<Device> {
  if (!push) return device
  await store.savePush(tx, device.id, push.service, tx.services.secrets.seal(push.token, pushOf(device.id)))
  await publish(tx, events.devicePushChanged, fact(device), { accountId: device.accountId })
  return { ...device, pushService: push.service }
}

async function locked(tx: Tx, id: DeviceId): Promise<Device> {
  const device = await store.lockDevice(tx, id)
  if (!device) throw errors.deviceNotFound({ detail: 'No device with this id.' })
  return device
}

/** The device, or 404. */
export async function findDevice(context: Context, id: DeviceId): Promise<Device> {
  const device = await store.findDevice(context, id)
  if (!device) throw errors.deviceNotFound({ detail: 'No device with this id.' })
  return device
}

/** Where the app can be woken from now on. Throws 404, 409 for a device that is not in use. */
export async function changePush(context: Context, id: DeviceId, push: PushAddress): Promise<Device> {
  return inTx(context, async (tx) => {
    const device = await locked(tx, id)
    if (device.status !== 'active') assertTransition('device', deviceTransitions, 'revoked', 'active')
    return setPush(tx, device, push)
  })
}

/** Replaces the credential: the old password stops working at once. Throws 404, 409. */
export async function rotateDevice(context: Context, id: DeviceId): Promise<Registration> {
  return inTx(context, async (tx) => {
    const before = await locked(tx, id)
    if (before.status === 'revoked') assertTransition('device', deviceTransitions, 'revoked', 'active')
    const device = { ...before, rotatedAt: tx.now() }
    const credentials = credentialsFor(tx, device)
    await store.saveCredentials(tx, id, sealed(tx, device, credentials))
    await store.saveDevice(tx, device)
    await publish(tx, events.deviceRotated, fact(device), { accountId: device.accountId })
    return { device, credentials }
  })
}

const ANNOUNCED = { active: events.deviceResumed, suspended: events.deviceSuspended, revoked: events.deviceRevoked } as const

async function move(tx: Tx, before: Device, status: DeviceStatus): Promise<Device> {
  assertTransition('device', deviceTransitions, before.status, status)
  const gone = status === 'revoked' ? { revokedAt: tx.now(), pushService: null } : {}
  const device = { ...before, status, ...gone }
  await store.saveDevice(tx, device)
  const changes = { status: { from: before.status, to: status } }
  await publish(tx, ANNOUNCED[status], fact(device), { accountId: device.accountId, changes })
  return device
}

/** Suspends, resumes or revokes a device; the switch reads the same row, so it holds at once. Throws 404, 409. */
export async function switchDevice(context: Context, id: DeviceId, status: DeviceStatus): Promise<Device> {
  return inTx(context, async (tx) => {
    const before = await locked(tx, id)
    if (status === 'active') await refuseEleventh(tx, before.accountId)
    return move(tx, before, status)
  })
}

async function refuseEleventh(tx: Tx, accountId: AccountId): Promise<void> {
  await store.lockDevicesOf(tx, accountId)
  if ((await store.countActive(tx, accountId)) < MOST_DEVICES) return
  throw errors.tooManyDevices({ detail: `An account has at most ${MOST_DEVICES} devices in use. Revoke or suspend another one first.` })
}

/** A person who may no longer sign in may no longer telephone either, and gets it back with the rest (W19). */
export async function switchDevicesOf(tx: Tx, userId: UserId, to: 'active' | 'suspended'): Promise<void> {
  for (const device of await store.lockDevicesOfUser(tx, userId, to === 'active' ? 'suspended' : 'active')) await move(tx, device, to)
}

const SEEN_EVERY_MS = hours(1)

/** Notes that the device was heard of; at most once an hour, so that a busy phone does not write with every call. */
export async function deviceSeen(
  own: Context,
  { deviceId, lastSeenAt }: Pick<store.DeviceHolder, 'deviceId' | 'lastSeenAt'>,
): Promise<void> {
  if (lastSeenAt && own.now().getTime() - lastSeenAt.getTime() < SEEN_EVERY_MS) return
  await inTx(own, (tx) => store.touchDevice(tx, deviceId))
}

export { listDevices } from './device-store.ts'
