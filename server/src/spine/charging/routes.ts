import { z } from 'zod'
import { requestErrors } from '../../platform/errors.ts'
import { AccountId, idSchema } from '../../platform/ids.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { type Route, route } from '../../platform/routes.ts'
import { ledgerErrors } from '../ledger/index.ts'
import { listAllowances } from './allowances.ts'
import { errors } from './errors.ts'
import * as replies from './replies.ts'
import { authorize, extend, settle } from './service.ts'
import { SessionId } from './session.ts'
import type { UsageId } from './usage.ts'
import { findUsage, listUsage } from './usage-store.ts'

const Instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const Name = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/)
const Line = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, 'Use one line of text.')
const DAY_SECONDS = 86_400

const sessions: readonly Route[] = [
  route({
    method: 'POST',
    path: '/charging/authorize',
    permission: 'charging:use',
    summary: 'Let a session begin: sets money or allowances aside and says how long it may last. The session id is the key',
    body: z.strictObject({
      sessionId: SessionId,
      accountId: AccountId,
      tariff: replies.TariffBody,
      allowance: Name.nullable().default(null),
      mostSeconds: z.number().int().min(1).max(DAY_SECONDS),
      entryKind: z.enum(['call', 'wholesale']),
      revenueCode: z.string().regex(/^revenue:[a-z0-9_-]{1,40}$/),
      description: Line,
      subject: z.strictObject({ type: Name, id: z.string().min(1).max(100) }),
    }),
    reply: replies.GrantReply,
    errors: [ledgerErrors.insufficientBalance, errors.sessionEnded, errors.keyReused, requestErrors.busy],
    run: async ({ context, body: { sessionId, allowance, ...body } }) => {
      const paidBy = allowance === null ? null : ({ unit: 'seconds', service: allowance } as const)
      return replies.toGrantReply(await authorize(context, { ...body, id: sessionId, allowance: paidBy, trace: { by: 'charging API' } }))
    },
  }),
  route({
    method: 'POST',
    path: '/charging/extend',
    permission: 'charging:use',
    summary: 'Let a session go on',
    body: z.strictObject({ sessionId: SessionId, elapsedSeconds: z.number().int().min(0).max(DAY_SECONDS) }),
    reply: replies.GrantReply,
    errors: [errors.sessionNotFound, errors.sessionEnded, requestErrors.busy],
    run: async ({ context, body }) => replies.toGrantReply(await extend(context, body.sessionId, body.elapsedSeconds)),
  }),
  route({
    method: 'POST',
    path: '/charging/settle',
    permission: 'charging:use',
    summary: 'End a session: charges what it lasted, once, and gives the rest back',
    body: z.strictObject({
      sessionId: SessionId,
      durationMs: z
        .number()
        .int()
        .min(0)
        .max(DAY_SECONDS * 1_000),
      cost: z.strictObject({ vendor: Name, tariff: replies.TariffBody }).optional(),
    }),
    reply: replies.SettlementReply,
    errors: [errors.sessionNotFound, requestErrors.busy],
    run: async ({ context, body: { sessionId, ...ending } }) =>
      replies.toSettlementReply(await settle(context, { ...ending, id: sessionId })),
  }),
]

const usage: readonly Route[] = [
  route({
    method: 'GET',
    path: '/allowances',
    permission: 'usage:read',
    summary: 'List allowances, newest first: a customer sees its own',
    query: z.strictObject({
      ...PageQuery,
      accountId: AccountId.optional(),
      sourceId: z.uuid().optional(),
      live: z.stringbool().optional(),
    }),
    reply: pageOf(replies.AllowanceReply),
    run: async ({ context, query }) => {
      const page = await listAllowances(context, query)
      return { ...page, items: page.items.map((bucket) => replies.toAllowanceReply(bucket, context.now())) }
    },
  }),
  route({
    method: 'GET',
    path: '/usage-records',
    permission: 'usage:read',
    summary: 'List what was used and charged, newest first',
    query: z.strictObject({
      ...PageQuery,
      accountId: AccountId.optional(),
      service: Name.optional(),
      from: Instant.optional(),
      to: Instant.optional(),
    }),
    reply: pageOf(replies.UsageReply),
    run: async ({ context, query }) => {
      const page = await listUsage(context, query)
      return { ...page, items: page.items.map((one) => replies.toUsageReply(context, one)) }
    },
  }),
  route({
    method: 'GET',
    path: '/usage-records/:id',
    permission: 'usage:read',
    summary: 'Explain a use: which allowance paid what, and the reason for the amount',
    params: z.strictObject({ id: idSchema<UsageId>() }),
    reply: replies.UsageExplanation,
    errors: [errors.usageNotFound],
    run: async ({ context, params }) => {
      const found = await findUsage(context, params.id)
      if (!found) throw errors.usageNotFound({ detail: 'There is no usage record with this id.' })
      return replies.toUsageExplanation(context, found)
    },
  }),
]

export const routes: readonly Route[] = [...sessions, ...usage]
