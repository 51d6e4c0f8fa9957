import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { CurrencyCode } from '../../platform/money.ts'
import { Done, done, nothing, type Route, type RouteHttp, route } from '../../platform/routes.ts'
import { currentTenant } from '../tenants/index.ts'
import { clearCookies, refreshCookie, setCookies, type Tokens } from './cookies.ts'
import { errors } from './errors.ts'
import { me } from './me.ts'
import { refreshSession, signOut } from './session.ts'
import { needsSetup, setUp } from './set-up.ts'
import { requestReset, resetPassword, signIn } from './sign-in.ts'
import { resendVerification, signUp, verifyEmail } from './sign-up.ts'
import { beginEnrolment, confirmEnrolment, giveCode } from './totp.ts'

const Email = z.email('Enter an e-mail address such as ana@example.com.').max(254).trim()
const Name = z.string().trim().min(1).max(120)
const Password = z.string().min(1).max(200)
const Token = z.string().min(20).max(200)
const Code = z.string().regex(/^(\d{6}|[0-9a-f]{16})$/, 'Enter the six digits of your device, or a recovery code.')

const SiteReply = z.object({
  tenant: z.object({ id: z.uuid(), slug: z.string(), name: z.string(), kind: z.enum(['operator', 'reseller']), currency: z.string() }),
  branding: z.object({ primaryColor: z.string(), logoUrl: z.string().nullable(), supportEmail: z.string() }),
  needsSetup: z.boolean(),
})

const MeReply = z.object({
  user: z.object({ id: z.uuid(), email: z.string(), name: z.string(), status: z.string(), totp: z.boolean() }),
  tenant: z.object({ id: z.uuid(), slug: z.string(), name: z.string(), kind: z.enum(['operator', 'reseller']), currency: z.string() }),
  account: z.object({ id: z.uuid(), name: z.string(), number: z.string() }).nullable(),
  role: z.string(),
  permissions: z.array(z.string()),
})

async function keep(context: Context, http: RouteHttp, tokens: Tokens | undefined): Promise<void> {
  if (tokens) setCookies(context.services, http, await currentTenant(context), tokens)
}

const STATUS = { full: 'signed-in', totp: 'totp-required', enrolment: 'totp-enrolment-required' } as const

const site: readonly Route[] = [
  route({
    method: 'GET',
    path: '/site',
    permission: 'public',
    summary: 'The brand whose pages are open',
    reply: SiteReply,
    run: async ({ context }) => {
      const { id, slug, name, kind, currency, primaryColor, supportEmail } = await currentTenant(context)
      return {
        tenant: { id, slug, name, kind, currency },
        branding: { primaryColor, logoUrl: null, supportEmail },
        needsSetup: await needsSetup(context.services),
      }
    },
  }),
  route({
    method: 'POST',
    path: '/setup',
    permission: 'public',
    summary: 'Name the operator and make its first administrator, by the link printed at the start',
    body: z.strictObject({ token: Token, businessName: Name, currency: CurrencyCode, name: Name, email: Email, password: Password }),
    reply: Done,
    errors: [errors.setupDone, errors.linkInvalid, errors.weakPassword],
    run: async ({ context, body }) => {
      await setUp(context, body)
      return done
    },
  }),
  route({
    method: 'GET',
    path: '/me',
    permission: 'signed-in',
    summary: 'Who is signed in, and what they may do',
    reply: MeReply,
    run: ({ context }) => me(context),
  }),
]

