import { z } from 'zod'
import type { Tx } from '../../platform/context.ts'
import { defineLetter, type Letter } from '../../platform/letters.ts'
import { sendLetter } from '../../platform/mail.ts'
import { basePath, currentTenant } from '../tenants/index.ts'
import type { User } from './user.ts'

type Data = { readonly name: string; readonly link: string }

const letter = (key: string, occasion: string, subject: string, text: string): Letter<Data> =>
  defineLetter({
    key,
    occasion,
    // Whoever could decline these would lose the way into the account.
    kind: 'security',
    schema: z.object({ name: z.string(), link: z.string() }),
    subject,
    text: `Hello {{ name }},\n\n${text}\n\n{{ link }}\n\n{{ brand }}\n`,
    sample: { name: 'Ana Costa', link: 'https://example.com/verify?token=…' },
  })

const verify = letter(
  'auth.verify',
  'Somebody signed up and has to confirm the address',
  'Confirm your address for {{ brand }}',
  'please confirm that this address is yours. The link works once, within 24 hours:',
)
const knownAlready = letter(
  'auth.known_already',
  'Somebody signed up with an address that has an account',
  'You have an account at {{ brand }} already',
  'somebody, probably you, tried to sign up with this address, which has an account already. Sign in here, or reset your password there:',
)
const welcome = letter(
  'auth.welcome',
  'An address was confirmed',
  'Welcome to {{ brand }}',
  'your address is confirmed. Here you can sign in, add funds and choose your first number:',
)
const reset = letter(
  'auth.reset',
  'Somebody asked for a new password',
  'Choose a new password for {{ brand }}',
  'somebody, probably you, asked for a new password. The link works once, within one hour. If it was not you, ignore this mail:',
)
const invitation = letter(
  'auth.invite',
  'A colleague is invited',
  'You are invited to {{ brand }}',
  'you are invited to the team of {{ brand }}. Choose your password here, within seven days:',
)
const signUpAgain = letter(
  'auth.sign_up_again',
  'Somebody signed up again before confirming',
  'Finish signing up at {{ brand }}',
  'this address was signed up before, but never confirmed. Choose your password here, within one hour, and it is. If it was not you, ignore this mail:',
)
const tokenReuse = letter(
  'auth.token_reuse',
  'An old session key was used a second time',
  '{{ brand }} signed you out for your safety',
  'somebody used an old key of your session a second time. That can mean that it was copied, so we ended the session on every device that had it. Please sign in again; if this was not you, choose a new password:',
)

/** A mail of the tenant's brand to one of its people; nothing in it reveals another brand. */
async function write(tx: Tx, user: User, about: Letter<Data>, page: string, token?: string): Promise<void> {
  const link = `${tx.services.publicUrl}${basePath(await currentTenant(tx))}${page}${token ? `?token=${token}` : ''}`
  await sendLetter(tx, about, { to: user.email, accountId: user.accountId, data: { name: user.name, link } })
}

export const writeVerify = (tx: Tx, user: User, token: string) => write(tx, user, verify, '/verify', token)

/** Whoever signs up with a known address gets the same answer on screen; the owner learns of it here. */
export const writeKnownAlready = (tx: Tx, user: User) => write(tx, user, knownAlready, '/login')

export const writeWelcome = (tx: Tx, user: User) => write(tx, user, welcome, '/login')

export const writeReset = (tx: Tx, user: User, token: string) => write(tx, user, reset, '/reset', token)

export const writeInvitation = (tx: Tx, user: User, token: string) => write(tx, user, invitation, '/reset', token)

/** Whoever signs up again before confirming chooses the password anew by mail, so that a stranger's earlier password never becomes theirs. */
export const writeSignUpAgain = (tx: Tx, user: User, token: string) => write(tx, user, signUpAgain, '/reset', token)

export const writeTokenReuse = (tx: Tx, user: User) => write(tx, user, tokenReuse, '/login')
