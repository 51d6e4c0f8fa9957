import { type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { AccountId, ProviderId, TenantId } from '../../platform/ids.ts'
import { micros } from '../../platform/money.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { HoldId } from '../../spine/ledger/index.ts'
import type { NumberId } from '../numbers/index.ts'
import type { Bypass, Message, MessageId, MessageStatus } from './message.ts'
import type { Encoding } from './segments.ts'

type MessageTable = {
  id: MessageId
  tenant_id: TenantId
  account_id: AccountId
  number_id: NumberId
  peer: string
  direction: 'inbound' | 'outbound'
  body: string
  encoding: Encoding
  segments: number
  status: MessageStatus
  price_micros: bigint | null
  currency: string | null
  trace: Readonly<Record<string, unknown>> | null
  hold_id: HoldId | null
  captured: boolean
  asked_at: Date | null
  attempts: number
  lookups: number
  not_found_at: Date | null
  provider_id: ProviderId | null
  supplier_reference: string | null
  error_code: string | null
  error_message: string | null
  bypass: Bypass | null
  read_at: Date | null
  created_at: Date
  touched_at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    message: MessageTable
  }
}

const fromRow = (row: Selectable<MessageTable>): Message => ({
  id: row.id,
  accountId: row.account_id,
  numberId: row.number_id,
  peer: row.peer,
  direction: row.direction,
  body: row.body,
  encoding: row.encoding,
  segments: row.segments,
  status: row.status,
  price: row.price_micros === null || row.currency === null ? null : micros(row.currency, row.price_micros),
  trace: row.trace,
  holdId: row.hold_id,
  captured: row.captured,
  askedAt: row.asked_at,
  attempts: row.attempts,
  lookups: row.lookups,
  notFoundAt: row.not_found_at,
  providerId: row.provider_id,
  supplierReference: row.supplier_reference,
  error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
  bypass: row.bypass,
  readAt: row.read_at,
  createdAt: row.created_at,
})

const rows = (context: Context | Tx) => context.db.selectFrom('message').selectAll().where('tenant_id', '=', context.tenantId)

