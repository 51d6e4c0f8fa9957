import { type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { AccountId, ProviderId, TenantId } from '../../platform/ids.ts'
import { micros } from '../../platform/money.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { OfferingId } from '../../spine/catalog/index.ts'
import type { HoldId } from '../../spine/ledger/index.ts'
import type { Access, Command, Hold, Instance, InstanceId, Lifecycle, Power, Usage } from './instance.ts'

type InstanceTable = {
  id: InstanceId
  tenant_id: TenantId
  account_id: AccountId
  offering_id: OfferingId
  provider_id: ProviderId | null
  size: string
  cpu: number
  ram_mib: number
  disk_gib: number
  image: string
  region: string
  name: string
  ssh_key: string | null
  lifecycle: Lifecycle
  power: Power
  observed_at: Date | null
  wants: 'on' | 'off'
  holds: readonly Hold[]
  task: Command | null
  missing_since: Date | null
  unreachable_since: Date | null
  currency: string
  hourly_e8: bigint
  cap_micros: bigint | null
  trace: Readonly<Record<string, unknown>>
  unit_start: Date | null
  unit_hold_id: HoldId | null
  meter_month: string | null
  meter_units: number
  address: string | null
  access: readonly Access[]
  error: { readonly code: string; readonly message: string } | null
  created_at: Date
  ready_at: Date | null
  trashed_at: Date | null
  purge_at: Date | null
  deleted_at: Date | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    instance: InstanceTable
  }
}

const fromRow = (row: Selectable<InstanceTable>): Instance => ({
  id: row.id,
  accountId: row.account_id,
  offeringId: row.offering_id,
  size: row.size,
  cpu: row.cpu,
  ramMib: row.ram_mib,
  diskGib: row.disk_gib,
  image: row.image,
  region: row.region,
  name: row.name,
  sshKey: row.ssh_key,
  providerId: row.provider_id,
  lifecycle: row.lifecycle,
  power: row.power,
  observedAt: row.observed_at,
  wants: row.wants,
  holds: row.holds,
  task: row.task,
  missingSince: row.missing_since,
  unreachableSince: row.unreachable_since,
  plan: {
    hourly: { currency: row.currency, e8: row.hourly_e8 },
    cap: row.cap_micros === null ? null : micros(row.currency, row.cap_micros),
  },
  trace: row.trace,
  meter: { unitStart: row.unit_start, month: row.meter_month, units: row.meter_units },
  unitHoldId: row.unit_hold_id,
  address: row.address,
  access: row.access,
  error: row.error,
  createdAt: row.created_at,
  readyAt: row.ready_at,
  trashedAt: row.trashed_at,
  purgeAt: row.purge_at,
  deletedAt: row.deleted_at,
})

const json = <Value>(value: Value) => sql<Value>`${JSON.stringify(value)}::jsonb`

/** What changes in a server's life; what it was sold as does not. */
const changing = (instance: Instance) => ({
  provider_id: instance.providerId,
  name: instance.name,
  lifecycle: instance.lifecycle,
  power: instance.power,
  observed_at: instance.observedAt,
  wants: instance.wants,
  holds: json(instance.holds),
  task: instance.task,
  missing_since: instance.missingSince,
  unreachable_since: instance.unreachableSince,
  unit_start: instance.meter.unitStart,
  unit_hold_id: instance.unitHoldId,
  meter_month: instance.meter.month,
  meter_units: instance.meter.units,
  address: instance.address,
  access: json(instance.access),
  error: instance.error && json(instance.error),
  ready_at: instance.readyAt,
  trashed_at: instance.trashedAt,
  purge_at: instance.purgeAt,
  deleted_at: instance.deletedAt,
})

export async function insert(tx: Tx, instance: Instance): Promise<void> {
  const row = {
    id: instance.id,
    tenant_id: tx.tenantId,
    account_id: instance.accountId,
    offering_id: instance.offeringId,
    size: instance.size,
    cpu: instance.cpu,
    ram_mib: instance.ramMib,
    disk_gib: instance.diskGib,
    image: instance.image,
    region: instance.region,
    ssh_key: instance.sshKey,
    currency: instance.plan.hourly.currency,
    hourly_e8: instance.plan.hourly.e8,
    cap_micros: instance.plan.cap?.units ?? null,
    trace: json(instance.trace),
    created_at: instance.createdAt,
    ...changing(instance),
  }
  await tx.db.insertInto('instance').values(row).execute()
}

export async function save(tx: Tx, instance: Instance): Promise<void> {
  await tx.db.updateTable('instance').set(changing(instance)).where('tenant_id', '=', tx.tenantId).where('id', '=', instance.id).execute()
}

const rows = (context: Context | Tx) => context.db.selectFrom('instance').selectAll().where('tenant_id', '=', context.tenantId)