const joining: readonly Route[] = [
  route({
    method: 'POST',
    path: '/auth/sign-up',
    permission: 'public',
    summary: 'Sign up as a customer; the answer is the same whether the address is known or not',
    body: z.strictObject({ name: Name, email: Email, password: Password }),
    reply: Done,
    errors: [errors.weakPassword],
    run: async ({ context, body }) => {
      await signUp(context, body)
      return done
    },
  }),
  route({
    method: 'POST',
    path: '/auth/verify',
    permission: 'public',
    summary: 'Confirm an address by the link of the mail',
    body: z.strictObject({ token: Token }),
    reply: Done,
    errors: [errors.linkInvalid],
    run: async ({ context, body }) => {
      await verifyEmail(context, body.token)
      return done
    },
  }),
  route({
    method: 'POST',
    path: '/auth/verification',
    permission: 'public',
    summary: 'Send the confirmation mail again',
    body: z.strictObject({ email: Email }),
    reply: Done,
    run: async ({ context, body }) => {
      await resendVerification(context, body.email)
      return done
    },
  }),
  route({
    method: 'POST',
    path: '/auth/reset-request',
    permission: 'public',
    summary: 'Mail a link to choose a new password',
    body: z.strictObject({ email: Email }),
    reply: Done,
    run: async ({ context, body }) => {
      await requestReset(context, body.email)
      return done
    },
  }),
  route({
    method: 'POST',
    path: '/auth/reset',
    permission: 'public',
    summary: 'Choose a password by the link of a reset or an invitation',
    body: z.strictObject({ token: Token, password: Password }),
    reply: Done,
    errors: [errors.linkInvalid, errors.weakPassword],
    run: async ({ context, body }) => {
      await resetPassword(context, body)
      return done
    },
  }),
]

const signingIn: readonly Route[] = [
  route({
    method: 'POST',
    path: '/auth/login',
    permission: 'public',
    summary: 'Sign in with e-mail and password; sets the session cookies',
    body: z.strictObject({ email: Email, password: Password }),
    reply: z.object({ status: z.enum(['signed-in', 'totp-required', 'totp-enrolment-required']) }),
    errors: [errors.wrongCredentials, errors.notVerified, errors.notAllowed],
    run: async ({ context, body, http }) => {
      const { tokens, stage } = await signIn(context, body)
      await keep(context, http, tokens)
      return { status: STATUS[stage] }
    },
  }),
  route({
    method: 'POST',
    path: '/auth/totp',
    permission: 'access:finish',
    summary: 'Give the code of the second factor, or a recovery code',
    body: z.strictObject({ code: Code }),
    reply: z.object({ status: z.literal('signed-in') }),
    errors: [errors.wrongCode, errors.codeUsed],
    run: async ({ context, body, http }) => {
      await keep(context, http, await giveCode(context, body.code))
      return { status: 'signed-in' as const }
    },
  }),
  route({
    method: 'POST',
    path: '/auth/totp/enrolment',
    permission: 'access:finish',
    summary: 'Begin to set up a second factor',
    body: nothing,
    reply: z.object({ secret: z.string(), uri: z.string() }),
    errors: [errors.alreadyEnrolled],
    run: ({ context }) => beginEnrolment(context),
  }),
  route({
    method: 'POST',
    path: '/auth/totp/enrolment/confirm',
    permission: 'access:finish',
    summary: 'Prove the second factor with a code; answers the recovery codes once',
    body: z.strictObject({ code: z.string().regex(/^\d{6}$/, 'Enter the six digits of your device.') }),
    reply: z.object({ recoveryCodes: z.array(z.string()) }),
    errors: [errors.alreadyEnrolled, errors.wrongCode, errors.codeUsed],
    run: async ({ context, body, http }) => {
      const { recoveryCodes, tokens } = await confirmEnrolment(context, body.code)
      await keep(context, http, tokens)
      return { recoveryCodes }
    },
  }),
  route({
    method: 'POST',
    path: '/auth/refresh',
    permission: 'public',
    summary: 'Change the session’s tokens; a token used twice ends the session',
    body: nothing,
    reply: Done,
    errors: [errors.sessionEnded],
    run: async ({ context, http }) => {
      const refresh = http.cookies[refreshCookie(await currentTenant(context))]
      await keep(context, http, await refreshSession(context, refresh ?? ''))
      return done
    },
  }),
  route({
    method: 'POST',
    path: '/auth/logout',
    permission: 'public',
    summary: 'End this session, also after its access token has run out',
    body: nothing,
    reply: Done,
    run: async ({ context, http }) => {
      const tenant = await currentTenant(context)
      await signOut(context, http.cookies[refreshCookie(tenant)])
      clearCookies(context.services, http, tenant)
      return done
    },
  }),
]

export const routes: readonly Route[] = [...site, ...joining, ...signingIn]
