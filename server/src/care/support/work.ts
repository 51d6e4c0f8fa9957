import { later, minutes } from '../../platform/clock.ts'
import { type Context, inTx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { newId, type UserId } from '../../platform/ids.ts'
import { keepUpload, linkTo } from '../../platform/uploads.ts'
import { findUser } from '../../spine/access/index.ts'
import { deskOf } from './desk.ts'
import * as desk from './desk-store.ts'
import { errors } from './errors.ts'
import * as events from './events.ts'
import { resolveLink, type WishedLink } from './links.ts'
import { aboutOf, findTicket, keep, lockTicket, moved, tellResolved } from './service.ts'
import type { TicketRef } from './store.ts'
import type { FileId, Priority, Ticket, TicketFile } from './ticket.ts'

/** What people send with a ticket; their bytes decide, not their names. */
const TAKEN = ['application/pdf', 'image/jpeg', 'image/png', 'image/gif', 'image/webp', 'text/plain']
/** Somebody looks at a ticket as long as their page says so at least this often. */
const LOOKING_MS = minutes(1)

/** Waits for the customer: the clock stands until they answer. Throws 404, 409. */
export function waitForCustomer(context: Context, ref: TicketRef): Promise<Ticket> {
  return inTx(context, async (tx) => {
    const kept = await keep(tx, moved(await lockTicket(tx, ref), 'waiting_customer'))
    await publish(tx, events.ticketWaiting, aboutOf(kept), { accountId: kept.accountId })
    return kept
  })
}

/** Staff, or the customers themselves, say that it is solved. Throws 404, 409. */
export function resolveTicket(context: Context, ref: TicketRef): Promise<Ticket> {
  return inTx(context, async (tx) => {
    const kept = await keep(tx, moved(await lockTicket(tx, ref), 'resolved', { resolvedAt: tx.now() }))
    await tellResolved(tx, kept)
    return kept
  })
}

/** Gives the ticket to a colleague, or to nobody. Throws 404, 422 `unknownColleague`. */
export function assignTicket(context: Context, ref: TicketRef, userId: UserId | null): Promise<Ticket> {
  return inTx(context, async (tx) => {
    const ticket = await lockTicket(tx, ref)
    const user = userId && (await findUser(tx, userId))
    if (userId && (!user || user.accountId !== null || user.status !== 'active')) {
      throw errors.unknownColleague({ detail: 'Give it to somebody of the team who can sign in.' })
    }
    const kept = await keep(tx, { ...ticket, assignee: user ? { id: user.id, name: user.name } : null })
    const changes = { assignee: { from: ticket.assignee?.name ?? null, to: kept.assignee?.name ?? null } }
    await publish(tx, events.ticketAssigned, { ...aboutOf(kept), assignee: kept.assignee?.name ?? null }, { changes })
    return kept
  })
}

/** Another priority brings its own targets; what was used of the time stays used. */
export function prioritizeTicket(context: Context, ref: TicketRef, priority: Priority): Promise<Ticket> {
  return inTx(context, async (tx) => {
    const ticket = await lockTicket(tx, ref)
    const target = (await deskOf(tx)).targets[priority]
    const targets = { firstTargetS: target.firstResponseMinutes * 60, resolveTargetS: target.resolveMinutes * 60 }
    const kept = await keep(tx, { ...ticket, priority, ...targets })
    const changes = { priority: { from: ticket.priority, to: priority } }
    await publish(tx, events.ticketPrioritized, { ...aboutOf(kept), priority }, { changes })
    return kept
  })
}

/** Says that the ticket is about something more. Throws 404, 422 `unknownEntity`. */
export async function linkTicket(context: Context, ref: TicketRef, wish: WishedLink): Promise<Ticket> {
  const found = await findTicket(context, ref)
  const link = await resolveLink(context, found.accountId, wish)
  return inTx(context, async (tx) => {
    const ticket = await lockTicket(tx, ref)
    await desk.insertLink(tx, ticket, link)
    await publish(tx, events.ticketLinked, { ...aboutOf(ticket), kind: link.kind, label: link.label }, { accountId: ticket.accountId })
    return ticket
  })
}

/** What the customer thinks of it, once, after it was resolved. Throws 403, 404, 409 `notResolved` or `ratedBefore`. */
export function rateTicket(context: Context, ref: TicketRef, rating: { score: number; comment: string }): Promise<Ticket> {
  return inTx(context, async (tx) => {
    const ticket = await lockTicket(tx, ref)
    if (!tx.accountId) throw errors.customersOnly({ detail: 'Only the customer says how it went.' })
    if (!ticket.resolvedAt) throw errors.notResolved({ detail: 'Tell us how it went when it is resolved.' })
    if (ticket.rating !== null) throw errors.ratedBefore({ detail: `You gave ${ticket.rating} of 5 before. Thank you.` })
    const kept = await keep(tx, { ...ticket, rating: rating.score, ratingComment: rating.comment || null })
    await publish(tx, events.ticketRated, { ...aboutOf(kept), score: rating.score }, { accountId: kept.accountId })
    return kept
  })
}

/** Says that the caller looks at the ticket, and answers who else does. */
export function lookAtTicket(context: Context, ref: TicketRef): Promise<readonly string[]> {
  return inTx(context, async (tx) => {
    const { id } = await findTicket(tx, ref)
    const viewer = { id: tx.actor.id ?? newId(), name: tx.actor.label }
    await desk.markViewer(tx, id, viewer)
    return desk.viewersSince(tx, id, viewer.id, later(tx.now(), -LOOKING_MS))
  })
}

/** Takes a file for an answer that is being written; staff's stay among staff until they are sent. Throws 404, 422 `files.notTaken`. */
export async function uploadFile(
  context: Context,
  ref: TicketRef,
  upload: { name: string; bytes: Uint8Array | undefined },
): Promise<TicketFile> {
  const { id } = await findTicket(context, ref)
  const kept = await keepUpload(context, { ...upload, allowed: TAKEN })
  return inTx(context, async (tx) => {
    const ticket = await lockTicket(tx, { id })
    const about = { ticketId: id, messageId: null, internal: tx.accountId === null, uploadedBy: tx.actor.id, createdAt: tx.now() }
    const file: TicketFile = { id: newId(), ...about, ...kept }
    await desk.insertFile(tx, ticket, file)
    return file
  })
}

/** An address of the file for five minutes. */
export async function viewFile(context: Context, id: FileId): Promise<{ readonly url: string; readonly expiresAt: Date }> {
  const file = await desk.findFile(context, id)
  if (!file) throw errors.fileNotFound({ detail: 'No file with this id.' })
  return linkTo(context, file)
}

export { filesOf } from './desk-store.ts'
