import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { requestErrors } from '../../platform/errors.ts'
import { AccountId, UserId } from '../../platform/ids.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { nothing, type Route, route } from '../../platform/routes.ts'
import { MOST_UPLOAD_BYTES, uploadErrors } from '../../platform/uploads.ts'
import { errors } from './errors.ts'
import { DetailReply, FileReply, Priority, Status, TicketReply, toDetail, toFileReply, toReplies } from './reply.ts'
import { findTicket, listTickets, noteOnTicket, openTicket, replyToTicket } from './service.ts'
import type { TicketRef } from './store.ts'
import { FileId, type Ticket, type TicketId } from './ticket.ts'
import {
  assignTicket,
  linkTicket,
  lookAtTicket,
  prioritizeTicket,
  rateTicket,
  resolveTicket,
  uploadFile,
  viewFile,
  waitForCustomer,
} from './work.ts'

/** A ticket is addressed by its id or by its number. */
const Ref = z.union([
  z.uuid().transform((id): TicketRef => ({ id: id.toLowerCase() as TicketId })),
  z
    .string()
    .regex(/^T-\d{6,12}$/)
    .transform((number): TicketRef => ({ number })),
])
const One = z.strictObject({ id: Ref })
const Body = z.string().trim().min(1).max(20_000)
const Files = z.array(FileId).max(10).default([])
const Wish = z.strictObject({ kind: z.string().max(40), id: z.string().max(60) })

