import { z } from 'zod'
import { days, later } from '../../platform/clock.ts'
import { requestErrors } from '../../platform/errors.ts'
import { AccountId } from '../../platform/ids.ts'
import { rateOf } from '../../platform/money.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { nothing, type Route, route } from '../../platform/routes.ts'
import { throttle } from '../../platform/throttle.ts'
import { beyondPlan } from './beyond.ts'
import { usageByDay } from './bundle-store.ts'
import { errors } from './errors.ts'
import { ESIM_STATUSES, EsimId } from './esim.ts'
import { installationOf, mailAgain, openInstallPage } from './install.ts'
import { BundleReply, EsimReply, toBundle, toReplies, toReply } from './reply.ts'
import { askAboutEsim, cancelEsim, changeEsim, findEsim, findEsimOrPlans, listEsims, resumeEsim, showCode, suspendEsim } from './service.ts'
import { takeSessions } from './usage.ts'

const One = z.strictObject({ id: EsimId })
const Bytes = z.string().regex(/^\d{1,18}$/, 'Use a number of bytes.')

const InstallationReply = z.object({
  lpa: z.string(),
  server: z.string(),
  matchingId: z.string(),
  confirmation: z.boolean(),
  links: z.object({ apple: z.string(), android: z.string() }),
  qr: z.string(),
})

const InstallPageReply = z.object({
  brand: z.string(),
  iccid: z.string(),
  profileState: z.string(),
  over: z.boolean(),
  bundle: BundleReply.nullable(),
  installation: InstallationReply.nullable(),
})

const LINKS_PER_MINUTE = 30

const reading: readonly Route[] = [
  route({
    method: 'GET',
    path: '/esims',
    permission: 'esim:read',
    summary: 'List eSIMs with their data, newest first; the operator sees its stock among them',
    query: z.strictObject({
      ...PageQuery,
      accountId: AccountId.optional(),
      status: z.enum(ESIM_STATUSES).optional(),
      vendor: z.string().max(40).optional(),
      q: z.string().max(60).optional(),
    }),
    reply: pageOf(EsimReply),
    run: async ({ context, query }) => {
      const page = await listEsims(context, query)
      return { ...page, items: await toReplies(context, page.items) }
    },
  }),
  route({
    method: 'GET',
    path: '/esims/:id',
    permission: 'esim:read',
    summary: 'Show one eSIM with its data plans; the id of a plan on it, as orders name it, finds it too',
    params: One,
    reply: EsimReply,
    errors: [errors.notFound],
    run: async ({ context, params }) => toReply(context, await findEsimOrPlans(context, params.id)),
  }),
  route({
    method: 'GET',
    path: '/esims/:id/beyond',
    permission: 'esim:read',
    summary: 'Show what pays for data when the plan is used up: allowances in their order, then the wallet where data is sold by the GB',
    params: One,
    reply: z.object({
      allowances: z.array(z.object({ name: z.string(), leftBytes: z.string(), expiresAt: z.string() })),
      perGb: z.object({ amount: z.string(), currency: z.string() }).nullable(),
    }),
    errors: [errors.notFound],
    run: async ({ context, params }) => {
      const { allowances, perGb } = await beyondPlan(context, await findEsimOrPlans(context, params.id))
      return {
        allowances: allowances.map((one) => ({ ...one, leftBytes: String(one.leftBytes), expiresAt: one.expiresAt.toISOString() })),
        perGb: perGb && { amount: rateOf(perGb), currency: perGb.currency },
      }
    },
  }),
  route({
    method: 'GET',
    path: '/esims/:id/usage',
    permission: 'esim:read',
    summary: 'Show what an eSIM used on each of the last 31 days, by UTC',
    params: One,
    reply: z.object({ days: z.array(z.object({ day: z.string(), bytes: z.string() })) }),
    errors: [errors.notFound],
    run: async ({ context, params }) => {
      const { id } = await findEsim(context, params.id)
      const used = await usageByDay(context, id, later(context.now(), -days(31)))
      return { days: used.map(({ day, bytes }) => ({ day, bytes: String(bytes) })) }
    },
  }),
  route({
    method: 'POST',
    path: '/esims/:id/code',
    permission: 'esim:read-code',
    summary: 'Show the activation code; every look is recorded',
    params: One,
    body: nothing,
    reply: InstallationReply,
    errors: [errors.notFound, errors.codeUsed, errors.ended],
    run: async ({ context, params }) => installationOf(await showCode(context, params.id, 'account')),
  }),
  route({
    method: 'POST',
    path: '/esim-installs',
    permission: 'public',
    summary: 'Open the page behind an install link; showing a code is recorded',
    body: z.strictObject({ token: z.string().min(1).max(1_000) }),
    reply: InstallPageReply,
    errors: [errors.linkInvalid],
    run: async ({ context, body }) => {
      await throttle(context, `esim-install:${context.actor.ip ?? ''}`, LINKS_PER_MINUTE, 60)
      const { esim, brand, bundle, installation } = await openInstallPage(context, body.token)
      const { iccid, profileState, endedAt } = esim
      return { brand, iccid, profileState, over: endedAt !== null, bundle: bundle && toBundle(bundle, context.now()), installation }
    },
  }),
]

