import type { Context, Tx } from '../../platform/context.ts'
import { type AccountId, newId, type TenantId } from '../../platform/ids.ts'
import type { Hours } from './hours.ts'
import type { Target } from './sla.ts'
import type { FileId, Link, MessageId, Priority, Ticket, TicketFile, TicketId } from './ticket.ts'

type FileTable = {
  id: FileId
  tenant_id: TenantId
  account_id: AccountId
  ticket_id: TicketId
  message_id: MessageId | null
  object_key: string
  content_type: string
  name: string
  bytes: number
  internal: boolean
  uploaded_by: string | null
  created_at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    ticket_file: FileTable
    ticket_link: {
      id: string
      tenant_id: TenantId
      account_id: AccountId
      ticket_id: TicketId
      kind: string
      entity_id: string
      label: string
    }
    ticket_viewer: { ticket_id: TicketId; user_id: string; tenant_id: TenantId; name: string; seen_at: Date }
    canned_reply: { id: string; tenant_id: TenantId; title: string; body: string; created_at: Date }
    support_hours: { tenant_id: TenantId; zone: string; opens: number; closes: number; days: number[] }
    sla_policy: { tenant_id: TenantId; priority: Priority; first_response_minutes: number; resolve_minutes: number }
  }
}

export async function findHours(context: Context | Tx): Promise<Hours | undefined> {
  return context.db
    .selectFrom('support_hours')
    .select(['zone', 'opens', 'closes', 'days'])
    .where('tenant_id', '=', context.tenantId)
    .executeTakeFirst()
}

export async function saveHours(tx: Tx, { zone, opens, closes, days }: Hours): Promise<void> {
  const values = { zone, opens, closes, days: [...days] }
  await tx.db
    .insertInto('support_hours')
    .values({ tenant_id: tx.tenantId, ...values })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(values))
    .execute()
}

export async function listTargets(context: Context | Tx): Promise<readonly (Target & { readonly priority: Priority })[]> {
  return context.db
    .selectFrom('sla_policy')
    .select(['priority', 'first_response_minutes as firstResponseMinutes', 'resolve_minutes as resolveMinutes'])
    .where('tenant_id', '=', context.tenantId)
    .execute()
}

export async function saveTarget(tx: Tx, priority: Priority, target: Target): Promise<void> {
  const values = { first_response_minutes: target.firstResponseMinutes, resolve_minutes: target.resolveMinutes }
  await tx.db
    .insertInto('sla_policy')
    .values({ tenant_id: tx.tenantId, priority, ...values })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'priority']).doUpdateSet(values))
    .execute()
}

export async function linksOf(
  context: Context | Tx,
  ids: readonly TicketId[],
): Promise<readonly (Link & { readonly ticketId: TicketId })[]> {
  if (ids.length === 0) return []
  return context.db
    .selectFrom('ticket_link')
    .select(['ticket_id as ticketId', 'kind', 'entity_id as entityId', 'label'])
    .where('tenant_id', '=', context.tenantId)
    .where('ticket_id', 'in', [...ids])
    .orderBy('label')
    .execute()
}

export async function insertLink(tx: Tx, ticket: Ticket, { kind, entityId: entity_id, label }: Link): Promise<void> {
  const ids = { id: newId(), tenant_id: tx.tenantId, account_id: ticket.accountId, ticket_id: ticket.id }
  await tx.db
    .insertInto('ticket_link')
    .values({ ...ids, kind, entity_id, label })
    .onConflict((conflict) => conflict.columns(['ticket_id', 'kind', 'entity_id']).doNothing())
    .execute()
}

const toFile = (row: FileTable): TicketFile => ({
  id: row.id,
  ticketId: row.ticket_id,
  messageId: row.message_id,
  key: row.object_key,
  type: row.content_type,
  name: row.name,
  bytes: row.bytes,
  internal: row.internal,
  uploadedBy: row.uploaded_by,
  createdAt: row.created_at,
})

