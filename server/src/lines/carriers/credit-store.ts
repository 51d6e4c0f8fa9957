import { sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { type Money, micros } from '../../platform/money.ts'
import type { AlertSide, AlertType, CreditAlert, CreditAlertId } from './alert.ts'
import type { Carrier, CarrierId, Side } from './carrier.ts'
import { bucketOf, windowStart } from './credit.ts'

/** Adds what a call came to, to the five minutes of now. */
export async function addSpend(tx: Tx, carrier: Carrier, side: Side, amount: Money, calls = 1): Promise<void> {
  await sql`insert into carrier_spend as s (tenant_id, carrier_id, account_id, direction, bucket_at, amount_micros, calls)
    values (${tx.tenantId}, ${carrier.id}, ${carrier.accountId}, ${side}, ${bucketOf(tx.now())}, ${amount.units}, ${calls})
    on conflict (carrier_id, direction, bucket_at) do update set amount_micros = s.amount_micros + excluded.amount_micros,
      calls = s.calls + excluded.calls`.execute(tx.db)
}

export type SpendRow = { readonly carrierId: CarrierId; readonly side: Side; readonly window: bigint; readonly total: bigint }

/** What every carrier, or one, has spent in the last 24 hours and in all. */
export async function spends(context: Context | Tx, carrierId?: CarrierId): Promise<readonly SpendRow[]> {
  const { rows } = await sql<SpendRow>`
    select carrier_id as "carrierId", direction as side, coalesce(sum(amount_micros) filter (where bucket_at >= ${windowStart(context.now())}), 0)::bigint as window,
      sum(amount_micros)::bigint as total
    from carrier_spend where tenant_id = ${context.tenantId} ${carrierId ? sql`and carrier_id = ${carrierId}` : sql``} group by 1, 2`.execute(
    context.db,
  )
  return rows
}

/** The window alone, for every carrier: what decides about a call. */
export async function windows(context: Context | Tx): Promise<ReadonlyMap<string, bigint>> {
  const { rows } = await sql<{ key: string; amount: bigint }>`
    select carrier_id || '/' || direction as key, sum(amount_micros)::bigint as amount
    from carrier_spend where tenant_id = ${context.tenantId} and bucket_at >= ${windowStart(context.now())} group by 1`.execute(context.db)
  return new Map(rows.map((row) => [row.key, row.amount]))
}

/** The buckets of the last 24 hours, oldest first. */
export async function bucketsOf(
  context: Context,
  carrier: Carrier,
  side: Side,
): Promise<readonly { at: Date; amount: Money; calls: number }[]> {
  const { rows } = await sql<{ at: Date; units: bigint; calls: number }>`
    select bucket_at as at, amount_micros as units, calls from carrier_spend where tenant_id = ${context.tenantId} and carrier_id = ${carrier.id}
      and direction = ${side} and bucket_at >= ${windowStart(context.now())} order by bucket_at`.execute(context.db)
  return rows.map(({ at, units, calls }) => ({ at, calls, amount: micros(carrier.currency, units) }))
}

/** Until when limits are overridden at the moment, by `carrier/side`. */
export async function overrides(context: Context | Tx): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await sql<{ key: string; until: Date }>`
    select carrier_id || '/' || direction as key, max(expires_at) as until from credit_override
    where tenant_id = ${context.tenantId} and expires_at > ${context.now()} group by 1`.execute(context.db)
  return new Map(rows.map((row) => [row.key, row.until]))
}

export type Override = { readonly side: Side; readonly reason: string; readonly expiresAt: Date }

export async function addOverride(tx: Tx, carrierId: CarrierId, override: Override): Promise<void> {
  await sql`insert into credit_override (id, tenant_id, carrier_id, direction, reason, given_by, created_at, expires_at)
    values (${newId()}, ${tx.tenantId}, ${carrierId}, ${override.side}, ${override.reason}, ${tx.actor.label}, ${tx.now()}, ${override.expiresAt})`.execute(
    tx.db,
  )
}

type AlertRow = {
  id: CreditAlertId
  carrier_id: CarrierId
  alert_type: AlertType
  direction: AlertSide
  threshold_micros: bigint
  currency: string
  recipients: string[]
  is_active: boolean
  armed: boolean
  fired_at: Date | null
  created_at: Date
}

const alertOf = (row: AlertRow): CreditAlert => ({
  id: row.id,
  carrierId: row.carrier_id,
  alertType: row.alert_type,
  direction: row.direction,
  threshold: micros(row.currency, row.threshold_micros),
  recipients: row.recipients,
  isActive: row.is_active,
  armed: row.armed,
  firedAt: row.fired_at,
  createdAt: row.created_at,
})

const selectAlerts = (context: Context | Tx) =>
  sql`select a.*, c.currency from credit_alert a join carrier c on c.id = a.carrier_id where a.tenant_id = ${context.tenantId}`

export async function alertsOf(context: Context | Tx, carrierId: CarrierId): Promise<readonly CreditAlert[]> {
  const { rows } = await sql<AlertRow>`${selectAlerts(context)} and a.carrier_id = ${carrierId} order by a.created_at, a.id`.execute(
    context.db,
  )
  return rows.map(alertOf)
}

/** Alerts that watch, locked, so that each fires once. */
export async function lockAlerts(tx: Tx, carrierId: CarrierId): Promise<readonly CreditAlert[]> {
  const { rows } =
    await sql<AlertRow>`${selectAlerts(tx)} and a.carrier_id = ${carrierId} and a.is_active order by a.id for update of a`.execute(tx.db)
  return rows.map(alertOf)
}

export async function findAlert(context: Context | Tx, id: CreditAlertId): Promise<CreditAlert | undefined> {
  const { rows } = await sql<AlertRow>`${selectAlerts(context)} and a.id = ${id}`.execute(context.db)
  return rows[0] && alertOf(rows[0])
}

/** Carriers that have alerts to watch. */
export async function watched(context: Context | Tx): Promise<readonly CarrierId[]> {
  const { rows } = await sql<{
    id: CarrierId
  }>`select distinct carrier_id as id from credit_alert where tenant_id = ${context.tenantId} and is_active`.execute(context.db)
  return rows.map((row) => row.id)
}

export async function putAlert(tx: Tx, alert: CreditAlert): Promise<void> {
  await sql`insert into credit_alert (id, tenant_id, carrier_id, alert_type, direction, threshold_micros, recipients, is_active, armed, fired_at, created_at)
    values (${alert.id}, ${tx.tenantId}, ${alert.carrierId}, ${alert.alertType}, ${alert.direction}, ${alert.threshold.units},
      ${JSON.stringify(alert.recipients)}, ${alert.isActive}, ${alert.armed}, ${alert.firedAt}, ${alert.createdAt})
    on conflict (id) do update set alert_type = excluded.alert_type, direction = excluded.direction, threshold_micros = excluded.threshold_micros,
      recipients = excluded.recipients, is_active = excluded.is_active, armed = excluded.armed, fired_at = excluded.fired_at`.execute(tx.db)
}

export async function removeAlert(tx: Tx, id: CreditAlertId): Promise<void> {
  await sql`delete from credit_alert where tenant_id = ${tx.tenantId} and id = ${id}`.execute(tx.db)
}
