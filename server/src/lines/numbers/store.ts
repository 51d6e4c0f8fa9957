import { type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { AccountId, ProviderId, TenantId } from '../../platform/ids.ts'
import { micros } from '../../platform/money.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { NumberId, NumberStatus, PhoneNumber } from './number.ts'
import type { NumberType } from './port.ts'

type NumberTable = {
  id: NumberId
  tenant_id: TenantId
  account_id: AccountId
  e164: string
  country: string
  type: NumberType
  status: NumberStatus
  capabilities: string[]
  label: string
  is_primary: boolean
  provider_id: ProviderId | null
  supplier_reference: string | null
  monthly_micros: bigint
  currency: string
  created_at: Date
  released_at: Date | null
  quarantined_until: Date | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    number: NumberTable
  }
}

const fromRow = (row: Selectable<NumberTable>): PhoneNumber => ({
  id: row.id,
  accountId: row.account_id,
  e164: row.e164,
  country: row.country,
  type: row.type,
  status: row.status,
  capabilities: row.capabilities,
  label: row.label,
  primary: row.is_primary,
  monthly: micros(row.currency, row.monthly_micros),
  providerId: row.provider_id,
  supplierReference: row.supplier_reference,
  createdAt: row.created_at,
  releasedAt: row.released_at,
  quarantinedUntil: row.quarantined_until,
})

const rows = (context: Context | Tx) => context.db.selectFrom('number').selectAll().where('tenant_id', '=', context.tenantId)

export async function find(context: Context | Tx, id: NumberId): Promise<PhoneNumber | undefined> {
  const row = await rows(context).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export async function lock(tx: Tx, id: NumberId): Promise<PhoneNumber | undefined> {
  const row = await rows(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

/** The account's own number that can be used now. */
export async function findUsable(context: Context | Tx, e164: string): Promise<PhoneNumber | undefined> {
  const row = await rows(context).where('e164', '=', e164).where('status', '=', 'active').executeTakeFirst()
  return row && fromRow(row)
}

/** Whoever holds the number in this tenant, for messages that arrive at it. */
export async function findHolder(context: Context | Tx, e164: string): Promise<PhoneNumber | undefined> {
  const row = await rows(context).where('e164', '=', e164).where('status', 'in', ['active', 'suspended']).executeTakeFirst()
  return row && fromRow(row)
}

export type NumberQuery = PageRequest & {
  readonly accountId?: AccountId | undefined
  readonly status?: NumberStatus | undefined
  readonly country?: string | undefined
  readonly q?: string | undefined
}

export function list(context: Context, query: NumberQuery): Promise<Page<PhoneNumber>> {
  let found = rows(context)
  if (query.accountId) found = found.where('account_id', '=', query.accountId)
  if (query.status) found = found.where('status', '=', query.status)
  else found = found.where('status', 'not in', ['failed', 'purged'])
  if (query.country) found = found.where('country', '=', query.country)
  if (query.q)
    found = found.where(
      sql<boolean>`(e164 like ${`%${query.q.replace(/[^0-9+]/g, '')}%`} or label ilike ${`%${query.q.replace(/[\\%_]/g, '\\$&')}%`})`,
    )
  return keysetPage(found, { column: 'created_at', direction: 'desc', cast: 'timestamptz' }, query, fromRow)
}

/** Answers false when somebody else holds the number. */
export async function insert(tx: Tx, number: PhoneNumber): Promise<boolean> {
  const result = await tx.db
    .insertInto('number')
    .values({
      id: number.id,
      tenant_id: tx.tenantId,
      account_id: number.accountId,
      e164: number.e164,
      country: number.country,
      type: number.type,
      status: number.status,
      capabilities: [...number.capabilities],
      label: number.label,
      is_primary: number.primary,
      provider_id: number.providerId,
      supplier_reference: number.supplierReference,
      monthly_micros: number.monthly.units,
      currency: number.monthly.currency,
      created_at: number.createdAt,
      released_at: number.releasedAt,
      quarantined_until: number.quarantinedUntil,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function save(tx: Tx, number: PhoneNumber): Promise<void> {
  await tx.db
    .updateTable('number')
    .set({
      status: number.status,
      capabilities: [...number.capabilities],
      label: number.label,
      is_primary: number.primary,
      monthly_micros: number.monthly.units,
      provider_id: number.providerId,
      supplier_reference: number.supplierReference,
      released_at: number.releasedAt,
      quarantined_until: number.quarantinedUntil,
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('id', '=', number.id)
    .execute()
}

/** How many numbers count against the account's limit. */
export async function countHeld(context: Context | Tx, accountId: AccountId): Promise<number> {
  const row = await context.db
    .selectFrom('number')
    .select(sql<bigint>`count(*)`.as('count'))
    .where('tenant_id', '=', context.tenantId)
    .where('account_id', '=', accountId)
    .where('status', 'in', ['provisioning', 'pending_regulatory', 'active', 'suspended'])
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export async function hasPrimary(tx: Tx, accountId: AccountId): Promise<boolean> {
  const row = await rows(tx).where('account_id', '=', accountId).where('is_primary', '=', true).executeTakeFirst()
  return row !== undefined
}

/** The oldest active number becomes the account's primary, if it has none. */
export async function promoteOldest(tx: Tx, accountId: AccountId): Promise<void> {
  if (await hasPrimary(tx, accountId)) return
  const oldest = await rows(tx)
    .where('account_id', '=', accountId)
    .where('status', '=', 'active')
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (oldest) await tx.db.updateTable('number').set({ is_primary: true }).where('id', '=', oldest.id).execute()
}

export async function dropPrimary(tx: Tx, accountId: AccountId): Promise<void> {
  await tx.db
    .updateTable('number')
    .set({ is_primary: false })
    .where('tenant_id', '=', tx.tenantId)
    .where('account_id', '=', accountId)
    .where('is_primary', '=', true)
    .execute()
}

/** Which of the numbers somebody holds or has reserved, in any tenant. */
export async function notFree(context: Context | Tx, e164s: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows: taken } = await sql<{
    e164: string
  }>`select numbers_not_free as e164 from numbers_not_free(${[...e164s]}::text[], ${context.now()})`.execute(context.db)
  return new Set(taken.map((row) => row.e164))
}

/** Whether this account may have the number: nobody holds it and nobody else has reserved it. */
export async function isFreeFor(context: Context | Tx, e164: string, accountId: AccountId): Promise<boolean> {
  const { rows: found } = await sql<{ free: boolean }>`select number_is_free(${e164}, ${accountId}, ${context.now()}) as free`.execute(
    context.db,
  )
  return found[0]?.free ?? false
}

/** Numbers of any tenant whose quarantine is over; asked by the schedule as the system. */
export async function listQuarantineOver(
  context: Context,
  limit: number,
): Promise<readonly { readonly id: NumberId; readonly tenantId: TenantId }[]> {
  const found = await context.db
    .selectFrom('number')
    .select(['id', 'tenant_id as tenantId'])
    .where('status', '=', 'quarantined')
    .where('quarantined_until', '<=', context.now())
    .limit(limit)
    .execute()
  return found
}

/** The numbers themselves, by id, for lists that name them. */
export async function numberNames(context: Context, ids: readonly NumberId[]): Promise<ReadonlyMap<NumberId, string>> {
  if (ids.length === 0) return new Map()
  const found = await context.db
    .selectFrom('number')
    .select(['id', 'e164'])
    .where('tenant_id', '=', context.tenantId)
    .where('id', 'in', [...ids])
    .execute()
  return new Map(found.map((row) => [row.id, row.e164]))
}
