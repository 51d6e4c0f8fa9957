import { CompiledQuery, type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { AccountId, TenantId } from '../../platform/ids.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import { arrays } from '../ledger/index.ts'
import type { Bucket, BucketId, Split, Unit } from './allowance.ts'

type BucketTable = {
  id: BucketId
  tenant_id: TenantId
  account_id: AccountId
  service: string
  unit: Unit
  name: string
  granted: bigint
  used: bigint
  reserved: bigint
  priority: number
  source_id: string
  valid_from: Date
  expires_at: Date
  notified: readonly number[]
  expired_at: Date | null
  created_at: Date
}

type UseTable = {
  owner_id: string
  bucket_id: BucketId
  tenant_id: TenantId
  account_id: AccountId
  quantity: bigint
  state: 'reserved' | 'used'
}

declare module '../../platform/database.ts' {
  interface Tables {
    allowance_bucket: BucketTable
    allowance_use: UseTable
  }
}

const fromRow = (row: Selectable<BucketTable>): Bucket => ({
  id: row.id,
  accountId: row.account_id,
  service: row.service,
  unit: row.unit,
  name: row.name,
  granted: row.granted,
  used: row.used,
  reserved: row.reserved,
  priority: row.priority,
  sourceId: row.source_id,
  validFrom: row.valid_from,
  expiresAt: row.expires_at,
  notified: row.notified,
  expiredAt: row.expired_at,
  createdAt: row.created_at,
})

/** Answers false when it was granted before. */
export async function insertBucket(tx: Tx, bucket: Bucket): Promise<boolean> {
  const result = await tx.db
    .insertInto('allowance_bucket')
    .values({
      id: bucket.id,
      tenant_id: tx.tenantId,
      account_id: bucket.accountId,
      service: bucket.service,
      unit: bucket.unit,
      name: bucket.name,
      granted: bucket.granted,
      used: bucket.used,
      reserved: bucket.reserved,
      priority: bucket.priority,
      source_id: bucket.sourceId,
      valid_from: bucket.validFrom,
      expires_at: bucket.expiresAt,
      notified: sql`'{}'`,
      expired_at: null,
      created_at: bucket.createdAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export type BucketUse = { readonly accountId: AccountId; readonly service: string; readonly unit: Unit }

/**
 * What may pay for a use at an instant, in the order of consumption and locked in it: the buckets live then, and those the owner has already, live or not.
 * Every caller locks in the same order, so two of them never wait for each other.
 */
export async function lockBuckets(tx: Tx, use: BucketUse & { readonly ownerId: string }, at: Date): Promise<readonly Bucket[]> {
  const { rows } = await sql<Selectable<BucketTable>>`select * from allowance_bucket
    where tenant_id = ${tx.tenantId} and account_id = ${use.accountId}
      and (service = ${use.service} and unit = ${use.unit} and expired_at is null and valid_from <= ${at} and expires_at > ${at}
        or id in (select bucket_id from allowance_use where owner_id = ${use.ownerId}))
    order by expires_at, priority, created_at, id for update`.execute(tx.db)
  return rows.map(fromRow)
}

export async function usesOf(
  context: Context | Tx,
  ownerId: string,
): Promise<readonly (Split & { readonly state: 'reserved' | 'used' })[]> {
  const { rows } = await sql<{ bucket_id: BucketId; quantity: bigint; state: 'reserved' | 'used' }>`
    select u.bucket_id, u.quantity, u.state from allowance_use u join allowance_bucket b on b.id = u.bucket_id
    where u.tenant_id = ${context.tenantId} and u.owner_id = ${ownerId} order by b.expires_at, b.priority, b.created_at, b.id`.execute(
    context.db,
  )
  return rows.map((row) => ({ bucketId: row.bucket_id, quantity: row.quantity, state: row.state }))
}

/** Promises parts of locked buckets to an owner, on top of what it has. */
export async function addReserved(tx: Tx, accountId: AccountId, ownerId: string, splits: readonly Split[]): Promise<void> {
  for (const { bucketId, quantity } of splits) {
    await sql`update allowance_bucket set reserved = reserved + ${quantity} where id = ${bucketId}`.execute(tx.db)
    await sql`insert into allowance_use (owner_id, bucket_id, tenant_id, account_id, quantity, state)
      values (${ownerId}, ${bucketId}, ${tx.tenantId}, ${accountId}, ${quantity}, 'reserved')
      on conflict (owner_id, bucket_id) do update set quantity = allowance_use.quantity + excluded.quantity`.execute(tx.db)
  }
}

/** Of what was promised of a bucket, `used` is used and the rest free again. Answers the bucket as it is then. */
export async function useReserved(tx: Tx, ownerId: string, reserved: Split, used: bigint): Promise<Bucket> {
  const { rows } = await sql<
    Selectable<BucketTable>
  >`update allowance_bucket set reserved = reserved - ${reserved.quantity}, used = used + ${used}
    where id = ${reserved.bucketId} returning *`.execute(tx.db)
  if (used === 0n) await sql`delete from allowance_use where owner_id = ${ownerId} and bucket_id = ${reserved.bucketId}`.execute(tx.db)
  else
    await sql`update allowance_use set quantity = ${used}, state = 'used' where owner_id = ${ownerId} and bucket_id = ${reserved.bucketId}`.execute(
      tx.db,
    )
  return fromRow(rows[0] as Selectable<BucketTable>)
}

/** Buckets of many accounts, locked and in the order of consumption, whenever they were or will be live. */
export async function lockBucketsOf(
  tx: Tx,
  accountIds: readonly AccountId[],
  use: Pick<BucketUse, 'service' | 'unit'>,
): Promise<ReadonlyMap<AccountId, readonly Bucket[]>> {
  const { rows } = await sql<Selectable<BucketTable>>`select * from allowance_bucket
    where tenant_id = ${tx.tenantId} and account_id = any(${[...accountIds]}::uuid[]) and service = ${use.service} and unit = ${use.unit}
      and expired_at is null and used + reserved < granted
    order by expires_at, priority, created_at, id for update`.execute(tx.db)
  return Map.groupBy(rows.map(fromRow), (bucket) => bucket.accountId)
}

export type BucketShare = {
  readonly ownerId: string
  readonly accountId: AccountId
  readonly bucketId: BucketId
  readonly quantity: bigint
}

/** Uses parts of locked buckets at once. Answers the buckets as they are then. */
export async function useBuckets(tx: Tx, shares: readonly BucketShare[]): Promise<readonly Bucket[]> {
  const columns = [
    arrays.uuids(shares.map((share) => share.ownerId)),
    arrays.uuids(shares.map((share) => share.bucketId)),
    arrays.uuids(shares.map((share) => share.accountId)),
    arrays.bigints(shares.map((share) => share.quantity)),
  ]
  await tx.db.executeQuery(
    CompiledQuery.raw(
      `insert into allowance_use (owner_id, bucket_id, tenant_id, account_id, quantity, state)
       select s.owner, s.bucket, $5::uuid, s.account, s.quantity, 'used' from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[]) as s (owner, bucket, account, quantity)`,
      [...columns, tx.tenantId],
    ),
  )
  const { rows } = await tx.db.executeQuery<Selectable<BucketTable>>(
    CompiledQuery.raw(
      `update allowance_bucket b set used = b.used + s.quantity
       from (select bucket, sum(quantity)::bigint as quantity from unnest($1::uuid[], $2::bigint[]) as u (bucket, quantity) group by bucket) s
       where b.id = s.bucket returning b.*`,
      [columns[1], columns[3]],
    ),
  )
  return rows.map(fromRow)
}

/** What was used is free again. */
export async function returnUse(tx: Tx, ownerId: string, used: Split): Promise<void> {
  await sql`update allowance_bucket set used = used - ${used.quantity} where id = ${used.bucketId}`.execute(tx.db)
  await sql`delete from allowance_use where owner_id = ${ownerId} and bucket_id = ${used.bucketId}`.execute(tx.db)
}

export async function setNotified(tx: Tx, id: BucketId, levels: readonly number[]): Promise<void> {
  await sql`update allowance_bucket set notified = ${[...levels]}::int[] where id = ${id}`.execute(tx.db)
}

/** Buckets of any tenant whose time is over and of which nothing is promised any more. */
export async function listDueBuckets(context: Context, limit: number): Promise<readonly (Bucket & { readonly tenantId: TenantId })[]> {
  const { rows } = await sql<Selectable<BucketTable>>`select * from allowance_bucket
    where expired_at is null and expires_at <= ${context.now()} and reserved = 0 order by expires_at, id limit ${limit}`.execute(context.db)
  return rows.map((row) => ({ ...fromRow(row), tenantId: row.tenant_id }))
}

/** Answers the bucket when it ended just now, and nothing when it had ended before. */
export async function endBucket(tx: Tx, id: BucketId): Promise<Bucket | undefined> {
  const { rows } = await sql<Selectable<BucketTable>>`update allowance_bucket set expired_at = ${tx.now()}
    where id = ${id} and expired_at is null and reserved = 0 returning *`.execute(tx.db)
  return rows[0] && fromRow(rows[0])
}

/** What was granted for later, or for longer, ends now. */
export async function shortenBuckets(tx: Tx, sourceId: string): Promise<void> {
  await sql`update allowance_bucket set expires_at = greatest(${tx.now()}, valid_from + interval '1 microsecond'), expired_at = case when reserved = 0 then ${tx.now()}::timestamptz end
    where tenant_id = ${tx.tenantId} and source_id = ${sourceId} and expired_at is null and expires_at > ${tx.now()}`.execute(tx.db)
}

/** What is left for a use now, promised to nobody. */
export async function allowanceLeft(context: Context, use: BucketUse): Promise<bigint> {
  const now = context.now()
  const { rows } = await sql<{ left: bigint }>`select coalesce(sum(granted - used - reserved), 0)::bigint as left from allowance_bucket
    where tenant_id = ${context.tenantId} and account_id = ${use.accountId} and service = ${use.service} and unit = ${use.unit}
      and expired_at is null and valid_from <= ${now} and expires_at > ${now}`.execute(context.db)
  return rows[0]?.left ?? 0n
}

export type BucketQuery = PageRequest & {
  readonly accountId?: AccountId | undefined
  readonly sourceId?: string | undefined
  readonly live?: boolean | undefined
}

export async function listBuckets(context: Context, query: BucketQuery): Promise<Page<Bucket>> {
  let rows = context.db.selectFrom('allowance_bucket').selectAll().where('tenant_id', '=', context.tenantId)
  if (query.accountId) rows = rows.where('account_id', '=', query.accountId)
  if (query.sourceId) rows = rows.where('source_id', '=', query.sourceId)
  if (query.live) {
    const now = context.now()
    rows = rows.where('expired_at', 'is', null).where('valid_from', '<=', now).where('expires_at', '>', now)
  }
  return keysetPage(rows, { column: 'created_at', direction: 'desc', cast: 'timestamptz' }, query, fromRow)
}
