import { statfs } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { hours, later } from '../../platform/clock.ts'
import { type Context, inTx, systemContext } from '../../platform/context.ts'
import { countFailedJobs, countParked } from '../../platform/job-runs.ts'
import * as store from './metric-store.ts'
import { httpMetrics, type Metrics, readHttpTotals, type Snapshot, type Source } from './metrics.ts'

const API_MS = 3_000
const PATIENCE_MS = 2_000

type Reading = { readonly metrics: Metrics; readonly totals?: Metrics }

const ask = ({ services }: Context): Promise<Response> => fetch(`${services.apiUrl}/metrics`, { signal: AbortSignal.timeout(API_MS) })

/** Asks the API process for its own figures, as a scraper would; one that does not answer, and not a moment later either, is down. */
async function readApi(context: Context, before: Snapshot | undefined): Promise<Reading> {
  try {
    // It may be starting beside the worker.
    const reply = await ask(context).catch(() => pause(PATIENCE_MS).then(() => ask(context)))
    if (!reply.ok) return { metrics: { up: 0 } }
    const totals = readHttpTotals(await reply.text())
    return { metrics: { up: 1, ...httpMetrics(before?.totals ?? {}, totals) }, totals }
  } catch (err) {
    context.log.warn({ err }, 'the API did not answer the collector')
    return { metrics: { up: 0 } }
  }
}

async function readDatabase(context: Context): Promise<Reading> {
  const { db } = systemContext(context.services)
  const began = performance.now()
  await sql`select 1`.execute(db)
  const latency = performance.now() - began
  const { rows } = await sql<{ used: number; most: number; bytes: number; longest: number | null }>`select
    (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as used, current_setting('max_connections')::int as most,
    pg_database_size(current_database())::float8 as bytes,
    (select extract(epoch from max(clock_timestamp() - xact_start))::float8 from pg_stat_activity where state <> 'idle' and pid <> pg_backend_pid()) as longest`.execute(
    db,
  )
  const { used = 0, most = 1, bytes = 0, longest = 0 } = rows[0] ?? {}
  return {
    metrics: {
      latency_ms: Math.round(latency * 10) / 10,
      connections: used,
      connections_pct: (used / most) * 100,
      bytes,
      longest_s: longest ?? 0,
    },
  }
}

async function readStorage(context: Context): Promise<Reading> {
  const { bavail, blocks, bsize } = await statfs(context.services.home)
  return { metrics: { free_bytes: bavail * bsize, free_pct: blocks === 0 ? 100 : (bavail / blocks) * 100 } }
}

/** Jobs by the worker's own tables; a run whose heart has not beaten for three minutes hangs. */
async function readQueue(context: Context): Promise<Reading> {
  const { db } = systemContext(context.services)
  const { rows } = await sql<{ waiting: number; oldest: number | null; stuck: number; runs: number; average: number | null }>`select
    (select count(*)::int from graphile_worker._private_jobs where run_at <= now() and locked_at is null and attempts < max_attempts) as waiting,
    (select extract(epoch from now() - min(run_at))::float8 from graphile_worker._private_jobs where run_at <= now() and locked_at is null
      and attempts < max_attempts) as oldest,
    (select count(*)::int from job_run where state = 'running' and heartbeat_at < now() - interval '3 minutes') as stuck,
    (select count(*)::int from job_run where started_at > now() - interval '15 minutes') as runs,
    (select avg(extract(epoch from finished_at - started_at) * 1000)::float8 from job_run where finished_at > now() - interval '15 minutes') as average`.execute(
    db,
  )
  const { waiting = 0, oldest = 0, stuck = 0, runs = 0, average = 0 } = rows[0] ?? {}
  const failed = await countFailedJobs(context, later(context.now(), -hours(1)))
  const parked = await countParked(context)
  return {
    metrics: {
      waiting,
      oldest_s: Math.max(0, oldest ?? 0),
      stuck,
      failed_1h: failed,
      parked,
      runs_15m: runs,
      average_ms: Math.round(average ?? 0),
    },
  }
}

async function readIntegrations(context: Context): Promise<Reading> {
  const all = await store.listHealth(context)
  const count = (state: string) => all.filter((health) => health.state === state).length
  return { metrics: { healthy: count('healthy'), degraded: count('degraded'), down: count('down') } }
}

/** Writes down one snapshot of every source (W33); a source that cannot be read is told and leaves a gap, never a zero. */
export async function collect(context: Context): Promise<void> {
  const latest = await store.latestSnapshots(context)
  const readers: Readonly<Record<Source, () => Promise<Reading>>> = {
    api: () => readApi(context, latest.get('api')),
    database: () => readDatabase(context),
    storage: () => readStorage(context),
    queue: () => readQueue(context),
    integration: () => readIntegrations(context),
  }
  const takenAt = context.now()
  for (const [source, read] of Object.entries(readers) as [Source, () => Promise<Reading>][]) {
    try {
      const { metrics, totals = {} } = await read()
      await inTx(context, (tx) => store.insertSnapshot(tx, { source, takenAt, metrics, totals }))
    } catch (err) {
      context.log.error({ err, source }, 'a metric could not be read')
    }
  }
}
