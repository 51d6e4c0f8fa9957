import type pg from 'pg'
import type { CallDecider } from '../../lines/voice/port.ts'
import type { Logger } from '../../platform/log.ts'
import { toEvent } from './events.ts'

const BATCH = 200
const AT_ONCE = 8
const LONGEST_PAUSE_SECONDS = 300

type Row = { readonly id: string; readonly ref: string; readonly body: unknown; readonly tries: number }

const TAKE = `select id::text, ref, body, tries from switch.outbox where done_at is null and next_at <= now() order by id limit ${BATCH}
  for update skip locked`
const DONE = 'update switch.outbox set done_at = now() where id = any($1::bigint[])'
const AGAIN = `update switch.outbox set tries = tries + 1, next_at = now() + make_interval(secs => least(${LONGEST_PAUSE_SECONDS}, power(2, tries)))
  where id = any($1::bigint[])`
const PURGE = `delete from switch.outbox where done_at < now() - interval '7 days'`

export type Drain = {
  readonly pool: pg.Pool
  readonly decider: Pick<CallDecider, 'report'>
  /** Hears every event first, and perhaps again. */
  readonly hear: (body: unknown) => void
  readonly log: Logger
}

/** Reports what the switch wrote down, in order for each call, at least once. Answers how many events were taken. */
export async function drainOutbox({ pool, decider, hear, log }: Drain): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query<Row>(TAKE)
    for (const row of rows) hear(row.body)
    const told: string[] = []
    const failed: string[] = []
    const calls = [...Map.groupBy(rows, (row) => row.ref).values()]
    const worker = async () => {
      for (let call = calls.shift(); call; call = calls.shift()) {
        for (const row of call) {
          const into = (await report(row, decider, log)) ? told : failed
          into.push(row.id)
        }
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    if (told.length > 0) await client.query(DONE, [told])
    if (failed.length > 0) await client.query(AGAIN, [failed])
    await client.query('commit')
    return rows.length
  } catch (error) {
    await client.query('rollback').catch((err: unknown) => log.debug({ err }, 'the connection was gone already'))
    throw error
  } finally {
    client.release()
  }
}

async function report(row: Row, decider: Pick<CallDecider, 'report'>, log: Logger): Promise<boolean> {
  try {
    await decider.report(toEvent(row.body))
    return true
  } catch (err) {
    log.error({ err, ref: row.ref, tries: row.tries }, 'what became of a call could not be reported and is told again')
    return false
  }
}

/** Forgets events that were reported a week ago; until then a repeated one is recognised. */
export const purgeOutbox = (pool: pg.Pool) => pool.query(PURGE)
