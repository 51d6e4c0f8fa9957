import { type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import { type AccountId, type Id, newId, type TenantId, type UserId } from '../../platform/ids.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'

export type NotificationId = Id<'notification'>

type NotificationTable = {
  id: NotificationId
  tenant_id: TenantId
  account_id: AccountId | null
  permission: string | null
  key: string
  title: string
  body: string
  path: string
  dedupe_key: string
  created_at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    notification: NotificationTable
    notification_read: { tenant_id: TenantId; notification_id: NotificationId; user_id: UserId; read_at: Date }
  }
}

/** One line of an inbox, as one reader sees it. */
export type Notification = {
  readonly id: NotificationId
  readonly key: string
  readonly title: string
  readonly body: string
  readonly path: string
  readonly createdAt: Date
  readonly readAt: Date | null
}

export type NewNotification = Pick<Notification, 'key' | 'title' | 'body' | 'path'> & {
  readonly accountId: AccountId | null
  readonly permission: string | null
  readonly dedupeKey: string
}

/** Answers the new line's id, or undefined when it is there already. */
export async function insert(tx: Tx, one: NewNotification): Promise<NotificationId | undefined> {
  const { key, title, body, path } = one
  const row = await tx.db
    .insertInto('notification')
    .values({
      id: newId(),
      tenant_id: tx.tenantId,
      account_id: one.accountId,
      permission: one.permission,
      key,
      title,
      body,
      path,
      dedupe_key: one.dedupeKey,
      created_at: tx.now(),
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'dedupe_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/** What the acting person may read and did not decline: the account's lines, or those for staff with their permissions. */
function inbox(context: Context | Tx, userId: UserId) {
  const lines = context.db
    .selectFrom('notification')
    .leftJoin('notification_read', (join) =>
      join.onRef('notification_read.notification_id', '=', 'notification.id').on('notification_read.user_id', '=', userId),
    )
    .where('notification.tenant_id', '=', context.tenantId)
    .where(
      sql<boolean>`not exists (select 1 from notification_preference p
        where p.user_id = ${userId} and p.channel = 'in_app' and not p.wanted and p.key = notification.key)`,
    )
  return context.accountId
    ? lines.where('notification.account_id', '=', context.accountId)
    : lines.where('notification.account_id', 'is', null).where('notification.permission', 'in', ['', ...context.actor.permissions])
}

type Row = Selectable<NotificationTable> & { read_at: Date | null }

export type InboxQuery = PageRequest & { readonly unread?: boolean | undefined }

export function list(context: Context, userId: UserId, query: InboxQuery): Promise<Page<Notification>> {
  let found = inbox(context, userId).selectAll('notification').select('notification_read.read_at')
  if (query.unread) found = found.where('notification_read.read_at', 'is', null)
  const order = { column: 'notification.created_at', direction: 'desc', cast: 'timestamptz' } as const
  return keysetPage(found, order, query, (row: Row) => ({
    id: row.id,
    key: row.key,
    title: row.title,
    body: row.body,
    path: row.path,
    createdAt: row.created_at,
    readAt: row.read_at,
  }))
}

/** The bell shows a number up to this and a plus beyond. */
const MOST_COUNTED = 100

export async function countUnread(context: Context, userId: UserId): Promise<number> {
  const unread = inbox(context, userId).where('notification_read.read_at', 'is', null).select('notification.id').limit(MOST_COUNTED)
  return (await unread.execute()).length
}

/** Marks lines as read by one person: one of them, or all. Answers whether the one was there. */
export async function markRead(tx: Tx, userId: UserId, id: NotificationId | 'all'): Promise<boolean> {
  let found = inbox(tx, userId).select(['notification.id', 'notification_read.read_at'])
  found = id === 'all' ? found.where('notification_read.read_at', 'is', null) : found.where('notification.id', '=', id)
  const lines = await found.execute()
  const fresh = lines.filter(({ read_at }) => read_at === null)
  if (fresh.length > 0) {
    await tx.db
      .insertInto('notification_read')
      .values(fresh.map((line) => ({ tenant_id: tx.tenantId, notification_id: line.id, user_id: userId, read_at: tx.now() })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  return lines.length > 0
}