export async function find(context: Context | Tx, id: InstanceId): Promise<Instance | undefined> {
  const row = await rows(context).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export async function lock(tx: Tx, id: InstanceId): Promise<Instance | undefined> {
  const row = await rows(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

export type InstanceQuery = PageRequest & {
  readonly accountId?: AccountId | undefined
  readonly status?: 'running' | 'stopped' | 'suspended' | 'provisioning' | 'error' | 'deleted' | undefined
  readonly region?: string | undefined
  readonly q?: string | undefined
}

const HELD = sql<boolean>`holds <> '[]'`
const FREE = sql<boolean>`holds = '[]'`

/** Newest first; what is gone for good or in the trash only when asked for. */
export function list(context: Context, query: InstanceQuery): Promise<Page<Instance>> {
  let found = rows(context)
  if (query.accountId) found = found.where('account_id', '=', query.accountId)
  if (query.region) found = found.where('region', '=', query.region)
  if (query.q) found = found.where('name', 'ilike', `%${query.q.replace(/[\\%_]/g, '\\$&')}%`)
  switch (query.status) {
    case 'running':
    case 'stopped':
      found = found
        .where('lifecycle', '=', 'active')
        .where(FREE)
        .where('power', '=', query.status === 'running' ? 'on' : 'off')
      break
    case 'suspended':
      found = found.where('lifecycle', '=', 'active').where(HELD)
      break
    case 'provisioning':
      found = found.where('lifecycle', 'in', ['pending', 'provisioning'])
      break
    case 'error':
      found = found.where('lifecycle', '=', 'error')
      break
    case 'deleted':
      found = found.where('lifecycle', 'in', ['trashed', 'deleting', 'deleted'])
      break
    default:
      found = found.where('lifecycle', 'not in', ['trashed', 'deleting', 'deleted'])
  }
  return keysetPage(found, { column: 'created_at', direction: 'desc', cast: 'timestamptz' }, query, fromRow)
}

/** What the account's servers have together. Serialised by account, so that two orders cannot both take the last place. */
export async function lockUsage(tx: Tx, accountId: AccountId): Promise<Usage> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${accountId}, 20))`.execute(tx.db)
  return usage(tx, accountId)
}

export async function usage(context: Context | Tx, accountId: AccountId): Promise<Usage> {
  const row = await context.db
    .selectFrom('instance')
    .select([
      sql<number>`count(*)::int`.as('instances'),
      sql<number>`coalesce(sum(cpu), 0)::int`.as('cpu'),
      sql<number>`coalesce(sum(ram_mib), 0)::int`.as('ramMib'),
      sql<number>`coalesce(sum(disk_gib), 0)::int`.as('diskGib'),
    ])
    .where('tenant_id', '=', context.tenantId)
    .where('account_id', '=', accountId)
    .where('lifecycle', 'in', ['pending', 'provisioning', 'active', 'trashed'])
    .executeTakeFirstOrThrow()
  return row
}

/** Servers of the account that wait for money, the longest first. */
export async function listUnpaid(tx: Context | Tx, accountId: AccountId): Promise<readonly InstanceId[]> {
  const found = await tx.db
    .selectFrom('instance')
    .select('id')
    .where('tenant_id', '=', tx.tenantId)
    .where('account_id', '=', accountId)
    .where('lifecycle', '=', 'active')
    .where(sql<boolean>`holds @> '[{"kind": "billing"}]'`)
    .orderBy('created_at')
    .execute()
  return found.map(({ id }) => id)
}

export type Owned = { readonly id: InstanceId; readonly tenantId: TenantId; readonly accountId: AccountId }

const owned = (context: Context) => context.db.selectFrom('instance').select(['id', 'tenant_id as tenantId', 'account_id as accountId'])

/** Living servers of every tenant after `after`, for the schedule that looks at them as the system. */
export const listAlive = (context: Context, after: InstanceId | null, limit: number): Promise<readonly Owned[]> =>
  owned(context)
    .where('lifecycle', '=', 'active')
    .$if(after !== null, (query) => query.where('id', '>', after as InstanceId))
    .orderBy('id')
    .limit(limit)
    .execute()

/** Servers whose current unit ended before `before`: their job was lost. */
export const listOverdue = (context: Context, before: Date, limit: number): Promise<readonly Owned[]> =>
  owned(context).where('unit_start', '<=', before).orderBy('unit_start').limit(limit).execute()

/** Servers in the trash whose time is over. */
export const listExpired = (context: Context, limit: number): Promise<readonly Owned[]> =>
  owned(context).where('lifecycle', '=', 'trashed').where('purge_at', '<=', context.now()).where('task', 'is', null).limit(limit).execute()

/** Servers held for want of money since before `since`. */
export const listLongUnpaid = (context: Context, since: Date, limit: number): Promise<readonly Owned[]> =>
  owned(context)
    .where('lifecycle', '=', 'active')
    .where('task', 'is', null)
    .where(
      sql<boolean>`exists (select 1 from jsonb_to_recordset(holds) as h(kind text, since timestamptz) where h.kind = 'billing' and h.since <= ${since})`,
    )
    .limit(limit)
    .execute()

/** Every account with a server that waits for money. */
export const listUnpaidAccounts = async (
  context: Context,
  limit: number,
): Promise<readonly { readonly tenantId: TenantId; readonly accountId: AccountId }[]> =>
  context.db
    .selectFrom('instance')
    .select(['tenant_id as tenantId', 'account_id as accountId'])
    .distinct()
    .where('lifecycle', '=', 'active')
    .where(sql<boolean>`holds @> '[{"kind": "billing"}]'`)
    .limit(limit)
    .execute()
