import { z } from 'zod'
import { Done, done, type Route, route } from '../../platform/routes.ts'
import { addCanned, changeDesk, type Desk, deskOf, listCanned, removeCanned } from './desk.ts'
import { errors } from './errors.ts'
import type { PRIORITIES } from './ticket.ts'

const Minutes = z.number().int().min(1).max(100_000)
const Target = z
  .strictObject({ firstResponseMinutes: Minutes, resolveMinutes: Minutes })
  .refine((target) => target.resolveMinutes >= target.firstResponseMinutes, 'Resolving takes at least as long as answering.')
const Hours = z
  .strictObject({
    zone: z.string().max(60),
    opens: z.number().int().min(0).max(1_439),
    closes: z.number().int().min(1).max(1_440),
    days: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  })
  .refine((hours) => hours.opens < hours.closes, 'Support opens before it closes.')
const DeskReply = z.strictObject({
  hours: Hours,
  targets: z.strictObject({ low: Target, normal: Target, high: Target, urgent: Target } satisfies Record<
    (typeof PRIORITIES)[number],
    unknown
  >),
})

const CannedReply = z.object({ id: z.uuid(), title: z.string(), body: z.string() })

const toReply = ({ hours, targets }: Desk) => ({ hours: { ...hours, days: [...hours.days] }, targets })

export const deskRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/support-desk',
    permission: 'ticket:work',
    summary: 'When support works, in minutes of the local day, and its targets in minutes of those hours',
    reply: DeskReply,
    run: async ({ context }) => toReply(await deskOf(context)),
  }),
  route({
    method: 'PUT',
    path: '/support-desk',
    permission: 'tenant:brand',
    summary: 'Change when support works and how soon it answers',
    body: DeskReply,
    reply: DeskReply,
    errors: [errors.unknownZone],
    run: async ({ context, body }) => toReply(await changeDesk(context, body)),
  }),
  route({
    method: 'GET',
    path: '/canned-replies',
    permission: 'ticket:work',
    summary: 'Prepared replies',
    reply: z.object({ items: z.array(CannedReply) }),
    run: async ({ context }) => ({ items: [...(await listCanned(context))] }),
  }),
  route({
    method: 'POST',
    path: '/canned-replies',
    permission: 'ticket:work',
    summary: 'Prepare a reply',
    body: z.strictObject({ title: z.string().trim().min(1).max(100), body: z.string().trim().min(1).max(5_000) }),
    reply: CannedReply,
    status: 201,
    errors: [errors.titleTaken],
    run: ({ context, body }) => addCanned(context, body),
  }),
  route({
    method: 'DELETE',
    path: '/canned-replies/:id',
    permission: 'ticket:work',
    summary: 'Remove a prepared reply',
    params: z.strictObject({ id: z.uuid() }),
    reply: Done,
    errors: [errors.replyNotFound],
    run: async ({ context, params }) => {
      await removeCanned(context, params.id)
      return done
    },
  }),
]
