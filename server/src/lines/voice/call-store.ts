import { type Selectable, sql } from 'kysely'
import { type Context, inScope, type Tx } from '../../platform/context.ts'
import type { AccountId, ProviderId, TenantId } from '../../platform/ids.ts'
import { micros } from '../../platform/money.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { NumberId } from '../numbers/index.ts'
import type { Attempt, AttemptId, Call, CallId, CallStatus, HangupReason } from './call.ts'
import type { DeviceId } from './device.ts'
import type { TraceStep } from './evaluate.ts'

type CallTable = {
  id: CallId
  tenant_id: TenantId
  account_id: AccountId
  root_id: CallId
  parent_id: CallId | null
  number_id: NumberId | null
  device_id: DeviceId | null
  direction: 'inbound' | 'outbound'
  from_number: string
  to_number: string
  country: string | null
  status: CallStatus
  reason: HangupReason | null
  sip_code: number | null
  q850: number | null
  released_by: Call['releasedBy']
  rule_trace: readonly TraceStep[] | null
  trace: Readonly<Record<string, unknown>> | null
  charged: boolean
  granted_seconds: number | null
  max_seconds: number | null
  settled_at: Date | null
  billed_seconds: number | null
  price_micros: bigint | null
  currency: string | null
  answered_by: Call['answeredBy']
  provider_id: ProviderId | null
  vendor: string | null
  node: string | null
  sip_call_id: string | null
  started_at: Date
  ringing_at: Date | null
  answered_at: Date | null
  ended_at: Date | null
  duration_ms: bigint | null
  extend_at: Date | null
  checked_at: Date | null
  cut_asked_at: Date | null
  cut_at: Date | null
  watchdog: boolean
}

type AttemptTable = {
  id: AttemptId
  tenant_id: TenantId
  account_id: AccountId
  call_id: CallId
  place: number
  kind: Attempt['kind']
  name: string
  target: string
  legs: CallId[]
  provider_id: ProviderId | null
  vendor: string | null
  cost: Attempt['cost']
  began_at: Date | null
  ringing_at: Date | null
  answered_at: Date | null
  ended_at: Date | null
  code: number | null
  q850: number | null
  reason: string | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    call: CallTable
    call_attempt: AttemptTable
  }
}

const fromRow = (row: Selectable<CallTable>): Call => ({
  id: row.id,
  tenantId: row.tenant_id,
  accountId: row.account_id,
  rootId: row.root_id,
  parentId: row.parent_id,
  numberId: row.number_id,
  deviceId: row.device_id,
  direction: row.direction,
  from: row.from_number,
  to: row.to_number,
  country: row.country,
  status: row.status,
  reason: row.reason,
  sipCode: row.sip_code,
  q850: row.q850,
  releasedBy: row.released_by,
  ruleTrace: row.rule_trace,
  trace: row.trace,
  charged: row.charged,
  grantedSeconds: row.granted_seconds,
  maxSeconds: row.max_seconds,
  settledAt: row.settled_at,
  billedSeconds: row.billed_seconds,
  price: row.price_micros === null || row.currency === null ? null : micros(row.currency, row.price_micros),
  answeredBy: row.answered_by,
  providerId: row.provider_id,
  vendor: row.vendor,
  node: row.node,
  sipCallId: row.sip_call_id,
  startedAt: row.started_at,
  ringingAt: row.ringing_at,
  answeredAt: row.answered_at,
  endedAt: row.ended_at,
  durationMs: row.duration_ms === null ? null : Number(row.duration_ms),
  extendAt: row.extend_at,
  checkedAt: row.checked_at,
  cutAskedAt: row.cut_asked_at,
  cutAt: row.cut_at,
  watchdog: row.watchdog,
})

const attemptOf = (row: Selectable<AttemptTable>): Attempt => ({
  id: row.id,
  callId: row.call_id,
  place: row.place,
  kind: row.kind,
  name: row.name,
  target: row.target,
  legs: row.legs,
  providerId: row.provider_id,
  vendor: row.vendor,
  cost: row.cost,
  beganAt: row.began_at,
  ringingAt: row.ringing_at,
  answeredAt: row.answered_at,
  endedAt: row.ended_at,
  code: row.code,
  q850: row.q850,
  reason: row.reason,
})

