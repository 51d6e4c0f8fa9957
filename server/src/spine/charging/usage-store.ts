import { type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { AccountId, TenantId } from '../../platform/ids.ts'
import { micros } from '../../platform/money.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { EntryId } from '../ledger/index.ts'
import type { BucketId, Unit } from './allowance.ts'
import type { Trace, UsageId, UsageRecord } from './usage.ts'

type UsageTable = {
  id: UsageId
  tenant_id: TenantId
  account_id: AccountId
  service: string
  unit: Unit
  quantity: bigint
  allowance_quantity: bigint
  wallet_quantity: bigint
  splits: readonly { readonly bucketId: BucketId; readonly quantity: string }[]
  currency: string
  amount_micros: bigint
  vendor: string | null
  cost_currency: string | null
  cost_micros: bigint | null
  description: string
  subject_type: string
  subject_id: string
  entry_id: EntryId | null
  flags: readonly string[]
  trace: Trace
  occurred_at: Date
  recorded_at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    usage_record: UsageTable
  }
}

const fromRow = (row: Selectable<UsageTable>): UsageRecord => ({
  id: row.id,
  accountId: row.account_id,
  service: row.service,
  unit: row.unit,
  quantity: row.quantity,
  allowance: row.allowance_quantity,
  splits: row.splits.map(({ bucketId, quantity }) => ({ bucketId, quantity: BigInt(quantity) })),
  amount: micros(row.currency, row.amount_micros),
  cost:
    row.cost_currency === null || row.cost_micros === null
      ? null
      : { vendor: row.vendor ?? '', amount: micros(row.cost_currency, row.cost_micros) },
  description: row.description,
  subject: { type: row.subject_type, id: row.subject_id },
  entryId: row.entry_id,
  flags: row.flags,
  trace: row.trace,
  occurredAt: row.occurred_at,
})

/** Answers false when this use was recorded before. */
export async function insertUsage(tx: Tx, usage: UsageRecord): Promise<boolean> {
  const splits = usage.splits.map(({ bucketId, quantity }) => ({ bucketId, quantity: quantity.toString() }))
  const result = await tx.db
    .insertInto('usage_record')
    .values({
      id: usage.id,
      tenant_id: tx.tenantId,
      account_id: usage.accountId,
      service: usage.service,
      unit: usage.unit,
      quantity: usage.quantity,
      allowance_quantity: usage.allowance,
      wallet_quantity: usage.quantity - usage.allowance,
      splits: sql`${JSON.stringify(splits)}::jsonb`,
      currency: usage.amount.currency,
      amount_micros: usage.amount.units,
      vendor: usage.cost?.vendor ?? null,
      cost_currency: usage.cost?.amount.currency ?? null,
      cost_micros: usage.cost?.amount.units ?? null,
      description: usage.description,
      subject_type: usage.subject.type,
      subject_id: usage.subject.id,
      entry_id: usage.entryId,
      flags: sql`${[...usage.flags]}::text[]`,
      trace: sql`${JSON.stringify(usage.trace)}::jsonb`,
      occurred_at: usage.occurredAt,
      recorded_at: tx.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

const rows = (context: Context | Tx) => context.db.selectFrom('usage_record').selectAll().where('tenant_id', '=', context.tenantId)

export async function findUsage(context: Context | Tx, id: UsageId): Promise<UsageRecord | undefined> {
  const row = await rows(context).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export type UsageQuery = PageRequest & {
  readonly accountId?: AccountId | undefined
  readonly service?: string | undefined
  readonly from?: Date | undefined
  readonly to?: Date | undefined
}

/** Newest first. */
export function listUsage(context: Context, query: UsageQuery): Promise<Page<UsageRecord>> {
  let found = rows(context)
  if (query.accountId) found = found.where('account_id', '=', query.accountId)
  if (query.service) found = found.where('service', '=', query.service)
  if (query.from) found = found.where('occurred_at', '>=', query.from)
  if (query.to) found = found.where('occurred_at', '<', query.to)
  return keysetPage(found, { column: 'occurred_at', direction: 'desc', cast: 'timestamptz' }, query, fromRow)
}
