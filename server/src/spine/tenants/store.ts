import type { Insertable, Selectable } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { Tenant, TenantId, TenantKind, TenantStatus } from './tenant.ts'

type TenantTable = {
  id: TenantId
  parent_id: TenantId | null
  slug: string
  name: string
  kind: TenantKind
  status: TenantStatus
  currency: string
  depth: number
  primary_color: string
  logo_key: string | null
  support_email: string
  created_at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    tenant: TenantTable
    tenant_domain: { host: string; tenant_id: TenantId; verified_at: Date | null }
  }
}

const fromRow = (row: Selectable<TenantTable>): Tenant => ({
  id: row.id,
  parentId: row.parent_id,
  slug: row.slug,
  name: row.name,
  kind: row.kind,
  status: row.status,
  currency: row.currency,
  depth: row.depth,
  primaryColor: row.primary_color,
  supportEmail: row.support_email,
  createdAt: row.created_at,
})

export async function findById(context: Context | Tx, id: TenantId): Promise<Tenant | undefined> {
  const row = await context.db.selectFrom('tenant').selectAll().where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export async function findBySlug(context: Context | Tx, slug: string): Promise<Tenant | undefined> {
  const row = await context.db.selectFrom('tenant').selectAll().where('slug', '=', slug).executeTakeFirst()
  return row && fromRow(row)
}

export async function findByHost(context: Context, host: string): Promise<Tenant | undefined> {
  const row = await context.db
    .selectFrom('tenant')
    .selectAll('tenant')
    .innerJoin('tenant_domain', 'tenant_domain.tenant_id', 'tenant.id')
    .where('tenant_domain.host', '=', host)
    .where('tenant_domain.verified_at', 'is not', null)
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function findRoot(context: Context): Promise<Tenant | undefined> {
  const row = await context.db.selectFrom('tenant').selectAll().where('parent_id', 'is', null).executeTakeFirst()
  return row && fromRow(row)
}

/** The tenant itself and everything below it, parents first. */
export async function listBelow(context: Context, id: TenantId): Promise<readonly Tenant[]> {
  const rows = await context.db
    .withRecursive('tree', (db) =>
      db
        .selectFrom('tenant')
        .selectAll()
        .where('id', '=', id)
        .unionAll((child) => child.selectFrom('tenant').selectAll('tenant').innerJoin('tree', 'tree.id', 'tenant.parent_id')),
    )
    .selectFrom('tree')
    .selectAll()
    .orderBy('depth')
    .orderBy('name')
    .execute()
  return rows.map((row) => fromRow(row as Selectable<TenantTable>))
}

export async function insert(tx: Tx, tenant: Tenant): Promise<boolean> {
  const row: Insertable<TenantTable> = {
    id: tenant.id,
    parent_id: tenant.parentId,
    slug: tenant.slug,
    name: tenant.name,
    kind: tenant.kind,
    status: tenant.status,
    currency: tenant.currency,
    depth: tenant.depth,
    primary_color: tenant.primaryColor,
    logo_key: null,
    support_email: tenant.supportEmail,
    created_at: tenant.createdAt,
  }
  const result = await tx.db
    .insertInto('tenant')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function rename(tx: Tx, id: TenantId, change: { name: string; currency: string; supportEmail: string }): Promise<void> {
  await tx.db
    .updateTable('tenant')
    .set({ name: change.name, currency: change.currency, support_email: change.supportEmail, status: 'active' })
    .where('id', '=', id)
    .execute()
}

export async function brand(tx: Tx, id: TenantId, change: { name: string; primaryColor: string; supportEmail: string }): Promise<void> {
  await tx.db
    .updateTable('tenant')
    .set({ name: change.name, primary_color: change.primaryColor, support_email: change.supportEmail })
    .where('id', '=', id)
    .execute()
}
