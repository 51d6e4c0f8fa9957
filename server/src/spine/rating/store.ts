import { type Generated, type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { TenantId } from '../../platform/ids.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { Direction, MarginEnforcement, RatePlan, RatePlanId, RateSheet, RateSheetId, SheetMode } from './rate-plan.ts'
import type { PlanTerms } from './snapshot.ts'
import type { AmountRounding, DurationRounding, IncrementRule } from './tariff.ts'

type RatePlanTable = {
  id: RatePlanId
  tenant_id: TenantId
  number: string
  name: string
  direction: Direction
  currency: string
  time_zone: string
  increment_rule: IncrementRule
  duration_rounding: DurationRounding
  rounding_mode: AmountRounding['mode']
  rounding_decimals: number
  free_seconds: number
  grace_seconds: number
  min_cost_micros: bigint
  initial_seconds: number
  recurring_seconds: number
  closed_behaviour: PlanTerms['closedBehaviour']
  default_rates: PlanTerms['defaultRates']
  notice_days: number
  min_margin_bp: number
  margin_enforcement: MarginEnforcement
  version: number
  revision: number
  created_at: Date
}

type RateSheetTable = {
  id: RateSheetId
  no: Generated<bigint>
  tenant_id: TenantId
  plan_id: RatePlanId
  state: 'draft' | 'committed'
  mode: SheetMode
  version: number | null
  effective_at: Date | null
  source: string
  sha256: string | null
  edits: Generated<number>
  counts: unknown
  created_at: Date
  created_by: string
  committed_at: Date | null
  committed_by: string | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    rate_plan: RatePlanTable
    rate_sheet: RateSheetTable
  }
}

const planFrom = (row: Selectable<RatePlanTable>): RatePlan => ({
  id: row.id,
  number: row.number,
  name: row.name,
  direction: row.direction,
  timeZone: row.time_zone,
  terms: {
    currency: row.currency,
    incrementRule: row.increment_rule,
    durationRounding: row.duration_rounding,
    rounding: { mode: row.rounding_mode, decimals: row.rounding_decimals },
    freeSeconds: row.free_seconds,
    graceSeconds: row.grace_seconds,
    minCostMicros: row.min_cost_micros,
    closedBehaviour: row.closed_behaviour,
    defaultRates: row.default_rates,
  },
  initialSeconds: row.initial_seconds,
  recurringSeconds: row.recurring_seconds,
  noticeDays: row.notice_days,
  minMarginBp: row.min_margin_bp,
  marginEnforcement: row.margin_enforcement,
  version: row.version,
  revision: row.revision,
  createdAt: row.created_at,
})

const sheetFrom = (row: Selectable<RateSheetTable>): RateSheet => ({
  id: row.id,
  no: row.no,
  planId: row.plan_id,
  state: row.state,
  mode: row.mode,
  version: row.version,
  effectiveAt: row.effective_at,
  source: row.source,
  sha256: row.sha256,
  edits: row.edits,
  counts: row.counts as RateSheet['counts'],
  createdAt: row.created_at,
  createdBy: row.created_by,
  committedAt: row.committed_at,
  committedBy: row.committed_by,
})

const columnsOf = (plan: RatePlan) => ({
  name: plan.name,
  currency: plan.terms.currency,
  time_zone: plan.timeZone,
  increment_rule: plan.terms.incrementRule,
  duration_rounding: plan.terms.durationRounding,
  rounding_mode: plan.terms.rounding.mode,
  rounding_decimals: plan.terms.rounding.decimals,
  free_seconds: plan.terms.freeSeconds,
  grace_seconds: plan.terms.graceSeconds,
  min_cost_micros: plan.terms.minCostMicros,
  initial_seconds: plan.initialSeconds,
  recurring_seconds: plan.recurringSeconds,
  closed_behaviour: plan.terms.closedBehaviour,
  default_rates: plan.terms.defaultRates,
  notice_days: plan.noticeDays,
  min_margin_bp: plan.minMarginBp,
  margin_enforcement: plan.marginEnforcement,
  version: plan.version,
  revision: plan.revision,
})

const plans = (context: Context | Tx) =>
  context.db.selectFrom('rate_plan').selectAll('rate_plan').where('rate_plan.tenant_id', '=', context.tenantId)

export async function find(context: Context | Tx, id: RatePlanId): Promise<RatePlan | undefined> {
  const row = await plans(context).where('id', '=', id).executeTakeFirst()
  return row && planFrom(row)
}

