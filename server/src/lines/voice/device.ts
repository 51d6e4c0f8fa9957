import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Transitions } from '../../platform/errors.ts'
import { type AccountId, type Id, idSchema, type UserId } from '../../platform/ids.ts'

export type DeviceId = Id<'device'>
export const DeviceId = idSchema<DeviceId>()
export const DeviceKind = z.enum(['android', 'ios', 'web', 'desktop', 'sip_phone'])
export type DeviceKind = z.output<typeof DeviceKind>
export type DeviceStatus = 'active' | 'suspended' | 'revoked'

/** What may follow what; `revoked` is for good. */
export const deviceTransitions: Transitions<DeviceStatus> = {
  active: ['suspended', 'revoked'],
  suspended: ['active', 'revoked'],
  revoked: [],
}

/** Where a push message for the device goes, so that a sleeping app can be woken. */
export const PushAddress = z.strictObject({ service: z.enum(['apns', 'fcm', 'web']), token: z.string().min(8).max(4_096) })
export type PushAddress = z.output<typeof PushAddress>

/** A softphone or telephone of an account, with a SIP credential of its own. */
export type Device = {
  readonly id: DeviceId
  readonly accountId: AccountId
  readonly userId: UserId | null
  readonly hardwareId: string | null
  readonly name: string
  readonly kind: DeviceKind
  readonly sipUsername: string
  readonly realm: string
  readonly status: DeviceStatus
  readonly pushService: PushAddress['service'] | null
  readonly lastSeenAt: Date | null
  readonly createdAt: Date
  readonly rotatedAt: Date | null
  readonly revokedAt: Date | null
}

/** What a phone is set up with; the password can be read this one time only. */
export type Credentials = { readonly username: string; readonly password: string; readonly realm: string; readonly domain: string }

/** What the switch checks a digest against (RFC 2617 and RFC 8760). */
export type DigestHashes = { readonly ha1Md5: string; readonly ha1Sha256: string }

export const MOST_DEVICES = 10
/** The protection space of every credential: fixed, because changing it would void them all. */
export const REALM = 'linecard'
/** Unseen for longer than this, a device counts as stale (W19). */
export const STALE_DAYS = 30

/** 192 random bits, in letters that survive being typed. */
export const newPassword = (): string => randomBytes(24).toString('base64url')

/** Random, so that knowing a customer's number tells nothing about how to sign in as them. */
export const newUsername = (): string => `d${randomBytes(8).toString('hex')}`

export function digestHashes(username: string, realm: string, password: string): DigestHashes {
  const a1 = `${username}:${realm}:${password}`
  return { ha1Md5: createHash('md5').update(a1).digest('hex'), ha1Sha256: createHash('sha256').update(a1).digest('hex') }
}

/** What the pairing code holds; softphones read a SIP address with its password. */
export const pairingText = ({ username, password, domain }: Credentials): string =>
  `sip:${username}:${encodeURIComponent(password)}@${domain}`
