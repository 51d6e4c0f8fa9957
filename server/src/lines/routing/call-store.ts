import { sql } from 'kysely'
import { later, minutes } from '../../platform/clock.ts'
import type { Context, Tx } from '../../platform/context.ts'
import type { ServiceId } from '../carriers/index.ts'
import type { CallEvent, Decision } from '../voice/index.ts'
import { pack, type TrunkAttempt, type TrunkCall, type TrunkCallId, type TrunkCallStatus, unpack } from './trunk-call.ts'

const COLUMNS =
  sql.raw(`id, account_id as "accountId", carrier_id as "carrierId", service_id as "serviceId", a_number as "aNumber", b_number as "bNumber",
  status, ask, plan, decision, granted_seconds as "grantedSeconds", extendable, started_at as "startedAt", answered_at as "answeredAt",
  answered_route as "answeredRoute", ended_at as "endedAt", duration_ms as "durationMs", sip_code as "sipCode", reason, cause, released_by as "releasedBy"`)

type Row = Omit<TrunkCall, 'ask' | 'plan' | 'decision' | 'durationMs'> & {
  ask: unknown
  plan: unknown
  decision: unknown
  durationMs: bigint
}

const fromRow = (row: Row): TrunkCall => ({
  ...row,
  ask: unpack(row.ask),
  plan: unpack(row.plan),
  decision: row.decision === null ? null : unpack(row.decision),
  durationMs: Number(row.durationMs),
})

export async function find(context: Context | Tx, id: TrunkCallId): Promise<TrunkCall | undefined> {
  const { rows } = await sql<Row>`select ${COLUMNS} from trunk_call where tenant_id = ${context.tenantId} and id = ${id}`.execute(
    context.db,
  )
  return rows[0] && fromRow(rows[0])
}

export async function lock(tx: Tx, id: TrunkCallId): Promise<TrunkCall | undefined> {
  const { rows } = await sql<Row>`select ${COLUMNS} from trunk_call where tenant_id = ${tx.tenantId} and id = ${id} for update`.execute(
    tx.db,
  )
  return rows[0] && fromRow(rows[0])
}

