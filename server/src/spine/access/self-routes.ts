import { z } from 'zod'
import { requestErrors } from '../../platform/errors.ts'
import { idSchema } from '../../platform/ids.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { Done, done, type Route, route } from '../../platform/routes.ts'
import { type ApiKey, createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts'
import { errors } from './errors.ts'
import { staffRoles } from './roles.ts'
import { endSession, listSessions } from './session.ts'
import { inviteUser, listStaff, resumeUser, suspendUser } from './staff.ts'
import { type ApiKeyId, type User, UserId } from './user.ts'

const ApiKeyReply = z.object({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string(),
  permissions: z.array(z.string()),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
})

const toKeyReply = (apiKey: ApiKey) => ({
  ...apiKey,
  createdAt: apiKey.createdAt.toISOString(),
  expiresAt: apiKey.expiresAt?.toISOString() ?? null,
  lastUsedAt: apiKey.lastUsedAt?.toISOString() ?? null,
})

const StaffReply = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: z.string(),
  status: z.string(),
  totp: z.boolean(),
  lastLoginAt: z.string().nullable(),
})

const toStaffReply = (user: User) => ({
  id: user.id,
  email: user.email,
  name: user.name,
  role: user.role,
  status: user.status,
  totp: user.totpConfirmed,
  lastLoginAt: user.lastLoginAt?.toISOString() ?? null,
})

const OneUser = z.strictObject({ id: UserId })

/** One of the permissions of this installation; which may be given to a key is judged when it is made. */
const PermissionName = z.string().regex(/^[a-z][a-z-]{1,40}:[a-z][a-z-]{1,40}$/, 'Use a permission such as order:read.')
const MOST_PERMISSIONS = 200

export const selfRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/sessions',
    permission: 'signed-in',
    summary: 'The devices on which you are signed in',
    reply: z.object({
      items: z.array(
        z.object({
          id: z.uuid(),
          current: z.boolean(),
          ip: z.string().nullable(),
          userAgent: z.string().nullable(),
          createdAt: z.string(),
          lastUsedAt: z.string(),
        }),
      ),
    }),
    run: async ({ context }) => ({
      items: (await listSessions(context)).map((session) => ({
        ...session,
        current: session.id === context.actor.sessionId,
        createdAt: session.createdAt.toISOString(),
        lastUsedAt: session.lastUsedAt.toISOString(),
      })),
    }),
  }),
  route({
    method: 'DELETE',
    path: '/sessions/:id',
    permission: 'signed-in',
    summary: 'Sign a device out',
    params: z.strictObject({ id: z.uuid() }),
    reply: Done,
    errors: [errors.sessionNotFound],
    run: async ({ context, params }) => {
      await endSession(context, params.id)
      return done
    },
  }),
  route({
    method: 'GET',
    path: '/api-keys',
    permission: 'api-key:read',
    summary: 'List API keys',
    query: z.strictObject(PageQuery),
    reply: pageOf(ApiKeyReply),
    run: async ({ context, query }) => {
      const page = await listApiKeys(context, query)
      return { ...page, items: page.items.map(toKeyReply) }
    },
  }),
  route({
    method: 'POST',
    path: '/api-keys',
    permission: 'api-key:write',
    summary: 'Make an API key; it is shown once',
    body: z.strictObject({
      name: z.string().trim().min(1).max(60),
      permissions: z.array(PermissionName).min(1).max(MOST_PERMISSIONS),
      expiresAt: z.iso.datetime().optional(),
    }),
    reply: z.object({ apiKey: ApiKeyReply, key: z.string() }),
    status: 201,
    errors: [errors.permissionNotHeld, errors.notForKeys],
    run: async ({ context, body: { expiresAt, ...rest } }) => {
      const made = await createApiKey(context, { ...rest, ...(expiresAt && { expiresAt: new Date(expiresAt) }) })
      return { apiKey: toKeyReply(made.apiKey), key: made.key }
    },
  }),
  route({
    method: 'DELETE',
    path: '/api-keys/:id',
    permission: 'api-key:write',
    summary: 'End an API key at once',
    params: z.strictObject({ id: idSchema<ApiKeyId>() }),
    reply: Done,
    errors: [errors.keyNotFound],
    run: async ({ context, params }) => {
      await revokeApiKey(context, params.id)
      return done
    },
  }),
  route({
    method: 'GET',
    path: '/users',
    permission: 'user:read',
    summary: 'List the staff of this business',
    query: z.strictObject(PageQuery),
    reply: pageOf(StaffReply),
    run: async ({ context, query }) => {
      const page = await listStaff(context, query)
      return { ...page, items: page.items.map(toStaffReply) }
    },
  }),
  route({
    method: 'POST',
    path: '/users/invite',
    permission: 'user:invite',
    summary: 'Invite a colleague',
    body: z.strictObject({
      name: z.string().trim().min(1).max(120),
      email: z.email().max(254),
      role: z.enum([...staffRoles.operator, ...staffRoles.reseller]),
    }),
    reply: StaffReply,
    status: 201,
    errors: [errors.emailTaken, errors.permissionNotHeld, errors.roleElsewhere],
    run: async ({ context, body }) => toStaffReply(await inviteUser(context, body)),
  }),
  route({
    method: 'POST',
    path: '/users/:id/suspend',
    permission: 'user:suspend',
    summary: 'Lock a person out at once',
    params: OneUser,
    reply: StaffReply,
    errors: [errors.userNotFound, errors.lastSuperAdmin, errors.permissionNotHeld, requestErrors.invalidTransition],
    run: async ({ context, params }) => toStaffReply(await suspendUser(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/users/:id/resume',
    permission: 'user:suspend',
    summary: 'Let a suspended person in again',
    params: OneUser,
    reply: StaffReply,
    errors: [errors.userNotFound, errors.permissionNotHeld, requestErrors.invalidTransition],
    run: async ({ context, params }) => toStaffReply(await resumeUser(context, params.id)),
  }),
]
