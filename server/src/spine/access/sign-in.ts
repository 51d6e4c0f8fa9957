import { hours, minutes } from '../../platform/clock.ts'
import { type Context, inTx } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { hashPassword, verifyPassword } from '../../platform/secrets.ts'
import { forgetAttempts, throttle } from '../../platform/throttle.ts'
import type { Tokens } from './cookies.ts'
import { errors } from './errors.ts'
import { userLockedOut, userPasswordReset, userSignedIn, userSignInFailed, userVerified } from './events.ts'
import { issueLink, useLink } from './links.ts'
import { writeReset } from './mails.ts'
import { forgetPrincipal } from './principals.ts'
import { needsTotp } from './roles.ts'
import { endAllSessions, type Stage, startSession } from './session.ts'
import { requireStrong } from './sign-up.ts'
import type { User } from './user.ts'
import * as store from './user-store.ts'
import { asVisitor } from './visitor.ts'

const MOST_FAILURES = 5
const WINDOW_SECONDS = minutes(15) / 1_000

const attempts = (context: Context, email: string): string => `sign-in:${context.tenantId}:${email.toLowerCase()}`
const failures = (key: string): string => `${key}:failed`

async function forget(context: Context, key: string): Promise<void> {
  await forgetAttempts(context, key)
  await forgetAttempts(context, failures(key))
}

/** Counts a failure beside the attempts and answers whether it was the last before the door closes. */
async function isLastAttempt(context: Context, key: string): Promise<boolean> {
  try {
    await throttle(context, failures(key), MOST_FAILURES - 1, WINDOW_SECONDS)
    return false
  } catch (error) {
    if (error instanceof DomainError) return true
    throw error
  }
}

const recordFailure = (context: Context, user: User, last: boolean): Promise<void> =>
  inTx(context, async (tx) => {
    await publish(tx, userSignInFailed, { userId: user.id }, { accountId: user.accountId })
    if (last) await publish(tx, userLockedOut, { userId: user.id }, { accountId: user.accountId })
  })

export type SignedIn = { readonly tokens: Tokens; readonly stage: Stage }

function refuseUnless(user: User): void {
  if (user.status === 'active' || user.status === 'inactive') return
  if (user.status === 'pending') throw errors.notVerified({ detail: 'Confirm your address first: we sent you a link when you signed up.' })
  throw errors.notAllowed({ detail: 'This user cannot sign in. Ask support.' })
}

/**
 * Checks e-mail and password and starts a session (W2). Staff still have to give, or set up, their second factor. Five failures in fifteen
 * minutes are the most, for known and unknown addresses alike. Throws 401 `wrongCredentials`, 403, 429.
 */
export async function signIn(context: Context, request: { email: string; password: string }): Promise<SignedIn> {
  const key = attempts(context, request.email)
  const visitor = asVisitor(context)
  await throttle(context, `sign-in:${context.actor.ip}`, 60, 60)
  await throttle(context, key, MOST_FAILURES, WINDOW_SECONDS)
  const user = await store.findByEmail(visitor, request.email)
  if (!(await verifyPassword(user?.passwordHash ?? undefined, request.password)) || !user) {
    if (user) await recordFailure(visitor, user, await isLastAttempt(context, key))
    throw errors.wrongCredentials({ detail: 'E-mail or password is wrong.' })
  }
  refuseUnless(user)
  await forget(context, key)
  const stage: Stage = user.totpConfirmed ? 'totp' : needsTotp(user.role) ? 'enrolment' : 'full'
  return inTx(visitor, async (tx) => {
    await store.change(tx, user.id, { last_login_at: tx.now(), status: 'active' })
    if (stage === 'full') await publish(tx, userSignedIn, { userId: user.id }, { accountId: user.accountId })
    return { tokens: await startSession(tx, user, stage), stage }
  })
}

/** Mails a reset link that works for one hour; answers the same for unknown addresses. */
export async function requestReset(context: Context, email: string): Promise<void> {
  await throttle(context, `reset:${context.tenantId}:${email.toLowerCase()}`, 5, 3_600)
  await inTx(asVisitor(context), async (tx) => {
    const user = await store.findByEmail(tx, email)
    if (user && user.status !== 'banned' && user.status !== 'suspended')
      await writeReset(tx, user, await issueLink(tx, 'reset', user.id, hours(1)))
  })
}

/** Chooses a new password by a reset or invitation link; every session of the user ends. Throws 422 `linkInvalid`, `weakPassword`. */
export async function resetPassword(context: Context, request: { token: string; password: string }): Promise<void> {
  requireStrong(request.password, [])
  const passwordHash = await hashPassword(request.password)
  const visitor = asVisitor(context)
  const user = await inTx(visitor, async (tx) => {
    const { userId } = await useLink(tx, request.token, ['reset', 'invite'])
    const user = userId && (await store.find(tx, userId))
    if (!user) throw errors.linkInvalid({ detail: 'This link was used before or has run out. Ask for a new one.' })
    requireStrong(request.password, [user.name, user.email])
    // Whoever can read the mail owns the address.
    const verified = user.status === 'pending'
    await store.change(tx, user.id, { password_hash: passwordHash, ...(verified && { status: 'active' as const }) })
    await endAllSessions(tx, user.id)
    await publish(tx, userPasswordReset, { userId: user.id }, { accountId: user.accountId })
    if (verified) await publish(tx, userVerified, { userId: user.id }, { accountId: user.accountId })
    return user
  })
  forgetPrincipal(context.services, user.id)
  // Whoever locked the door by guessing does not keep the owner out.
  await forget(context, attempts(context, user.email))
}