/** Answers false when the call was asked for before. */
export async function insert(tx: Tx, call: TrunkCall): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into trunk_call (id, tenant_id, account_id, carrier_id, service_id, a_number, b_number, status, ask, plan, decision,
      started_at, ended_at)
    values (${call.id}, ${tx.tenantId}, ${call.accountId}, ${call.carrierId}, ${call.serviceId}, ${call.aNumber}, ${call.bNumber}, ${call.status},
      ${pack(call.ask)}, ${pack(call.plan)}, ${call.decision && pack(call.decision)}, ${call.startedAt}, ${call.endedAt})
    on conflict (id) do nothing`.execute(tx.db)
  return numAffectedRows === 1n
}

export type Progress = {
  readonly status: TrunkCallStatus
  readonly decision?: Decision
  readonly grantedSeconds?: number
  readonly extendable?: boolean
  readonly endedAt?: Date
}

export async function move(tx: Tx, id: TrunkCallId, progress: Progress): Promise<void> {
  await sql`update trunk_call set status = ${progress.status}, decision = coalesce(${progress.decision ? pack(progress.decision) : null}::jsonb, decision),
      granted_seconds = greatest(granted_seconds, ${progress.grantedSeconds ?? 0}), extendable = coalesce(${progress.extendable ?? null}, extendable),
      ended_at = coalesce(ended_at, ${progress.endedAt ?? null})
    where tenant_id = ${tx.tenantId} and id = ${id}`.execute(tx.db)
}

export async function answer(tx: Tx, id: TrunkCallId, event: CallEvent): Promise<void> {
  await sql`update trunk_call set answered_at = coalesce(answered_at, ${event.at}), answered_route = coalesce(answered_route, ${event.route}),
      status = case when status = 'routed' then 'answered' else status end
    where tenant_id = ${tx.tenantId} and id = ${id}`.execute(tx.db)
}

export async function end(
  tx: Tx,
  id: TrunkCallId,
  ending: Pick<CallEvent, 'at' | 'code' | 'reason' | 'cause' | 'durationMs' | 'releasedBy'>,
): Promise<void> {
  await sql`update trunk_call set status = 'ended', ended_at = ${ending.at}, duration_ms = ${ending.durationMs ?? 0}, sip_code = ${ending.code},
      reason = ${ending.reason}, cause = ${ending.cause}, released_by = ${ending.releasedBy}
    where tenant_id = ${tx.tenantId} and id = ${id}`.execute(tx.db)
}

/** What one event says of one attempt, beside what was known: events come more than once and out of order. */
export async function markAttempt(tx: Tx, id: TrunkCallId, event: CallEvent): Promise<void> {
  const { kind, at } = event
  const failed = (kind === 'attempt' || kind === 'end') && event.code !== null && event.code >= 300
  await sql`insert into trunk_attempt as a (call_id, tenant_id, attempt, route, started_at, rang_at, answered_at, ended_at, sip_code, reason, cause)
    values (${id}, ${tx.tenantId}, ${event.attempt}, ${event.route}, ${at}, ${kind === 'ringing' ? at : null}, ${kind === 'answer' ? at : null},
      ${failed ? at : null}, ${failed ? event.code : null}, ${failed ? event.reason : null}, ${failed ? event.cause : null})
    on conflict (call_id, attempt) do update set started_at = least(a.started_at, excluded.started_at), rang_at = coalesce(a.rang_at, excluded.rang_at),
      answered_at = coalesce(a.answered_at, excluded.answered_at), ended_at = coalesce(a.ended_at, excluded.ended_at),
      sip_code = coalesce(a.sip_code, excluded.sip_code), reason = coalesce(a.reason, excluded.reason), cause = coalesce(a.cause, excluded.cause)`.execute(
    tx.db,
  )
}

/** The attempts that still seem to be going on are over with the call. */
export async function endAttempts(tx: Tx, id: TrunkCallId, at: Date): Promise<void> {
  await sql`update trunk_attempt set ended_at = ${at} where tenant_id = ${tx.tenantId} and call_id = ${id} and ended_at is null`.execute(
    tx.db,
  )
}

export async function attemptsOf(context: Context | Tx, id: TrunkCallId): Promise<readonly TrunkAttempt[]> {
  const { rows } =
    await sql<TrunkAttempt>`select attempt, route, started_at as "startedAt", rang_at as "rangAt", answered_at as "answeredAt",
      ended_at as "endedAt", sip_code as "sipCode", reason, cause
    from trunk_attempt where tenant_id = ${context.tenantId} and call_id = ${id} order by attempt`.execute(context.db)
  return rows
}

export type Traffic = {
  /** A call between the same two numbers is up or being set up. */
  readonly sameUp: boolean
  /** Calls between the same two numbers within the last minute. */
  readonly sameLately: number
  /** Calls of the service's interconnect within the last second. */
  readonly lastSecond: number
  readonly openCalls: ReadonlyMap<ServiceId, number>
}

const LOOP_WINDOW_MS = minutes(1)

/** What is going on that a new call has to be measured against (wholesale D5, D7). */
export async function trafficFor(
  context: Context,
  { except, a, b, services }: { except: TrunkCallId; a: string; b: string; services: readonly ServiceId[] },
): Promise<Traffic> {
  const now = context.now()
  const { rows } = await sql<{ same_up: boolean; same_lately: number; last_second: number }>`select
    exists (select from trunk_call where tenant_id = ${context.tenantId} and b_number = ${b} and a_number = ${a} and id <> ${except}
      and status in ('asked', 'routed', 'answered')) as same_up,
    (select count(*)::int from trunk_call where tenant_id = ${context.tenantId} and b_number = ${b} and a_number = ${a} and id <> ${except}
      and started_at > ${later(now, -LOOP_WINDOW_MS)}) as same_lately,
    (select count(*)::int from trunk_call where tenant_id = ${context.tenantId} and service_id = any(${services}::uuid[]) and id <> ${except}
      and started_at > ${later(now, -1_000)}) as last_second`.execute(context.db)
  const [row] = rows
  return {
    sameUp: row?.same_up ?? false,
    sameLately: row?.same_lately ?? 0,
    lastSecond: row?.last_second ?? 0,
    openCalls: await openCalls(context, except),
  }
}

/** Calls that are up or being set up, by the supplier's service they are at, without the call that is being decided. */
export async function openCalls(context: Context | Tx, except: TrunkCallId): Promise<ReadonlyMap<ServiceId, number>> {
  // A call of which no attempt is known to go on is on its way to the first of its routes that has not failed yet.
  const { rows } = await sql<{ route: ServiceId; calls: number }>`select route, count(*)::int as calls from (
      select route from trunk_attempt where tenant_id = ${context.tenantId} and ended_at is null
      union all
      select c.plan -> 'routes' -> t.failed ->> 'serviceId' from trunk_call c, lateral (select count(*)::int as failed,
        count(*) filter (where a.ended_at is null) as going_on from trunk_attempt a where a.call_id = c.id) t
      where c.tenant_id = ${context.tenantId} and c.status in ('asked', 'routed') and c.id <> ${except} and t.going_on = 0) taken
    where route is not null group by route`.execute(context.db)
  return new Map(rows.map(({ route, calls }) => [route, calls]))
}

/** Until the transaction ends, nobody else of the business puts a call on a supplier whose channels are counted. */
export const lockChannels = (tx: Tx): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`channels/${tx.tenantId}`}, 0))`.execute(tx.db)

/** Calls that nothing has been heard of for too long: asked or routed since `unanswered`, answered since `talking`, ended but not written. */
export async function stuck(
  context: Context,
  limits: { unanswered: Date; talking: Date; ended: Date },
  limit: number,
): Promise<readonly TrunkCall[]> {
  const { rows } = await sql<Row>`select ${COLUMNS} from trunk_call where tenant_id = ${context.tenantId} and (
      (status in ('asked', 'routed') and started_at < ${limits.unanswered})
      or (status = 'answered' and answered_at + make_interval(secs => granted_seconds) < ${limits.talking})
      or (status = 'ended' and ended_at < ${limits.ended}))
    order by started_at limit ${limit}`.execute(context.db)
  return rows.map(fromRow)
}

/** Forgets calls whose records were written before the instant. */
export async function forget(tx: Tx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`delete from trunk_call where id in (select id from trunk_call where tenant_id = ${tx.tenantId}
    and status = 'written' and started_at < ${before} limit ${limit})`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}

/** Answered calls whose granted time ends before the instant, and that may get more. */
export async function runningOut(context: Context, before: Date, limit: number): Promise<readonly TrunkCall[]> {
  const { rows } =
    await sql<Row>`select ${COLUMNS} from trunk_call where tenant_id = ${context.tenantId} and status = 'answered' and extendable
    and answered_at + make_interval(secs => granted_seconds) <= ${before} order by answered_at limit ${limit}`.execute(context.db)
  return rows.map(fromRow)
}
