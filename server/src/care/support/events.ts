import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { idSchema } from '../../platform/ids.ts'
import { MessageId, PRIORITIES, type TicketId } from './ticket.ts'

const about = { ticketId: idSchema<TicketId>(), number: z.string(), subject: z.string() }
const Sla = z.object({ ...about, target: z.enum(['first_response', 'resolve']) })

export const ticketCreated = defineEvent('ticket.created', 1, z.object({ ...about, priority: z.enum(PRIORITIES) }))
export const ticketReplied = defineEvent(
  'ticket.replied',
  1,
  z.object({ ...about, messageId: MessageId, by: z.enum(['customer', 'staff']) }),
)
/** A note among staff: published without an account, so that no customer's page hears of it. */
export const ticketNoted = defineEvent('ticket.noted', 1, z.object({ ...about, messageId: MessageId }))
export const ticketWaiting = defineEvent('ticket.waiting', 1, z.object(about))
export const ticketResolved = defineEvent('ticket.resolved', 1, z.object(about))
export const ticketReopened = defineEvent('ticket.reopened', 1, z.object(about))
export const ticketClosed = defineEvent('ticket.closed', 1, z.object(about))
export const ticketRated = defineEvent('ticket.rated', 1, z.object({ ...about, score: z.int() }))
export const ticketAssigned = defineEvent('ticket.assigned', 1, z.object({ ...about, assignee: z.string().nullable() }))
export const ticketPrioritized = defineEvent('ticket.prioritized', 1, z.object({ ...about, priority: z.enum(PRIORITIES) }))
export const ticketLinked = defineEvent('ticket.linked', 1, z.object({ ...about, kind: z.string(), label: z.string() }))
export const slaWarned = defineEvent('ticket.sla_warned', 1, Sla)
export const slaBreached = defineEvent('ticket.sla_breached', 1, Sla)