const detail = async (context: Context, ticket: Promise<Ticket>) => toDetail(context, await ticket)

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/tickets',
    permission: 'ticket:read',
    summary: 'List tickets, newest first',
    query: z.strictObject({
      ...PageQuery,
      accountId: AccountId.optional(),
      status: z.enum([...Status.options, 'unresolved']).optional(),
      priority: Priority.optional(),
      assignee: z.enum(['me', 'nobody']).optional(),
      q: z.string().max(100).optional(),
    }),
    reply: pageOf(TicketReply),
    run: async ({ context, query }) => {
      const page = await listTickets(context, query)
      return { ...page, items: await toReplies(context, page.items) }
    },
  }),
  route({
    method: 'POST',
    path: '/tickets',
    permission: 'ticket:write',
    summary: 'Open a ticket, about any of the account’s services, orders or verifications',
    body: z.strictObject({
      accountId: AccountId.optional(),
      subject: z.string().trim().min(3).max(200),
      body: Body,
      priority: Priority.default('normal'),
      category: z.string().trim().min(1).max(40).default('general'),
      links: z.array(Wish).max(10).default([]),
    }),
    reply: DetailReply,
    status: 201,
    errors: [errors.unknownEntity],
    idempotency: 'stored',
    run: async ({ context, body }) => {
      const accountId = context.accountId ?? body.accountId
      if (!accountId) throw requestErrors.invalid({ detail: 'Say for which account with accountId.' })
      return detail(context, openTicket(context, { ...body, accountId }))
    },
  }),
  route({
    method: 'GET',
    path: '/tickets/:id',
    permission: 'ticket:read',
    summary: 'Show one ticket with its thread; notes among staff only to staff',
    params: One,
    reply: DetailReply,
    errors: [errors.notFound],
    run: ({ context, params }) => detail(context, findTicket(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/tickets/:id/replies',
    permission: 'ticket:write',
    summary: 'Answer a ticket; the answer to one that is over for 14 days begins a new one, which is the reply',
    params: One,
    body: z.strictObject({ body: Body, fileIds: Files, next: z.enum(['wait', 'resolve']).optional() }),
    reply: DetailReply,
    status: 201,
    errors: [errors.notFound, errors.unknownFile],
    idempotency: 'stored',
    run: ({ context, params, body }) => detail(context, replyToTicket(context, params.id, body)),
  }),
  route({
    method: 'POST',
    path: '/tickets/:id/notes',
    permission: 'ticket:work',
    summary: 'Write a note among staff, which no customer ever sees',
    params: One,
    body: z.strictObject({ body: Body, fileIds: Files }),
    reply: DetailReply,
    status: 201,
    errors: [errors.notFound, errors.unknownFile],
    idempotency: 'stored',
    run: ({ context, params, body }) => detail(context, noteOnTicket(context, params.id, body)),
  }),
  route({
    method: 'POST',
    path: '/tickets/:id/wait',
    permission: 'ticket:work',
    summary: 'Wait for the customer; the clock stands meanwhile',
    params: One,
    body: nothing,
    reply: DetailReply,
    errors: [errors.notFound],
    run: ({ context, params }) => detail(context, waitForCustomer(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/tickets/:id/resolve',
    permission: 'ticket:write',
    summary: 'Say that a ticket is solved',
    params: One,
    body: nothing,
    reply: DetailReply,
    errors: [errors.notFound],
    run: ({ context, params }) => detail(context, resolveTicket(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/tickets/:id/assign',
    permission: 'ticket:work',
    summary: 'Give a ticket to a colleague, to oneself or to nobody',
    params: One,
    body: z.strictObject({ userId: UserId.nullable() }),
    reply: DetailReply,
    errors: [errors.notFound, errors.unknownColleague],
    run: ({ context, params, body }) => detail(context, assignTicket(context, params.id, body.userId)),
  }),
  route({
    method: 'POST',
    path: '/tickets/:id/priority',
    permission: 'ticket:work',
    summary: 'Change the priority, and with it the targets',
    params: One,
    body: z.strictObject({ priority: Priority }),
    reply: DetailReply,
    errors: [errors.notFound],
    run: ({ context, params, body }) => detail(context, prioritizeTicket(context, params.id, body.priority)),
  }),
  route({
    method: 'POST',
    path: '/tickets/:id/links',
    permission: 'ticket:write',
    summary: 'Say what else a ticket is about',
    params: One,
    body: Wish,
    reply: DetailReply,
    errors: [errors.notFound, errors.unknownEntity],
    run: ({ context, params, body }) => detail(context, linkTicket(context, params.id, body)),
  }),
  route({
    method: 'POST',
    path: '/tickets/:id/rating',
    permission: 'ticket:write',
    summary: 'Say how it went, from 1 to 5, once',
    params: One,
    body: z.strictObject({ score: z.int().min(1).max(5), comment: z.string().trim().max(1_000).default('') }),
    reply: DetailReply,
    errors: [errors.notFound, errors.customersOnly, errors.notResolved, errors.ratedBefore],
    run: ({ context, params, body }) => detail(context, rateTicket(context, params.id, body)),
  }),
  route({
    method: 'POST',
    path: '/tickets/:id/looking',
    permission: 'ticket:work',
    summary: 'Say that you look at a ticket, and learn who else does',
    params: One,
    body: nothing,
    reply: z.object({ others: z.array(z.string()) }),
    errors: [errors.notFound],
    run: async ({ context, params }) => ({ others: [...(await lookAtTicket(context, params.id))] }),
  }),
  route({
    method: 'POST',
    path: '/tickets/:id/files',
    permission: 'ticket:write',
    summary: 'Send a file for an answer: the body is the file itself (PDF, image or text, at most 10 MB) as application/octet-stream',
    params: One,
    query: z.strictObject({ name: z.string().max(200).default('file') }),
    rawBody: true,
    maxBodyBytes: MOST_UPLOAD_BYTES + 1_024,
    reply: FileReply,
    status: 201,
    errors: [errors.notFound, uploadErrors.notTaken],
    run: async ({ context, params, query, http }) => toFileReply(await uploadFile(context, params.id, { ...query, bytes: http.rawBody })),
  }),
  route({
    method: 'POST',
    path: '/ticket-files/:id/link',
    permission: 'ticket:read',
    summary: 'An address of the file for five minutes',
    params: z.strictObject({ id: FileId }),
    body: nothing,
    reply: z.object({ url: z.string(), expiresAt: z.string() }),
    errors: [errors.fileNotFound],
    run: async ({ context, params }) => {
      const { url, expiresAt } = await viewFile(context, params.id)
      return { url, expiresAt: expiresAt.toISOString() }
    },
  }),
]
