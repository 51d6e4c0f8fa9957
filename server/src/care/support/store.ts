import { type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { AccountId, TenantId, UserId } from '../../platform/ids.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { Alert, Message, MessageId, Priority, Ticket, TicketId, TicketStatus } from './ticket.ts'

type TicketTable = {
  id: TicketId
  tenant_id: TenantId
  account_id: AccountId
  number: string
  subject: string
  category: string
  priority: Priority
  status: TicketStatus
  requester_id: string | null
  requester_name: string
  assignee_id: UserId | null
  assignee_name: string | null
  previous_id: TicketId | null
  first_target_s: number
  resolve_target_s: number
  clock_used_s: number
  clock_since: Date | null
  first_response_s: number | null
  first_due_at: Date | null
  resolve_due_at: Date | null
  next_alert_at: Date | null
  alerts: string[]
  rating: number | null
  rating_comment: string | null
  created_at: Date
  updated_at: Date
  resolved_at: Date | null
  closed_at: Date | null
}

type MessageTable = {
  id: MessageId
  tenant_id: TenantId
  account_id: AccountId
  ticket_id: TicketId
  author_kind: Message['author']['kind']
  author_id: string | null
  author_name: string
  body: string
  internal: boolean
  created_at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    ticket: TicketTable
    ticket_message: MessageTable
  }
}

const toTicket = (row: Selectable<TicketTable>): Ticket => ({
  id: row.id,
  accountId: row.account_id,
  number: row.number,
  subject: row.subject,
  category: row.category,
  priority: row.priority,
  status: row.status,
  requester: { id: row.requester_id, name: row.requester_name },
  assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? '' },
  previousId: row.previous_id,
  firstTargetS: row.first_target_s,
  resolveTargetS: row.resolve_target_s,
  clock: { usedS: row.clock_used_s, since: row.clock_since },
  firstResponseS: row.first_response_s,
  firstDueAt: row.first_due_at,
  resolveDueAt: row.resolve_due_at,
  nextAlertAt: row.next_alert_at,
  alerts: row.alerts as Alert[],
  rating: row.rating,
  ratingComment: row.rating_comment,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  resolvedAt: row.resolved_at,
  closedAt: row.closed_at,
})

/** What may change in a ticket's life, as columns. */
const changing = (ticket: Ticket) => ({
  priority: ticket.priority,
  status: ticket.status,
  assignee_id: ticket.assignee?.id ?? null,
  assignee_name: ticket.assignee?.name ?? null,
  first_target_s: ticket.firstTargetS,
  resolve_target_s: ticket.resolveTargetS,
  clock_used_s: ticket.clock.usedS,
  clock_since: ticket.clock.since,
  first_response_s: ticket.firstResponseS,
  first_due_at: ticket.firstDueAt,
  resolve_due_at: ticket.resolveDueAt,
  next_alert_at: ticket.nextAlertAt,
  alerts: [...ticket.alerts],
  rating: ticket.rating,
  rating_comment: ticket.ratingComment,
  updated_at: ticket.updatedAt,
  resolved_at: ticket.resolvedAt,
  closed_at: ticket.closedAt,
})

const tickets = (context: Context | Tx) => context.db.selectFrom('ticket').selectAll().where('tenant_id', '=', context.tenantId)

/** A ticket is named by its id or by its number, such as T-000123. */
export type TicketRef = { readonly id: TicketId } | { readonly number: string }

const byRef = (context: Context | Tx, ref: TicketRef) =>
  'id' in ref ? tickets(context).where('id', '=', ref.id) : tickets(context).where('number', '=', ref.number)

export async function find(context: Context | Tx, ref: TicketRef): Promise<Ticket | undefined> {
  const row = await byRef(context, ref).executeTakeFirst()
  return row && toTicket(row)
}

export async function lock(tx: Tx, ref: TicketRef): Promise<Ticket | undefined> {
  const row = await byRef(tx, ref).forUpdate().executeTakeFirst()
  return row && toTicket(row)
}