export async function find(context: Context | Tx, id: MessageId): Promise<Message | undefined> {
  const row = await rows(context).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export async function lock(tx: Tx, id: MessageId): Promise<Message | undefined> {
  const row = await rows(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

export type MessageQuery = PageRequest & {
  readonly accountId?: AccountId | undefined
  readonly numberId?: NumberId | undefined
  readonly peer?: string | undefined
  readonly status?: MessageStatus | undefined
  readonly direction?: 'inbound' | 'outbound' | undefined
}

export function list(context: Context, query: MessageQuery): Promise<Page<Message>> {
  let found = rows(context)
  if (query.accountId) found = found.where('account_id', '=', query.accountId)
  if (query.numberId) found = found.where('number_id', '=', query.numberId)
  if (query.peer) found = found.where('peer', '=', query.peer)
  if (query.status) found = found.where('status', '=', query.status)
  if (query.direction) found = found.where('direction', '=', query.direction)
  return keysetPage(found, { column: 'created_at', direction: 'desc', cast: 'timestamptz' }, query, fromRow)
}

/** Answers false when a message of this id exists already. */
export async function insert(tx: Tx, message: Message): Promise<boolean> {
  const result = await tx.db
    .insertInto('message')
    .values({
      ...mutable(message),
      id: message.id,
      tenant_id: tx.tenantId,
      account_id: message.accountId,
      number_id: message.numberId,
      peer: message.peer,
      direction: message.direction,
      body: message.body,
      encoding: message.encoding,
      segments: message.segments,
      price_micros: message.price?.units ?? null,
      currency: message.price?.currency ?? null,
      trace: message.trace,
      hold_id: message.holdId,
      bypass: message.bypass,
      created_at: message.createdAt,
      touched_at: tx.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

const mutable = (message: Message) => ({
  status: message.status,
  captured: message.captured,
  asked_at: message.askedAt,
  attempts: message.attempts,
  lookups: message.lookups,
  not_found_at: message.notFoundAt,
  provider_id: message.providerId,
  supplier_reference: message.supplierReference,
  error_code: message.error?.code ?? null,
  error_message: message.error?.message ?? null,
  read_at: message.readAt,
})

export async function save(tx: Tx, message: Message): Promise<void> {
  await tx.db
    .updateTable('message')
    .set({ ...mutable(message), touched_at: tx.now() })
    .where('tenant_id', '=', tx.tenantId)
    .where('id', '=', message.id)
    .execute()
}

export type Thread = {
  readonly numberId: NumberId
  readonly peer: string
  readonly lastMessage: string
  readonly lastDirection: string
  readonly lastAt: Date
  readonly unread: number
}

/** Conversations, the last active first: own number × peer. */
export async function listThreads(context: Context, limit: number): Promise<readonly Thread[]> {
  const { rows: found } = await sql<{
    number_id: NumberId
    peer: string
    body: string
    direction: string
    created_at: Date
    unread: bigint
  }>`
    select t.number_id, t.peer, l.body, l.direction, l.created_at, t.unread from (
      select number_id, peer, max(created_at) as last_at, count(*) filter (where direction = 'inbound' and read_at is null) as unread
      from message where tenant_id = ${context.tenantId} group by number_id, peer order by 3 desc limit ${limit}) t
    cross join lateral (select body, direction, created_at from message m where m.tenant_id = ${context.tenantId} and m.number_id = t.number_id and m.peer = t.peer
      order by created_at desc, id desc limit 1) l order by l.created_at desc`.execute(context.db)
  return found.map((row) => ({
    numberId: row.number_id,
    peer: row.peer,
    lastMessage: row.body,
    lastDirection: row.direction,
    lastAt: row.created_at,
    unread: Number(row.unread),
  }))
}

/** When the peer last got our answer to HELP, if ever. */
export async function helpedAt(tx: Tx, numberId: NumberId, peer: string): Promise<Date | undefined> {
  const row = await rows(tx)
    .where('number_id', '=', numberId)
    .where('peer', '=', peer)
    .where('bypass', '=', 'help_reply')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.created_at
}

/** Answers the messages that were unread until now. */
export async function markRead(tx: Tx, numberId: NumberId, peer: string): Promise<readonly MessageId[]> {
  const found = await tx.db
    .updateTable('message')
    .set({ read_at: tx.now() })
    .where('tenant_id', '=', tx.tenantId)
    .where('number_id', '=', numberId)
    .where('peer', '=', peer)
    .where('direction', '=', 'inbound')
    .where('read_at', 'is', null)
    .returning('id')
    .execute()
  return found.map((row) => row.id)
}

/** References of what else went from this number to this peer, so that a look-up does not take another message for this one. */
export async function knownReferences(context: Context, message: Message): Promise<ReadonlySet<string>> {
  const found = await context.db
    .selectFrom('message')
    .select('supplier_reference')
    .where('tenant_id', '=', context.tenantId)
    .where('number_id', '=', message.numberId)
    .where('peer', '=', message.peer)
    .where('supplier_reference', 'is not', null)
    .execute()
  return new Set(found.flatMap((row) => row.supplier_reference ?? []))
}

/** Whether another message has this reference at the same provider. */
export async function hasReference(tx: Tx, message: Message, reference: string): Promise<boolean> {
  const row = await rows(tx)
    .where('provider_id', '=', message.providerId)
    .where('supplier_reference', '=', reference)
    .where('id', '!=', message.id)
    .executeTakeFirst()
  return row !== undefined
}

/** Outgoing messages to a peer that no supplier has been asked about, locked. */
export async function lockQueued(tx: Tx, numberId: NumberId, peer: string): Promise<readonly Message[]> {
  const found = await rows(tx)
    .where('number_id', '=', numberId)
    .where('peer', '=', peer)
    .where('status', '=', 'queued')
    .where('asked_at', 'is', null)
    .where('bypass', 'is', null)
    .forUpdate()
    .execute()
  return found.map(fromRow)
}

export async function countMessages(context: Context, period: { readonly from: Date; readonly to: Date }): Promise<number> {
  const row = await context.db
    .selectFrom('message')
    .select(sql<bigint>`count(*)`.as('count'))
    .where('tenant_id', '=', context.tenantId)
    .where('created_at', '>=', period.from)
    .where('created_at', '<', period.to)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Outgoing messages of any tenant that nothing has touched for a while. */
export async function listStale(context: Context, before: Date, limit: number) {
  return context.db
    .selectFrom('message')
    .select(['id', 'tenant_id as tenantId', 'account_id as accountId'])
    .where('status', '=', 'queued')
    .where('direction', '=', 'outbound')
    .where('touched_at', '<', before)
    .limit(limit)
    .execute()
}

/** Whose number a text arrived at, in whatever tenant. */
export async function holderOf(
  context: Context,
  e164: string,
): Promise<{ numberId: NumberId; tenantId: TenantId; accountId: AccountId } | undefined> {
  const { rows: found } = await sql<{
    number_id: NumberId
    tenant_id: TenantId
    account_id: AccountId
  }>`select * from number_holder(${e164})`.execute(context.db)
  const row = found[0]
  return row && { numberId: row.number_id, tenantId: row.tenant_id, accountId: row.account_id }
}

/** The message a provider's report is about, in whatever tenant; asked as the system. */
export async function ownerOf(
  context: Context,
  id: MessageId,
  providerId: ProviderId,
): Promise<{ tenantId: TenantId; accountId: AccountId } | undefined> {
  const row = await context.db
    .selectFrom('message')
    .select(['tenant_id', 'account_id'])
    .where('id', '=', id)
    .where('provider_id', '=', providerId)
    .executeTakeFirst()
  return row && { tenantId: row.tenant_id, accountId: row.account_id }
}
