import { type Insertable, type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { TenantId } from '../../platform/ids.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { Account, AccountId, AccountKind, AccountStatus } from './account.ts'

type AccountTable = {
  id: AccountId
  tenant_id: TenantId
  number: string
  name: string
  kind: AccountKind
  status: AccountStatus
  email: string
  group_name: string | null
  currency: string
  created_at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    account: AccountTable
  }
}

const fromRow = (row: Selectable<AccountTable>): Account => ({
  id: row.id,
  number: row.number,
  name: row.name,
  kind: row.kind,
  status: row.status,
  email: row.email,
  group: row.group_name,
  currency: row.currency,
  createdAt: row.created_at,
})

export async function insert(tx: Tx, account: Account): Promise<void> {
  const row: Insertable<AccountTable> = {
    id: account.id,
    tenant_id: tx.tenantId,
    number: account.number,
    name: account.name,
    kind: account.kind,
    status: account.status,
    email: account.email,
    group_name: account.group,
    currency: account.currency,
    created_at: account.createdAt,
  }
  await tx.db.insertInto('account').values(row).execute()
}

export async function find(context: Context | Tx, id: AccountId): Promise<Account | undefined> {
  const row = await context.db
    .selectFrom('account')
    .selectAll()
    .where('tenant_id', '=', context.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && fromRow(row)
}

export type AccountQuery = PageRequest & {
  readonly q?: string | undefined
  readonly status?: AccountStatus | undefined
  readonly without?: AccountKind | undefined
}

/** Newest first; `q` looks in number, name and address, `without` leaves a kind out. */
export async function list(context: Context, query: AccountQuery): Promise<Page<Account>> {
  let rows = context.db.selectFrom('account').selectAll().where('tenant_id', '=', context.tenantId)
  if (query.status) rows = rows.where('status', '=', query.status)
  if (query.without) rows = rows.where('kind', '!=', query.without)
  if (query.q) {
    const like = `%${query.q.replace(/[\\%_]/g, '\\$&')}%`
    rows = rows.where(sql<boolean>`(number ilike ${like} or name ilike ${like} or email ilike ${like})`)
  }
  return keysetPage(rows, { column: 'created_at', direction: 'desc', cast: 'timestamptz' }, query, fromRow)
}

export async function setGroup(tx: Tx, id: AccountId, group: string | null): Promise<void> {
  await tx.db.updateTable('account').set({ group_name: group }).where('tenant_id', '=', tx.tenantId).where('id', '=', id).execute()
}

export async function namesOf(context: Context, ids: readonly AccountId[]): Promise<ReadonlyMap<AccountId, string>> {
  if (ids.length === 0) return new Map()
  const rows = await context.db
    .selectFrom('account')
    .select(['id', 'name'])
    .where('tenant_id', '=', context.tenantId)
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** How many customers' accounts were opened in the half-open period; carriers are no customers. */
export async function countOpened(context: Context, period: { readonly from: Date; readonly to: Date }): Promise<number> {
  const row = await context.db
    .selectFrom('account')
    .select(sql<bigint>`count(*)`.as('count'))
    .where('tenant_id', '=', context.tenantId)
    .where('kind', '!=', 'carrier')
    .where('created_at', '>=', period.from)
    .where('created_at', '<', period.to)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
