import { sql } from 'kysely'
import { type Context, inTx, systemContext } from './context.ts'
import { keysetPage, type Page, type PageRequest } from './pages.ts'

declare module './database.ts' {
  interface Tables {
    job_run: {
      id: string
      job_id: string
      job: string
      tenant_id: string
      attempt: number
      state: JobState
      started_at: Date
      heartbeat_at: Date
      finished_at: Date | null
      error: string | null
    }
  }
}

export type JobRun = {
  readonly id: string
  readonly job: string
  readonly attempt: number
  readonly state: JobState
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly error: string | null
}

/** Runs of the worker, newest first; a tenant sees its own, the operator's console all. */
export const listJobRuns = (
  context: Context,
  query: PageRequest & { job?: string | undefined; state?: JobState | undefined; tenantId?: string | undefined },
): Promise<Page<JobRun>> => {
  let rows = systemContext(context.services).db.selectFrom('job_run').selectAll()
  if (query.tenantId) rows = rows.where('tenant_id', '=', query.tenantId)
  if (query.job) rows = rows.where('job', '=', query.job)
  if (query.state) rows = rows.where('state', '=', query.state)
  return keysetPage(rows, { column: 'started_at', direction: 'desc', cast: 'timestamptz' }, query, (row) => ({
    id: row.id,
    job: row.job,
    attempt: row.attempt,
    state: row.state,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    error: row.error,
  }))
}

export type JobState = 'running' | 'done' | 'retrying' | 'failed'

/** Lets a job that gave up, or waits for its next attempt, run again now. Answers false when it is no longer in the queue. */
export const retryJob = (context: Context, runId: string, tenantId?: string): Promise<boolean> =>
  inTx(systemContext(context.services), async (tx) => {
    const { rows } = await sql<{
      id: string
    }>`update graphile_worker._private_jobs j set run_at = now(), attempts = least(attempts, max_attempts - 1), locked_at = null
      from job_run r where r.id = ${runId} ${tenantId ? sql`and r.tenant_id = ${tenantId}` : sql``} and j.payload ->> 'id' = r.job_id and j.locked_at is null returning r.id`.execute(
      tx.db,
    )
    return rows.length > 0
  })

/** Deliveries that gave up: their subject waits until somebody mends the cause. */
export async function countParked(context: Context): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`select count(*) as count from delivery where state = 'parked'`.execute(
    systemContext(context.services).db,
  )
  return Number(rows[0]?.count ?? 0n)
}

export async function countFailedJobs(context: Context, since: Date): Promise<number> {
  const { rows } = await sql<{
    count: bigint
  }>`select count(*) as count from job_run where state = 'failed' and started_at >= ${since}`.execute(systemContext(context.services).db)
  return Number(rows[0]?.count ?? 0n)
}
