import { type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { TenantId } from '../../platform/ids.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { Offering, OfferingId, OfferingStatus } from './offering.ts'

type OfferingTable = {
  id: OfferingId
  tenant_id: TenantId
  kind: string
  slug: string
  name: string
  description: string
  status: OfferingStatus
  features: readonly string[]
  sort_order: number
  show_on_website: boolean
  created_at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    offering: OfferingTable
  }
}

const fromRow = (row: Selectable<OfferingTable>): Offering => ({
  id: row.id,
  kind: row.kind,
  slug: row.slug,
  name: row.name,
  description: row.description,
  status: row.status,
  features: row.features,
  sortOrder: row.sort_order,
  showOnWebsite: row.show_on_website,
  createdAt: row.created_at,
})

/** False when the slug (or, for a seed, the id) is there already. */
export async function insert(tx: Tx, offering: Offering): Promise<boolean> {
  const result = await tx.db
    .insertInto('offering')
    .values({
      id: offering.id,
      tenant_id: tx.tenantId,
      kind: offering.kind,
      slug: offering.slug,
      name: offering.name,
      description: offering.description,
      status: offering.status,
      features: sql`${JSON.stringify(offering.features)}::jsonb`,
      sort_order: offering.sortOrder,
      show_on_website: offering.showOnWebsite,
      created_at: offering.createdAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

const byId = (context: Context | Tx, id: OfferingId) =>
  context.db.selectFrom('offering').selectAll().where('tenant_id', '=', context.tenantId).where('id', '=', id)

export async function find(context: Context | Tx, id: OfferingId): Promise<Offering | undefined> {
  const row = await byId(context, id).executeTakeFirst()
  return row && fromRow(row)
}

export async function lock(tx: Tx, id: OfferingId): Promise<Offering | undefined> {
  const row = await byId(tx, id).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

export type OfferingQuery = PageRequest & { readonly kind?: string | undefined; readonly status?: OfferingStatus | undefined }

/** In shop-window order. */
export async function list(context: Context | Tx, query: OfferingQuery): Promise<Page<Offering>> {
  let rows = context.db.selectFrom('offering').selectAll().where('tenant_id', '=', context.tenantId)
  if (query.kind) rows = rows.where('kind', '=', query.kind)
  if (query.status) rows = rows.where('status', '=', query.status)
  return keysetPage(rows, { column: 'sort_order', direction: 'asc', cast: 'bigint' }, query, fromRow)
}

export async function setStatus(tx: Tx, id: OfferingId, status: OfferingStatus): Promise<void> {
  await tx.db.updateTable('offering').set({ status }).where('tenant_id', '=', tx.tenantId).where('id', '=', id).execute()
}
