import { sql } from 'kysely'
import { days, hours, later, minutes } from '../../platform/clock.ts'
import type { Context, Tx } from '../../platform/context.ts'
import { inTx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { type AccountId, newId, type TenantId, type UserId } from '../../platform/ids.ts'
import { sendMail } from '../../platform/mail.ts'
import { hashToken, newToken } from '../../platform/secrets.ts'
import type { Tokens } from './cookies.ts'
import { errors } from './errors.ts'
import { userTokenReused } from './events.ts'
import { forgetPrincipals } from './identify.ts'
import { needsTotp } from './roles.ts'
import type { SessionId, User } from './user.ts'
import * as users from './user-store.ts'

/** How far a sign-in has got: a code is missing, a second factor must be set up, or everything is there. */
export type Stage = 'totp' | 'enrolment' | 'full'

const ACCESS_MS = minutes(15)
const REFRESH_MS = days(7)
const STAFF_IDLE_MS = hours(12)

const idleLimit = (user: User): number => (needsTotp(user.role) ? STAFF_IDLE_MS : REFRESH_MS)

async function issueRefresh(tx: Tx, sessionId: SessionId): Promise<string> {
  const refresh = newToken('lcr')
  await sql`insert into refresh_token (token_hash, tenant_id, session_id, created_at) values (${hashToken(refresh)}, ${tx.tenantId}, ${sessionId}, ${tx.now()})`.execute(
    tx.db,
  )
  return refresh
}

/** Starts a session on this device; the tokens leave the server once and are kept as hashes. */
export async function startSession(tx: Tx, user: User, stage: Stage): Promise<Tokens> {
  const id = newId<SessionId>()
  const access = newToken('lcs')
  const accessUntil = later(tx.now(), ACCESS_MS)
  const refreshUntil = later(tx.now(), idleLimit(user))
  await sql`insert into app_session (id, tenant_id, account_id, user_id, access_hash, access_expires_at, stage, created_at, last_used_at, expires_at, ip, agent)
    values (${id}, ${tx.tenantId}, ${user.accountId}, ${user.id}, ${hashToken(access)}, ${accessUntil}, ${stage}, ${tx.now()}, ${tx.now()}, ${refreshUntil},
      ${tx.actor.ip ?? null}, ${tx.actor.agent ?? null})`.execute(tx.db)
  return { access, refresh: await issueRefresh(tx, id), accessUntil, refreshUntil }
}

/** The second factor is there: the session may do everything from now on. */
export async function completeSession(tx: Tx, sessionId: string): Promise<void> {
  await sql`update app_session set stage = 'full' where id = ${sessionId}`.execute(tx.db)
  forgetPrincipals(tx.services)
}

type RefreshRow = {
  session_id: SessionId
  used_at: Date | null
  user_id: UserId
  tenant_id: TenantId
  account_id: AccountId | null
  expires_at: Date
  revoked_at: Date | null
}

/**
 * Changes both tokens of a session. A refresh token that was used before means that somebody else has a copy: the whole family ends and its
 * owner is told (story 56). Throws 401 `sessionEnded`.
 */
export async function refreshSession(context: Context, refresh: string): Promise<{ readonly tokens: Tokens; readonly user: User }> {
  const ended = () => errors.sessionEnded({ detail: 'The session has ended. Sign in again.' })
  // The family must end even though the request is refused, so the refusal is thrown after the commit.
  const result = await inTx(context, async (tx) => {
    const { rows } = await sql<RefreshRow>`select r.session_id, r.used_at, s.user_id, s.tenant_id, s.account_id, s.expires_at, s.revoked_at
      from refresh_token r join app_session s on s.id = r.session_id
      where r.token_hash = ${hashToken(refresh)} and r.tenant_id = ${tx.tenantId} for update of r, s`.execute(tx.db)
    const row = rows[0]
    if (!row || row.revoked_at || row.expires_at <= tx.now()) return undefined
    const user = await users.find(tx, row.user_id)
    if (user?.status !== 'active') return undefined
    if (row.used_at) {
      await endFamily(tx, row.session_id, user)
      return undefined
    }
    await sql`update refresh_token set used_at = ${tx.now()} where token_hash = ${hashToken(refresh)}`.execute(tx.db)
    const access = newToken('lcs')
    const accessUntil = later(tx.now(), ACCESS_MS)
    const refreshUntil = later(tx.now(), idleLimit(user))
    await sql`update app_session set access_hash = ${hashToken(access)}, access_expires_at = ${accessUntil}, last_used_at = ${tx.now()}, expires_at = ${refreshUntil}
      where id = ${row.session_id}`.execute(tx.db)
    return { tokens: { access, refresh: await issueRefresh(tx, row.session_id), accessUntil, refreshUntil }, user }
  })
  forgetPrincipals(context.services)
  if (!result) throw ended()
  return result
}

async function endFamily(tx: Tx, sessionId: SessionId, user: User): Promise<void> {
  await sql`update app_session set revoked_at = ${tx.now()}, access_hash = null where id = ${sessionId}`.execute(tx.db)
  await publish(tx, userTokenReused, { userId: user.id }, { accountId: user.accountId })
  await sendMail(tx, {
    template: 'auth.token_reuse',
    to: user.email,
    accountId: user.accountId,
    subject: 'You were signed out for your safety',
    body: `Hello ${user.name},\n\nsomebody used an old key of your session a second time. That can mean that it was copied, so we ended the session on every device that had it.\n\nPlease sign in again. If this was not you, change your password.\n`,
  })
}

export type SessionInfo = {
  readonly id: SessionId
  readonly ip: string | null
  readonly userAgent: string | null
  readonly createdAt: Date
  readonly lastUsedAt: Date
}

/** The user's open sessions, the last used first. */
export async function listSessions(context: Context): Promise<readonly SessionInfo[]> {
  const { rows } = await sql<{ id: SessionId; ip: string | null; agent: string | null; created_at: Date; last_used_at: Date }>`
    select id, ip, agent, created_at, last_used_at from app_session
    where user_id = ${context.actor.id} and revoked_at is null and expires_at > ${context.now()} order by last_used_at desc`.execute(
    context.db,
  )
  return rows.map((row) => ({ id: row.id, ip: row.ip, userAgent: row.agent, createdAt: row.created_at, lastUsedAt: row.last_used_at }))
}

/** Ends one of the user's own sessions. Throws 404. */
export async function endSession(context: Context, id: string): Promise<void> {
  await inTx(context, async (tx) => {
    const result =
      await sql`update app_session set revoked_at = ${tx.now()}, access_hash = null where id = ${id} and user_id = ${tx.actor.id} and revoked_at is null`.execute(
        tx.db,
      )
    if (result.numAffectedRows !== 1n) throw errors.sessionNotFound({ detail: 'This session has ended already.' })
  })
  forgetPrincipals(context.services)
}

/** Ends every session of a user: after a reset, a suspension. */
export async function endAllSessions(tx: Tx, userId: UserId): Promise<void> {
  await sql`update app_session set revoked_at = ${tx.now()}, access_hash = null where user_id = ${userId} and revoked_at is null`.execute(
    tx.db,
  )
  forgetPrincipals(tx.services)
}
