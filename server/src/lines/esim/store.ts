import { type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { AccountId, ProviderId, TenantId } from '../../platform/ids.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { OrderItemId } from '../../spine/orders/index.ts'
import type { Esim, EsimId, EsimStatus } from './esim.ts'
import type { ProfileState, Reinstall } from './port.ts'

type EsimTable = {
  id: EsimId
  tenant_id: TenantId
  account_id: AccountId | null
  status: EsimStatus
  profile_state: ProfileState
  profile_at: Date
  provider_id: ProviderId
  vendor: string
  supplier_reference: string
  package_code: string
  iccid: string
  eid: string | null
  sealed_code: string
  confirmation: boolean
  reinstall: Reinstall
  label: string
  auto_renew: boolean
  data_wanted: boolean
  data_on: boolean
  waits_for_data: boolean
  claimed_by: OrderItemId | null
  created_at: Date
  ended_at: Date | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    esim: EsimTable
  }
}

const fromRow = (row: Selectable<EsimTable>): Esim => ({
  id: row.id,
  accountId: row.account_id,
  status: row.status,
  profileState: row.profile_state,
  profileAt: row.profile_at,
  providerId: row.provider_id,
  vendor: row.vendor,
  supplierReference: row.supplier_reference,
  packageCode: row.package_code,
  iccid: row.iccid,
  eid: row.eid,
  sealedCode: row.sealed_code,
  confirmation: row.confirmation,
  reinstall: row.reinstall,
  label: row.label,
  autoRenew: row.auto_renew,
  dataWanted: row.data_wanted,
  dataOn: row.data_on,
  waitsForData: row.waits_for_data,
  claimedBy: row.claimed_by,
  createdAt: row.created_at,
  endedAt: row.ended_at,
})

/** What may change after the profile is there. */
const changing = (esim: Esim) => ({
  status: esim.status,
  profile_state: esim.profileState,
  profile_at: esim.profileAt,
  eid: esim.eid,
  label: esim.label,
  auto_renew: esim.autoRenew,
  data_wanted: esim.dataWanted,
  data_on: esim.dataOn,
  waits_for_data: esim.waitsForData,
  claimed_by: esim.claimedBy,
  ended_at: esim.endedAt,
})

const rows = (context: Context | Tx) => context.db.selectFrom('esim').selectAll().where('tenant_id', '=', context.tenantId)

