import type { Tx } from '../../platform/context.ts'
import { sendMail } from '../../platform/mail.ts'
import { basePath, currentTenant } from '../tenants/index.ts'
import type { User } from './user.ts'

type Letter = {
  readonly template: string
  readonly subject: (brand: string) => string
  readonly text: (brand: string) => string
  readonly page?: string
  readonly token?: string
}

/** A mail of the tenant's brand to one of its people; nothing in it reveals another brand. */
async function write(tx: Tx, user: Pick<User, 'email' | 'name' | 'accountId'>, letter: Letter): Promise<void> {
  const tenant = await currentTenant(tx)
  const link = letter.page
    ? `\n\n${tx.services.publicUrl}${basePath(tenant)}${letter.page}${letter.token ? `?token=${letter.token}` : ''}`
    : ''
  await sendMail(tx, {
    template: letter.template,
    to: user.email,
    accountId: user.accountId,
    subject: letter.subject(tenant.name),
    body: `Hello ${user.name},\n\n${letter.text(tenant.name)}${link}\n\n${tenant.name}\n`,
  })
}

export const writeVerify = (tx: Tx, user: User, token: string) =>
  write(tx, user, {
    template: 'auth.verify',
    subject: (brand) => `Confirm your address for ${brand}`,
    text: () => 'please confirm that this address is yours. The link works once, within 24 hours:',
    page: '/verify',
    token,
  })

/** Whoever signs up with a known address gets the same answer on screen; the owner learns of it here. */
export const writeKnownAlready = (tx: Tx, user: User) =>
  write(tx, user, {
    template: 'auth.known_already',
    subject: (brand) => `You have an account at ${brand} already`,
    text: () =>
      'somebody, probably you, tried to sign up with this address, which has an account already. Sign in here, or reset your password there:',
    page: '/login',
  })

export const writeWelcome = (tx: Tx, user: User) =>
  write(tx, user, {
    template: 'auth.welcome',
    subject: (brand) => `Welcome to ${brand}`,
    text: () => 'your address is confirmed. Here you can sign in, add funds and choose your first number:',
    page: '/login',
  })

export const writeReset = (tx: Tx, user: User, token: string) =>
  write(tx, user, {
    template: 'auth.reset',
    subject: (brand) => `Choose a new password for ${brand}`,
    text: () =>
      'somebody, probably you, asked for a new password. The link works once, within one hour. If it was not you, ignore this mail:',
    page: '/reset',
    token,
  })

export const writeInvitation = (tx: Tx, user: User, token: string) =>
  write(tx, user, {
    template: 'auth.invite',
    subject: (brand) => `You are invited to ${brand}`,
    text: (brand) => `you are invited to the team of ${brand}. Choose your password here, within seven days:`,
    page: '/reset',
    token,
  })

/** Whoever signs up again before confirming chooses the password anew by mail, so that a stranger's earlier password never becomes theirs. */
export const writeSignUpAgain = (tx: Tx, user: User, token: string) =>
  write(tx, user, {
    template: 'auth.sign_up_again',
    subject: (brand) => `Finish signing up at ${brand}`,
    text: () =>
      'this address was signed up before, but never confirmed. Choose your password here, within one hour, and it is. If it was not you, ignore this mail:',
    page: '/reset',
    token,
  })

export const writeTokenReuse = (tx: Tx, user: User) =>
  write(tx, user, {
    template: 'auth.token_reuse',
    subject: (brand) => `${brand} signed you out for your safety`,
    text: () =>
      'somebody used an old key of your session a second time. That can mean that it was copied, so we ended the session on every device that had it. Please sign in again; if this was not you, choose a new password:',
    page: '/login',
  })
