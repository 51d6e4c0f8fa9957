import { CompiledQuery, type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { AccountId, TenantId } from '../../platform/ids.ts'
import { type Money, micros } from '../../platform/money.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import { arrays, type EntryId, type Subject } from '../ledger/index.ts'
import type { BucketId, Split, Unit } from './allowance.ts'
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
      trace: sql`${JSON.stringify(usage.trace)}::json`,
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

/** Until the end of the transaction nobody else writes a batch of this business. */
export async function lockUsage(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('usage-batch/' || ${tx.tenantId}, 0))`.execute(tx.db)
}

/** Which of these were recorded before. */
export async function knownUsages(tx: Tx, ids: readonly UsageId[]): Promise<readonly UsageId[]> {
  if (ids.length === 0) return []
  const { rows: found } = await tx.db.executeQuery<{ id: UsageId }>(
    CompiledQuery.raw('select id from usage_record where id = any ($1::uuid[])', [arrays.uuids(ids)]),
  )
  return found.map(({ id }) => id)
}

/** One line of a batch; its trace is JSON already. */
export type UsageLine = {
  readonly id: UsageId
  readonly accountId: AccountId
  readonly quantity: bigint
  readonly allowance: bigint
  readonly splits: readonly Split[]
  readonly amount: Money
  readonly subject: Subject
  readonly entryId: EntryId | undefined
  readonly trace: string
  readonly occurredAt: Date
}

const splitsText = (splits: readonly Split[]): string | undefined =>
  splits.length === 0
    ? undefined
    : `[${splits.map(({ bucketId, quantity }) => `{"bucketId":"${bucketId}","quantity":"${quantity}"}`).join()}]`

/** Writes many records of one kind as one statement. */
export async function insertUsages(
  tx: Tx,
  kind: { readonly service: string; readonly unit: Unit; readonly description: string },
  lines: readonly UsageLine[],
): Promise<void> {
  const [first] = lines
  if (!first) return
  await tx.db.executeQuery(
    CompiledQuery.raw(
      `insert into usage_record (id, tenant_id, account_id, service, unit, quantity, allowance_quantity, wallet_quantity, splits, currency, amount_micros,
         description, subject_type, subject_id, entry_id, flags, trace, occurred_at, recorded_at)
       select l.id, $1::uuid, l.account, $2, $3, l.quantity, l.allowance, l.quantity - l.allowance, coalesce(l.splits, '[]')::jsonb, $4, l.amount,
         $5, l.subject_type, l.subject_id, l.entry, '{}', l.trace::json, l.occurred, $6::timestamptz
       from unnest($7::uuid[], $8::uuid[], $9::bigint[], $10::bigint[], coalesce($11::text[], array[]::text[]), $12::bigint[], $13::text[], $14::text[],
         coalesce($15::uuid[], array[]::uuid[]), $16::text[], $17::timestamptz[])
         as l (id, account, quantity, allowance, splits, amount, subject_type, subject_id, entry, trace, occurred)`,
      [
        tx.tenantId,
        kind.service,
        kind.unit,
        first.amount.currency,
        kind.description,
        tx.now(),
        arrays.uuids(lines.map((line) => line.id)),
        arrays.uuids(lines.map((line) => line.accountId)),
        arrays.bigints(lines.map((line) => line.quantity)),
        arrays.bigints(lines.map((line) => line.allowance)),
        arrays.texts(lines.map((line) => splitsText(line.splits))),
        arrays.bigints(lines.map((line) => line.amount.units)),
        arrays.texts(lines.map((line) => line.subject.type)),
        arrays.texts(lines.map((line) => line.subject.id)),
        arrays.uuids(lines.map((line) => line.entryId)),
        arrays.texts(lines.map((line) => line.trace)),
        arrays.instants(lines.map((line) => line.occurredAt)),
      ],
    ),
  )
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
