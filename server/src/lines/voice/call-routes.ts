import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { AccountId } from '../../platform/ids.ts'
import { MoneyReply, toMoneyReply } from '../../platform/money.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { type Route, route } from '../../platform/routes.ts'
import { accountNames } from '../../spine/accounts/index.ts'
import { NumberId, numberNames } from '../numbers/index.ts'
import { type Attempt, CALL_STATUSES, type Call, CallId } from './call.ts'
import { callDetail, cutCall, listCalls } from './calls.ts'
import { errors } from './errors.ts'

const One = z.strictObject({ id: CallId })
const Status = z.enum(CALL_STATUSES)
const Direction = z.enum(['inbound', 'outbound'])
const Moment = z.string().nullable()
const Flag = z.enum(['true', 'false']).transform((text) => text === 'true')

const CallReply = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  accountName: z.string().nullable(),
  numberId: z.uuid().nullable(),
  /** The account's own number in this leg. */
  number: z.string().nullable(),
  parentId: z.uuid().nullable(),
  direction: Direction,
  from: z.string(),
  to: z.string(),
  country: z.string().nullable(),
  status: Status,
  reason: z.string().nullable(),
  sipCode: z.number().nullable(),
  q850: z.number().nullable(),
  releasedBy: z.string().nullable(),
  answeredBy: z.string().nullable(),
  vendor: z.string().nullable(),
  startedAt: z.string(),
  ringingAt: Moment,
  answeredAt: Moment,
  endedAt: Moment,
  durationMs: z.number().nullable(),
  billedSeconds: z.number().nullable(),
  price: MoneyReply.nullable(),
  /** How long it may go on, counted from its answer. */
  maxSeconds: z.number().nullable(),
  watchdog: z.boolean(),
})

const Trace = z.array(
  z.object({ number: z.string(), ruleId: z.string().nullable(), type: z.string(), matched: z.boolean(), reason: z.string() }),
)
const AttemptReply = z.object({
  place: z.number(),
  kind: z.string(),
  vendor: z.string().nullable(),
  target: z.string(),
  beganAt: Moment,
  ringingAt: Moment,
  answeredAt: Moment,
  endedAt: Moment,
  code: z.number().nullable(),
  q850: z.number().nullable(),
  reason: z.string().nullable(),
})
const DetailReply = CallReply.extend({
  ruleTrace: Trace.nullable(),
  priceTrace: z.record(z.string(), z.unknown()).nullable(),
  attempts: z.array(AttemptReply),
  legs: z.array(CallReply),
})

const iso = (date: Date | null) => date?.toISOString() ?? null

/** Staff see who called whom only as far as they need it to help: the last digits of the other party are masked (§3.1). */
const masked = (text: string, own: string | null): string =>
  text.replaceAll(/\+\d{7,}/g, (number) => (number === own ? number : `${number.slice(0, -4)}••••`))

/** Suppliers are the operator's business, not the customer's. */
const seesSuppliers = (context: Context): boolean => context.actor.permissions.has('provider:read')

async function toReplies(context: Context, calls: readonly Call[]): Promise<z.input<typeof CallReply>[]> {
  const names = await accountNames(context, [...new Set(calls.map((call) => call.accountId))])
  const numbers = await numberNames(context, [...new Set(calls.flatMap((call) => call.numberId ?? []))])
  const ownOf = (call: Call) => (call.numberId && numbers.get(call.numberId)) || null
  const shown = (call: Call, party: string) => (context.accountId === null ? masked(party, ownOf(call)) : party)
  return calls.map((call) => ({
    id: call.id,
    accountId: call.accountId,
    accountName: names.get(call.accountId) ?? null,
    numberId: call.numberId,
    number: ownOf(call),
    parentId: call.parentId,
    direction: call.direction,
    from: shown(call, call.from),
    to: shown(call, call.to),
    country: call.country,
    status: call.status,
    reason: call.reason,
    sipCode: call.sipCode,
    q850: call.q850,
    releasedBy: call.releasedBy,
    answeredBy: call.answeredBy,
    vendor: seesSuppliers(context) ? call.vendor : null,
    startedAt: call.startedAt.toISOString(),
    ringingAt: iso(call.ringingAt),
    answeredAt: iso(call.answeredAt),
    endedAt: iso(call.endedAt),
    durationMs: call.durationMs,
    billedSeconds: call.billedSeconds,
    price: call.price && toMoneyReply(call.price),
    maxSeconds: call.maxSeconds,
    watchdog: call.watchdog,
  }))
}

const attemptReply = (context: Context, attempt: Attempt, own: string | null): z.input<typeof AttemptReply> => ({
  place: attempt.place,
  kind: attempt.kind,
  vendor: seesSuppliers(context) ? attempt.vendor : null,
  target: context.accountId === null ? masked(attempt.target, own) : attempt.target,
  beganAt: iso(attempt.beganAt),
  ringingAt: iso(attempt.ringingAt),
  answeredAt: iso(attempt.answeredAt),
  endedAt: iso(attempt.endedAt),
  code: attempt.code,
  q850: attempt.q850,
  reason: attempt.reason,
})

async function toDetail(context: Context, id: CallId): Promise<z.input<typeof DetailReply>> {
  const { call, attempts, legs } = await callDetail(context, id)
  const [reply, ...others] = await toReplies(context, [call, ...legs])
  if (!reply) throw new Error('One call gives one reply.')
  return {
    ...reply,
    ruleTrace:
      call.ruleTrace?.map((step) => ({ ...step, reason: context.accountId ? step.reason : masked(step.reason, reply.number) })) ?? null,
    priceTrace: call.trace && { ...call.trace },
    attempts: attempts.map((attempt) => attemptReply(context, attempt, reply.number)),
    legs: others,
  }
}

export const callRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/calls',
    permission: 'call:read',
    summary: 'List calls, newest first; staff see the other party’s number without its last digits',
    query: z.strictObject({
      ...PageQuery,
      accountId: AccountId.optional(),
      numberId: NumberId.optional(),
      direction: Direction.optional(),
      status: Status.optional(),
      live: Flag.optional(),
      missed: Flag.optional(),
      q: z.string().max(40).optional(),
    }),
    reply: pageOf(CallReply),
    run: async ({ context, query }) => {
      const page = await listCalls(context, query)
      return { ...page, items: await toReplies(context, page.items) }
    },
  }),
  route({
    method: 'GET',
    path: '/calls/:id',
    permission: 'call:read',
    summary: 'Show one call: why it ended, which rules decided, what it cost and why',
    params: One,
    reply: DetailReply,
    errors: [errors.callNotFound],
    run: ({ context, params }) => toDetail(context, params.id),
  }),
  route({
    method: 'POST',
    path: '/calls/:id/cut',
    permission: 'call:cut',
    summary: 'End a call that is up',
    params: One,
    body: z.strictObject({ reason: z.string().trim().min(3).max(200) }),
    reply: DetailReply,
    errors: [errors.callNotFound, errors.callNotUp],
    run: async ({ context, params, body }) => {
      await cutCall(context, params.id, body.reason)
      return toDetail(context, params.id)
    },
  }),
]
