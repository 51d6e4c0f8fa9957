import { days } from '../../platform/clock.ts'
import type { Transitions } from '../../platform/errors.ts'
import { type AccountId, type Id, idSchema, type UserId } from '../../platform/ids.ts'

export type TicketId = Id<'ticket'>
export type MessageId = Id<'ticketMessage'>
export type FileId = Id<'ticketFile'>
export const MessageId = idSchema<MessageId>()
export const FileId = idSchema<FileId>()

/** E23; `normal` is what one source calls medium. */
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const
export type Priority = (typeof PRIORITIES)[number]
export const STATUSES = ['open', 'in_progress', 'waiting_customer', 'resolved', 'closed'] as const
export type TicketStatus = (typeof STATUSES)[number]

/** What may follow what (§2.7); a closed ticket opens again while its fortnight lasts (docs/decisions/0030). */
export const ticketTransitions: Transitions<TicketStatus> = {
  open: ['in_progress', 'resolved'],
  in_progress: ['waiting_customer', 'resolved'],
  waiting_customer: ['in_progress', 'resolved'],
  resolved: ['open', 'closed'],
  closed: ['open'],
}

export const REOPEN_MS = days(14)
export const AUTO_CLOSE_MS = days(7)

/** The clock of the service level: seconds of working time used so far, and since when it runs; null while it stands. */
export type SlaClock = { readonly usedS: number; readonly since: Date | null }

export type Ticket = {
  readonly id: TicketId
  readonly accountId: AccountId
  readonly number: string
  readonly subject: string
  readonly category: string
  readonly priority: Priority
  readonly status: TicketStatus
  readonly requester: { readonly id: string | null; readonly name: string }
  readonly assignee: { readonly id: UserId; readonly name: string } | null
  /** The ticket this one goes on from, when that was over for too long. */
  readonly previousId: TicketId | null
  readonly firstTargetS: number
  readonly resolveTargetS: number
  readonly clock: SlaClock
  /** Working time until the first answer, once there was one. */
  readonly firstResponseS: number | null
  readonly firstDueAt: Date | null
  readonly resolveDueAt: Date | null
  readonly nextAlertAt: Date | null
  readonly alerts: readonly Alert[]
  readonly rating: number | null
  readonly ratingComment: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
  /** When it was resolved last; kept when it opens again. */
  readonly resolvedAt: Date | null
  readonly closedAt: Date | null
}

export type Alert = 'first_warning' | 'first_breach' | 'resolve_warning' | 'resolve_breach'

export type Message = {
  readonly id: MessageId
  readonly ticketId: TicketId
  readonly author: { readonly kind: 'customer' | 'staff' | 'system'; readonly id: string | null; readonly name: string }
  readonly body: string
  /** A note among staff; it never leaves through what customers use. */
  readonly internal: boolean
  readonly createdAt: Date
}

export type TicketFile = {
  readonly id: FileId
  readonly ticketId: TicketId
  readonly messageId: MessageId | null
  readonly key: string
  readonly type: string
  readonly name: string
  readonly bytes: number
  readonly internal: boolean
  readonly uploadedBy: string | null
  readonly createdAt: Date
}

/** Whatever a ticket is about: a service of any line, an order, a verification. */
export type Link = { readonly kind: string; readonly entityId: string; readonly label: string }

/** What a customer's answer to a ticket does: it goes on, opens again, or is too late and begins another. */
export function afterCustomerReply(ticket: Ticket, now: Date): 'stays' | 'goes_on' | 'reopens' | 'continues' {
  if (ticket.status === 'open' || ticket.status === 'in_progress') return 'stays'
  if (ticket.status === 'waiting_customer') return 'goes_on'
  const since = now.getTime() - (ticket.resolvedAt ?? ticket.updatedAt).getTime()
  return since <= REOPEN_MS ? 'reopens' : 'continues'
}