const changeable = (call: Call) => ({
  status: call.status,
  reason: call.reason,
  sip_code: call.sipCode,
  q850: call.q850,
  released_by: call.releasedBy,
  granted_seconds: call.grantedSeconds,
  max_seconds: call.maxSeconds,
  settled_at: call.settledAt,
  billed_seconds: call.billedSeconds,
  price_micros: call.price?.units ?? null,
  currency: call.price?.currency ?? null,
  answered_by: call.answeredBy,
  provider_id: call.providerId,
  vendor: call.vendor,
  ringing_at: call.ringingAt,
  answered_at: call.answeredAt,
  ended_at: call.endedAt,
  duration_ms: call.durationMs === null ? null : BigInt(Math.round(call.durationMs)),
  extend_at: call.extendAt,
  checked_at: call.checkedAt,
  cut_asked_at: call.cutAskedAt,
  cut_at: call.cutAt,
  watchdog: call.watchdog,
})

/** Writes one leg in its own account's scope; the legs of a call may belong to different businesses. */
export async function insertCall(tx: Tx, call: Call): Promise<void> {
  const fixed = {
    id: call.id,
    tenant_id: call.tenantId,
    account_id: call.accountId,
    root_id: call.rootId,
    parent_id: call.parentId,
    number_id: call.numberId,
    device_id: call.deviceId,
    direction: call.direction,
    from_number: call.from,
    to_number: call.to,
    country: call.country,
    rule_trace: call.ruleTrace && JSON.stringify(call.ruleTrace),
    trace: call.trace && JSON.stringify(call.trace),
    charged: call.charged,
    node: call.node,
    sip_call_id: call.sipCallId,
    started_at: call.startedAt,
  }
  await tx.db
    .insertInto('call')
    .values({ ...fixed, ...changeable(call) } as never)
    .execute()
}

export async function saveCall(tx: Tx, call: Call): Promise<void> {
  await tx.db.updateTable('call').set(changeable(call)).where('tenant_id', '=', tx.tenantId).where('id', '=', call.id).execute()
}

/** Forgets a leg that was prepared but never tried. */
export async function dropCall(tx: Tx, id: CallId): Promise<void> {
  await tx.db.deleteFrom('call').where('tenant_id', '=', tx.tenantId).where('id', '=', id).execute()
}

export async function insertAttempts(tx: Tx, root: Call, attempts: readonly Attempt[]): Promise<void> {
  if (attempts.length === 0) return
  const values = attempts.map((attempt) => ({
    id: attempt.id,
    tenant_id: root.tenantId,
    account_id: root.accountId,
    call_id: attempt.callId,
    place: attempt.place,
    kind: attempt.kind,
    name: attempt.name,
    target: attempt.target,
    legs: [...attempt.legs],
    provider_id: attempt.providerId,
    vendor: attempt.vendor,
    cost: attempt.cost && JSON.stringify(attempt.cost),
  }))
  await tx.db
    .insertInto('call_attempt')
    .values(values as never)
    .execute()
}

export async function saveAttempt(tx: Tx, attempt: Attempt): Promise<void> {
  const set = {
    began_at: attempt.beganAt,
    ringing_at: attempt.ringingAt,
    answered_at: attempt.answeredAt,
    ended_at: attempt.endedAt,
    code: attempt.code,
    q850: attempt.q850,
    reason: attempt.reason,
  }
  await tx.db.updateTable('call_attempt').set(set).where('tenant_id', '=', tx.tenantId).where('id', '=', attempt.id).execute()
}

const rows = (context: Context | Tx) => context.db.selectFrom('call').selectAll().where('tenant_id', '=', context.tenantId)

