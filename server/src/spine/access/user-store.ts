import { type Selectable, sql } from 'kysely'
import { type Context, systemContext, type Tx } from '../../platform/context.ts'
import type { AccountId, TenantId, UserId } from '../../platform/ids.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { Role } from './roles.ts'
import type { User, UserStatus } from './user.ts'

type UserTable = {
  id: UserId
  tenant_id: TenantId
  account_id: AccountId | null
  email: string
  name: string
  role: Role
  status: UserStatus
  password_hash: string | null
  totp_secret: string | null
  totp_confirmed: boolean
  totp_last_step: bigint | null
  created_at: Date
  last_login_at: Date | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    app_user: UserTable
  }
}

const fromRow = (row: Selectable<UserTable>): User => ({
  id: row.id,
  tenantId: row.tenant_id,
  accountId: row.account_id,
  email: row.email,
  name: row.name,
  role: row.role,
  status: row.status,
  passwordHash: row.password_hash,
  totpSecret: row.totp_secret,
  totpConfirmed: row.totp_confirmed,
  createdAt: row.created_at,
  lastLoginAt: row.last_login_at,
})

const users = (context: Context | Tx) => context.db.selectFrom('app_user').selectAll().where('tenant_id', '=', context.tenantId)

export async function find(context: Context | Tx, id: UserId): Promise<User | undefined> {
  const row = await users(context).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export async function findByEmail(context: Context | Tx, email: string): Promise<User | undefined> {
  const row = await users(context).where(sql`lower(email)`, '=', email.toLowerCase()).where('status', '<>', 'deleted').executeTakeFirst()
  return row && fromRow(row)
}

export const list = (context: Context, query: PageRequest): Promise<Page<User>> =>
  keysetPage(
    users(context).where('status', '<>', 'deleted').where('account_id', 'is', null),
    { column: 'created_at', direction: 'desc', cast: 'timestamptz' },
    query,
    fromRow,
  )

/** Answers false when the address is in use. */
export async function insert(tx: Tx, user: User): Promise<boolean> {
  const result = await tx.db
    .insertInto('app_user')
    .values({
      id: user.id,
      tenant_id: user.tenantId,
      account_id: user.accountId,
      email: user.email,
      name: user.name,
      role: user.role,
      status: user.status,
      password_hash: user.passwordHash,
      totp_secret: user.totpSecret,
      totp_confirmed: user.totpConfirmed,
      totp_last_step: null,
      created_at: user.createdAt,
      last_login_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

type Change = Partial<Pick<UserTable, 'status' | 'password_hash' | 'totp_secret' | 'totp_confirmed' | 'last_login_at'>>

export async function change(tx: Tx, id: UserId, values: Change): Promise<void> {
  await tx.db.updateTable('app_user').set(values).where('id', '=', id).execute()
}

/** Accepts a time step once: it must be newer than the last one used (RFC 6238 §5.2), decided by one statement. */
export async function useTotpStep(tx: Tx, id: UserId, step: bigint): Promise<boolean> {
  const result = await tx.db
    .updateTable('app_user')
    .set({ totp_last_step: step })
    .where('id', '=', id)
    .where((where) => where.or([where('totp_last_step', 'is', null), where('totp_last_step', '<', step)]))
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Super administrators who can sign in, locked so that two of them cannot remove each other at once. */
export async function lockSuperAdmins(tx: Tx): Promise<readonly UserId[]> {
  const rows = await tx.db
    .selectFrom('app_user')
    .select('id')
    .where('tenant_id', '=', tx.tenantId)
    .where('role', '=', 'super_admin')
    .where('status', '=', 'active')
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map((row) => row.id)
}

export async function hasSuperAdmin(context: Context | Tx): Promise<boolean> {
  const row = await context.db
    .selectFrom('app_user')
    .select('id')
    .where('role', '=', 'super_admin')
    .where('status', '<>', 'deleted')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function insertRecoveryCodes(tx: Tx, userId: UserId, hashes: readonly Buffer[]): Promise<void> {
  await sql`delete from recovery_code where user_id = ${userId}`.execute(tx.db)
  for (const hash of hashes)
    await sql`insert into recovery_code (code_hash, tenant_id, user_id) values (${hash}, ${tx.tenantId}, ${userId})`.execute(tx.db)
}

/** Answers whether the code was the user's and had not been used. */
export async function useRecoveryCode(tx: Tx, userId: UserId, hash: Buffer): Promise<boolean> {
  const result =
    await sql`update recovery_code set used_at = ${tx.now()} where user_id = ${userId} and code_hash = ${hash} and used_at is null`.execute(
      tx.db,
    )
  return result.numAffectedRows === 1n
}

/** A person of whatever tenant, by id; for staff who act in a tenant below their own. */
export async function findAnywhere(context: Context, id: UserId): Promise<User | undefined> {
  const row = await systemContext(context.services).db.selectFrom('app_user').selectAll().where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}
