import type { Selectable } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import { type AccountId, newId, type TenantId } from '../../platform/ids.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { Choice, LegalHold, LegalHoldId, RetentionRun } from './policy.ts'

type HoldTable = {
  id: LegalHoldId
  tenant_id: TenantId
  account_id: AccountId
  reason: string
  placed_by: string
  placed_at: Date
  lifted_at: Date | null
}

type RunTable = {
  id: string
  tenant_id: TenantId
  entity: string
  action: 'delete' | 'redact'
  before: Date
  rows: bigint
  duration_ms: number
  ran_at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    retention_policy: { tenant_id: TenantId; entity: string; keep_days: number; enabled: boolean; changed_at: Date }
    retention_run: RunTable
    legal_hold: HoldTable
  }
}

const holdFrom = (row: Selectable<HoldTable>): LegalHold => ({
  id: row.id,
  accountId: row.account_id,
  reason: row.reason,
  placedBy: row.placed_by,
  placedAt: row.placed_at,
  liftedAt: row.lifted_at,
})

const runFrom = (row: Selectable<RunTable>): RetentionRun => ({
  entity: row.entity,
  action: row.action,
  before: row.before,
  rows: row.rows,
  durationMs: row.duration_ms,
  ranAt: row.ran_at,
})

export async function listChoices(context: Context | Tx): Promise<readonly Choice[]> {
  const rows = await context.db.selectFrom('retention_policy').selectAll().where('tenant_id', '=', context.tenantId).execute()
  return rows.map(({ entity, keep_days: keepDays, enabled }) => ({ entity, keepDays, enabled }))
}

export async function saveChoice(tx: Tx, { entity, keepDays, enabled }: Choice): Promise<void> {
  const values = { keep_days: keepDays, enabled, changed_at: tx.now() }
  await tx.db
    .insertInto('retention_policy')
    .values({ tenant_id: tx.tenantId, entity, ...values })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'entity']).doUpdateSet(values))
    .execute()
}

export async function insertRun(tx: Tx, run: RetentionRun): Promise<void> {
  await tx.db
    .insertInto('retention_run')
    .values({
      id: newId(),
      tenant_id: tx.tenantId,
      entity: run.entity,
      action: run.action,
      before: run.before,
      rows: run.rows,
      duration_ms: run.durationMs,
      ran_at: run.ranAt,
    })
    .execute()
}

export const listRuns = (context: Context, query: PageRequest): Promise<Page<RetentionRun>> =>
  keysetPage(
    context.db.selectFrom('retention_run').selectAll().where('tenant_id', '=', context.tenantId),
    { column: 'ran_at', direction: 'desc', cast: 'timestamptz' },
    query,
    runFrom,
  )

const holds = (context: Context | Tx) => context.db.selectFrom('legal_hold').selectAll().where('tenant_id', '=', context.tenantId)

export const listHolds = (context: Context, query: PageRequest): Promise<Page<LegalHold>> =>
  keysetPage(holds(context), { column: 'placed_at', direction: 'desc', cast: 'timestamptz' }, query, holdFrom)

export async function findHold(tx: Tx, id: LegalHoldId): Promise<LegalHold | undefined> {
  const row = await holds(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && holdFrom(row)
}

/** Accounts of any tenant that are under a hold. */
export async function listHeld(context: Context): Promise<readonly AccountId[]> {
  const rows = await context.db.selectFrom('legal_hold').select('account_id').where('lifted_at', 'is', null).execute()
  return rows.map((row) => row.account_id)
}

/** False when the account is under a hold already. */
export async function insertHold(tx: Tx, hold: LegalHold): Promise<boolean> {
  const { id, accountId, reason, placedBy, placedAt } = hold
  const result = await tx.db
    .insertInto('legal_hold')
    .values({ id, tenant_id: tx.tenantId, account_id: accountId, reason, placed_by: placedBy, placed_at: placedAt, lifted_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function liftHold(tx: Tx, id: LegalHoldId): Promise<void> {
  await tx.db.updateTable('legal_hold').set({ lifted_at: tx.now() }).where('tenant_id', '=', tx.tenantId).where('id', '=', id).execute()
}
