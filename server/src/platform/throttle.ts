import { sql } from 'kysely'
import { type Context, systemContext } from './context.ts'
import { requestErrors } from './errors.ts'

/**
 * Counts one attempt and throws 429 `tooManyRequests` beyond `most` in a window of `seconds`.
 * Kept in PostgreSQL, so that every process counts together; outside the caller's transaction, so that a refused attempt counts as well.
 */
export async function throttle(context: Context, key: string, most: number, seconds: number): Promise<void> {
  const { rows } = await sql<{ used: number; wait: number }>`
    insert into throttle as t (key, window_start, used) values (${key}, ${context.now()}, 1)
    on conflict (key) do update set
      used = case when t.window_start <= ${context.now()}::timestamptz - make_interval(secs => ${seconds}) then 1 else t.used + 1 end,
      window_start = case when t.window_start <= ${context.now()}::timestamptz - make_interval(secs => ${seconds}) then ${context.now()} else t.window_start end
    returning used, ceil(extract(epoch from window_start + make_interval(secs => ${seconds}) - ${context.now()}::timestamptz))::int as wait`.execute(
    systemContext(context.services).db,
  )
  const row = rows[0]
  if (row && row.used > most) {
    throw requestErrors.tooManyRequests({ detail: `Too many attempts. Try again in ${row.wait} seconds.`, retryAfterSeconds: row.wait })
  }
}

/** Forgets the attempts under a key, after a success. */
export async function forgetAttempts(context: Context, key: string): Promise<void> {
  await sql`delete from throttle where key = ${key}`.execute(systemContext(context.services).db)
}
