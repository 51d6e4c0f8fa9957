import { z } from 'zod'
import { later } from '../../platform/clock.ts'
import { requestErrors } from '../../platform/errors.ts'
import { AccountId } from '../../platform/ids.ts'
import { MoneyReply, toMoneyReply } from '../../platform/money.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { nothing, type Route, route } from '../../platform/routes.ts'
import { issueTicket } from './console.ts'
import { errors } from './errors.ts'
import { InstanceId, type PersonsCommand, QUOTA } from './instance.ts'
import { InstanceReply, TaskReply, toReplies, toReply, toTaskReply } from './reply.ts'
import { forecast } from './run-out.ts'
import { commandInstance, deleteInstance, findInstance, holdInstance, listInstances, restoreInstance, unholdInstance } from './service.ts'
import { usage } from './store.ts'
import { listNotes, list as listTasks } from './task-store.ts'
import { listMetrics, listUnits } from './usage-store.ts'

const One = z.strictObject({ id: InstanceId })
const StaffHold = z.enum(['abuse', 'admin', 'legal'])
const number = z.number().nullable()

const UnitReply = z.object({
  id: z.uuid(),
  unitStart: z.string(),
  endedAt: z.string(),
  month: z.string(),
  amount: MoneyReply,
  billable: z.boolean(),
  reason: z.string().nullable(),
})

const NoteReply = z.object({ id: z.uuid(), kind: z.string(), detail: z.string(), actor: z.string(), at: z.string() })

const MetricReply = z.object({
  at: z.string(),
  cpuPct: number,
  memoryBytes: number,
  diskReadBytes: number,
  diskWriteBytes: number,
  netRxBytes: number,
  netTxBytes: number,
})

/** How far back a chart goes and how wide its steps are. */
const RANGES = {
  '1h': { ms: 3_600_000, stepSeconds: 60 },
  '1d': { ms: 86_400_000, stepSeconds: 900 },
  '7d': { ms: 604_800_000, stepSeconds: 7_200 },
} as const

const QuotaReply = z.object({ instances: z.number(), cpu: z.number(), ramMib: z.number(), diskGib: z.number() })

