import type { Selectable } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { TenantId } from '../../platform/ids.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { Alert, AlertId, AlertRule, AlertRuleId, AlertStatus, Severity } from './alert.ts'
import type { Source } from './metrics.ts'

type AlertTable = {
  id: AlertId
  tenant_id: TenantId
  rule_id: AlertRuleId | null
  target: string
  title: string
  severity: Severity
  status: AlertStatus
  first_seen_at: Date
  active_at: Date | null
  last_seen_at: Date
  actual: number | null
  threshold: number | null
  breach_seconds: number
  good_evaluations: number
  acknowledged_by: string | null
  note: string | null
  snoozed_until: Date | null
  mailed_at: Date | null
  resolved_at: Date | null
  resolved_by: string | null
}

type RuleTable = {
  id: AlertRuleId
  tenant_id: TenantId
  name: string
  source: Source
  metric: string
  comparator: 'above' | 'below'
  threshold: number
  for_seconds: number
  severity: Severity
  enabled: boolean
  created_at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    alert: AlertTable
    alert_rule: RuleTable
  }
}

const fromRow = (row: Selectable<AlertTable>): Alert => ({
  id: row.id,
  ruleId: row.rule_id,
  target: row.target,
  title: row.title,
  severity: row.severity,
  status: row.status,
  firstSeenAt: row.first_seen_at,
  activeAt: row.active_at,
  lastSeenAt: row.last_seen_at,
  actual: row.actual,
  threshold: row.threshold,
  breachSeconds: row.breach_seconds,
  goodEvaluations: row.good_evaluations,
  acknowledgedBy: row.acknowledged_by,
  note: row.note,
  snoozedUntil: row.snoozed_until,
  mailedAt: row.mailed_at,
  resolvedAt: row.resolved_at,
  resolvedBy: row.resolved_by,
})

const toRow = (tx: Tx, alert: Alert): Selectable<AlertTable> => ({
  id: alert.id,
  tenant_id: tx.tenantId,
  rule_id: alert.ruleId,
  target: alert.target,
  title: alert.title,
  severity: alert.severity,
  status: alert.status,
  first_seen_at: alert.firstSeenAt,
  active_at: alert.activeAt,
  last_seen_at: alert.lastSeenAt,
  actual: alert.actual,
  threshold: alert.threshold,
  breach_seconds: alert.breachSeconds,
  good_evaluations: alert.goodEvaluations,
  acknowledged_by: alert.acknowledgedBy,
  note: alert.note,
  snoozed_until: alert.snoozedUntil,
  mailed_at: alert.mailedAt,
  resolved_at: alert.resolvedAt,
  resolved_by: alert.resolvedBy,
})

const ruleFrom = (row: Selectable<RuleTable>): AlertRule => ({
  id: row.id,
  name: row.name,
  source: row.source,
  metric: row.metric,
  comparator: row.comparator,
  threshold: row.threshold,
  forSeconds: row.for_seconds,
  severity: row.severity,
  enabled: row.enabled,
})

const alerts = (context: Context | Tx) => context.db.selectFrom('alert').selectAll().where('tenant_id', '=', context.tenantId)

/** The open alert of each target, locked: the evaluation is the one writer. */
export async function lockOpen(tx: Tx): Promise<ReadonlyMap<string, Alert>> {
  const rows = await alerts(tx).where('status', '<>', 'resolved').forUpdate().execute()
  return new Map(rows.map((row) => [row.target, fromRow(row)]))
}

export async function lockAlert(tx: Tx, id: AlertId): Promise<Alert | undefined> {
  const row = await alerts(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

export async function saveAlert(tx: Tx, alert: Alert): Promise<void> {
  const row = toRow(tx, alert)
  await tx.db
    .insertInto('alert')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

/** A breach that went away before it became an alert leaves no trace. */
export async function forget(tx: Tx, id: AlertId): Promise<void> {
  await tx.db.deleteFrom('alert').where('tenant_id', '=', tx.tenantId).where('id', '=', id).execute()
}

export type AlertQuery = PageRequest & { readonly status?: 'open' | 'resolved' | undefined }

/** What people see: never the pending ones. */
export function list(context: Context, query: AlertQuery): Promise<Page<Alert>> {
  let rows = alerts(context).where('status', '<>', 'pending')
  if (query.status === 'open') rows = rows.where('status', '<>', 'resolved')
  if (query.status === 'resolved') rows = rows.where('status', '=', 'resolved')
  return keysetPage(rows, { column: 'first_seen_at', direction: 'desc', cast: 'timestamptz' }, query, fromRow)
}

export async function listRules(context: Context | Tx): Promise<readonly AlertRule[]> {
  const rows = await context.db
    .selectFrom('alert_rule')
    .selectAll()
    .where('tenant_id', '=', context.tenantId)
    .orderBy('created_at')
    .orderBy('name')
    .execute()
  return rows.map(ruleFrom)
}

export async function insertRule(tx: Tx, rule: AlertRule): Promise<void> {
  await tx.db
    .insertInto('alert_rule')
    .values({
      id: rule.id,
      tenant_id: tx.tenantId,
      name: rule.name,
      source: rule.source,
      metric: rule.metric,
      comparator: rule.comparator,
      threshold: rule.threshold,
      for_seconds: rule.forSeconds,
      severity: rule.severity,
      enabled: rule.enabled,
      created_at: tx.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function changeRule(
  tx: Tx,
  id: AlertRuleId,
  change: Pick<AlertRule, 'threshold' | 'forSeconds' | 'severity' | 'enabled'>,
): Promise<AlertRule | undefined> {
  const row = await tx.db
    .updateTable('alert_rule')
    .set({ threshold: change.threshold, for_seconds: change.forSeconds, severity: change.severity, enabled: change.enabled })
    .where('tenant_id', '=', tx.tenantId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row && ruleFrom(row)
}
