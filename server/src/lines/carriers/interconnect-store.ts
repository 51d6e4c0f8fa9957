import { type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import { newId, type TenantId } from '../../platform/ids.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { CarrierId } from './carrier.ts'
import { capacityColumns } from './carrier-store.ts'
import type { Interconnect, InterconnectId } from './interconnect.ts'
import { type Address, type Codec, defaultsOf, SETTINGS, type SettingsGroup, type SettingsOf } from './settings.ts'

type InterconnectTable = {
  id: InterconnectId
  tenant_id: TenantId
  carrier_id: CarrierId
  short_code: string
  name: string
  direction: Interconnect['direction']
  currency: string
  protocol: Interconnect['protocol']
  capacity_mode: 'unrestricted' | 'capped'
  capacity_limit: number | null
  is_active: boolean
  tech_prefix: string
  sip_port: number
  created_at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    interconnect: InterconnectTable
  }
}

const fromRow = (row: Selectable<InterconnectTable>): Interconnect => ({
  id: row.id,
  carrierId: row.carrier_id,
  shortCode: row.short_code,
  name: row.name,
  direction: row.direction,
  currency: row.currency,
  protocol: row.protocol,
  capacity: row.capacity_limit,
  isActive: row.is_active,
  techPrefix: row.tech_prefix,
  sipPort: row.sip_port,
  createdAt: row.created_at,
})

const mutable = (interconnect: Interconnect) => ({
  name: interconnect.name,
  direction: interconnect.direction,
  protocol: interconnect.protocol,
  ...capacityColumns(interconnect.capacity),
  is_active: interconnect.isActive,
  tech_prefix: interconnect.techPrefix,
  sip_port: interconnect.sipPort,
})

const rows = (context: Context | Tx) => context.db.selectFrom('interconnect').selectAll().where('tenant_id', '=', context.tenantId)

export async function insert(tx: Tx, interconnect: Interconnect): Promise<void> {
  const { id, carrierId, shortCode, currency, createdAt } = interconnect
  const fixed = { id, tenant_id: tx.tenantId, carrier_id: carrierId, short_code: shortCode, currency, created_at: createdAt }
  await tx.db
    .insertInto('interconnect')
    .values({ ...mutable(interconnect), ...fixed })
    .execute()
}

export async function save(tx: Tx, interconnect: Interconnect): Promise<void> {
  await tx.db
    .updateTable('interconnect')
    .set(mutable(interconnect))
    .where('tenant_id', '=', tx.tenantId)
    .where('id', '=', interconnect.id)
    .execute()
}