const command = (name: PersonsCommand, summary: string): Route =>
  route({
    method: 'POST',
    path: `/instances/:id/${name}`,
    permission: 'instance:operate',
    summary,
    params: One,
    body: nothing,
    reply: InstanceReply,
    errors: [errors.notFound, errors.busy, errors.held, errors.inTrash, requestErrors.invalidTransition],
    run: async ({ context, params }) => toReply(context, await commandInstance(context, params.id, name)),
  })

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/instances',
    permission: 'instance:read',
    summary: 'List servers, newest first; what was deleted only when asked for',
    query: z.strictObject({
      ...PageQuery,
      accountId: AccountId.optional(),
      status: z.enum(['running', 'stopped', 'suspended', 'provisioning', 'error', 'deleted']).optional(),
      region: z.string().max(60).optional(),
      q: z.string().max(60).optional(),
    }),
    reply: pageOf(InstanceReply),
    run: async ({ context, query }) => {
      const page = await listInstances(context, query)
      return { ...page, items: await toReplies(context, page.items) }
    },
  }),
  route({
    method: 'GET',
    path: '/compute-usage',
    permission: 'instance:read',
    summary: 'Show what the servers of an account use and may use together, and how long its wallet pays them; staff say which account',
    query: z.strictObject({ accountId: AccountId.optional() }),
    reply: z.object({ used: QuotaReply, limit: QuotaReply, runsOutAt: z.string().nullable() }),
    run: async ({ context, query }) => {
      const accountId = context.accountId ?? query.accountId
      if (!accountId) return { used: { instances: 0, cpu: 0, ramMib: 0, diskGib: 0 }, limit: QUOTA, runsOutAt: null }
      const runOut = await forecast(context, accountId)
      return { used: await usage(context, accountId), limit: QUOTA, runsOutAt: runOut?.at.toISOString() ?? null }
    },
  }),
  route({
    method: 'GET',
    path: '/instances/:id',
    permission: 'instance:read',
    summary: 'Show one server with what it costs',
    params: One,
    reply: InstanceReply,
    errors: [errors.notFound],
    run: async ({ context, params }) => toReply(context, await findInstance(context, params.id)),
  }),
  command('start', 'Start a server'),
  command('stop', 'Switch a server off, by force when the guest does not within a minute; it is still billed'),
  command('reboot', 'Switch a server off and on again'),
  command('reset', 'Reset a server at once, as the button does'),
  route({
    method: 'POST',
    path: '/instances/:id/delete',
    permission: 'instance:delete',
    summary: 'Delete a server; type its name to confirm. Billing ends now, the disk is kept for seven days',
    params: One,
    body: z.strictObject({ confirm: z.string().max(63) }),
    reply: InstanceReply,
    errors: [errors.notFound, errors.busy, errors.confirmationWrong, requestErrors.invalidTransition],
    run: async ({ context, params, body }) => toReply(context, await deleteInstance(context, params.id, body.confirm)),
  }),
  route({
    method: 'POST',
    path: '/instances/:id/restore',
    permission: 'instance:operate',
    summary: 'Take a deleted server out of the trash, switched off',
    params: One,
    body: nothing,
    reply: InstanceReply,
    errors: [errors.notFound, errors.busy, requestErrors.invalidTransition],
    run: async ({ context, params }) => toReply(context, await restoreInstance(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/instances/:id/hold',
    permission: 'instance:hold',
    summary: 'Keep a server from running, with a reason its owner can read',
    params: One,
    body: z.strictObject({ kind: StaffHold, reason: z.string().trim().min(1).max(500) }),
    reply: InstanceReply,
    errors: [errors.notFound, requestErrors.invalidTransition],
    run: async ({ context, params, body }) => toReply(context, await holdInstance(context, params.id, body.kind, body.reason)),
  }),
  route({
    method: 'POST',
    path: '/instances/:id/unhold',
    permission: 'instance:hold',
    summary: 'Lift a hold; others stay',
    params: One,
    body: z.strictObject({ kind: StaffHold }),
    reply: InstanceReply,
    errors: [errors.notFound],
    run: async ({ context, params, body }) => toReply(context, await unholdInstance(context, params.id, body.kind)),
  }),
  route({
    method: 'POST',
    path: '/instances/:id/console',
    permission: 'instance:console',
    summary: 'Get a ticket for the console: one WebSocket connection within a minute, from this session',
    params: One,
    body: z.strictObject({ type: z.enum(['vga', 'serial']).default('vga') }),
    reply: z.object({ path: z.string(), expiresAt: z.string() }),
    status: 201,
    errors: [errors.notFound, errors.held, errors.noConsole, requestErrors.forbidden],
    run: async ({ context, params, body }) => {
      const { token, expiresAt } = await issueTicket(context, params.id, body.type)
      return { path: `/api/v1/instances/${params.id}/console?ticket=${token}`, expiresAt: expiresAt.toISOString() }
    },
  }),
  route({
    method: 'GET',
    path: '/instances/:id/tasks',
    permission: 'instance:read',
    summary: 'List the work at a server, newest first',
    params: One,
    query: z.strictObject(PageQuery),
    reply: pageOf(TaskReply),
    errors: [errors.notFound],
    run: async ({ context, params, query }) => {
      const page = await listTasks(context, (await findInstance(context, params.id)).id, query)
      return { ...page, items: page.items.map(toTaskReply) }
    },
  }),
  route({
    method: 'GET',
    path: '/instances/:id/events',
    permission: 'instance:read',
    summary: 'List what happened to a server, newest first',
    params: One,
    query: z.strictObject(PageQuery),
    reply: pageOf(NoteReply),
    errors: [errors.notFound],
    run: async ({ context, params, query }) => {
      const page = await listNotes(context, (await findInstance(context, params.id)).id, query)
      return { ...page, items: page.items.map((note) => ({ ...note, at: note.at.toISOString() })) }
    },
  }),
  route({
    method: 'GET',
    path: '/instances/:id/usage',
    permission: 'instance:read',
    summary: 'List the metered hours of a server, newest first',
    params: One,
    query: z.strictObject(PageQuery),
    reply: pageOf(UnitReply),
    errors: [errors.notFound],
    run: async ({ context, params, query }) => {
      const page = await listUnits(context, (await findInstance(context, params.id)).id, query)
      return {
        ...page,
        items: page.items.map(({ id, month, billable, reason, ...unit }) => ({
          id,
          month,
          billable,
          reason,
          unitStart: unit.unitStart.toISOString(),
          endedAt: unit.endedAt.toISOString(),
          amount: toMoneyReply(unit.amount),
        })),
      }
    },
  }),
  route({
    method: 'GET',
    path: '/instances/:id/metrics',
    permission: 'instance:read',
    summary: 'Show how busy a server was; steps without samples are left out',
    params: One,
    query: z.strictObject({ range: z.enum(['1h', '1d', '7d']).default('1h') }),
    reply: z.object({ stepSeconds: z.number(), items: z.array(MetricReply) }),
    errors: [errors.notFound],
    run: async ({ context, params, query }) => {
      const { id } = await findInstance(context, params.id)
      const { ms, stepSeconds } = RANGES[query.range]
      const metrics = await listMetrics(context, id, { from: later(context.now(), -ms), stepSeconds })
      return { stepSeconds, items: metrics.map((metric) => ({ ...metric, at: metric.at.toISOString() })) }
    },
  }),
]
