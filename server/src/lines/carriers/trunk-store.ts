import { type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { TenantId } from '../../platform/ids.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { CarrierId, TrunkStatus } from './carrier.ts'
import { capacityColumns } from './carrier-store.ts'
import type { CarrierService, EnforcementPolicy, InterconnectId, RatingPlanId, RoutingPlanId, ServiceId } from './interconnect.ts'

type ServiceTable = {
  id: ServiceId
  tenant_id: TenantId
  carrier_id: CarrierId
  interconnect_id: InterconnectId
  short_code: string
  name: string
  direction: CarrierService['direction']
  status: TrunkStatus
  rating_plan_id: RatingPlanId | null
  routing_plan_id: RoutingPlanId | null
  tech_prefix: string
  priority: number
  weight: number
  capacity_mode: 'unrestricted' | 'capped'
  capacity_limit: number | null
  enforcement_policy: EnforcementPolicy
  created_at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    carrier_service: ServiceTable
  }
}

const fromRow = (row: Selectable<ServiceTable>): CarrierService => ({
  id: row.id,
  carrierId: row.carrier_id,
  interconnectId: row.interconnect_id,
  shortCode: row.short_code,
  name: row.name,
  direction: row.direction,
  status: row.status,
  ratingPlanId: row.rating_plan_id,
  routingPlanId: row.routing_plan_id,
  techPrefix: row.tech_prefix,
  priority: row.priority,
  weight: row.weight,
  capacity: row.capacity_limit,
  enforcementPolicy: row.enforcement_policy,
  createdAt: row.created_at,
})

const mutable = (service: CarrierService) => ({
  name: service.name,
  status: service.status,
  rating_plan_id: service.ratingPlanId,
  routing_plan_id: service.routingPlanId,
  tech_prefix: service.techPrefix,
  priority: service.priority,
  weight: service.weight,
  ...capacityColumns(service.capacity),
  enforcement_policy: service.enforcementPolicy,
})

const rows = (context: Context | Tx) => context.db.selectFrom('carrier_service').selectAll().where('tenant_id', '=', context.tenantId)

export async function insert(tx: Tx, service: CarrierService): Promise<void> {
  const { id, carrierId, interconnectId, shortCode, direction, createdAt } = service
  const fixed = {
    id,
    tenant_id: tx.tenantId,
    carrier_id: carrierId,
    interconnect_id: interconnectId,
    short_code: shortCode,
    direction,
    created_at: createdAt,
  }
  await tx.db
    .insertInto('carrier_service')
    .values({ ...mutable(service), ...fixed })
    .execute()
}

export async function save(tx: Tx, service: CarrierService): Promise<void> {
  await tx.db
    .updateTable('carrier_service')
    .set(mutable(service))
    .where('tenant_id', '=', tx.tenantId)
    .where('id', '=', service.id)
    .execute()
}

/** By id, or by short code such as S1. */
export async function find(context: Context | Tx, key: string): Promise<CarrierService | undefined> {
  const row = await rows(context)
    .where(sql<boolean>`(id::text = ${key.toLowerCase()} or short_code = ${key.toUpperCase()})`)
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function lock(tx: Tx, id: ServiceId): Promise<CarrierService | undefined> {
  const row = await rows(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

export async function all(context: Context | Tx): Promise<readonly CarrierService[]> {
  return (await rows(context).orderBy('created_at').orderBy('id').execute()).map(fromRow)
}

export type ServiceQuery = PageRequest & {
  readonly carrierId?: CarrierId | undefined
  readonly interconnectId?: InterconnectId | undefined
  readonly direction?: CarrierService['direction'] | undefined
  readonly status?: TrunkStatus | undefined
  readonly q?: string | undefined
}

export function list(context: Context, query: ServiceQuery): Promise<Page<CarrierService>> {
  let found = rows(context)
  if (query.carrierId) found = found.where('carrier_id', '=', query.carrierId)
  if (query.interconnectId) found = found.where('interconnect_id', '=', query.interconnectId)
  if (query.direction) found = found.where('direction', '=', query.direction)
  if (query.status) found = found.where('status', '=', query.status)
  if (query.q) {
    const like = `%${query.q.replace(/[\\%_]/g, '\\$&')}%`
    found = found.where(sql<boolean>`(short_code ilike ${like} or name ilike ${like})`)
  }
  return keysetPage(found, { column: 'created_at', direction: 'desc', cast: 'timestamptz' }, query, fromRow)
}

/** Whether a routing plan of this id is in the tenant; the plans belong to routing, which comes after carriers. */
export async function hasRoutingPlan(tx: Tx, id: RoutingPlanId): Promise<boolean> {
  const { rows: found } = await sql`select from routing_plan_name where tenant_id = ${tx.tenantId} and id = ${id}`.execute(tx.db)
  return found.length > 0
}

/** One pair of services that would take the same calls: an address in common and the same effective prefix. */
export type Overlap = { readonly service: string; readonly other: string; readonly otherCarrier: string; readonly address: string }

/**
 * Active ingress services of other interconnects, or other services of this one, that share an address and the prefix with an active (or the
 * given) ingress service of the interconnect.
 */
export async function overlaps(tx: Tx, interconnectId: InterconnectId, asIfActive: ServiceId | null): Promise<readonly Overlap[]> {
  // Two changes at once would each see the other's old state.
  await sql`select pg_advisory_xact_lock(hashtextextended('trunks ' || ${tx.tenantId}, 0))`.execute(tx.db)
  const { rows: found } = await sql<Overlap>`
    with trunk as (
      select s.id, s.short_code, s.interconnect_id, c.name as carrier,
        coalesce(nullif(s.tech_prefix, ''), nullif(i.tech_prefix, ''), v.tech_prefix, '') as prefix
      from carrier_service s join interconnect i on i.id = s.interconnect_id join carrier c on c.id = s.carrier_id
      left join interconnect_validation v on v.interconnect_id = i.id
      where s.tenant_id = ${tx.tenantId} and s.direction = 'ingress' and (s.status = 'active' or s.id = ${asIfActive}))
    select a.short_code as service, b.short_code as other, b.carrier as "otherCarrier", coalesce(host(x.first_ip), '') as address
    from trunk a join trunk b on b.id <> a.id and b.prefix = a.prefix
    left join interconnect_ip x on x.interconnect_id = a.interconnect_id and x.address_type = 'transport' and x.is_active
    left join interconnect_ip y on y.interconnect_id = b.interconnect_id and y.address_type = 'transport' and y.is_active
    where a.interconnect_id = ${interconnectId} and ((x.first_ip <= y.last_ip and y.first_ip <= x.last_ip) or a.interconnect_id = b.interconnect_id)
    limit 1`.execute(tx.db)
  return found
}
