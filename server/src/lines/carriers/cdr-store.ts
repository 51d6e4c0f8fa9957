import { type Insertable, type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { AccountId, TenantId } from '../../platform/ids.ts'
import { micros } from '../../platform/money.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { CarrierId } from './carrier.ts'
import { type AttemptCdr, type CallCdr, type CdrId, type Disposition, marginOf, type RatedSide } from './cdr.ts'
import type { InterconnectId, RatingPlanId, RoutingPlanId, ServiceId } from './interconnect.ts'

type CallTable = {
  id: CdrId
  tenant_id: TenantId
  account_id: AccountId
  started_at: Date
  answered_at: Date | null
  ended_at: Date
  disposition: Disposition
  source: string
  external_id: string
  sip_call_id: string
  node: string
  source_ip: string
  carrier_id: CarrierId
  interconnect_id: InterconnectId | null
  service_id: ServiceId | null
  routing_plan_id: RoutingPlanId | null
  supplier_id: CarrierId | null
  supplier_service_id: ServiceId | null
  a_original: string
  b_original: string
  a_number: string
  b_number: string
  attempts: number
  duration_ms: bigint
  billed_seconds: number
  sip_code: number | null
  reason: string
  cause: number | null
  released_by: string | null
  pdd_ms: number | null
  sell_plan_id: RatingPlanId | null
  sell_version_id: string | null
  sell_code: string | null
  sell_currency: string | null
  sell_micros: bigint
  sell_exact: string
  buy_plan_id: RatingPlanId | null
  buy_version_id: string | null
  buy_currency: string | null
  buy_billed_seconds: number
  buy_micros: bigint
  buy_exact: string
  margin_micros: bigint | null
  flags: readonly string[]
  trace: Readonly<Record<string, unknown>>
}

type AttemptTable = {
  id: AttemptCdr['id']
  tenant_id: TenantId
  account_id: AccountId
  call_id: CdrId
  started_at: Date
  answered_at: Date | null
  ended_at: Date
  attempt: number
  carrier_id: CarrierId
  interconnect_id: InterconnectId
  service_id: ServiceId
  a_number: string
  b_number: string
  sip_code: number | null
  reason: string
  cause: number | null
  pdd_ms: number | null
  duration_ms: bigint
  billed_seconds: number
  plan_id: RatingPlanId | null
  version_id: string | null
  currency: string | null
  cost_micros: bigint
  cost_exact: string
}

declare module '../../platform/database.ts' {
  interface Tables {
    call_cdr: CallTable
    attempt_cdr: AttemptTable
  }
}

const callRow = (tenantId: TenantId, cdr: CallCdr): Insertable<CallTable> => ({
  id: cdr.id,
  tenant_id: tenantId,
  account_id: cdr.accountId,
  started_at: cdr.startedAt,
  answered_at: cdr.answeredAt,
  ended_at: cdr.endedAt,
  disposition: cdr.disposition,
  source: cdr.source,
  external_id: cdr.externalId,
  sip_call_id: cdr.sipCallId,
  node: cdr.node,
  source_ip: cdr.sourceIp,
  carrier_id: cdr.carrierId,
  interconnect_id: cdr.interconnectId,
  service_id: cdr.serviceId,
  routing_plan_id: cdr.routingPlanId,
  supplier_id: cdr.supplierId,
  supplier_service_id: cdr.supplierServiceId,
  a_original: cdr.aOriginal,
  b_original: cdr.bOriginal,
  a_number: cdr.aNumber,
  b_number: cdr.bNumber,
  attempts: cdr.attempts,
  duration_ms: BigInt(cdr.durationMs),
  billed_seconds: cdr.sell?.billedSeconds ?? 0,
  sip_code: cdr.sipCode,
  reason: cdr.reason,
  cause: cdr.cause,
  released_by: cdr.releasedBy,
  pdd_ms: cdr.pddMs,
  sell_plan_id: cdr.sell?.planId ?? null,
  sell_version_id: cdr.sell?.versionId ?? null,
  sell_code: cdr.sell?.code ?? null,
  sell_currency: cdr.sell?.amount.currency ?? null,
  sell_micros: cdr.sell?.amount.units ?? 0n,
  sell_exact: cdr.sell?.exact ?? '0',
  buy_plan_id: cdr.buy?.planId ?? null,
  buy_version_id: cdr.buy?.versionId ?? null,
  buy_currency: cdr.buy?.amount.currency ?? null,
  buy_billed_seconds: cdr.buy?.billedSeconds ?? 0,
  buy_micros: cdr.buy?.amount.units ?? 0n,
  buy_exact: cdr.buy?.exact ?? '0',
  margin_micros: marginOf(cdr)?.units ?? null,
  flags: [...cdr.flags],
  trace: cdr.trace,
})

const side = (facts: Omit<RatedSide, 'amount'>, currency: string | null, units: bigint): RatedSide | null =>
  currency === null ? null : { ...facts, amount: micros(currency, units) }

const callOf = (row: Selectable<CallTable>): CallCdr => ({
  id: row.id,
  accountId: row.account_id,
  startedAt: row.started_at,
  answeredAt: row.answered_at,
  endedAt: row.ended_at,
  disposition: row.disposition,
  source: row.source,
  externalId: row.external_id,
  sipCallId: row.sip_call_id,
  node: row.node,
  sourceIp: row.source_ip,
  carrierId: row.carrier_id,
  interconnectId: row.interconnect_id,
  serviceId: row.service_id,
  routingPlanId: row.routing_plan_id,
  supplierId: row.supplier_id,
  supplierServiceId: row.supplier_service_id,
  aOriginal: row.a_original,
  bOriginal: row.b_original,
  aNumber: row.a_number,
  bNumber: row.b_number,
  attempts: row.attempts,
  durationMs: Number(row.duration_ms),
  sipCode: row.sip_code,
  reason: row.reason,
  cause: row.cause,
  releasedBy: row.released_by,
  pddMs: row.pdd_ms,
  sell: side(
    {
      planId: row.sell_plan_id,
      versionId: row.sell_version_id,
      code: row.sell_code,
      billedSeconds: row.billed_seconds,
      exact: row.sell_exact,
    },
    row.sell_currency,
    row.sell_micros,
  ),
  buy: side(
    { planId: row.buy_plan_id, versionId: row.buy_version_id, code: null, billedSeconds: row.buy_billed_seconds, exact: row.buy_exact },
    row.buy_currency,
    row.buy_micros,
  ),
  flags: row.flags,
  trace: row.trace,
})

const attemptOf = (row: Selectable<AttemptTable>): AttemptCdr => ({
  id: row.id,
  accountId: row.account_id,
  callId: row.call_id,
  startedAt: row.started_at,
  answeredAt: row.answered_at,
  endedAt: row.ended_at,
  attempt: row.attempt,
  carrierId: row.carrier_id,
  interconnectId: row.interconnect_id,
  serviceId: row.service_id,
  aNumber: row.a_number,
  bNumber: row.b_number,
  sipCode: row.sip_code,
  reason: row.reason,
  cause: row.cause,
  pddMs: row.pdd_ms,
  durationMs: Number(row.duration_ms),
  cost: side(
    { planId: row.plan_id, versionId: row.version_id, code: null, billedSeconds: row.billed_seconds, exact: row.cost_exact },
    row.currency,
    row.cost_micros,
  ),
})

export async function insertCall(tx: Tx, cdr: CallCdr): Promise<void> {
  await tx.db.insertInto('call_cdr').values(callRow(tx.tenantId, cdr)).execute()
}

export async function insertAttempts(tx: Tx, attempts: readonly AttemptCdr[]): Promise<void> {
  if (attempts.length === 0) return
  const rows = attempts.map(
    (cdr): Insertable<AttemptTable> => ({
      id: cdr.id,
      tenant_id: tx.tenantId,
      account_id: cdr.accountId,
      call_id: cdr.callId,
      started_at: cdr.startedAt,
      answered_at: cdr.answeredAt,
      ended_at: cdr.endedAt,
      attempt: cdr.attempt,
      carrier_id: cdr.carrierId,
      interconnect_id: cdr.interconnectId,
      service_id: cdr.serviceId,
      a_number: cdr.aNumber,
      b_number: cdr.bNumber,
      sip_code: cdr.sipCode,
      reason: cdr.reason,
      cause: cdr.cause,
      pdd_ms: cdr.pddMs,
      duration_ms: BigInt(cdr.durationMs),
      billed_seconds: cdr.cost?.billedSeconds ?? 0,
      plan_id: cdr.cost?.planId ?? null,
      version_id: cdr.cost?.versionId ?? null,
      currency: cdr.cost?.amount.currency ?? null,
      cost_micros: cdr.cost?.amount.units ?? 0n,
      cost_exact: cdr.cost?.exact ?? '0',
    }),
  )
  await tx.db.insertInto('attempt_cdr').values(rows).execute()
}

const calls = (context: Context | Tx) => context.db.selectFrom('call_cdr').selectAll().where('tenant_id', '=', context.tenantId)

export async function find(context: Context | Tx, id: CdrId): Promise<CallCdr | undefined> {
  const row = await calls(context).where('id', '=', id).executeTakeFirst()
  return row && callOf(row)
}

export async function attemptsOf(context: Context | Tx, callId: CdrId): Promise<readonly AttemptCdr[]> {
  const rows = await context.db
    .selectFrom('attempt_cdr')
    .selectAll()
    .where('tenant_id', '=', context.tenantId)
    .where('call_id', '=', callId)
    .orderBy('attempt')
    .execute()
  return rows.map(attemptOf)
}

export type CdrQuery = PageRequest & {
  readonly carrierId?: CarrierId | undefined
  readonly accountId?: AccountId | undefined
  readonly disposition?: Disposition | undefined
  readonly number?: string | undefined
  readonly from?: Date | undefined
  readonly to?: Date | undefined
}

const NEWEST = { column: 'started_at', direction: 'desc', cast: 'timestamptz' } as const

/** Calls of carriers that sent them, newest first; `number` begins either end. */
export function listCalls(context: Context, query: CdrQuery): Promise<Page<CallCdr>> {
  let found = calls(context)
  if (query.carrierId) found = found.where(sql<boolean>`(carrier_id = ${query.carrierId} or supplier_id = ${query.carrierId})`)
  if (query.accountId) found = found.where('account_id', '=', query.accountId)
  if (query.disposition) found = found.where('disposition', '=', query.disposition)
  if (query.number) found = found.where(sql<boolean>`(starts_with(b_number, ${query.number}) or starts_with(a_number, ${query.number}))`)
  if (query.from) found = found.where('started_at', '>=', query.from)
  if (query.to) found = found.where('started_at', '<', query.to)
  return keysetPage(found, NEWEST, query, callOf)
}

/** Attempts at one supplier, newest first: what a carrier's own pages show of the calls it took. */
export function listAttempts(context: Context, query: CdrQuery & { readonly accountId: AccountId }): Promise<Page<AttemptCdr>> {
  let found = context.db
    .selectFrom('attempt_cdr')
    .selectAll()
    .where('tenant_id', '=', context.tenantId)
    .where('account_id', '=', query.accountId)
  if (query.number) found = found.where(sql<boolean>`starts_with(b_number, ${query.number})`)
  if (query.from) found = found.where('started_at', '>=', query.from)
  if (query.to) found = found.where('started_at', '<', query.to)
  return keysetPage(found, NEWEST, query, attemptOf)
}

/** Attempts, answers and seconds of a side since an instant, for ASR and ACD (wholesale D3: answered / attempts, seconds / answered). */
export type Quality = { readonly attempts: number; readonly answered: number; readonly seconds: number }

export async function qualityOf(context: Context, accountId: AccountId, since: Date): Promise<{ sent: Quality; taken: Quality }> {
  const of = async (table: 'call_cdr' | 'attempt_cdr'): Promise<Quality> => {
    const refused = table === 'call_cdr' ? sql`and disposition <> 'refused'` : sql``
    const { rows } = await sql<Quality>`select count(*)::int as attempts, count(answered_at)::int as answered,
        (coalesce(sum(duration_ms), 0) / 1000)::int as seconds
      from ${sql.table(table)} where tenant_id = ${context.tenantId} and account_id = ${accountId} and started_at >= ${since} ${refused}`.execute(
      context.db,
    )
    return rows[0] ?? { attempts: 0, answered: 0, seconds: 0 }
  }
  return { sent: await of('call_cdr'), taken: await of('attempt_cdr') }
}

/** Makes the partitions of the month and of the next two unless they are there. */
export async function openMonths(context: Context): Promise<void> {
  for (const ahead of [0, 1, 2]) {
    const month = new Date(Date.UTC(context.now().getUTCFullYear(), context.now().getUTCMonth() + ahead, 1))
    await sql`select open_cdr_month(${month.toISOString().slice(0, 10)}::date)`.execute(context.db)
  }
}
