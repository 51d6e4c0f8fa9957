import { sql } from 'kysely'
import { later } from '../../platform/clock.ts'
import type { Tx } from '../../platform/context.ts'
import type { UserId } from '../../platform/ids.ts'
import { hashToken, newToken } from '../../platform/secrets.ts'
import { errors } from './errors.ts'

export type LinkPurpose = 'verify' | 'reset' | 'invite' | 'setup'

/** Makes a single-use link's token; earlier ones of the same purpose stop working. Only its hash is kept. */
export async function issueLink(tx: Tx, purpose: LinkPurpose, userId: UserId | null, milliseconds: number): Promise<string> {
  const token = newToken('lcl')
  await sql`delete from access_link where tenant_id = ${tx.tenantId} and purpose = ${purpose} and user_id is not distinct from ${userId}`.execute(
    tx.db,
  )
  await sql`insert into access_link (token_hash, tenant_id, user_id, purpose, created_at, expires_at)
    values (${hashToken(token)}, ${tx.tenantId}, ${userId}, ${purpose}, ${tx.now()}, ${later(tx.now(), milliseconds)})`.execute(tx.db)
  return token
}

/** Uses the link up. Throws 422 `linkInvalid` when it is unknown, used or too old. */
export async function useLink(
  tx: Tx,
  token: string,
  purposes: readonly LinkPurpose[],
): Promise<{ readonly userId: UserId | null; readonly purpose: LinkPurpose }> {
  const { rows } = await sql<{ user_id: UserId | null; purpose: LinkPurpose }>`update access_link set used_at = ${tx.now()}
    where token_hash = ${hashToken(token)} and tenant_id = ${tx.tenantId} and purpose = any(${[...purposes]}) and used_at is null and expires_at > ${tx.now()}
    returning user_id, purpose`.execute(tx.db)
  const row = rows[0]
  if (!row) throw errors.linkInvalid({ detail: 'This link was used before or has run out. Ask for a new one.' })
  return { userId: row.user_id, purpose: row.purpose }
}
