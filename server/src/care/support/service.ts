import { nextCode } from '../../platform/codes.ts'
import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { assertTransition } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { type AccountId, newId } from '../../platform/ids.ts'
import { findAccount } from '../../spine/accounts/index.ts'
import { deskOf } from './desk.ts'
import * as desk from './desk-store.ts'
import { errors } from './errors.ts'
import * as events from './events.ts'
import { resolveLink, type WishedLink } from './links.ts'
import { writeCreated, writeReplied, writeResolved } from './mails.ts'
import { timed, usedSeconds } from './sla.ts'
import * as store from './store.ts'
import {
  afterCustomerReply,
  type FileId,
  type Link,
  type Message,
  type Priority,
  type Ticket,
  type TicketId,
  type TicketStatus,
  ticketTransitions,
} from './ticket.ts'

export const aboutOf = ({ id, number, subject }: Ticket) => ({ ticketId: id, number, subject })

/** The ticket by id or number, or 404. */
export async function findTicket(context: Context | Tx, ref: store.TicketRef): Promise<Ticket> {
  const ticket = await store.find(context, ref)
  if (!ticket) throw errors.notFound({ detail: 'No ticket with this id or number.' })
  return ticket
}

export async function lockTicket(tx: Tx, ref: store.TicketRef): Promise<Ticket> {
  const ticket = await store.lock(tx, ref)
  if (!ticket) throw errors.notFound({ detail: 'No ticket with this id or number.' })
  return ticket
}

/** Writes the ticket with what its clock says now. */
export async function keep(tx: Tx, ticket: Ticket): Promise<Ticket> {
  const { hours } = await deskOf(tx)
  const kept = timed({ ...ticket, updatedAt: tx.now() }, hours, tx.now())
  await store.save(tx, kept)
  return kept
}

/** Moves the ticket to another state, or throws 409 `invalid_transition`. */
export function moved(ticket: Ticket, to: TicketStatus, change: Partial<Ticket> = {}): Ticket {
  assertTransition('ticket', ticketTransitions, ticket.status, to)
  return { ...ticket, ...change, status: to }
}

export type NewTicket = {
  readonly accountId: AccountId
  readonly subject: string
  readonly body: string
  readonly priority: Priority
  readonly category: string
  readonly links: readonly WishedLink[]
}

/** Opens a ticket with its first message (W36). Throws 404, 422 `unknownEntity`. */
export async function openTicket(context: Context, request: NewTicket): Promise<Ticket> {
  const links: Link[] = []
  for (const wish of request.links) links.push(await resolveLink(context, request.accountId, wish))
  return inTx(context, (tx) => createTicket(tx, { ...request, links, previousId: null }))
}

type Creation = Omit<NewTicket, 'links'> & { readonly links: readonly Link[]; readonly previousId: TicketId | null }

export async function createTicket(tx: Tx, request: Creation): Promise<Ticket> {
  const account = await findAccount(tx, request.accountId)
  const { hours, targets } = await deskOf(tx)
  const target = targets[request.priority]
  const ticket: Ticket = timed(
    {
      id: newId(),
      accountId: account.id,
      number: await nextCode(tx, 'T'),
      subject: request.subject,
      category: request.category,
      priority: request.priority,
      status: 'open',
      requester: tx.accountId ? { id: tx.actor.id, name: tx.actor.label } : { id: null, name: account.name },
      assignee: null,
      previousId: request.previousId,
      firstTargetS: target.firstResponseMinutes * 60,
      resolveTargetS: target.resolveMinutes * 60,
      clock: { usedS: 0, since: tx.now() },
      firstResponseS: null,
      firstDueAt: null,
      resolveDueAt: null,
      nextAlertAt: null,
      alerts: [],
      rating: null,
      ratingComment: null,
      createdAt: tx.now(),
      updatedAt: tx.now(),
      resolvedAt: null,
      closedAt: null,
    },
    hours,
    tx.now(),
  )
  await store.insert(tx, ticket)
  await store.insertMessage(tx, ticket, messageOf(tx, ticket, request.body, false))
  for (const link of request.links) await desk.insertLink(tx, ticket, link)
  await publish(tx, events.ticketCreated, { ...aboutOf(ticket), priority: ticket.priority }, { accountId: ticket.accountId })
  await writeCreated(tx, ticket)
  return ticket
}

function messageOf(tx: Tx, ticket: Ticket, body: string, internal: boolean): Message {
  const kind = tx.accountId ? 'customer' : tx.actor.kind === 'system' ? 'system' : 'staff'
  return { id: newId(), ticketId: ticket.id, author: { kind, id: tx.actor.id, name: tx.actor.label }, body, internal, createdAt: tx.now() }
}

