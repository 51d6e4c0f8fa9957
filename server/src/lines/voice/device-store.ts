import { type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { AccountId, TenantId, UserId } from '../../platform/ids.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { Device, DeviceId, DeviceKind, DeviceStatus, DigestHashes, PushAddress } from './device.ts'

type DeviceTable = {
  id: DeviceId
  tenant_id: TenantId
  account_id: AccountId
  user_id: UserId | null
  hardware_id: string | null
  name: string
  kind: DeviceKind
  sip_username: string
  realm: string
  ha1_md5: string
  ha1_sha256: string
  secret: string
  status: DeviceStatus
  push_service: PushAddress['service'] | null
  push_token: string | null
  last_seen_at: Date | null
  created_at: Date
  rotated_at: Date | null
  revoked_at: Date | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    device: DeviceTable
  }
}

const fromRow = (row: Selectable<DeviceTable>): Device => ({
  id: row.id,
  accountId: row.account_id,
  userId: row.user_id,
  hardwareId: row.hardware_id,
  name: row.name,
  kind: row.kind,
  sipUsername: row.sip_username,
  realm: row.realm,
  status: row.status,
  pushService: row.push_service,
  lastSeenAt: row.last_seen_at,
  createdAt: row.created_at,
  rotatedAt: row.rotated_at,
  revokedAt: row.revoked_at,
})

const rows = (context: Context | Tx) => context.db.selectFrom('device').selectAll().where('tenant_id', '=', context.tenantId)

export async function findDevice(context: Context | Tx, id: DeviceId): Promise<Device | undefined> {
  const row = await rows(context).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export async function lockDevice(tx: Tx, id: DeviceId): Promise<Device | undefined> {
  const row = await rows(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

/** The living device of this hardware, locked. */
export async function lockHardware(tx: Tx, accountId: AccountId, hardwareId: string): Promise<Device | undefined> {
  const found = rows(tx).where('account_id', '=', accountId).where('hardware_id', '=', hardwareId).where('status', '<>', 'revoked')
  const row = await found.forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

/** One registration of an account after the other, so that two at once cannot both be the tenth. */
export async function lockDevicesOf(tx: Tx, accountId: AccountId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`device/${accountId}`}, 0))`.execute(tx.db)
}

export async function countActive(context: Context | Tx, accountId: AccountId): Promise<number> {
  const counted = await context.db
    .selectFrom('device')
    .select((select) => select.fn.countAll<bigint>().as('count'))
    .where('tenant_id', '=', context.tenantId)
    .where('account_id', '=', accountId)
    .where('status', '=', 'active')
    .executeTakeFirstOrThrow()
  return Number(counted.count)
}

export type DeviceQuery = PageRequest & { readonly accountId?: AccountId | undefined; readonly status?: DeviceStatus | undefined }

export function listDevices(context: Context, query: DeviceQuery): Promise<Page<Device>> {
  let found = rows(context)
  if (query.accountId) found = found.where('account_id', '=', query.accountId)
  found = query.status ? found.where('status', '=', query.status) : found.where('status', '<>', 'revoked')
  return keysetPage(found, { column: 'created_at', direction: 'desc', cast: 'timestamptz' }, query, fromRow)
}

export async function activeDevicesOf(context: Context | Tx, accountId: AccountId): Promise<readonly Device[]> {
  const found = await rows(context).where('account_id', '=', accountId).where('status', '=', 'active').orderBy('created_at').execute()
  return found.map(fromRow)
}

export async function lockDevicesOfUser(tx: Tx, userId: UserId, status: DeviceStatus): Promise<readonly Device[]> {
  const found = await rows(tx).where('user_id', '=', userId).where('status', '=', status).forUpdate().execute()
  return found.map(fromRow)
}

/** `secret` and `pushToken` come sealed. */
export type Sealed = DigestHashes & { readonly secret: string; readonly pushToken: string | null }

export async function insertDevice(tx: Tx, device: Device, sealed: Sealed): Promise<void> {
  await tx.db
    .insertInto('device')
    .values({
      id: device.id,
      tenant_id: tx.tenantId,
      account_id: device.accountId,
      user_id: device.userId,
      hardware_id: device.hardwareId,
      name: device.name,
      kind: device.kind,
      sip_username: device.sipUsername,
      realm: device.realm,
      ha1_md5: sealed.ha1Md5,
      ha1_sha256: sealed.ha1Sha256,
      secret: sealed.secret,
      status: device.status,
      push_service: device.pushService,
      push_token: sealed.pushToken,
      last_seen_at: device.lastSeenAt,
      created_at: device.createdAt,
      rotated_at: device.rotatedAt,
      revoked_at: device.revokedAt,
    })
    .execute()
}

export async function saveDevice(tx: Tx, device: Device): Promise<void> {
  await tx.db
    .updateTable('device')
    .set({
      name: device.name,
      status: device.status,
      last_seen_at: device.lastSeenAt,
      rotated_at: device.rotatedAt,
      revoked_at: device.revokedAt,
      ...(device.pushService === null && { push_service: null, push_token: null }),
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('id', '=', device.id)
    .execute()
}

export async function savePush(tx: Tx, id: DeviceId, service: PushAddress['service'], sealedToken: string): Promise<void> {
  const set = { push_service: service, push_token: sealedToken }
  await tx.db.updateTable('device').set(set).where('tenant_id', '=', tx.tenantId).where('id', '=', id).execute()
}

export async function saveCredentials(tx: Tx, id: DeviceId, { ha1Md5, ha1Sha256, secret }: Omit<Sealed, 'pushToken'>): Promise<void> {
  const set = { ha1_md5: ha1Md5, ha1_sha256: ha1Sha256, secret }
  await tx.db.updateTable('device').set(set).where('tenant_id', '=', tx.tenantId).where('id', '=', id).execute()
}

export type DeviceHolder = {
  readonly deviceId: DeviceId
  readonly tenantId: TenantId
  readonly accountId: AccountId
  readonly status: DeviceStatus
  readonly lastSeenAt: Date | null
}

/** Whose device signs in under this name, in any tenant. */
export async function holderOfDevice(context: Context, sipUsername: string): Promise<DeviceHolder | undefined> {
  const { rows: found } =
    await sql<DeviceHolder>`select device_id as "deviceId", tenant_id as "tenantId", account_id as "accountId", status,
    last_seen_at as "lastSeenAt" from device_holder(${sipUsername})`.execute(context.db)
  return found[0]
}

/** Notes that the device was there. */
export async function touchDevice(tx: Tx, id: DeviceId): Promise<void> {
  const query = tx.db.updateTable('device').set({ last_seen_at: tx.now() })
  await query.where('tenant_id', '=', tx.tenantId).where('id', '=', id).execute()
}