const files = (context: Context | Tx) => {
  const found = context.db.selectFrom('ticket_file').selectAll().where('tenant_id', '=', context.tenantId)
  return context.accountId ? found.where('internal', '=', false) : found
}

export async function findFile(context: Context | Tx, id: FileId): Promise<TicketFile | undefined> {
  const row = await files(context).where('id', '=', id).executeTakeFirst()
  return row && toFile(row)
}

/** Files that were sent with a message of the ticket. */
export async function filesOf(context: Context | Tx, id: TicketId): Promise<readonly TicketFile[]> {
  const rows = await files(context).where('ticket_id', '=', id).where('message_id', 'is not', null).orderBy('created_at').execute()
  return rows.map(toFile)
}

export async function insertFile(tx: Tx, ticket: Ticket, file: TicketFile): Promise<void> {
  await tx.db
    .insertInto('ticket_file')
    .values({
      id: file.id,
      tenant_id: tx.tenantId,
      account_id: ticket.accountId,
      ticket_id: ticket.id,
      message_id: null,
      object_key: file.key,
      content_type: file.type,
      name: file.name,
      bytes: file.bytes,
      internal: file.internal,
      uploaded_by: file.uploadedBy,
      created_at: file.createdAt,
    })
    .execute()
}

/** Puts files that their sender has uploaded for the ticket beside a message. Answers how many there were. */
export async function attach(
  tx: Tx,
  message: { readonly id: MessageId; readonly ticketId: TicketId; readonly internal: boolean },
  ids: readonly FileId[],
): Promise<number> {
  if (ids.length === 0) return 0
  const result = await tx.db
    .updateTable('ticket_file')
    .set({ message_id: message.id, internal: message.internal })
    .where('tenant_id', '=', tx.tenantId)
    .where('ticket_id', '=', message.ticketId)
    .where('id', 'in', [...ids])
    .where('message_id', 'is', null)
    .where('uploaded_by', '=', tx.actor.id)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** Says that somebody looks at the ticket now. */
export async function markViewer(tx: Tx, ticketId: TicketId, viewer: { readonly id: string; readonly name: string }): Promise<void> {
  const values = { name: viewer.name, seen_at: tx.now() }
  await tx.db
    .insertInto('ticket_viewer')
    .values({ ticket_id: ticketId, user_id: viewer.id, tenant_id: tx.tenantId, ...values })
    .onConflict((conflict) => conflict.columns(['ticket_id', 'user_id']).doUpdateSet(values))
    .execute()
}

/** The names of others who looked at the ticket since `since`. */
export async function viewersSince(tx: Tx, ticketId: TicketId, but: string, since: Date): Promise<readonly string[]> {
  const rows = await tx.db
    .selectFrom('ticket_viewer')
    .select('name')
    .where('tenant_id', '=', tx.tenantId)
    .where('ticket_id', '=', ticketId)
    .where('user_id', '<>', but)
    .where('seen_at', '>', since)
    .orderBy('name')
    .execute()
  return rows.map(({ name }) => name)
}

export type CannedReply = { readonly id: string; readonly title: string; readonly body: string }

export async function listCanned(context: Context): Promise<readonly CannedReply[]> {
  const found = context.db.selectFrom('canned_reply').select(['id', 'title', 'body']).where('tenant_id', '=', context.tenantId)
  return found.orderBy('title').execute()
}

/** Answers false when another one has the title. */
export async function insertCanned(tx: Tx, reply: CannedReply): Promise<boolean> {
  const insert = tx.db.insertInto('canned_reply').values({ ...reply, tenant_id: tx.tenantId, created_at: tx.now() })
  const result = await insert.onConflict((conflict) => conflict.columns(['tenant_id', 'title']).doNothing()).executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** Answers false when there is none. */
export async function deleteCanned(tx: Tx, id: string): Promise<boolean> {
  const result = await tx.db.deleteFrom('canned_reply').where('tenant_id', '=', tx.tenantId).where('id', '=', id).executeTakeFirst()
  return result.numDeletedRows === 1n
}