export async function find(context: Context | Tx, id: EsimId): Promise<Esim | undefined> {
  const row = await rows(context).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export async function lock(tx: Tx, id: EsimId): Promise<Esim | undefined> {
  const row = await rows(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

export type EsimQuery = PageRequest & {
  readonly accountId?: AccountId | undefined
  readonly status?: EsimStatus | undefined
  readonly vendor?: string | undefined
  readonly q?: string | undefined
}

export function list(context: Context, query: EsimQuery): Promise<Page<Esim>> {
  let found = rows(context)
  if (query.accountId) found = found.where('account_id', '=', query.accountId)
  if (query.status) found = found.where('status', '=', query.status)
  if (query.vendor) found = found.where('vendor', '=', query.vendor)
  if (query.q) {
    const text = query.q.replace(/[\\%_]/g, '\\$&')
    found = found.where(sql<boolean>`(iccid like ${`%${text}%`} or eid like ${`%${text}%`} or label ilike ${`%${text}%`})`)
  }
  return keysetPage(found, { column: 'created_at', direction: 'desc', cast: 'timestamptz' }, query, fromRow)
}

/** False when a living profile has this ICCID. */
export async function insert(tx: Tx, esim: Esim): Promise<boolean> {
  const result = await tx.db
    .insertInto('esim')
    .values({
      id: esim.id,
      tenant_id: tx.tenantId,
      account_id: esim.accountId,
      provider_id: esim.providerId,
      vendor: esim.vendor,
      supplier_reference: esim.supplierReference,
      package_code: esim.packageCode,
      iccid: esim.iccid,
      sealed_code: esim.sealedCode,
      confirmation: esim.confirmation,
      reinstall: esim.reinstall,
      created_at: esim.createdAt,
      ...changing(esim),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function save(tx: Tx, esim: Esim): Promise<void> {
  await tx.db.updateTable('esim').set(changing(esim)).where('tenant_id', '=', tx.tenantId).where('id', '=', esim.id).execute()
}

/** The oldest stock profile of a package becomes this item's; two items never get the same one. */
export async function claimStock(
  tx: Tx,
  wish: { providerId: ProviderId; packageCode: string; by: OrderItemId },
): Promise<Esim | undefined> {
  const row = await rows(tx)
    .where('provider_id', '=', wish.providerId)
    .where('package_code', '=', wish.packageCode)
    .where('status', '=', 'available')
    .where('claimed_by', 'is', null)
    .orderBy('created_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!row) return undefined
  await tx.db.updateTable('esim').set({ claimed_by: wish.by }).where('id', '=', row.id).execute()
  return { ...fromRow(row), claimedBy: wish.by }
}

/** The stock profile that an item has claimed. */
export async function findClaimed(context: Context | Tx, by: OrderItemId): Promise<Esim | undefined> {
  const row = await rows(context).where('claimed_by', '=', by).executeTakeFirst()
  return row && fromRow(row)
}

/** Takes a stock profile out of the operator's rows, because the buyer's tenant gets it under the same id. */
export async function takeOut(tx: Tx, id: EsimId): Promise<void> {
  await tx.db.deleteFrom('esim').where('tenant_id', '=', tx.tenantId).where('id', '=', id).where('status', '=', 'available').execute()
}

export type Owned = { readonly id: EsimId; readonly tenantId: TenantId; readonly accountId: AccountId | null }

const owned = (context: Context) => context.db.selectFrom('esim').select(['id', 'tenant_id as tenantId', 'account_id as accountId'])

/** Living profiles of one supplier in every tenant, page by page; asked as the system. */
export async function livingOf(
  context: Context,
  providerId: ProviderId,
  after: EsimId | undefined,
  limit: number,
): Promise<readonly (Owned & { readonly esim: Esim })[]> {
  let living = context.db
    .selectFrom('esim')
    .selectAll()
    .where('provider_id', '=', providerId)
    .where('status', 'in', ['assigned', 'active', 'suspended'])
  if (after) living = living.where('id', '>', after)
  const found = await living.orderBy('id').limit(limit).execute()
  return found.map((row) => ({ id: row.id, tenantId: row.tenant_id, accountId: row.account_id, esim: fromRow(row) }))
}

/** Who has a profile the supplier speaks of; by its own name for it first, because ICCIDs come back. Asked as the system. */
export async function ownerOf(
  context: Context,
  providerId: ProviderId,
  about: { readonly supplierReference: string | null; readonly iccid: string | null },
): Promise<Owned | undefined> {
  const living = owned(context).where('provider_id', '=', providerId).where('status', 'in', ['assigned', 'active', 'suspended'])
  if (about.supplierReference) {
    const found = await living.where('supplier_reference', '=', about.supplierReference).executeTakeFirst()
    if (found) return found
  }
  return about.iccid ? living.where('iccid', '=', about.iccid).executeTakeFirst() : undefined
}

/** Profiles whose data is not as it should be, because the supplier did not answer; asked as the system. */
export const listUnswitched = (context: Context, limit: number): Promise<readonly Owned[]> =>
  owned(context).where(sql<boolean>`data_wanted <> data_on and status not in ('expired', 'cancelled')`).limit(limit).execute()

/** An account's profiles that wait for something to pay for their data, locked. */
export async function lockWaiting(tx: Tx, accountId: AccountId): Promise<readonly Esim[]> {
  // All living ones are locked, because one that is being stopped right now does not wait yet.
  const living = await rows(tx).where('account_id', '=', accountId).where('ended_at', 'is', null).orderBy('id').forUpdate().execute()
  return living.map(fromRow).filter(({ waitsForData }) => waitsForData)
}

/** Profiles whose data flows without a plan, for the clock that asks whether something still pays; asked as the system. */
export const listBeyond = (context: Context, after: EsimId | undefined, limit: number): Promise<readonly Owned[]> => {
  const flowing = owned(context)
    .where('status', '=', 'active')
    .where(
      sql<boolean>`exists (select 1 from esim_bundle b where b.esim_id = esim.id)
        and not exists (select 1 from esim_bundle b where b.esim_id = esim.id and b.status in ('pending', 'queued', 'active', 'suspended'))`,
    )
  return (after ? flowing.where('id', '>', after) : flowing).orderBy('id').limit(limit).execute()
}

/** Suspended profiles, for the clock that ends those without a plan; asked as the system. */
export const listIdle = (context: Context, before: Date, limit: number): Promise<readonly Owned[]> =>
  owned(context)
    .where('status', '=', 'suspended')
    .where(
      sql<boolean>`not exists (select 1 from esim_bundle b where b.esim_id = esim.id and (b.status in ('pending', 'queued', 'active', 'suspended') or b.ended_at > ${before}))`,
    )
    .limit(limit)
    .execute()

export type StockLevel = { readonly providerId: ProviderId; readonly packageCode: string; readonly count: number; readonly oldest: Date }

/** How many profiles lie in stock, by supplier and package. */
export async function stockLevels(context: Context): Promise<readonly StockLevel[]> {
  const { rows: levels } = await sql<{ provider_id: ProviderId; package_code: string; count: bigint; oldest: Date }>`
    select provider_id, package_code, count(*) as count, min(created_at) as oldest from esim
    where tenant_id = ${context.tenantId} and status = 'available' group by provider_id, package_code order by package_code`.execute(
    context.db,
  )
  return levels.map((row) => ({
    providerId: row.provider_id,
    packageCode: row.package_code,
    count: Number(row.count),
    oldest: row.oldest,
  }))
}
