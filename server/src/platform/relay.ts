import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { inScope, inTx, type Services, systemContext, type Tx } from './context.ts'
import type { Handler, PublishedEvent } from './events.ts'
import type { AccountId, TenantId } from './ids.ts'

type EventRow = {
  seq: bigint
  id: string
  tenant_id: TenantId
  account_id: AccountId | null
  type: string
  subject_id: string
  payload: unknown
  actor: unknown
  changes: unknown
  occurred_at: Date
}

const BATCH = 200
const MOST_ATTEMPTS = 8
const GENESIS = ''

/** The link of one event: a hash over the previous link and everything the event says, so that an edited row breaks the chain (G6). */
export function chainHash(previous: string, row: Omit<EventRow, 'seq' | 'account_id' | 'subject_id'>): string {
  const facts = JSON.stringify([
    previous,
    row.id,
    row.tenant_id,
    row.type,
    row.payload,
    row.actor,
    row.changes,
    row.occurred_at.toISOString(),
  ])
  return createHash('sha256').update(facts).digest('hex')
}

/** Moves events from the outbox to the audit chain and to one delivery row per handler; answers how many it moved. */
async function fanOut(tx: Tx, handlers: readonly Handler[]): Promise<number> {
  const { rows } =
    await sql<EventRow>`select e.* from event_outbox o join event e on e.seq = o.event_seq order by o.event_seq limit ${BATCH} for update of o skip locked`.execute(
      tx.db,
    )
  if (rows.length === 0) return 0
  const last = (await sql<{ hash: string }>`select hash from event_chain order by position desc limit 1`.execute(tx.db)).rows[0]
  let previous = last?.hash ?? GENESIS
  const links = rows.map((row) => {
    previous = chainHash(previous, row)
    return previous
  })
  const seqs = rows.map((row) => row.seq.toString())
  await sql`insert into event_chain (event_seq, hash) select * from unnest(${seqs}::bigint[], ${links}::text[])`.execute(tx.db)
  const due = rows.flatMap((row) => handlers.filter((handler) => handler.eventName === row.type).map((handler) => ({ row, handler })))
  if (due.length > 0) {
    await sql`insert into delivery (event_seq, handler, subject_id) select * from unnest(${due.map((d) => d.row.seq.toString())}::bigint[],
      ${due.map((d) => d.handler.name)}::text[], ${due.map((d) => d.row.subject_id)}::text[]) on conflict do nothing`.execute(tx.db)
  }
  await sql`delete from event_outbox where event_seq = any(${seqs}::bigint[])`.execute(tx.db)
  for (const row of rows) {
    const notice = JSON.stringify({ tenantId: row.tenant_id, accountId: row.account_id, type: row.type, subjectId: row.subject_id })
    await sql`select pg_notify('linecard_live', ${notice})`.execute(tx.db)
  }
  return rows.length
}

type Delivery = EventRow & { handler: string; attempts: number; event_seq: bigint }

/** Claims the oldest delivery whose subject has nothing older waiting, so each handler sees a subject's facts in order. */
const claim = (tx: Tx) =>
  sql<Delivery>`select e.*, d.handler, d.attempts, d.event_seq from delivery d join event e on e.seq = d.event_seq
    where d.state = 'waiting' and d.next_at <= now() and not exists (select 1 from delivery o where o.handler = d.handler
      and o.subject_id = d.subject_id and o.event_seq < d.event_seq and o.state <> 'done')
    order by d.event_seq limit 1 for update of d skip locked`.execute(tx.db)

async function deliverOne(services: Services, handlers: ReadonlyMap<string, Handler>): Promise<boolean> {
  let failed: { row: Delivery; error: unknown } | undefined
  const found = await inTx(systemContext(services), async (tx) => {
    const row = (await claim(tx)).rows[0]
    if (!row) return false
    const handler = handlers.get(row.handler)
    await sql`savepoint handling`.execute(tx.db)
    try {
      if (!handler) throw new Error(`No handler is called ${row.handler}.`)
      await inScope(tx, { tenantId: row.tenant_id }, (own) => handler.run(own, toEvent(row)))
      await sql`update delivery set state = 'done', done_at = now() where event_seq = ${row.event_seq} and handler = ${row.handler}`.execute(
        tx.db,
      )
    } catch (error) {
      await sql`rollback to savepoint handling`.execute(tx.db)
      failed = { row, error }
      const parked = row.attempts + 1 >= MOST_ATTEMPTS
      await sql`update delivery set attempts = attempts + 1, state = ${parked ? 'parked' : 'waiting'}, last_error = ${String(error)},
        next_at = now() + make_interval(secs => least(3600, power(2, attempts + 1))) where event_seq = ${row.event_seq} and handler = ${row.handler}`.execute(
        tx.db,
      )
    }
    return true
  })
  if (failed) services.log.error({ err: failed.error, handler: failed.row.handler, event: failed.row.type }, 'an event handler failed')
  return found
}

const toEvent = (row: EventRow): PublishedEvent<unknown> => ({
  id: row.id as PublishedEvent<unknown>['id'],
  tenantId: row.tenant_id,
  accountId: row.account_id,
  type: row.type,
  occurredAt: row.occurred_at,
  payload: row.payload,
})

const RELAY_LOCK = 815_001

/** Moves everything that waits, then answers how much work it did. One process at a time fans out, so the chain has one order. */
export async function relayOnce(services: Services, handlers: readonly Handler[]): Promise<number> {
  const byName = new Map(handlers.map((handler) => [handler.name, handler]))
  let worked = 0
  for (;;) {
    const moved = await inTx(systemContext(services), async (tx) => {
      const lock = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${RELAY_LOCK}) as mine`.execute(tx.db)
      return lock.rows[0]?.mine ? fanOut(tx, handlers) : 0
    })
    let delivered = 0
    while (await deliverOne(services, byName)) delivered += 1
    worked += moved + delivered
    if (moved + delivered === 0) return worked
  }
}
