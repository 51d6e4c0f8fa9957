import { Logger as QueueLogger, type Runner, run, runOnce, type TaskList } from 'graphile-worker'
import { sql } from 'kysely'
import pg from 'pg'
import { createContext, type Services, systemContext } from './context.ts'
import { newId } from './ids.ts'
import type { Envelope, Schedule } from './jobs.ts'
import { jobDuration } from './metrics.ts'
import type { Module } from './modules.ts'
import { relayOnce } from './relay.ts'

const HEARTBEAT_MS = 30_000
const RELAY_POLL_MS = 1_000
const SCHEDULE_POLL_MS = 1_000

type AnyJob = NonNullable<Module['jobs']>[number]

/** Runs one job: parse, run, and a `job_run` row with heartbeat, result and duration for the console. */
async function runJob(services: Services, job: AnyJob, raw: unknown, attempt: { number: number; last: boolean }): Promise<void> {
  const envelope = raw as Envelope
  const id = newId()
  const db = systemContext(services).db
  const context = createContext(services, {
    tenantId: envelope.tenantId,
    accountId: envelope.accountId,
    requestId: envelope.requestId,
    log: services.log.child({ job: job.name, requestId: envelope.requestId }),
  })
  await sql`insert into job_run (id, job_id, job, tenant_id, attempt, state, started_at, heartbeat_at)
    values (${id}, ${envelope.id}, ${job.name}, ${envelope.tenantId}, ${attempt.number}, 'running', now(), now())`.execute(db)
  const beat = setInterval(() => {
    sql`update job_run set heartbeat_at = now() where id = ${id}`
      .execute(db)
      .catch((error: unknown) => services.log.warn({ err: error }, 'heartbeat failed'))
  }, HEARTBEAT_MS)
  const stop = jobDuration.startTimer({ job: job.name })
  const finish = (state: string, error: string | null) =>
    sql`update job_run set state = ${state}, finished_at = now(), error = ${error} where id = ${id}`.execute(db)
  try {
    await job.run(context, job.schema.parse(envelope.payload), attempt)
    await finish('done', null)
    stop({ result: 'done' })
  } catch (error) {
    await finish(attempt.last ? 'failed' : 'retrying', String(error))
    stop({ result: 'failed' })
    throw error
  } finally {
    clearInterval(beat)
  }
}

function taskList(services: Services, modules: readonly Module[]): TaskList {
  const jobs = modules.flatMap((module) => module.jobs ?? [])
  return Object.fromEntries(
    jobs.map((job) => [
      job.name,
      (payload: unknown, helpers: { job: { attempts: number; max_attempts: number } }) =>
        runJob(services, job, payload, { number: helpers.job.attempts, last: helpers.job.attempts >= helpers.job.max_attempts }),
    ]),
  )
}

const quietLogger = (services: Services) =>
  new QueueLogger(() => (level, message, meta) => {
    if (level === 'error' || level === 'warning') services.log.warn({ meta }, `queue: ${message}`)
  })

function watchedPool(url: string, services: Services, connections: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    options: '-c role=linecard_app -c app.tenant=system',
    application_name: 'linecard-queue',
  })
  const warn = (error: Error) => services.log.warn({ err: error }, 'queue connection lost')
  pool.on('error', warn)
  pool.on('connect', (client) => client.on('error', warn))
  return pool
}

/** Enqueues every schedule that is due; the row's date decides, so many workers start each run once. */
async function runSchedules(services: Services, schedules: readonly Schedule[]): Promise<void> {
  const db = systemContext(services).db
  for (const { job, everySeconds } of schedules) {
    await sql`with due as (
        insert into job_schedule (job, next_at) values (${job.name}, now() + make_interval(secs => ${everySeconds}))
        on conflict (job) do update set next_at = excluded.next_at where job_schedule.next_at <= now() returning job)
      select graphile_worker.add_job(job, json_build_object('id', gen_random_uuid(), 'tenantId', 'system', 'accountId', null,
        'requestId', gen_random_uuid(), 'payload', json_build_object()), job_key => 'schedule:' || job, max_attempts => ${job.attempts}) from due`.execute(
      db,
    )
  }
}

