import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context, Tx } from './context.ts'
import { type AccountId, newId, type TenantId } from './ids.ts'

/** Work that waits, repeats or talks to the outside; a row in PostgreSQL until it has run. */
export type Job<Payload> = {
  readonly name: string
  readonly schema: z.ZodType<Payload>
  readonly attempts: number
  readonly run: (context: Context, payload: Payload, attempt: JobAttempt) => Promise<void>
}

export type JobAttempt = { readonly number: number; readonly last: boolean }

/** What is needed to enqueue a job: its name and payload. Apart from `run`, so that who enqueues need not import who works. */
export type DeclaredJob<Payload> = Omit<Job<Payload>, 'run'>

export const declareJob = <Payload>(
  name: string,
  schema: z.ZodType<Payload>,
  options: { readonly attempts?: number } = {},
): DeclaredJob<Payload> => ({
  name,
  schema,
  attempts: options.attempts ?? 10,
})

/** Gives a declared job its work. A throw is retried with growing pauses until its attempts are used up. */
export const performJob = <Payload>(declared: DeclaredJob<Payload>, run: Job<Payload>['run']): Job<Payload> => ({ ...declared, run })

/** Declares a job and its work in one. */
export const defineJob = <Payload>(
  name: string,
  schema: z.ZodType<Payload>,
  run: Job<Payload>['run'],
  options: { readonly attempts?: number } = {},
): Job<Payload> => performJob(declareJob(name, schema, options), run)

export type EnqueueOptions = {
  /** Not before this instant of the product's clock. */
  readonly runAt?: Date
  /** A job that waits under the same key is replaced instead of doubled. */
  readonly key?: string
  /** Jobs of one queue run one after the other. */
  readonly queue?: string
}

/** Enqueues in the transaction of the fact: the job exists if and only if the fact does. */
export async function enqueue<Payload>(tx: Tx, job: DeclaredJob<Payload>, payload: Payload, options: EnqueueOptions = {}): Promise<void> {
  const envelope = { id: newId(), tenantId: tx.tenantId, accountId: tx.accountId, requestId: tx.requestId, payload }
  // The wait is handed over as a duration, so that a moved clock and the database's clock need not agree.
  const wait = options.runAt ? Math.max(0, (options.runAt.getTime() - tx.now().getTime()) / 1000) : 0
  await sql`select graphile_worker.add_job(${job.name}, ${JSON.stringify(envelope)}::json, job_key => ${options.key ?? null}::text,
    queue_name => ${options.queue ?? null}::text, max_attempts => ${job.attempts}, run_at => now() + make_interval(secs => ${wait}))`.execute(
    tx.db,
  )
}

/** A job that the worker starts by itself every `everySeconds`, once over all processes, without payload. */
export type Schedule = { readonly job: Job<Record<string, never>>; readonly everySeconds: number }

/** What travels in the queue around a payload. */
export type Envelope = {
  readonly id: string
  readonly tenantId: TenantId
  readonly accountId: AccountId | null
  readonly requestId: string
  readonly payload: unknown
}
