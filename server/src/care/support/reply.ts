import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { accountNames } from '../../spine/accounts/index.ts'
import { deskOf } from './desk.ts'
import { cardsOf } from './links.ts'
import { findTicket, linksOf, messagesOf } from './service.ts'
import { type SlaView, slaOf } from './sla.ts'
import { PRIORITIES, STATUSES, type Ticket, type TicketFile } from './ticket.ts'
import { filesOf } from './work.ts'

export const Priority = z.enum(PRIORITIES)
export const Status = z.enum(STATUSES)

const Sla = z.object({
  targetSeconds: z.number().int(),
  usedSeconds: z.number().int(),
  dueAt: z.string().nullable(),
  state: z.enum(['running', 'paused', 'met', 'breached']),
})

export const TicketReply = z.object({
  id: z.uuid(),
  number: z.string(),
  accountId: z.uuid(),
  accountName: z.string().nullable(),
  subject: z.string(),
  category: z.string(),
  priority: Priority,
  status: Status,
  requester: z.string(),
  /** Who works on it and how its time stands are for staff. */
  assignee: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  sla: z.object({ firstResponse: Sla, resolve: Sla }).nullable(),
  rating: z.number().int().nullable(),
  ratingComment: z.string().nullable(),
  /** Whether the customer may say how it went. */
  canRate: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
  resolvedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
})

export const FileReply = z.object({ id: z.uuid(), name: z.string(), contentType: z.string(), bytes: z.number().int() })

const MessageReply = z.object({
  id: z.uuid(),
  author: z.object({ kind: z.enum(['customer', 'staff', 'system']), name: z.string() }),
  body: z.string(),
  internal: z.boolean(),
  files: z.array(FileReply),
  createdAt: z.string(),
})

const LinkReply = z.object({
  kind: z.string(),
  entityId: z.uuid(),
  label: z.string(),
  /** How it is now and where it is shown, while it lives. */
  status: z.string().nullable(),
  path: z.string().nullable(),
})

export const DetailReply = TicketReply.extend({
  messages: z.array(MessageReply),
  links: z.array(LinkReply),
  previous: z.object({ id: z.uuid(), number: z.string() }).nullable(),
})

const iso = (date: Date | null): string | null => date?.toISOString() ?? null
const toSla = (view: SlaView) => ({ ...view, dueAt: iso(view.dueAt) })

export const toFileReply = ({ id, name, type, bytes }: TicketFile) => ({ id, name, contentType: type, bytes })

/** Tickets with their owners' names; their service level only for staff. */
export async function toReplies(context: Context, tickets: readonly Ticket[]): Promise<z.input<typeof TicketReply>[]> {
  const { hours } = await deskOf(context)
  const names = await accountNames(context, [...new Set(tickets.map(({ accountId }) => accountId))])
  return tickets.map((ticket) => {
    const { firstResponse, resolve } = slaOf(ticket, hours, context.now())
    return {
      id: ticket.id,
      number: ticket.number,
      accountId: ticket.accountId,
      accountName: names.get(ticket.accountId) ?? null,
      subject: ticket.subject,
      category: ticket.category,
      priority: ticket.priority,
      status: ticket.status,
      requester: ticket.requester.name,
      assignee: context.accountId ? null : ticket.assignee,
      sla: context.accountId ? null : { firstResponse: toSla(firstResponse), resolve: toSla(resolve) },
      rating: ticket.rating,
      ratingComment: ticket.ratingComment,
      canRate: ticket.resolvedAt !== null && ticket.rating === null,
      createdAt: ticket.createdAt.toISOString(),
      updatedAt: ticket.updatedAt.toISOString(),
      resolvedAt: iso(ticket.resolvedAt),
      closedAt: iso(ticket.closedAt),
    }
  })
}

const PATHS: Readonly<Record<string, string>> = { order: '/orders/', verification: '/verification' }

/** One ticket with its thread, its files and what it is about. */
export async function toDetail(context: Context, ticket: Ticket): Promise<z.input<typeof DetailReply>> {
  const [reply] = await toReplies(context, [ticket])
  if (!reply) throw new Error('One ticket gives one reply.')
  const [messages, files, links, cards] = await Promise.all([
    messagesOf(context, ticket.id),
    filesOf(context, ticket.id),
    linksOf(context, [ticket.id]),
    cardsOf(context, ticket.accountId),
  ])
  const previous = ticket.previousId && (await findTicket(context, { id: ticket.previousId }))
  return {
    ...reply,
    messages: messages.map(({ id, author, body, internal, createdAt }) => ({
      id,
      author: { kind: author.kind, name: author.name },
      body,
      internal,
      files: files.filter((file) => file.messageId === id).map(toFileReply),
      createdAt: createdAt.toISOString(),
    })),
    links: links.map(({ kind, entityId, label }) => {
      const card = cards.find(({ id }) => id === entityId)
      const fixed = kind === 'order' ? `${PATHS['order']}${entityId}` : (PATHS[kind] ?? null)
      return { kind, entityId, label, status: card?.status ?? null, path: card?.path ?? fixed }
    }),
    previous: previous ? { id: previous.id, number: previous.number } : null,
  }
}