export async function findCall(context: Context | Tx, id: CallId): Promise<Call | undefined> {
  const row = await rows(context).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export async function lockCall(tx: Tx, id: CallId): Promise<Call | undefined> {
  const row = await rows(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

export async function attemptsOf(context: Context | Tx, id: CallId): Promise<readonly Attempt[]> {
  const query = context.db.selectFrom('call_attempt').selectAll().where('tenant_id', '=', context.tenantId).where('call_id', '=', id)
  return (await query.orderBy('place').execute()).map(attemptOf)
}

/** Further legs of a call that belong to the context's own account or business. */
export async function legsOf(context: Context | Tx, rootId: CallId): Promise<readonly Call[]> {
  return (await rows(context).where('root_id', '=', rootId).orderBy('started_at').orderBy('id').execute()).map(fromRow)
}

export type Owner = { readonly id: CallId; readonly tenantId: TenantId; readonly accountId: AccountId }

/** Whose the legs of a call are, the root first; asked as the system, because the switch knows nothing but our reference. */
export async function ownersOf(system: Context, rootId: CallId): Promise<readonly Owner[]> {
  const { rows: found } = await sql<Owner>`select id, tenant_id as "tenantId", account_id as "accountId" from call
    where root_id = ${rootId} order by (id <> root_id), started_at, id`.execute(system.db)
  return found
}

/** Works on one leg in the scope of its own account; within the transaction's own scope nothing need be switched. */
export const asOwner = <Result>(
  tx: Tx,
  { tenantId, accountId }: Pick<Owner, 'tenantId' | 'accountId'>,
  work: (own: Tx) => Promise<Result>,
) => (tenantId === tx.tenantId && accountId === tx.accountId ? work(tx) : inScope(tx, { tenantId, accountId }, work))

export type CallQuery = PageRequest & {
  readonly accountId?: AccountId | undefined
  readonly numberId?: NumberId | undefined
  readonly direction?: Call['direction'] | undefined
  readonly status?: CallStatus | undefined
  readonly live?: boolean | undefined
  readonly missed?: boolean | undefined
  readonly q?: string | undefined
}

export function listCalls(context: Context, query: CallQuery): Promise<Page<Call>> {
  let found = rows(context)
  if (query.accountId) found = found.where('account_id', '=', query.accountId)
  if (query.numberId) found = found.where('number_id', '=', query.numberId)
  if (query.direction) found = found.where('direction', '=', query.direction)
  if (query.status) found = found.where('status', '=', query.status)
  if (query.live) found = found.where('status', 'in', ['initiated', 'ringing', 'answered'])
  if (query.missed) {
    found = found
      .where('direction', '=', 'inbound')
      .where((either) =>
        either.or([either('status', 'in', ['no_answer', 'busy', 'cancelled', 'failed']), either('answered_by', '=', 'voicemail')]),
      )
  }
  const digits = query.q?.replace(/[^0-9+]/g, '')
  if (digits) found = found.where(sql<boolean>`(from_number like ${`%${digits}%`} or to_number like ${`%${digits}%`})`)
  return keysetPage(found, { column: 'started_at', direction: 'desc', cast: 'timestamptz' }, query, fromRow)
}

/** Roots whose money has to be looked at now, in any tenant; asked by the live loop as the system. */
export async function listDue(system: Context, limit: number): Promise<readonly Owner[]> {
  const { rows: found } = await sql<Owner>`select id, tenant_id as "tenantId", account_id as "accountId" from call
    where extend_at <= ${system.now()} order by extend_at limit ${limit}`.execute(system.db)
  return found
}

/** Roots that somebody asked to cut and that are not cut yet. */
export async function listToCut(system: Context, limit: number): Promise<readonly Owner[]> {
  const { rows: found } = await sql<Owner>`select id, tenant_id as "tenantId", account_id as "accountId" from call
    where cut_asked_at is not null and cut_at is null order by cut_asked_at limit ${limit}`.execute(system.db)
  return found
}

/** Roots that should long be over: never answered, or without a word since their answer. */
export async function listLost(
  system: Context,
  before: { readonly unanswered: Date; readonly silent: Date },
  limit: number,
): Promise<readonly Owner[]> {
  const { rows: found } = await sql<Owner>`select id, tenant_id as "tenantId", account_id as "accountId" from call
    where id = root_id and ((status in ('initiated', 'ringing') and started_at <= ${before.unanswered})
      or (status = 'answered' and coalesce(checked_at, answered_at) <= ${before.silent})) order by started_at limit ${limit}`.execute(
    system.db,
  )
  return found
}

/** Calls of which a leg ended before `before` and was never settled: whoever was at it died between the two. */
export async function listUnsettled(system: Context, before: Date, limit: number): Promise<readonly CallId[]> {
  const { rows: found } = await sql<{ id: CallId }>`select distinct root_id as id from call
    where settled_at is null and ended_at <= ${before} limit ${limit}`.execute(system.db)
  return found.map(({ id }) => id)
}

/** Whether the same caller is in a call to the same number at this moment, which in a forwarded call means a circle. */
export async function isInCall(context: Context, numberId: NumberId, caller: string): Promise<boolean> {
  const query = rows(context).where('number_id', '=', numberId).where('from_number', '=', caller).where('direction', '=', 'inbound')
  return (await query.where('status', 'in', ['initiated', 'ringing', 'answered']).limit(1).executeTakeFirst()) !== undefined
}