/** By id, or by short code such as I1. */
export async function find(context: Context | Tx, key: string): Promise<Interconnect | undefined> {
  const row = await rows(context)
    .where(sql<boolean>`(id::text = ${key.toLowerCase()} or short_code = ${key.toUpperCase()})`)
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function lock(tx: Tx, id: InterconnectId): Promise<Interconnect | undefined> {
  const row = await rows(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

export async function all(context: Context | Tx): Promise<readonly Interconnect[]> {
  return (await rows(context).execute()).map(fromRow)
}

export type InterconnectQuery = PageRequest & { readonly carrierId?: CarrierId | undefined; readonly q?: string | undefined }

export function list(context: Context, query: InterconnectQuery): Promise<Page<Interconnect>> {
  let found = rows(context)
  if (query.carrierId) found = found.where('carrier_id', '=', query.carrierId)
  if (query.q) {
    const like = `%${query.q.replace(/[\\%_]/g, '\\$&')}%`
    found = found.where(sql<boolean>`(short_code ilike ${like} or name ilike ${like})`)
  }
  return keysetPage(found, { column: 'created_at', direction: 'desc', cast: 'timestamptz' }, query, fromRow)
}

const snake = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const camel = (key: string): string => key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** One group of settings as it stands, or its defaults. */
export async function settings<Group extends SettingsGroup>(
  context: Context | Tx,
  id: InterconnectId,
  group: Group,
): Promise<SettingsOf<Group>> {
  return (await settingsOf(context, group)).get(id) ?? defaultsOf(group)
}

/** One group of every interconnect that has set it. */
export async function settingsOf<Group extends SettingsGroup>(
  context: Context | Tx,
  group: Group,
): Promise<ReadonlyMap<InterconnectId, SettingsOf<Group>>> {
  const table = sql.table(`interconnect_${group}`)
  const { rows: found } = await sql<Record<string, unknown>>`select * from ${table} where tenant_id = ${context.tenantId}`.execute(
    context.db,
  )
  const read = ({ id: _id, tenant_id: _tenant, interconnect_id: owner, ...values }: Record<string, unknown>) => {
    const fields = Object.fromEntries(Object.entries(values).map(([key, value]) => [camel(key), value]))
    return [owner as InterconnectId, SETTINGS[group].parse(fields) as SettingsOf<Group>] as const
  }
  return new Map(found.map(read))
}

/** Sets one group: the row is made the first time and replaced afterwards, so there is never a second (§1.7). */
export async function setSettings<Group extends SettingsGroup>(
  tx: Tx,
  id: InterconnectId,
  group: Group,
  values: SettingsOf<Group>,
): Promise<void> {
  const entries = Object.entries(values).map(([key, value]) => [snake(key), Array.isArray(value) ? JSON.stringify(value) : value] as const)
  const names = entries.map(([key]) => sql.ref(key))
  await sql`insert into ${sql.table(`interconnect_${group}`)} (id, tenant_id, interconnect_id, ${sql.join(names)})
    values (${newId()}, ${tx.tenantId}, ${id}, ${sql.join(entries.map(([, value]) => sql`${value}`))})
    on conflict (interconnect_id) do update set ${sql.join(entries.map(([key]) => sql`${sql.ref(key)} = excluded.${sql.ref(key)}`))}`.execute(
    tx.db,
  )
}

export type StoredAddress = Address & { readonly id: string; readonly interconnectId: InterconnectId }

/** Addresses of one interconnect, or of all. */
export async function addresses(context: Context | Tx, id?: InterconnectId): Promise<readonly StoredAddress[]> {
  const { rows: found } = await sql<StoredAddress>`
    select id, interconnect_id as "interconnectId", ip_address as "ipAddress", is_range as "isRange", range_end as "rangeEnd",
      address_type as "addressType", is_active as "isActive" from interconnect_ip where tenant_id = ${context.tenantId}
      ${id ? sql`and interconnect_id = ${id}` : sql``} order by interconnect_id, first_ip, id`.execute(context.db)
  return found
}

/** Replaces the list of addresses; PostgreSQL works out the first and the last of each. */
export async function setAddresses(tx: Tx, id: InterconnectId, list: readonly Address[]): Promise<void> {
  await sql`delete from interconnect_ip where tenant_id = ${tx.tenantId} and interconnect_id = ${id}`.execute(tx.db)
  for (const address of list) {
    const last = address.rangeEnd ? sql`${address.rangeEnd}::inet` : sql`host(broadcast(${address.ipAddress}::inet))::inet`
    await sql`insert into interconnect_ip (id, tenant_id, interconnect_id, ip_address, is_range, range_end, address_type, is_active, first_ip, last_ip)
      values (${newId()}, ${tx.tenantId}, ${id}, ${address.ipAddress}, ${address.isRange}, ${address.rangeEnd}, ${address.addressType},
        ${address.isActive}, host(network(${address.ipAddress}::inet))::inet, ${last})`.execute(tx.db)
  }
}

/** Whether each pair is a range that runs forwards within one family. */
export async function isOrdered(context: Context | Tx, first: string, last: string): Promise<boolean> {
  const { rows: found } = await sql<{
    ok: boolean
  }>`select family(${first}::inet) = family(${last}::inet) and ${first}::inet <= ${last}::inet as ok`.execute(context.db)
  return found[0]?.ok ?? false
}

export async function codecs(context: Context | Tx, id: InterconnectId): Promise<readonly Codec[]> {
  const { rows: found } = await sql<Codec>`
    select codec_name as "codecName", allowed, relay_only as "relayOnly", vad, ptime from interconnect_codec
    where tenant_id = ${context.tenantId} and interconnect_id = ${id} order by display_order`.execute(context.db)
  return found
}

/** Replaces the table of codecs; their order is the order of preference. */
export async function setCodecs(tx: Tx, id: InterconnectId, list: readonly Codec[]): Promise<void> {
  await sql`delete from interconnect_codec where tenant_id = ${tx.tenantId} and interconnect_id = ${id}`.execute(tx.db)
  for (const [at, codec] of list.entries()) {
    await sql`insert into interconnect_codec (id, tenant_id, interconnect_id, codec_name, allowed, relay_only, vad, ptime, display_order)
      values (${newId()}, ${tx.tenantId}, ${id}, ${codec.codecName}, ${codec.allowed}, ${codec.relayOnly}, ${codec.vad}, ${codec.ptime}, ${at + 1})`.execute(
      tx.db,
    )
  }
}
