import { sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { AccountId, TenantId } from '../../platform/ids.ts'
import { type Money, micros } from '../../platform/money.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { UsageId } from '../../spine/charging/index.ts'
import type { InstanceId } from './instance.ts'
import type { Sample } from './port.ts'

/** One metered hour. */
export type MeteredUnit = {
  readonly id: UsageId
  readonly instanceId: InstanceId
  readonly accountId: AccountId
  readonly unitStart: Date
  readonly endedAt: Date
  readonly month: string
  readonly amount: Money
  readonly billable: boolean
  /** Why it costs nothing, when it is not billable. */
  readonly reason: string | null
}

type UsageTable = {
  id: UsageId
  tenant_id: TenantId
  account_id: AccountId
  instance_id: InstanceId
  unit_start: Date
  ended_at: Date
  month: string
  amount_micros: bigint
  currency: string
  billable: boolean
  reason: string | null
}

type MetricTable = {
  tenant_id: TenantId
  account_id: AccountId
  instance_id: InstanceId
  at: Date
  cpu_pct: number | null
  memory_bytes: bigint | null
  disk_read_bytes: bigint | null
  disk_write_bytes: bigint | null
  net_rx_bytes: bigint | null
  net_tx_bytes: bigint | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    instance_usage: UsageTable
    instance_metric: MetricTable
  }
}

/** False when this unit was posted before. */
export async function insertUnit(tx: Tx, unit: MeteredUnit): Promise<boolean> {
  const result = await tx.db
    .insertInto('instance_usage')
    .values({
      id: unit.id,
      tenant_id: tx.tenantId,
      account_id: unit.accountId,
      instance_id: unit.instanceId,
      unit_start: unit.unitStart,
      ended_at: unit.endedAt,
      month: unit.month,
      amount_micros: unit.amount.units,
      currency: unit.amount.currency,
      billable: unit.billable,
      reason: unit.reason,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** The metered hours of one server, newest first. */
export const listUnits = (context: Context, instanceId: InstanceId, request: PageRequest): Promise<Page<MeteredUnit>> =>
  keysetPage(
    context.db.selectFrom('instance_usage').selectAll().where('tenant_id', '=', context.tenantId).where('instance_id', '=', instanceId),
    { column: 'unit_start', direction: 'desc', cast: 'timestamptz' },
    request,
    (row) => ({
      id: row.id,
      instanceId: row.instance_id,
      accountId: row.account_id,
      unitStart: row.unit_start,
      endedAt: row.ended_at,
      month: row.month,
      amount: micros(row.currency, row.amount_micros),
      billable: row.billable,
      reason: row.reason,
    }),
  )

export type Spend = { readonly month: bigint; readonly total: bigint }

/** What each server has cost in the month and altogether, in micros of its currency. */
export async function spendOf(context: Context | Tx, ids: readonly InstanceId[], month: string): Promise<ReadonlyMap<InstanceId, Spend>> {
  if (ids.length === 0) return new Map()
  const found = await context.db
    .selectFrom('instance_usage')
    .select([
      'instance_id as id',
      sql<bigint>`coalesce(sum(amount_micros) filter (where month = ${month}), 0)::bigint`.as('month'),
      sql<bigint>`sum(amount_micros)::bigint`.as('total'),
    ])
    .where('tenant_id', '=', context.tenantId)
    .where('instance_id', 'in', [...ids])
    .groupBy('instance_id')
    .execute()
  return new Map(found.map(({ id, ...spend }) => [id, spend]))
}

export type Metric = {
  readonly at: Date
  readonly cpuPct: number | null
  readonly memoryBytes: number | null
  readonly diskReadBytes: number | null
  readonly diskWriteBytes: number | null
  readonly netRxBytes: number | null
  readonly netTxBytes: number | null
}

const optional = (value: number | null): bigint | null => (value === null ? null : BigInt(Math.round(value)))

export async function insertMetric(
  tx: Tx,
  instance: { readonly id: InstanceId; readonly accountId: AccountId },
  metric: Metric,
): Promise<void> {
  await tx.db
    .insertInto('instance_metric')
    .values({
      tenant_id: tx.tenantId,
      account_id: instance.accountId,
      instance_id: instance.id,
      at: metric.at,
      cpu_pct: metric.cpuPct,
      memory_bytes: optional(metric.memoryBytes),
      disk_read_bytes: optional(metric.diskReadBytes),
      disk_write_bytes: optional(metric.diskWriteBytes),
      net_rx_bytes: optional(metric.netRxBytes),
      net_tx_bytes: optional(metric.netTxBytes),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The last sample as the driver gave it, from which the next one's differences are counted. */
export type LastSample = Sample & { readonly at: string }

export async function lastSample(context: Context | Tx, id: InstanceId): Promise<LastSample | null> {
  const { rows } = await sql<{
    last_sample: LastSample | null
  }>`select last_sample from instance where id = ${id} and tenant_id = ${context.tenantId}`.execute(context.db)
  return rows[0]?.last_sample ?? null
}

export const saveSample = (tx: Tx, id: InstanceId, sample: LastSample | null): Promise<unknown> =>
  sql`update instance set last_sample = ${sample && JSON.stringify(sample)}::jsonb where id = ${id} and tenant_id = ${tx.tenantId}`.execute(
    tx.db,
  )

const toNumber = (value: string | null): number | null => (value === null ? null : Number(value))

/** Averages and sums over steps of `stepSeconds`, oldest first; a step without samples is left out, so that charts show the gap. */
export async function listMetrics(
  context: Context,
  id: InstanceId,
  range: { readonly from: Date; readonly stepSeconds: number },
): Promise<readonly Metric[]> {
  type Row = {
    at: Date
    cpu: number | null
    memory: string | null
    r: string | null
    w: string | null
    rx: string | null
    tx: string | null
  }
  const { rows } =
    await sql<Row>`select to_timestamp(floor(extract(epoch from at) / ${range.stepSeconds}::int) * ${range.stepSeconds}::int) as at,
      avg(cpu_pct)::float8 as cpu, avg(memory_bytes)::text as memory, sum(disk_read_bytes)::text as r, sum(disk_write_bytes)::text as w,
      sum(net_rx_bytes)::text as rx, sum(net_tx_bytes)::text as tx
    from instance_metric where tenant_id = ${context.tenantId} and instance_id = ${id} and at >= ${range.from} group by 1 order by 1`.execute(
      context.db,
    )
  return rows.map((row) => ({
    at: row.at,
    cpuPct: row.cpu,
    memoryBytes: toNumber(row.memory),
    diskReadBytes: toNumber(row.r),
    diskWriteBytes: toNumber(row.w),
    netRxBytes: toNumber(row.rx),
    netTxBytes: toNumber(row.tx),
  }))
}

/** Forgets samples from before `before`; asked by the schedule as the system. */
export const dropMetrics = (context: Context, before: Date): Promise<unknown> =>
  context.db.deleteFrom('instance_metric').where('at', '<', before).execute()
