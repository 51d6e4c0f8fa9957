import { z } from 'zod'
import { idSchema } from '../../platform/ids.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { Done, done, nothing, type Route, route } from '../../platform/routes.ts'
import { errors } from './errors.ts'
import { choose, countUnread, listNotifications, listOccasions, type Occasion, readNotifications } from './inbox.ts'
import type { NotificationId } from './inbox-store.ts'

const NotificationReply = z.object({
  id: z.uuid(),
  key: z.string(),
  title: z.string(),
  body: z.string(),
  path: z.string(),
  createdAt: z.string(),
  readAt: z.string().nullable(),
})

const Choice = z.object({ available: z.boolean(), mandatory: z.boolean(), wanted: z.boolean() })
const OccasionReply = z.object({ key: z.string(), occasion: z.string(), kind: z.string(), mail: Choice, inApp: Choice })
const Occasions = z.object({ items: z.array(OccasionReply) })

const toOccasions = (occasions: readonly Occasion[]) => ({ items: [...occasions] })

export const inboxRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/notifications',
    permission: 'notification:read',
    summary: 'The inbox of the signed-in person, newest first',
    query: z.strictObject({ ...PageQuery, unread: z.enum(['true']).optional() }),
    reply: pageOf(NotificationReply),
    errors: [errors.personsOnly],
    run: async ({ context, query }) => {
      const page = await listNotifications(context, { ...query, unread: query.unread === 'true' })
      return {
        ...page,
        items: page.items.map((one) => ({ ...one, createdAt: one.createdAt.toISOString(), readAt: one.readAt?.toISOString() ?? null })),
      }
    },
  }),
  route({
    method: 'GET',
    path: '/notifications-unread',
    permission: 'notification:read',
    summary: 'How many lines of the inbox are unread, counted up to 100',
    reply: z.object({ unread: z.number().int() }),
    errors: [errors.personsOnly],
    run: async ({ context }) => ({ unread: await countUnread(context) }),
  }),
  route({
    method: 'POST',
    path: '/notifications/:id/read',
    permission: 'notification:read',
    summary: 'Mark one line as read',
    params: z.strictObject({ id: idSchema<NotificationId>() }),
    body: nothing,
    reply: Done,
    errors: [errors.notFound, errors.personsOnly],
    run: async ({ context, params }) => {
      await readNotifications(context, params.id)
      return done
    },
  }),
  route({
    method: 'POST',
    path: '/notifications/read',
    permission: 'notification:read',
    summary: 'Mark every line as read',
    body: nothing,
    reply: Done,
    errors: [errors.personsOnly],
    run: async ({ context }) => {
      await readNotifications(context, 'all')
      return done
    },
  }),
  route({
    method: 'GET',
    path: '/notification-preferences',
    permission: 'notification:read',
    summary: 'What one is told of, where, and what one chose',
    reply: Occasions,
    errors: [errors.personsOnly],
    run: async ({ context }) => toOccasions(await listOccasions(context)),
  }),
  route({
    method: 'PUT',
    path: '/notification-preferences',
    permission: 'notification:write',
    summary: 'Choose whether to be told of an occasion on a channel',
    body: z.strictObject({ key: z.string().max(60), channel: z.enum(['mail', 'in_app']), wanted: z.boolean() }),
    reply: Occasions,
    errors: [errors.notFound, errors.mandatory, errors.personsOnly],
    run: async ({ context, body }) => toOccasions(await choose(context, body)),
  }),
]
