import { sql } from 'kysely'
import { days, hours, later, minutes } from '../../platform/clock.ts'
import { type Context, inTx, systemContext, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { newId, type UserId } from '../../platform/ids.ts'
import { hashToken, newToken } from '../../platform/secrets.ts'
import type { Token, Tokens } from './cookies.ts'
import { errors } from './errors.ts'
import { userTokenReused } from './events.ts'
import { writeTokenReuse } from './mails.ts'
import { forgetPrincipal } from './principals.ts'
import { needsTotp } from './roles.ts'
import type { SessionId, User } from './user.ts'
import * as users from './user-store.ts'
import { asVisitor } from './visitor.ts'

/** How far a sign-in has got: a code is missing, a second factor must be set up, or everything is there. */
export type Stage = 'totp' | 'enrolment' | 'full'

const ACCESS_MS = minutes(15)
const REFRESH_MS = days(7)
const STAFF_IDLE_MS = hours(12)

const idleLimit = (user: User): number => (needsTotp(user.role) ? STAFF_IDLE_MS : REFRESH_MS)

const newAccess = (tx: Tx): Token => ({ value: newToken('lcs'), until: later(tx.now(), ACCESS_MS) })

async function issueRefresh(tx: Tx, sessionId: string, user: User): Promise<Token> {
  const refresh = newToken('lcr')
  await sql`insert into refresh_token (token_hash, tenant_id, session_id, created_at)
    values (${hashToken(refresh)}, ${tx.tenantId}, ${sessionId}, ${tx.now()})`.execute(tx.db)
  return { value: refresh, until: later(tx.now(), idleLimit(user)) }
}

/**
 * Starts a session on this device; the tokens leave the server once and are kept as hashes. One that lacks its second factor ends with its
 * access token, so a stolen password alone never keeps a foot in the door.
 */
export async function startSession(tx: Tx, user: User, stage: Stage): Promise<Tokens> {
  const id = newId<SessionId>()
  const access = newAccess(tx)
  const until = stage === 'full' ? later(tx.now(), idleLimit(user)) : access.until
  await sql`insert into app_session (id, tenant_id, account_id, user_id, access_hash, access_expires_at, stage, created_at, last_used_at, expires_at, ip, agent)
    values (${id}, ${tx.tenantId}, ${user.accountId}, ${user.id}, ${hashToken(access.value)}, ${access.until}, ${stage}, ${tx.now()}, ${tx.now()}, ${until},
      ${tx.actor.ip ?? null}, ${tx.actor.agent ?? null})`.execute(tx.db)
  return { access, refresh: stage === 'full' ? await issueRefresh(tx, id, user) : null }
}

/** New tokens for a session that may do everything from now on; the earlier access token stops working. */
export async function renewSession(tx: Tx, sessionId: string, user: User): Promise<Tokens> {
  const access = newAccess(tx)
  const refresh = await issueRefresh(tx, sessionId, user)
  await sql`update app_session set stage = 'full', access_hash = ${hashToken(access.value)}, access_expires_at = ${access.until},
    last_used_at = ${tx.now()}, expires_at = ${refresh.until} where id = ${sessionId}`.execute(tx.db)
  return { access, refresh }
}

type RefreshRow = { session_id: SessionId; used_at: Date | null; user_id: UserId; expires_at: Date; revoked_at: Date | null }

/**
 * Changes both tokens of a session. A refresh token that was used before means that somebody else has a copy: the whole family ends and its
 * owner is told (story 56). Throws 401 `sessionEnded`.
 */
export async function refreshSession(context: Context, refresh: string): Promise<Tokens> {
  const hash = hashToken(refresh)
  // The family must end even though the request is refused, so the refusal is thrown after the commit.
  const result = await inTx(asVisitor(context), async (tx) => {
    const { rows } = await sql<RefreshRow>`select r.session_id, r.used_at, s.user_id, s.expires_at, s.revoked_at
      from refresh_token r join app_session s on s.id = r.session_id
      where r.token_hash = ${hash} and r.tenant_id = ${tx.tenantId} for update of r, s`.execute(tx.db)
    const row = rows[0]
    if (!row || row.revoked_at || row.expires_at <= tx.now()) return undefined
    const user = await users.find(tx, row.user_id)
    if (user?.status !== 'active') return undefined
    if (row.used_at) {
      await endFamily(tx, row.session_id, user)
      return { sessionId: row.session_id, tokens: undefined }
    }
    await sql`update refresh_token set used_at = ${tx.now()} where token_hash = ${hash}`.execute(tx.db)
    return { sessionId: row.session_id, tokens: await renewSession(tx, row.session_id, user) }
  })
  if (result) forgetPrincipal(context.services, result.sessionId)
  if (!result?.tokens) throw errors.sessionEnded({ detail: 'The session has ended. Sign in again.' })
  return result.tokens
}

async function endFamily(tx: Tx, sessionId: SessionId, user: User): Promise<void> {
  await sql`update app_session set revoked_at = ${tx.now()}, access_hash = null where id = ${sessionId}`.execute(tx.db)
  await publish(tx, userTokenReused, { userId: user.id, sessionId }, { accountId: user.accountId })
  await writeTokenReuse(tx, user)
}

export type SessionInfo = {
  readonly id: SessionId
  readonly ip: string | null
  readonly userAgent: string | null
  readonly createdAt: Date
  readonly lastUsedAt: Date
}

// A person's sessions are theirs wherever they act at the moment, so both look beyond the tenant they have entered.

/** The person's own open sessions, the last used first. */
export async function listSessions(context: Context): Promise<readonly SessionInfo[]> {
  const { rows } = await sql<{ id: SessionId; ip: string | null; agent: string | null; created_at: Date; last_used_at: Date }>`
    select id, ip, agent, created_at, last_used_at from app_session where user_id = ${context.actor.id} and revoked_at is null
      and stage = 'full' and expires_at > ${context.now()} order by last_used_at desc`.execute(systemContext(context.services).db)
  return rows.map((row) => ({ id: row.id, ip: row.ip, userAgent: row.agent, createdAt: row.created_at, lastUsedAt: row.last_used_at }))
}

/** Ends one of the person's own sessions at once. Throws 404. */
export async function endSession(context: Context, id: string): Promise<void> {
  const ended = await sql`update app_session set revoked_at = ${context.now()}, access_hash = null
    where id = ${id} and user_id = ${context.actor.id} and revoked_at is null`.execute(systemContext(context.services).db)
  if (ended.numAffectedRows !== 1n) throw errors.sessionNotFound({ detail: 'This session has ended already.' })
  forgetPrincipal(context.services, id)
}

/** Ends the session of this browser by whichever token it still has; an access token that ran out must not keep the session alive. */
export async function signOut(context: Context, refresh: string | undefined): Promise<void> {
  const { rows } = await sql<{
    id: SessionId
  }>`update app_session set revoked_at = ${context.now()}, access_hash = null where revoked_at is null
    and (id = ${context.actor.sessionId ?? null} or id = (select session_id from refresh_token where token_hash = ${hashToken(refresh ?? '')}
      and tenant_id = ${context.tenantId})) returning id`.execute(systemContext(context.services).db)
  for (const { id } of rows) forgetPrincipal(context.services, id)
}

/** Ends every session of a user: after a reset, a suspension. The caller forgets the principal once this is committed. */
export async function endAllSessions(tx: Tx, userId: UserId): Promise<void> {
  await sql`update app_session set revoked_at = ${tx.now()}, access_hash = null where user_id = ${userId} and revoked_at is null`.execute(
    tx.db,
  )
}
