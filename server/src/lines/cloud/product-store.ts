import type { Context, Tx } from '../../platform/context.ts'
import type { Id, TenantId } from '../../platform/ids.ts'
import type { Page, PageRequest } from '../../platform/pages.ts'
import { findOffering, listOfferings, type Offering, type OfferingId } from '../../spine/catalog/index.ts'
import type { ComputeProduct, ComputeProductId } from './product.ts'

type ProductTable = {
  id: ComputeProductId
  tenant_id: TenantId
  offering_id: OfferingId
  cpu: number
  ram_mib: number
  disk_gib: number
  hourly_rule_id: Id<'priceRule'> | null
  cap_rule_id: Id<'priceRule'> | null
  created_at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    compute_product: ProductTable
  }
}

export type Rules = { readonly hourly: Id<'priceRule'> | null; readonly cap: Id<'priceRule'> | null }

const rows = (context: Context | Tx) => context.db.selectFrom('compute_product').selectAll().where('tenant_id', '=', context.tenantId)

const joined = (row: ProductTable, offering: Offering): ComputeProduct => ({
  id: row.id,
  offeringId: row.offering_id,
  slug: offering.slug,
  name: offering.name,
  description: offering.description,
  status: offering.status,
  sortOrder: offering.sortOrder,
  cpu: row.cpu,
  ramMib: row.ram_mib,
  diskGib: row.disk_gib,
  createdAt: row.created_at,
})

export async function find(context: Context | Tx, id: ComputeProductId): Promise<ComputeProduct | undefined> {
  const row = await rows(context).where('id', '=', id).executeTakeFirst()
  return row && joined(row, await findOffering(context, row.offering_id))
}

/** A page of sizes in shop-window order, as the catalogue has it. */
export async function list(
  context: Context | Tx,
  query: PageRequest & { readonly status?: Offering['status'] | undefined },
): Promise<Page<ComputeProduct>> {
  const page = await listOfferings(context, { ...query, kind: 'instance' })
  if (page.items.length === 0) return { items: [], nextCursor: page.nextCursor }
  const ids = page.items.map((offering) => offering.id)
  const found = await rows(context).where('offering_id', 'in', ids).execute()
  const items = page.items.flatMap((offering) => {
    const row = found.find((one) => one.offering_id === offering.id)
    return row ? [joined(row, offering)] : []
  })
  return { items, nextCursor: page.nextCursor }
}

export async function insert(
  tx: Tx,
  product: Pick<ComputeProduct, 'id' | 'offeringId' | 'cpu' | 'ramMib' | 'diskGib' | 'createdAt'>,
): Promise<void> {
  await tx.db
    .insertInto('compute_product')
    .values({
      id: product.id,
      tenant_id: tx.tenantId,
      offering_id: product.offeringId,
      cpu: product.cpu,
      ram_mib: product.ramMib,
      disk_gib: product.diskGib,
      hourly_rule_id: null,
      cap_rule_id: null,
      created_at: product.createdAt,
    })
    .execute()
}

/** The price rules that this size has now, locked. */
export async function lockRules(tx: Tx, id: ComputeProductId): Promise<Rules> {
  const row = await rows(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return { hourly: row?.hourly_rule_id ?? null, cap: row?.cap_rule_id ?? null }
}

export async function saveRules(tx: Tx, id: ComputeProductId, { hourly, cap }: Rules): Promise<void> {
  await tx.db
    .updateTable('compute_product')
    .set({ hourly_rule_id: hourly, cap_rule_id: cap })
    .where('tenant_id', '=', tx.tenantId)
    .where('id', '=', id)
    .execute()
}

/** Whether this tenant has any size at all, for sale or not. */
export const hasAny = async (context: Context | Tx): Promise<boolean> => (await rows(context).limit(1).executeTakeFirst()) !== undefined
