import { randomBytes } from 'node:crypto'
import * as OTPAuth from 'otpauth'
import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import type { UserId } from '../../platform/ids.ts'
import { hashToken } from '../../platform/secrets.ts'
import { throttle } from '../../platform/throttle.ts'
import { currentTenant } from '../tenants/index.ts'
import { errors } from './errors.ts'
import { userSignedIn, userTotpEnrolled } from './events.ts'
import { completeSession } from './session.ts'
import type { User } from './user.ts'
import * as store from './user-store.ts'

const STEP_MS = 30_000
const RECOVERY_CODES = 10

const box = (user: Pick<User, 'id'>): string => `totp/${user.id}`

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

/** Proves the secret with a code: from now on every sign-in asks for one. Answers the recovery codes, shown once. */
export async function confirmEnrolment(context: Context, code: string): Promise<readonly string[]> {
  await throttle(context, `totp:${context.actor.id}`, 5, 300)
  return inTx(context, async (tx) => {
    const user = await self(tx)
    if (user.totpConfirmed) throw errors.alreadyEnrolled({ detail: 'A second factor is in use already.' })
    await useCode(tx, user, code)
    const codes = Array.from({ length: RECOVERY_CODES }, () => randomBytes(5).toString('hex'))
    await store.insertRecoveryCodes(
      tx,
      user.id,
      codes.map((one) => hashToken(one)),
    )
    await store.change(tx, user.id, { totp_confirmed: true })
    await publish(tx, userTotpEnrolled, { userId: user.id }, { accountId: user.accountId })
    await finish(tx, user)
    return codes
  })
}

/** Gives the second factor of a sign-in: a code of the device, or a recovery code, each once. Throws 401 `wrongCode`, `codeUsed`. */
export async function giveCode(context: Context, code: string): Promise<void> {
  await throttle(context, `totp:${context.actor.id}`, 5, 300)
  await inTx(context, async (tx) => {
    const user = await self(tx)
    const recovery = /^[0-9a-f]{10}$/.test(code) && (await store.useRecoveryCode(tx, user.id, hashToken(code)))
    if (!recovery) await useCode(tx, user, code)
    await finish(tx, user)
  })
}

async function finish(tx: Tx, user: User): Promise<void> {
  if (tx.actor.sessionId) await completeSession(tx, tx.actor.sessionId)
  await publish(tx, userSignedIn, { userId: user.id }, { accountId: user.accountId })
}