export async function lock(tx: Tx, id: RatePlanId): Promise<RatePlan | undefined> {
  const row = await plans(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && planFrom(row)
}

export type ListedPlan = RatePlan & { readonly uncommittedChanges: boolean; readonly rows: number }
export type PlanQuery = PageRequest & { readonly q?: string | undefined; readonly direction?: Direction | undefined }

export function list(context: Context, query: PlanQuery): Promise<Page<ListedPlan>> {
  let found = plans(context)
    .select(sql<boolean>`exists (select from rate_sheet s where s.plan_id = rate_plan.id and s.state = 'draft')`.as('uncommitted'))
    .select(
      sql<number>`coalesce((select (s.counts->>'rows')::int from rate_sheet s where s.plan_id = rate_plan.id and s.version = rate_plan.version), 0)`.as(
        'rows',
      ),
    )
  if (query.direction) found = found.where('direction', '=', query.direction)
  if (query.q) {
    const like = `%${query.q.replaceAll(/[\\%_]/g, '\\$&')}%`
    found = found.where((eb) => eb.or([eb('name', 'ilike', like), eb('number', 'ilike', like)]))
  }
  return keysetPage(found, { column: 'rate_plan.created_at', direction: 'desc', cast: 'timestamptz' }, query, (row) => ({
    ...planFrom(row),
    uncommittedChanges: row.uncommitted,
    rows: row.rows,
  }))
}

/** Plans of one direction and currency that have committed prices; for margins and routing. */
export async function committedPlans(context: Context | Tx, direction: Direction, currency: string): Promise<readonly RatePlan[]> {
  const rows = await plans(context)
    .where('direction', '=', direction)
    .where('currency', '=', currency)
    .where('version', '>', 0)
    .orderBy('id')
    .execute()
  return rows.map(planFrom)
}

/** False when another plan of the tenant has the name. */
export async function insert(tx: Tx, plan: RatePlan): Promise<boolean> {
  const result = await tx.db
    .insertInto('rate_plan')
    .values({
      id: plan.id,
      tenant_id: tx.tenantId,
      number: plan.number,
      direction: plan.direction,
      created_at: plan.createdAt,
      ...columnsOf(plan),
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'name']).doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function save(tx: Tx, plan: RatePlan): Promise<void> {
  await tx.db.updateTable('rate_plan').set(columnsOf(plan)).where('tenant_id', '=', tx.tenantId).where('id', '=', plan.id).execute()
}

export async function nameTaken(tx: Tx, plan: RatePlan): Promise<boolean> {
  const row = await plans(tx).where('name', '=', plan.name).where('id', '<>', plan.id).executeTakeFirst()
  return row !== undefined
}

const sheets = (context: Context | Tx, planId: RatePlanId) =>
  context.db.selectFrom('rate_sheet').selectAll().where('tenant_id', '=', context.tenantId).where('plan_id', '=', planId)

export async function findDraft(context: Context | Tx, planId: RatePlanId): Promise<RateSheet | undefined> {
  const row = await sheets(context, planId).where('state', '=', 'draft').executeTakeFirst()
  return row && sheetFrom(row)
}

/** The draft first, then the versions from the newest to the oldest. */
export async function listSheets(context: Context | Tx, planId: RatePlanId): Promise<readonly RateSheet[]> {
  const rows = await sheets(context, planId)
    .orderBy('version', (order) => order.desc().nullsFirst())
    .execute()
  return rows.map(sheetFrom)
}

/** Committed sheets in the order of their versions that still matter for calls since `horizon`: from the last full sheet that counted by then. */
export async function sheetsSince(context: Context | Tx, planId: RatePlanId, horizon: Date): Promise<readonly RateSheet[]> {
  const rows = await sheets(context, planId)
    .where('state', '=', 'committed')
    .where(
      sql<boolean>`version >= coalesce((select max(f.version) from rate_sheet f where f.plan_id = ${planId} and f.mode = 'full'
        and f.effective_at <= ${horizon}), 0)`,
    )
    .orderBy('version')
    .execute()
  return rows.map(sheetFrom)
}

export async function insertDraft(
  tx: Tx,
  sheet: Pick<RateSheet, 'id' | 'planId' | 'mode' | 'source' | 'sha256' | 'counts'>,
): Promise<RateSheet> {
  const row = await tx.db
    .insertInto('rate_sheet')
    .values({
      id: sheet.id,
      tenant_id: tx.tenantId,
      plan_id: sheet.planId,
      state: 'draft',
      mode: sheet.mode,
      source: sheet.source,
      sha256: sheet.sha256,
      counts: sheet.counts && JSON.stringify(sheet.counts),
      created_at: tx.now(),
      created_by: tx.actor.label,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return sheetFrom(row)
}

export async function commitDraft(
  tx: Tx,
  draft: RateSheet,
  { version, effectiveAt, counts }: { version: number; effectiveAt: Date; counts: RateSheet['counts'] },
): Promise<RateSheet> {
  const row = await tx.db
    .updateTable('rate_sheet')
    .set({
      state: 'committed',
      version,
      effective_at: effectiveAt,
      counts: JSON.stringify(counts),
      committed_at: tx.now(),
      committed_by: tx.actor.label,
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('id', '=', draft.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return sheetFrom(row)
}

/** Notes an edit by hand. */
export async function touchDraft(tx: Tx, draft: RateSheet): Promise<void> {
  await tx.db
    .updateTable('rate_sheet')
    .set((eb) => ({ edits: eb('edits', '+', 1) }))
    .where('tenant_id', '=', tx.tenantId)
    .where('id', '=', draft.id)
    .execute()
}

/** Deletes a draft with its rows. */
export async function deleteDraft(tx: Tx, draft: RateSheet): Promise<void> {
  await sql`delete from rate_version where tenant_id = ${tx.tenantId} and sheet_no = ${draft.no}`.execute(tx.db)
  await tx.db
    .deleteFrom('rate_sheet')
    .where('tenant_id', '=', tx.tenantId)
    .where('id', '=', draft.id)
    .where('state', '=', 'draft')
    .execute()
}

/** The revision of each of the plans, of any tenant: how a process sees that it is up to date. */
export async function revisions(context: Context, ids: readonly RatePlanId[]): Promise<ReadonlyMap<RatePlanId, number>> {
  const rows = await context.db.selectFrom('rate_plan').select(['id', 'revision']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row.revision]))
}

/** A plan of any tenant with its tenant; for the engine, which checks who asks. */
export async function findAnywhere(context: Context, id: RatePlanId): Promise<{ plan: RatePlan; tenantId: TenantId } | undefined> {
  const row = await context.db.selectFrom('rate_plan').selectAll().where('id', '=', id).executeTakeFirst()
  return row && { plan: planFrom(row), tenantId: row.tenant_id }
}