/** Unlocks the jobs of workers that died: each live worker holds an advisory lock that a crash gives back. */
async function adoptOrphans(services: Services): Promise<void> {
  const { rows } = await sql<{
    id: string
  }>`select id from worker_process where pg_try_advisory_xact_lock(hashtextextended(id, 815)) limit 50`.execute(systemContext(services).db)
  for (const { id } of rows) {
    await sql`select graphile_worker.force_unlock_workers(worker_ids) from worker_process where id = ${id}`.execute(
      systemContext(services).db,
    )
    await sql`delete from worker_process where id = ${id}`.execute(systemContext(services).db)
    services.log.warn({ worker: id }, 'took over the jobs of a worker that died')
  }
}

function every(milliseconds: number, services: Services, what: string, work: () => Promise<unknown>): () => Promise<void> {
  let stopped = false
  let wake: (() => void) | undefined
  const loop = (async () => {
    while (!stopped) {
      await work().catch((error: unknown) => services.log.error({ err: error }, `${what} failed`))
      if (stopped) break
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  })()
  return async () => {
    stopped = true
    wake?.()
    await loop
  }
}

export type Worker = { stop(): Promise<void> }

/** Starts the worker process: the queue, the schedules and the event relay. */
export async function startWorker(services: Services, url: string, modules: readonly Module[], concurrency = 4): Promise<Worker> {
  const pool = watchedPool(url, services, concurrency + 4)
  const id = newId()
  const identity = await pool.connect()
  await identity.query('select pg_advisory_lock(hashtextextended($1, 815))', [id])
  const runner: Runner = await run({
    pgPool: pool,
    concurrency,
    noHandleSignals: true,
    logger: quietLogger(services),
    taskList: taskList(services, modules),
    pollInterval: 1_000,
  })
  const register = async (workerId: string) => {
    await pool.query(
      `insert into worker_process (id, worker_ids) values ($1, array[$2]) on conflict (id) do update set worker_ids = worker_process.worker_ids || $2`,
      [id, workerId],
    )
  }
  runner.events.on('job:start', ({ worker }) => {
    if (known.has(worker.workerId)) return
    known.add(worker.workerId)
    register(worker.workerId).catch((error: unknown) => services.log.error({ err: error }, 'could not register a worker'))
  })
  const known = new Set<string>()
  const handlers = modules.flatMap((module) => module.handlers ?? [])
  const schedules = modules.flatMap((module) => module.schedules ?? [])
  const stopOrphans = every(5_000, services, 'taking over orphaned jobs', () => adoptOrphans(services))
  const stopSchedules = every(SCHEDULE_POLL_MS, services, 'starting scheduled jobs', () => runSchedules(services, schedules))
  const stopRelay = every(RELAY_POLL_MS, services, 'relaying events', () => relayOnce(services, handlers))
  return {
    async stop() {
      await Promise.all([stopOrphans(), stopSchedules(), stopRelay(), runner.stop()])
      await sql`delete from worker_process where id = ${id}`.execute(systemContext(services).db)
      identity.release(true)
      await pool.end()
    },
  }
}

/** Runs everything that is due now, jobs and events alike, until nothing is left: how tests move time without sleeping. One job at a time unless told. */
export async function drain(services: Services, pool: pg.Pool, modules: readonly Module[], concurrency = 1): Promise<void> {
  const handlers = modules.flatMap((module) => module.handlers ?? [])
  const tasks = taskList(services, modules)
  for (;;) {
    await runOnce({ pgPool: pool, concurrency, taskList: tasks, logger: quietLogger(services), noPreparedStatements: false })
    if ((await relayOnce(services, handlers)) === 0 && !(await jobsDue(pool))) return
  }
}

const jobsDue = async (pool: pg.Pool): Promise<boolean> => {
  const { rows } = await pool.query(
    'select 1 from graphile_worker.jobs where run_at <= now() and attempts < max_attempts and locked_at is null limit 1',
  )
  return rows.length > 0
}
