import { z } from 'zod'
import { days, later } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { requestErrors } from '../../platform/errors.ts'
import { AccountId } from '../../platform/ids.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { nothing, type Route, route } from '../../platform/routes.ts'
import { accountNames } from '../../spine/accounts/index.ts'
import { type Device, DeviceId, DeviceKind, PushAddress, pairingText, STALE_DAYS } from './device.ts'
import { changePush, findDevice, listDevices, type Registration, registerDevice, rotateDevice, switchDevice } from './devices.ts'
import { errors } from './errors.ts'

const One = z.strictObject({ id: DeviceId })
const Status = z.enum(['active', 'suspended', 'revoked'])

const DeviceReply = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  accountName: z.string().nullable(),
  name: z.string(),
  kind: DeviceKind,
  sipUsername: z.string(),
  realm: z.string(),
  status: Status,
  /** Unseen for thirty days. */
  stale: z.boolean(),
  push: z.string().nullable(),
  lastSeenAt: z.string().nullable(),
  createdAt: z.string(),
  rotatedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
})

const CredentialsReply = z.object({
  username: z.string(),
  password: z.string(),
  realm: z.string(),
  domain: z.string(),
  pairing: z.string(),
})
const RegistrationReply = z.object({ device: DeviceReply, credentials: CredentialsReply.nullable() })

async function toReplies(context: Context, devices: readonly Device[]): Promise<z.input<typeof DeviceReply>[]> {
  const names = await accountNames(context, [...new Set(devices.map((device) => device.accountId))])
  const staleBefore = later(context.now(), -days(STALE_DAYS))
  return devices.map((device) => ({
    id: device.id,
    accountId: device.accountId,
    accountName: names.get(device.accountId) ?? null,
    name: device.name,
    kind: device.kind,
    sipUsername: device.sipUsername,
    realm: device.realm,
    status: device.status,
    stale: device.status === 'active' && (device.lastSeenAt ?? device.createdAt) < staleBefore,
    push: device.pushService,
    lastSeenAt: device.lastSeenAt?.toISOString() ?? null,
    createdAt: device.createdAt.toISOString(),
    rotatedAt: device.rotatedAt?.toISOString() ?? null,
    revokedAt: device.revokedAt?.toISOString() ?? null,
  }))
}

async function toReply(context: Context, device: Device): Promise<z.input<typeof DeviceReply>> {
  const [reply] = await toReplies(context, [device])
  if (!reply) throw new Error('One device gives one reply.')
  return reply
}

async function toRegistration(context: Context, { device, credentials }: Registration): Promise<z.input<typeof RegistrationReply>> {
  return { device: await toReply(context, device), credentials: credentials && { ...credentials, pairing: pairingText(credentials) } }
}

/** Suspend, resume and revoke differ in one word. */
const switching = (verb: 'suspend' | 'resume' | 'revoke', status: z.output<typeof Status>, summary: string): Route =>
  route({
    method: 'POST',
    path: `/devices/:id/${verb}`,
    permission: 'device:write',
    summary,
    params: One,
    body: nothing,
    reply: DeviceReply,
    errors: [errors.deviceNotFound, requestErrors.invalidTransition, ...(verb === 'resume' ? [errors.tooManyDevices] : [])],
    run: async ({ context, params }) => toReply(context, await switchDevice(context, params.id, status)),
  })

export const deviceRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/devices',
    permission: 'device:read',
    summary: 'List devices, newest first; revoked ones only when asked for',
    query: z.strictObject({ ...PageQuery, accountId: AccountId.optional(), status: Status.optional() }),
    reply: pageOf(DeviceReply),
    run: async ({ context, query }) => {
      const page = await listDevices(context, query)
      return { ...page, items: await toReplies(context, page.items) }
    },
  }),
  route({
    method: 'POST',
    path: '/devices',
    permission: 'device:write',
    summary: 'Register a device; its password is shown this once. Known hardware only gets its new push address',
    body: z.strictObject({
      name: z.string().trim().min(1).max(60),
      kind: DeviceKind,
      hardwareId: z.string().min(4).max(120).optional(),
      push: PushAddress.optional(),
      accountId: AccountId.optional(),
    }),
    reply: RegistrationReply,
    status: 201,
    errors: [errors.tooManyDevices],
    run: async ({ context, body: { accountId: given, ...request } }) => {
      const accountId = context.accountId ?? given
      if (!accountId) throw requestErrors.invalid({ detail: 'Say for which account with accountId.' })
      return toRegistration(context, await registerDevice(context, accountId, request))
    },
  }),
  route({
    method: 'GET',
    path: '/devices/:id',
    permission: 'device:read',
    summary: 'Show one device',
    params: One,
    reply: DeviceReply,
    errors: [errors.deviceNotFound],
    run: async ({ context, params }) => toReply(context, await findDevice(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/devices/:id/rotate',
    permission: 'device:write',
    summary: 'Replace a device’s password; the old one stops working at once',
    params: One,
    body: nothing,
    reply: RegistrationReply,
    errors: [errors.deviceNotFound, requestErrors.invalidTransition],
    run: async ({ context, params }) => toRegistration(context, await rotateDevice(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/devices/:id/push',
    permission: 'device:write',
    summary: 'Say where push messages for a device go',
    params: One,
    body: PushAddress,
    reply: DeviceReply,
    errors: [errors.deviceNotFound, requestErrors.invalidTransition],
    run: async ({ context, params, body }) => toReply(context, await changePush(context, params.id, body)),
  }),
  switching('suspend', 'suspended', 'Keep a device from telephoning for a while'),
  switching('resume', 'active', 'Let a suspended device telephone again'),
  switching('revoke', 'revoked', 'Take a device out of use for good'),
]