async function write(tx: Tx, ticket: Ticket, text: { body: string; internal: boolean; fileIds: readonly FileId[] }): Promise<Message> {
  const message = messageOf(tx, ticket, text.body, text.internal)
  await store.insertMessage(tx, ticket, message)
  if ((await desk.attach(tx, message, text.fileIds)) !== text.fileIds.length) {
    throw errors.unknownFile({ detail: 'Send files for this ticket first, then name them here, each once.' })
  }
  return message
}

export type Reply = { readonly body: string; readonly fileIds: readonly FileId[]; readonly next?: 'wait' | 'resolve' | undefined }

/**
 * Answers a ticket. A customer's answer lets it go on, opens it again within 14 days after it was resolved, or begins a new, linked ticket; the
 * one that holds the answer is returned. Staff's answer may wait for the customer or resolve it at once. Throws 404, 409, 422 `unknownFile`.
 */
export function replyToTicket(context: Context, ref: store.TicketRef, reply: Reply): Promise<Ticket> {
  return inTx(context, async (tx) => {
    const ticket = await lockTicket(tx, ref)
    return tx.accountId ? customerReply(tx, ticket, reply) : staffReply(tx, ticket, reply)
  })
}

async function customerReply(tx: Tx, ticket: Ticket, reply: Reply): Promise<Ticket> {
  const effect = afterCustomerReply(ticket, tx.now())
  if (effect === 'continues') return continueTicket(tx, ticket, reply)
  const message = await write(tx, ticket, { ...reply, internal: false })
  const next = effect === 'stays' ? ticket : effect === 'goes_on' ? moved(ticket, 'in_progress') : moved(ticket, 'open', { closedAt: null })
  const kept = await keep(tx, next)
  const facts = { ...aboutOf(kept), messageId: message.id, by: 'customer' as const }
  if (effect === 'reopens') await publish(tx, events.ticketReopened, aboutOf(kept), { accountId: kept.accountId })
  await publish(tx, events.ticketReplied, facts, { accountId: kept.accountId })
  return kept
}

/** The old ticket is over for too long: what the customer says begins another one that knows it. */
async function continueTicket(tx: Tx, old: Ticket, reply: Reply): Promise<Ticket> {
  if (reply.fileIds.length > 0) throw errors.unknownFile({ detail: 'This answer begins a new ticket. Send the files there.' })
  const links = (await desk.linksOf(tx, [old.id])).map(({ kind, entityId, label }) => ({ kind, entityId, label }))
  const { accountId, subject, priority, category } = old
  return createTicket(tx, { accountId, subject, priority, category, body: reply.body, links, previousId: old.id })
}

async function staffReply(tx: Tx, ticket: Ticket, reply: Reply): Promise<Ticket> {
  if (ticket.status === 'closed') assertTransition('ticket', ticketTransitions, 'closed', 'in_progress')
  const message = await write(tx, ticket, { ...reply, internal: false })
  const { hours } = await deskOf(tx)
  let next: Ticket = { ...ticket, firstResponseS: ticket.firstResponseS ?? usedSeconds(ticket.clock, hours, tx.now()) }
  if (next.status === 'open' || (next.status === 'waiting_customer' && reply.next !== 'wait')) next = moved(next, 'in_progress')
  if (reply.next === 'wait' && next.status !== 'waiting_customer') next = moved(next, 'waiting_customer')
  if (reply.next === 'resolve') next = moved(next, 'resolved', { resolvedAt: tx.now() })
  const kept = await keep(tx, next)
  const options = { accountId: kept.accountId }
  await publish(tx, events.ticketReplied, { ...aboutOf(kept), messageId: message.id, by: 'staff' }, options)
  await writeReplied(tx, kept, message)
  if (reply.next === 'wait') await publish(tx, events.ticketWaiting, aboutOf(kept), options)
  if (reply.next === 'resolve') await tellResolved(tx, kept)
  return kept
}

export async function tellResolved(tx: Tx, ticket: Ticket): Promise<void> {
  await publish(tx, events.ticketResolved, aboutOf(ticket), { accountId: ticket.accountId })
  await writeResolved(tx, ticket)
}

/** A note among staff; its event belongs to no account, so that nothing of it reaches the customer. */
export function noteOnTicket(context: Context, ref: store.TicketRef, note: Omit<Reply, 'next'>): Promise<Ticket> {
  return inTx(context, async (tx) => {
    if (tx.accountId) throw errors.notFound({ detail: 'No ticket with this id or number.' })
    const ticket = await lockTicket(tx, ref)
    const message = await write(tx, ticket, { ...note, internal: true })
    await publish(tx, events.ticketNoted, { ...aboutOf(ticket), messageId: message.id })
    return ticket
  })
}

export { linksOf } from './desk-store.ts'
export { list as listTickets, messagesOf } from './store.ts'
