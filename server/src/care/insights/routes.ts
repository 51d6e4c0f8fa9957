import { z } from 'zod'
import { listEvents, verifyChain } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { listJobRuns, retryJob } from '../../platform/job-runs.ts'
import { listMails } from '../../platform/mailbox.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { Done, done, nothing, route } from '../../platform/routes.ts'
import { currentTenant } from '../../spine/tenants/index.ts'
import { errors } from './errors.ts'
import { OverviewReply, overview } from './overview.ts'

const AuditReply = z.object({
  id: z.uuid(),
  position: z.number().nullable(),
  type: z.string(),
  version: z.number(),
  subjectType: z.string(),
  subjectId: z.string(),
  accountId: z.string().nullable(),
  payload: z.record(z.string(), z.unknown()),
  actor: z.record(z.string(), z.unknown()),
  changes: z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() })).nullable(),
  requestId: z.string(),
  occurredAt: z.string(),
})

const VerificationReply = z.object({
  checked: z.number(),
  intact: z.boolean(),
  brokenAt: z.object({ position: z.number(), eventId: z.string() }).nullable(),
})

const MailReply = z.object({
  id: z.uuid(),
  template: z.string(),
  recipient: z.string(),
  subject: z.string(),
  body: z.string(),
  state: z.string(),
  createdAt: z.string(),
})

const JobState = z.enum(['running', 'done', 'retrying', 'failed'])

const JobReply = z.object({
  id: z.uuid(),
  job: z.string(),
  attempt: z.number(),
  state: JobState,
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  error: z.string().nullable(),
})

/** The operator watches the whole machine; a reseller sees what ran for it. */
async function ownRunsOnly(context: Context): Promise<{ tenantId?: string }> {
  const tenant = await currentTenant(context)
  return tenant.kind === 'operator' ? {} : { tenantId: tenant.id }
}

export const routes = [
  route({
    method: 'GET',
    path: '/overview',
    permission: 'overview:read',
    summary: 'Figures of today, 7 and 30 days, and what needs attention',
    query: z.strictObject({}),
    reply: OverviewReply,
    run: ({ context }) => overview(context),
  }),
  route({
    method: 'GET',
    path: '/audit',
    permission: 'audit:read',
    summary: 'Who did what, newest first',
    query: z.strictObject({
      ...PageQuery,
      type: z.string().max(60).optional(),
      subjectId: z.string().max(60).optional(),
      accountId: z.uuid().optional(),
    }),
    reply: pageOf(AuditReply),
    run: async ({ context, query }) => {
      const page = await listEvents(context, query)
      return { ...page, items: page.items.map((entry) => ({ ...entry, occurredAt: entry.occurredAt.toISOString() })) }
    },
  }),
  route({
    method: 'GET',
    path: '/audit/verification',
    permission: 'audit:read',
    summary: 'Walk the audit chain and name the first broken link',
    query: z.strictObject({}),
    reply: VerificationReply,
    run: ({ context }) => verifyChain(context.services),
  }),
  route({
    method: 'GET',
    path: '/mails',
    permission: 'mail:read',
    summary: 'The mailbox: every mail that was written',
    query: z.strictObject({ ...PageQuery, q: z.string().max(100).optional() }),
    reply: pageOf(MailReply),
    run: async ({ context, query }) => listMails(context, query),
  }),
  route({
    method: 'GET',
    path: '/jobs',
    permission: 'job:read',
    summary: 'Runs of the worker, newest first',
    query: z.strictObject({ ...PageQuery, job: z.string().max(80).optional(), state: JobState.optional() }),
    reply: pageOf(JobReply),
    run: async ({ context, query }) => listJobRuns(context, { ...query, ...(await ownRunsOnly(context)) }),
  }),
  route({
    method: 'POST',
    path: '/jobs/:id/retry',
    permission: 'job:retry',
    summary: 'Let a waiting or failed job run again now',
    params: z.strictObject({ id: z.uuid() }),
    body: nothing,
    reply: Done,
    errors: [errors.jobGone],
    run: async ({ context, params }) => {
      if (!(await retryJob(context, params.id, (await ownRunsOnly(context)).tenantId)))
        throw errors.jobGone({ detail: 'This job has finished or is running.' })
      return done
    },
  }),
]
