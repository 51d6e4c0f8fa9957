import { type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import { newId, type ProviderId, type TenantId } from '../../platform/ids.ts'
import type { HealthState, IntegrationHealth, Probe } from './health.ts'
import type { Metrics, Snapshot, Source } from './metrics.ts'
import type { ComponentState, StatusDay } from './status.ts'

type SnapshotTable = { id: string; tenant_id: TenantId; source: Source; taken_at: Date; metrics: Metrics; totals: Metrics }
type HealthTable = {
  provider_id: ProviderId
  tenant_id: TenantId
  state: HealthState
  failures: number
  successes: number
  probes: readonly Probe[]
  reason: string | null
  since: Date
  probed_at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    metric_snapshot: SnapshotTable
    integration_health: HealthTable
    status_day: { tenant_id: TenantId; component: string; day: string; worst: ComponentState; down_minutes: number }
  }
}

const fromRow = ({ source, taken_at: takenAt, metrics, totals }: Selectable<SnapshotTable>): Snapshot => ({
  source,
  takenAt,
  metrics,
  totals,
})

const healthFrom = (row: Selectable<HealthTable>): IntegrationHealth => ({
  providerId: row.provider_id,
  state: row.state,
  failures: row.failures,
  successes: row.successes,
  probes: row.probes,
  reason: row.reason,
  since: row.since,
  probedAt: row.probed_at,
})

export async function insertSnapshot(tx: Tx, { source, takenAt, metrics, totals }: Snapshot): Promise<void> {
  await sql`insert into metric_snapshot (id, tenant_id, source, taken_at, metrics, totals)
    values (${newId()}, ${tx.tenantId}, ${source}, ${takenAt}, ${JSON.stringify(metrics)}, ${JSON.stringify(totals)})`.execute(tx.db)
}

/** The newest snapshot of every source. */
export async function latestSnapshots(context: Context | Tx): Promise<ReadonlyMap<Source, Snapshot>> {
  const { rows } = await sql<Selectable<SnapshotTable>>`select distinct on (source) * from metric_snapshot
    where tenant_id = ${context.tenantId} order by source, taken_at desc`.execute(context.db)
  return new Map(rows.map((row) => [row.source, fromRow(row)]))
}

/** The snapshots of a source since an instant, oldest first. */
export async function snapshotsSince(context: Context, source: Source, since: Date): Promise<readonly Snapshot[]> {
  const rows = await context.db
    .selectFrom('metric_snapshot')
    .selectAll()
    .where('tenant_id', '=', context.tenantId)
    .where('source', '=', source)
    .where('taken_at', '>=', since)
    .orderBy('taken_at')
    .execute()
  return rows.map(fromRow)
}

export async function listHealth(context: Context | Tx): Promise<readonly IntegrationHealth[]> {
  const rows = await context.db.selectFrom('integration_health').selectAll().where('tenant_id', '=', context.tenantId).execute()
  return rows.map(healthFrom)
}

export async function saveHealth(tx: Tx, health: IntegrationHealth): Promise<void> {
  const values = {
    state: health.state,
    failures: health.failures,
    successes: health.successes,
    probes: sql`${JSON.stringify(health.probes)}::jsonb` as never,
    reason: health.reason,
    since: health.since,
    probed_at: health.probedAt,
  }
  await tx.db
    .insertInto('integration_health')
    .values({ provider_id: health.providerId, tenant_id: tx.tenantId, ...values })
    .onConflict((conflict) => conflict.column('provider_id').doUpdateSet(values))
    .execute()
}

const SEVERITY: Readonly<Record<ComponentState, number>> = { operational: 0, degraded: 1, down: 2 }

/** Counts one minute of a component; a day is as bad as its worst minute. */
export async function countMinute(tx: Tx, component: string, state: ComponentState): Promise<void> {
  const day = tx.now().toISOString().slice(0, 10)
  const down = state === 'down' ? 1 : 0
  const before = await tx.db
    .selectFrom('status_day')
    .select('worst')
    .where('tenant_id', '=', tx.tenantId)
    .where('component', '=', component)
    .where('day', '=', day)
    .executeTakeFirst()
  const worst = before && SEVERITY[before.worst] > SEVERITY[state] ? before.worst : state
  await sql`insert into status_day (tenant_id, component, day, worst, down_minutes) values (${tx.tenantId}, ${component}, ${day}, ${worst}, ${down})
    on conflict (tenant_id, component, day) do update set worst = excluded.worst, down_minutes = status_day.down_minutes + ${down}`.execute(
    tx.db,
  )
}

export async function listDays(context: Context, since: string): Promise<readonly StatusDay[]> {
  const { rows } = await sql<{ component: string; day: string; worst: ComponentState; down_minutes: number }>`
    select component, to_char(day, 'YYYY-MM-DD') as day, worst, down_minutes from status_day
    where tenant_id = ${context.tenantId} and day >= ${since}::date order by day`.execute(context.db)
  return rows.map(({ down_minutes: downMinutes, ...day }) => ({ ...day, downMinutes }))
}
