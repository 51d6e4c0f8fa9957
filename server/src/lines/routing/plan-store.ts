import { type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import { newId, type TenantId } from '../../platform/ids.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { RoutingPlanId } from '../carriers/index.ts'
import type { Route, RouteId, RoutingMode, RoutingPlan } from './routing-plan.ts'

type PlanTable = {
  id: RoutingPlanId
  tenant_id: TenantId
  short_code: string
  name: string
  mode: RoutingMode
  lcr_delta_percent: number
  expected_seconds: number
  most_attempts: number
  reply_seconds: number
  ring_seconds: number
  margin_guard: 'off' | 'block'
  continue_on: readonly number[]
  created_at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    routing_plan: PlanTable
  }
}

const fromRow = (row: Selectable<PlanTable>): RoutingPlan => ({
  id: row.id,
  shortCode: row.short_code,
  name: row.name,
  mode: row.mode,
  lcrDeltaPercent: row.lcr_delta_percent,
  expectedSeconds: row.expected_seconds,
  mostAttempts: row.most_attempts,
  replySeconds: row.reply_seconds,
  ringSeconds: row.ring_seconds,
  marginGuard: row.margin_guard,
  continueOn: row.continue_on,
  createdAt: row.created_at,
})

const mutable = (plan: RoutingPlan) => ({
  name: plan.name,
  mode: plan.mode,
  lcr_delta_percent: plan.lcrDeltaPercent,
  expected_seconds: plan.expectedSeconds,
  most_attempts: plan.mostAttempts,
  reply_seconds: plan.replySeconds,
  ring_seconds: plan.ringSeconds,
  margin_guard: plan.marginGuard,
  continue_on: [...plan.continueOn],
})

const rows = (context: Context | Tx) => context.db.selectFrom('routing_plan').selectAll().where('tenant_id', '=', context.tenantId)

export async function insert(tx: Tx, plan: RoutingPlan): Promise<void> {
  const fixed = { id: plan.id, tenant_id: tx.tenantId, short_code: plan.shortCode, created_at: plan.createdAt }
  await tx.db
    .insertInto('routing_plan')
    .values({ ...mutable(plan), ...fixed })
    .execute()
}

export async function save(tx: Tx, plan: RoutingPlan): Promise<void> {
  await tx.db.updateTable('routing_plan').set(mutable(plan)).where('tenant_id', '=', tx.tenantId).where('id', '=', plan.id).execute()
}

/** By id, or by short code such as R1. */
export async function find(context: Context | Tx, key: string): Promise<RoutingPlan | undefined> {
  const row = await rows(context)
    .where(sql<boolean>`(id::text = ${key.toLowerCase()} or short_code = ${key.toUpperCase()})`)
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function lock(tx: Tx, id: RoutingPlanId): Promise<RoutingPlan | undefined> {
  const row = await rows(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

export async function all(context: Context | Tx): Promise<readonly RoutingPlan[]> {
  return (await rows(context).execute()).map(fromRow)
}

export type PlanQuery = PageRequest & { readonly q?: string | undefined }

export function list(context: Context, query: PlanQuery): Promise<Page<RoutingPlan>> {
  let found = rows(context)
  if (query.q) {
    const like = `%${query.q.replace(/[\\%_]/g, '\\$&')}%`
    found = found.where(sql<boolean>`(short_code ilike ${like} or name ilike ${like})`)
  }
  return keysetPage(found, { column: 'created_at', direction: 'desc', cast: 'timestamptz' }, query, fromRow)
}

const ROUTE = sql.raw('id, service_id as "serviceId", code, priority, weight, is_blocked as "isBlocked"')

export async function routesOf(context: Context | Tx, planId: RoutingPlanId): Promise<readonly Route[]> {
  const { rows: found } = await sql<Route>`select ${ROUTE} from route where tenant_id = ${context.tenantId} and routing_plan_id = ${planId}
    order by code, priority, weight desc, id`.execute(context.db)
  return found
}

/** Routes of every plan, by plan. */
export async function allRoutes(context: Context | Tx): Promise<ReadonlyMap<RoutingPlanId, readonly Route[]>> {
  const { rows: found } = await sql<Route & { planId: RoutingPlanId }>`select ${ROUTE}, routing_plan_id as "planId" from route
    where tenant_id = ${context.tenantId} order by id`.execute(context.db)
  const byPlan = new Map<RoutingPlanId, Route[]>()
  for (const { planId, ...route } of found) byPlan.set(planId, [...(byPlan.get(planId) ?? []), route])
  return byPlan
}

export type NewRoute = Omit<Route, 'id'>

/** Replaces the routes of a plan; a route that stays keeps its id. */
export async function setRoutes(tx: Tx, planId: RoutingPlanId, list: readonly NewRoute[]): Promise<void> {
  const before = new Map((await routesOf(tx, planId)).map((route) => [`${route.serviceId}/${route.code}`, route.id]))
  await sql`delete from route where tenant_id = ${tx.tenantId} and routing_plan_id = ${planId}`.execute(tx.db)
  for (const route of list) {
    const id = before.get(`${route.serviceId}/${route.code}`) ?? newId<RouteId>()
    await sql`insert into route (id, tenant_id, routing_plan_id, service_id, code, priority, weight, is_blocked, created_at)
      values (${id}, ${tx.tenantId}, ${planId}, ${route.serviceId}, ${route.code}, ${route.priority}, ${route.weight}, ${route.isBlocked}, ${tx.now()})`.execute(
      tx.db,
    )
  }
}
