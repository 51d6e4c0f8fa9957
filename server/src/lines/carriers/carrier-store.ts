import { type Insertable, type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { AccountId, TenantId } from '../../platform/ids.ts'
import { micros } from '../../platform/money.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { Carrier, CarrierId, CreditType, PartnerType, TrunkStatus } from './carrier.ts'

type CarrierTable = {
  id: CarrierId
  tenant_id: TenantId
  account_id: AccountId
  code: string
  name: string
  partner_type: PartnerType
  status: TrunkStatus
  currency: string
  customer_credit_type: CreditType
  customer_credit_limit_micros: bigint
  supplier_credit_type: CreditType
  bilateral_credit_limit_micros: bigint
  customer_24h_limit_micros: bigint | null
  supplier_24h_limit_micros: bigint | null
  capacity_mode: 'unrestricted' | 'capped'
  capacity_limit: number | null
  circular_routing: boolean
  customer_account_number: string
  supplier_account_number: string
  tax_code: string
  bill_to: string
  ship_to: string
  created_at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    carrier: CarrierTable
  }
}

export const capacityColumns = (capacity: number | null) => ({
  capacity_mode: capacity === null ? ('unrestricted' as const) : ('capped' as const),
  capacity_limit: capacity,
})

const fromRow = (row: Selectable<CarrierTable>): Carrier => {
  const money = (units: bigint) => micros(row.currency, units)
  return {
    id: row.id,
    accountId: row.account_id,
    code: row.code,
    name: row.name,
    partnerType: row.partner_type,
    status: row.status,
    currency: row.currency,
    customerCreditType: row.customer_credit_type,
    customerCreditLimit: money(row.customer_credit_limit_micros),
    supplierCreditType: row.supplier_credit_type,
    bilateralCreditLimit: money(row.bilateral_credit_limit_micros),
    customer24hLimit: row.customer_24h_limit_micros === null ? null : money(row.customer_24h_limit_micros),
    supplier24hLimit: row.supplier_24h_limit_micros === null ? null : money(row.supplier_24h_limit_micros),
    capacity: row.capacity_limit,
    circularRouting: row.circular_routing,
    customerAccountNumber: row.customer_account_number,
    supplierAccountNumber: row.supplier_account_number,
    taxCode: row.tax_code,
    billTo: row.bill_to,
    shipTo: row.ship_to,
    createdAt: row.created_at,
  }
}

const mutable = (carrier: Carrier) => ({
  name: carrier.name,
  partner_type: carrier.partnerType,
  status: carrier.status,
  customer_credit_type: carrier.customerCreditType,
  customer_credit_limit_micros: carrier.customerCreditLimit.units,
  supplier_credit_type: carrier.supplierCreditType,
  bilateral_credit_limit_micros: carrier.bilateralCreditLimit.units,
  customer_24h_limit_micros: carrier.customer24hLimit?.units ?? null,
  supplier_24h_limit_micros: carrier.supplier24hLimit?.units ?? null,
  ...capacityColumns(carrier.capacity),
  circular_routing: carrier.circularRouting,
  customer_account_number: carrier.customerAccountNumber,
  supplier_account_number: carrier.supplierAccountNumber,
  tax_code: carrier.taxCode,
  bill_to: carrier.billTo,
  ship_to: carrier.shipTo,
})

const rows = (context: Context | Tx) => context.db.selectFrom('carrier').selectAll().where('tenant_id', '=', context.tenantId)

/** Answers false when the code is in use. */
export async function insert(tx: Tx, carrier: Carrier): Promise<boolean> {
  const row: Insertable<CarrierTable> = {
    ...mutable(carrier),
    id: carrier.id,
    tenant_id: tx.tenantId,
    account_id: carrier.accountId,
    code: carrier.code,
    currency: carrier.currency,
    created_at: carrier.createdAt,
  }
  const result = await tx.db
    .insertInto('carrier')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'code']).doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function save(tx: Tx, carrier: Carrier): Promise<void> {
  await tx.db.updateTable('carrier').set(mutable(carrier)).where('tenant_id', '=', tx.tenantId).where('id', '=', carrier.id).execute()
}

/** By id, or by the code people use. */
export async function find(context: Context | Tx, key: string): Promise<Carrier | undefined> {
  const row = await rows(context).where(sql`id::text`, '=', key.toLowerCase()).executeTakeFirst()
  const found = row ?? (await rows(context).where('code', '=', key.toUpperCase()).executeTakeFirst())
  return found && fromRow(found)
}

export async function findByAccount(context: Context | Tx, accountId: AccountId): Promise<Carrier | undefined> {
  const row = await rows(context).where('account_id', '=', accountId).executeTakeFirst()
  return row && fromRow(row)
}

export async function lock(tx: Tx, id: CarrierId): Promise<Carrier | undefined> {
  const row = await rows(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

export async function all(context: Context | Tx): Promise<readonly Carrier[]> {
  return (await rows(context).execute()).map(fromRow)
}

export type CarrierQuery = PageRequest & {
  readonly q?: string | undefined
  readonly status?: TrunkStatus | undefined
  readonly partnerType?: PartnerType | undefined
}

export function list(context: Context, query: CarrierQuery): Promise<Page<Carrier>> {
  let found = rows(context)
  if (query.status) found = found.where('status', '=', query.status)
  if (query.partnerType) found = found.where('partner_type', '=', query.partnerType)
  if (query.q) {
    const like = `%${query.q.replace(/[\\%_]/g, '\\$&')}%`
    found = found.where(sql<boolean>`(code ilike ${like} or name ilike ${like})`)
  }
  return keysetPage(found, { column: 'created_at', direction: 'desc', cast: 'timestamptz' }, query, fromRow)
}
