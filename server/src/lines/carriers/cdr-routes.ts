import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { MoneyReply, toMoneyReply } from '../../platform/money.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { type Route, route } from '../../platform/routes.ts'
import { CarrierId } from './carrier.ts'
import { type AttemptCdr, CdrId } from './cdr.ts'
import { attemptsOf, find, listCalls } from './cdr-store.ts'
import { errors } from './errors.ts'
import { namesOf } from './names.ts'
import { CdrReply, Disposition, toCdrReply } from './replies.ts'

export const CdrFilters = {
  number: z
    .string()
    .regex(/^\+?\d{1,15}$/, 'Use the first digits of a number.')
    .transform((digits) => digits.replace('+', ''))
    .optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
}

/** Text instants of a query as dates. */
export const datesOf = ({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }) => ({
  from: from === undefined ? undefined : new Date(from),
  to: to === undefined ? undefined : new Date(to),
})

const AttemptReply = z.object({
  attempt: z.number(),
  supplierName: z.string(),
  startedAt: z.string(),
  answeredAt: z.string().nullable(),
  endedAt: z.string(),
  aNumber: z.string(),
  bNumber: z.string(),
  sipCode: z.number().nullable(),
  reason: z.string(),
  cause: z.number().nullable(),
  pddMs: z.number().nullable(),
  durationMs: z.number(),
  billedSeconds: z.number(),
  cost: MoneyReply.nullable(),
})

const toAttempt = (attempt: AttemptCdr, nameOf: (id: string | null) => string | null): z.input<typeof AttemptReply> => ({
  ...attempt,
  supplierName: nameOf(attempt.carrierId) ?? '',
  startedAt: attempt.startedAt.toISOString(),
  answeredAt: attempt.answeredAt?.toISOString() ?? null,
  endedAt: attempt.endedAt.toISOString(),
  billedSeconds: attempt.cost?.billedSeconds ?? 0,
  cost: attempt.cost && toMoneyReply(attempt.cost.amount),
})

const CdrDetail = CdrReply.extend({
  aOriginal: z.string(),
  bOriginal: z.string(),
  sourceIp: z.string(),
  sipCallId: z.string(),
  node: z.string(),
  attemptRecords: z.array(AttemptReply),
  trace: z.record(z.string(), z.unknown()),
})

async function detail(context: Context, id: CdrId): Promise<z.input<typeof CdrDetail>> {
  const cdr = await find(context, id)
  if (!cdr) throw errors.cdrNotFound({ detail: 'No call record with this id.' })
  const names = await namesOf(context)
  const { aOriginal, bOriginal, sourceIp, sipCallId, node, trace } = cdr
  const attemptRecords = (await attemptsOf(context, id)).map((attempt) => toAttempt(attempt, names))
  return { ...toCdrReply(cdr, names), aOriginal, bOriginal, sourceIp, sipCallId, node, trace, attemptRecords }
}

export const cdrRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/cdrs',
    permission: 'cdr:read',
    summary: 'List call records of carriers, newest first',
    query: z.strictObject({ ...PageQuery, ...CdrFilters, carrierId: CarrierId.optional(), disposition: Disposition.optional() }),
    reply: pageOf(CdrReply),
    run: async ({ context, query }) => {
      const page = await listCalls(context, { ...query, ...datesOf(query) })
      const names = await namesOf(context)
      return { ...page, items: page.items.map((cdr) => toCdrReply(cdr, names)) }
    },
  }),
  route({
    method: 'GET',
    path: '/cdrs/:id',
    permission: 'cdr:read',
    summary: 'Show one call record with its attempts and how it was decided',
    params: z.strictObject({ id: CdrId }),
    reply: CdrDetail,
    errors: [errors.cdrNotFound],
    run: async ({ context, params }) => detail(context, params.id),
  }),
]