const changing: readonly Route[] = [
  route({
    method: 'POST',
    path: '/esims/:id/change',
    permission: 'esim:write',
    summary: 'Name an eSIM, or have its plan bought again by itself',
    params: One,
    body: z.strictObject({ label: z.string().trim().max(60).optional(), autoRenew: z.boolean().optional() }),
    reply: EsimReply,
    errors: [errors.notFound, errors.ended],
    run: async ({ context, params, body }) => toReply(context, await changeEsim(context, params.id, body)),
  }),
  route({
    method: 'POST',
    path: '/esims/:id/suspend',
    permission: 'esim:write',
    summary: 'Stop data; the days of the plan go on',
    params: One,
    body: nothing,
    reply: EsimReply,
    errors: [errors.notFound, requestErrors.invalidTransition],
    run: async ({ context, params }) => toReply(context, await suspendEsim(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/esims/:id/resume',
    permission: 'esim:write',
    summary: 'Let data flow again',
    params: One,
    body: nothing,
    reply: EsimReply,
    errors: [errors.notFound, errors.noData, requestErrors.invalidTransition],
    run: async ({ context, params }) => toReply(context, await resumeEsim(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/esims/:id/refresh',
    permission: 'esim:write',
    summary: 'Ask the supplier how the eSIM is and how much was used',
    params: One,
    body: nothing,
    reply: EsimReply,
    errors: [errors.notFound],
    run: async ({ context, params }) => toReply(context, await askAboutEsim(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/esims/:id/mail',
    permission: 'esim:write',
    summary: 'Mail the install link once more',
    params: One,
    body: nothing,
    reply: EsimReply,
    errors: [errors.notFound, errors.ended],
    run: async ({ context, params }) => toReply(context, await mailAgain(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/esims/:id/cancel',
    permission: 'esim:write',
    summary: 'End an eSIM for good; type its ICCID to confirm',
    params: One,
    body: z.strictObject({ confirm: z.string().max(20) }),
    reply: EsimReply,
    errors: [errors.notFound, errors.confirmationWrong, requestErrors.invalidTransition],
    run: async ({ context, params, body }) => toReply(context, await cancelEsim(context, params.id, body.confirm)),
  }),
  route({
    method: 'POST',
    path: '/esims/:id/sessions',
    permission: 'provider:write',
    summary: "Take in a supplier's usage sessions; each counts once by its id",
    params: One,
    body: z.strictObject({
      sessions: z
        .array(z.strictObject({ id: z.string().min(1).max(100), bytes: Bytes, startedAt: z.iso.datetime(), endedAt: z.iso.datetime() }))
        .min(1)
        .max(500),
    }),
    reply: z.object({ fresh: z.number() }),
    errors: [errors.notFound],
    run: async ({ context, params, body }) => {
      const sessions = body.sessions.map(({ id, bytes, startedAt, endedAt }) => ({
        sessionId: id,
        bytes: BigInt(bytes),
        startedAt: new Date(startedAt),
        endedAt: new Date(endedAt),
      }))
      return { fresh: await takeSessions(context, params.id, sessions) }
    },
  }),
]

export const routes: readonly Route[] = [...reading, ...changing]