export type TicketQuery = PageRequest & {
  readonly accountId?: AccountId | undefined
  readonly status?: TicketStatus | 'unresolved' | undefined
  readonly priority?: Priority | undefined
  readonly assignee?: 'me' | 'nobody' | undefined
  readonly q?: string | undefined
}

export function list(context: Context, query: TicketQuery): Promise<Page<Ticket>> {
  let found = tickets(context)
  if (query.accountId) found = found.where('account_id', '=', query.accountId)
  if (query.status === 'unresolved') found = found.where('status', 'not in', ['resolved', 'closed'])
  else if (query.status) found = found.where('status', '=', query.status)
  if (query.priority) found = found.where('priority', '=', query.priority)
  if (query.assignee === 'nobody') found = found.where('assignee_id', 'is', null)
  if (query.assignee === 'me') found = found.where('assignee_id', '=', context.actor.id as UserId)
  const like = query.q && `%${query.q.replace(/[\\%_]/g, '\\$&')}%`
  if (like) found = found.where(sql<boolean>`(number ilike ${like} or subject ilike ${like} or requester_name ilike ${like})`)
  return keysetPage(found, { column: 'created_at', direction: 'desc', cast: 'timestamptz' }, query, toTicket)
}

export async function insert(tx: Tx, ticket: Ticket): Promise<void> {
  await tx.db
    .insertInto('ticket')
    .values({
      id: ticket.id,
      tenant_id: tx.tenantId,
      account_id: ticket.accountId,
      number: ticket.number,
      subject: ticket.subject,
      category: ticket.category,
      requester_id: ticket.requester.id,
      requester_name: ticket.requester.name,
      previous_id: ticket.previousId,
      created_at: ticket.createdAt,
      ...changing(ticket),
    })
    .execute()
}

export async function save(tx: Tx, ticket: Ticket): Promise<void> {
  await tx.db.updateTable('ticket').set(changing(ticket)).where('tenant_id', '=', tx.tenantId).where('id', '=', ticket.id).execute()
}

export async function insertMessage(tx: Tx, ticket: Ticket, message: Message): Promise<void> {
  await tx.db
    .insertInto('ticket_message')
    .values({
      id: message.id,
      tenant_id: tx.tenantId,
      account_id: ticket.accountId,
      ticket_id: ticket.id,
      author_kind: message.author.kind,
      author_id: message.author.id,
      author_name: message.author.name,
      body: message.body,
      internal: message.internal,
      created_at: message.createdAt,
    })
    .execute()
}

/** The thread, oldest first; without notes for whoever acts for the account, which row-level security sees to a second time. */
export async function messagesOf(context: Context | Tx, id: TicketId): Promise<readonly Message[]> {
  let found = context.db.selectFrom('ticket_message').selectAll().where('tenant_id', '=', context.tenantId).where('ticket_id', '=', id)
  if (context.accountId) found = found.where('internal', '=', false)
  const rows = await found.orderBy('created_at').orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    ticketId: row.ticket_id,
    author: { kind: row.author_kind, id: row.author_id, name: row.author_name },
    body: row.body,
    internal: row.internal,
    createdAt: row.created_at,
  }))
}

type Due = { readonly id: TicketId; readonly tenantId: TenantId }

const due = (context: Context, limit: number) => context.db.selectFrom('ticket').select(['id', 'tenant_id as tenantId']).limit(limit)

/** Tickets of any tenant whose clock has something to say; asked by the schedule as the system. */
export const listAlerting = (context: Context, limit: number): Promise<Due[]> =>
  due(context, limit).where('next_alert_at', '<=', context.now()).orderBy('next_alert_at').execute()

/** Tickets of any tenant that were resolved before `before` and are not closed yet. */
export const listToClose = (context: Context, before: Date, limit: number): Promise<Due[]> =>
  due(context, limit).where('status', '=', 'resolved').where('resolved_at', '<=', before).orderBy('resolved_at').execute()
