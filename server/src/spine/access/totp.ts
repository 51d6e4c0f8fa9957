import { randomBytes } from 'node:crypto'
import * as OTPAuth from 'otpauth'
import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import type { UserId } from '../../platform/ids.ts'
import { hashToken } from '../../platform/secrets.ts'
import { forgetAttempts, throttle } from '../../platform/throttle.ts'
import { currentTenant } from '../tenants/index.ts'
import type { Tokens } from './cookies.ts'
import { errors } from './errors.ts'
import { userSignedIn, userTotpEnrolled } from './events.ts'
import { forgetPrincipal } from './principals.ts'
import { renewSession } from './session.ts'
import type { User } from './user.ts'
import * as store from './user-store.ts'

const STEP_MS = 30_000
const RECOVERY_CODES = 10
const RECOVERY_BYTES = 8
const MOST_CODES = 5
const WINDOW_SECONDS = 300

const box = (user: Pick<User, 'id'>): string => `totp/${user.id}`
const attempts = (context: Context): string => `totp:${context.actor.id}`

async function self(context: Context | Tx): Promise<User> {
  const user = await store.find(context, context.actor.id as UserId)
  if (!user) throw errors.sessionEnded({ detail: 'The session has ended. Sign in again.' })
  return user
}

/** The step a code belongs to, one step of 30 s before or after now at most; undefined when it is wrong. */
function stepOf(context: Context | Tx, user: User, code: string): bigint | undefined {
  if (!user.totpSecret) return undefined
  const totp = new OTPAuth.TOTP({ secret: OTPAuth.Secret.fromBase32(context.services.secrets.open(user.totpSecret, box(user))) })
  const now = context.now().getTime()
  const delta = totp.validate({ token: code, window: 1, timestamp: now })
  return delta === null ? undefined : BigInt(Math.floor(now / STEP_MS) + delta)
}

async function useCode(tx: Tx, user: User, code: string): Promise<void> {
  const step = stepOf(tx, user, code)
  if (step === undefined) throw errors.wrongCode({ detail: 'The code is wrong. Look at the clock of your device, then try the next code.' })
  if (!(await store.useTotpStep(tx, user.id, step))) throw errors.codeUsed({ detail: 'This code was used before. Wait for the next one.' })
}

export type Enrolment = { readonly secret: string; readonly uri: string }

/** Begins to set up a second factor: a new secret, sealed, not in force until a code proves it. Throws 409 `alreadyEnrolled`. */
export async function beginEnrolment(context: Context): Promise<Enrolment> {
  const user = await self(context)
  if (user.totpConfirmed) throw errors.alreadyEnrolled({ detail: 'A second factor is in use. Ask an administrator to take it off first.' })
  const tenant = await currentTenant(context)
  const secret = new OTPAuth.Secret({ size: 20 })
  await inTx(context, (tx) => store.change(tx, user.id, { totp_secret: tx.services.secrets.seal(secret.base32, box(user)) }))
  const totp = new OTPAuth.TOTP({ issuer: tenant.name, label: user.email, secret })
  return { secret: secret.base32, uri: totp.toString() }
}

export type Enrolled = { readonly recoveryCodes: string[]; readonly tokens: Tokens | undefined }

/** Proves the secret with a code: from now on every sign-in asks for one. Answers the recovery codes, shown once. */
export async function confirmEnrolment(context: Context, code: string): Promise<Enrolled> {
  await throttle(context, attempts(context), MOST_CODES, WINDOW_SECONDS)
  const enrolled = await inTx(context, async (tx) => {
    const user = await self(tx)
    if (user.totpConfirmed) throw errors.alreadyEnrolled({ detail: 'A second factor is in use already.' })
    await useCode(tx, user, code)
    const recoveryCodes = Array.from({ length: RECOVERY_CODES }, () => randomBytes(RECOVERY_BYTES).toString('hex'))
    const hashes = recoveryCodes.map((one) => hashToken(one))
    await store.insertRecoveryCodes(tx, user.id, hashes)
    await store.change(tx, user.id, { totp_confirmed: true })
    await publish(tx, userTotpEnrolled, { userId: user.id }, { accountId: user.accountId })
    return { recoveryCodes, tokens: await finish(tx, user) }
  })
  await settle(context)
  return enrolled
}

const RECOVERY_CODE = /^[0-9a-f]{16}$/

/**
 * Gives the second factor of a sign-in: a code of the device, or a recovery code, each once. Answers the tokens of the completed session;
 * those of the half one stop working. Throws 401 `wrongCode`, `codeUsed`, 429.
 */
export async function giveCode(context: Context, code: string): Promise<Tokens | undefined> {
  await throttle(context, attempts(context), MOST_CODES, WINDOW_SECONDS)
  const tokens = await inTx(context, async (tx) => {
    const user = await self(tx)
    // A secret that was never proven is nobody's second factor yet: enrolment has to be finished.
    if (!user.totpConfirmed) throw errors.wrongCode({ detail: 'No second factor is set up yet. Set it up first.' })
    const recovered = RECOVERY_CODE.test(code) && (await store.useRecoveryCode(tx, user.id, hashToken(code)))
    if (!recovered) await useCode(tx, user, code)
    return finish(tx, user)
  })
  await settle(context)
  return tokens
}

/** Completes a half sign-in; a session that was complete before stays as it is, and an API key has none. */
async function finish(tx: Tx, user: User): Promise<Tokens | undefined> {
  const { sessionId } = tx.actor
  if (!sessionId || tx.actor.permissions.size > 1) return undefined
  await publish(tx, userSignedIn, { userId: user.id }, { accountId: user.accountId })
  return renewSession(tx, sessionId, user)
}

async function settle(context: Context): Promise<void> {
  await forgetAttempts(context, attempts(context))
  if (context.actor.sessionId) forgetPrincipal(context.services, context.actor.sessionId)
}
