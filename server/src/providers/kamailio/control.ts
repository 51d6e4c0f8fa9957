import type pg from 'pg'
import type { CallRef, SwitchControl } from '../../lines/voice/port.ts'
import { newId } from '../../platform/ids.ts'
import { Noted, TIME_LIMIT } from './events.ts'
import type { TimeLimits } from './limits.ts'
import type { SwitchLink } from './link.ts'
import { instant } from './messages.ts'

const PLACE = `insert into switch.call_order (id, ref, kind, reason, max_seconds, created_at) values ($1, $2, $3, $4, $5, now())`
const OVER = `update switch.call_order o set done_at = now(), outcome = 'over'
  where done_at is null and (exists (select from switch.outbox e where e.ref = o.ref and e.kind = 'end') or created_at < now() - interval '1 day')`
const OPEN = `select o.id, o.ref, o.kind, o.reason, o.max_seconds as "maxSeconds", a.body from switch.call_order o
  join switch.outbox a on a.ref = o.ref and a.kind = 'answer' where o.done_at is null and a.body->>'node' = $1 order by o.id limit 200`
const DONE = `update switch.call_order set done_at = now(), outcome = 'done' where id = $1`
const PURGE = `delete from switch.call_order where done_at < now() - interval '7 days'`

type Order = {
  readonly id: string
  readonly ref: CallRef
  readonly kind: 'cut' | 'prolong'
  readonly reason: string | null
  readonly maxSeconds: number | null
  readonly body: unknown
}

/**
 * Orders for live calls from any process: rows that outlast a restart of the switch. A call that still rings is cut, and its time moved, as
 * soon as it is answered; an order for a call that is over does nothing.
 */
export const switchControl = (pool: pg.Pool): SwitchControl => {
  const place = async (ref: CallRef, kind: 'cut' | 'prolong', reason: string | null, seconds: number | null) => {
    await pool.query(PLACE, [newId(), ref, kind, reason, seconds])
  }
  return {
    cut: (ref, reason) => place(ref, 'cut', reason, null),
    prolong: (ref, maxSeconds) => place(ref, 'prolong', null, maxSeconds),
  }
}

/** What the switch must do for an order: it counts a new end from now, and one that lies behind us is a cut. */
export function toMessage(order: Order, now: Date) {
  const { callId, fromTag, toTag, hEntry, hId, at } = Noted.parse(order.body)
  const call = { callId, fromTag, toTag }
  const left = order.maxSeconds === null ? 0 : Math.ceil((instant(at).getTime() + order.maxSeconds * 1_000 - now.getTime()) / 1_000)
  if (order.kind === 'prolong' && left > 0)
    return { ...call, id: order.id, t: 'prolong', hEntry, hId, seconds: left, max: order.maxSeconds } as const
  return { ...call, id: order.id, t: 'cut', why: order.kind === 'cut' ? (order.reason ?? 'cut') : TIME_LIMIT } as const
}

/** Hands every order of this switch's live calls to it, in the order they were given. */
export async function deliverOrders(pool: pg.Pool, link: SwitchLink, limits: TimeLimits, node: string): Promise<void> {
  await pool.query(OVER)
  const { rows } = await pool.query<Order>(OPEN, [node])
  for (const order of rows) {
    // The switch's own clock runs with the machine's, whatever a test does to the product's.
    const done = await link.order(toMessage(order, new Date()))
    if (!done) continue
    if (order.maxSeconds !== null) limits.move(order.ref, order.maxSeconds)
    await pool.query(DONE, [order.id])
  }
}

export const purgeOrders = (pool: pg.Pool) => pool.query(PURGE)
