import { hours } from '../../platform/clock.ts'
import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { hashPassword } from '../../platform/secrets.ts'
import { throttle } from '../../platform/throttle.ts'
import { createAccount } from '../accounts/index.ts'
import { openWallet } from '../ledger/index.ts'
import { errors } from './errors.ts'
import { userSignedUp, userVerified } from './events.ts'
import { issueLink, useLink } from './links.ts'
import { writeKnownAlready, writeSignUpAgain, writeVerify, writeWelcome } from './mails.ts'
import { passwordWeakness, type User } from './user.ts'
import * as store from './user-store.ts'
import { asVisitor } from './visitor.ts'

export type NewCustomer = { readonly name: string; readonly email: string; readonly password: string }

export function requireStrong(password: string, about: readonly string[]): void {
  const weakness = passwordWeakness(password, about)
  if (weakness) throw errors.weakPassword({ detail: weakness, errors: [{ path: 'password', message: weakness }] })
}

const person = (tx: Tx, facts: Pick<User, 'email' | 'name' | 'role' | 'accountId' | 'passwordHash' | 'status'>): User => ({
  id: newId(),
  tenantId: tx.tenantId,
  totpSecret: null,
  totpConfirmed: false,
  createdAt: tx.now(),
  lastLoginAt: null,
  ...facts,
})

/** Inserts a person and tells about it. Answers undefined when the address is in use. */
export async function insertUser(tx: Tx, facts: Parameters<typeof person>[1]): Promise<User | undefined> {
  const user = person(tx, facts)
  return (await store.insert(tx, user)) ? user : undefined
}

/**
 * A newcomer: user, account and wallet in one transaction, then a mail (W1). A known address gets the same answer, and its owner a notice,
 * so that nobody can find out who has an account. Throws 422 `weakPassword`.
 */
export async function signUp(context: Context, request: NewCustomer): Promise<void> {
  requireStrong(request.password, [request.name, request.email, request.email.split('@')[0] ?? ''])
  await throttle(context, `sign-up:${context.actor.ip}`, 20, 3_600)
  await throttle(context, `sign-up:${context.tenantId}:${request.email.toLowerCase()}`, 5, 3_600)
  // Hashed for known addresses as well, so that both take the same time.
  const passwordHash = await hashPassword(request.password)
  const visitor = asVisitor(context)
  try {
    await inTx(visitor, (tx) => join(tx, request, passwordHash))
  } catch (error) {
    // Two sign-ups of one address at the same moment: the second finds the first, and nobody learns of it.
    if (!(error instanceof DomainError) || error.code !== errors.emailTaken.code) throw error
    await inTx(visitor, (tx) => join(tx, request, passwordHash))
  }
}

async function join(tx: Tx, request: NewCustomer, passwordHash: string): Promise<void> {
  const known = await store.findByEmail(tx, request.email)
  if (known?.status === 'pending') return writeSignUpAgain(tx, known, await issueLink(tx, 'reset', known.id, hours(1)))
  if (known) return writeKnownAlready(tx, known)
  const account = await createAccount(tx, { name: request.name, kind: 'individual', email: request.email })
  await openWallet(tx, { accountId: account.id, currency: account.currency })
  const user = await insertUser(tx, { ...request, role: 'customer_owner', accountId: account.id, passwordHash, status: 'pending' })
  if (!user) throw errors.emailTaken({ detail: 'This address has just been used.' })
  await publish(tx, userSignedUp, { userId: user.id, email: user.email }, { accountId: account.id })
  await writeVerify(tx, user, await issueLink(tx, 'verify', user.id, hours(24)))
}

/** Sends the verification again, at most five times an hour; answers the same for unknown addresses. */
export async function resendVerification(context: Context, email: string): Promise<void> {
  await throttle(context, `verification:${context.tenantId}:${email.toLowerCase()}`, 5, 3_600)
  await inTx(asVisitor(context), async (tx) => {
    const user = await store.findByEmail(tx, email)
    if (user?.status === 'pending') await writeVerify(tx, user, await issueLink(tx, 'verify', user.id, hours(24)))
  })
}

/** The newcomer followed the link: the address is theirs, they may sign in. Throws 422 `linkInvalid`. */
export async function verifyEmail(context: Context, token: string): Promise<void> {
  await inTx(asVisitor(context), async (tx) => {
    const { userId } = await useLink(tx, token, ['verify'])
    const user = userId && (await store.find(tx, userId))
    if (!user) throw errors.linkInvalid({ detail: 'This link was used before or has run out. Ask for a new one.' })
    if (user.status !== 'pending') return
    await store.change(tx, user.id, { status: 'active' })
    await publish(tx, userVerified, { userId: user.id }, { accountId: user.accountId })
    await writeWelcome(tx, user)
  })
}
