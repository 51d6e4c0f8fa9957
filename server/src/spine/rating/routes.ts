import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { MoneyReply, toMoneyReply } from '../../platform/money.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { type Route, route } from '../../platform/routes.ts'
import { rateCall } from './amount.ts'
import { draftRoutes, mayMargin } from './draft-routes.ts'
import { errors } from './errors.ts'
import { PRICE_STATES, pageOfRates } from './grid.ts'
import { supplierCosts } from './margins.ts'
import { DIRECTIONS, RatePlanId, versionStates } from './rate-plan.ts'
import { STATUSES } from './rate-rows.ts'
import {
  GridReply,
  PlanReply,
  RowReply,
  SettingsBody,
  SheetReply,
  toGridReply,
  toPlanReply,
  toRowReply,
  toSettings,
  toSheetReply,
} from './replies.ts'
import { changeRatePlan, createRatePlan, getRatePlan, listRatePlans, listSheets } from './service.ts'
import { findDraft } from './store.ts'

const params = z.object({ id: RatePlanId })

const ListedReply = PlanReply.extend({ rows: z.number().int() })

const LookupQuery = z.strictObject({
  number: z.string().regex(/^\+?\d{1,20}$/, 'Give a number as digits, such as +442071838750.'),
  seconds: z.coerce.number().int().min(0).max(86_400).default(60),
  at: z.iso.datetime().optional(),
})

const LookupReply = z.object({
  kind: z.enum(['rate', 'none', 'closed', 'blocked']),
  at: z.string(),
  version: z.number().int(),
  code: z.string().nullable(),
  rateVersionId: z.string().nullable(),
  validFrom: z.string().nullable(),
  rate: RowReply.nullable(),
  billedSeconds: z.number().int().nullable(),
  amount: MoneyReply.nullable(),
  /** The arithmetic, enough to work it out again. */
  trace: z.record(z.string(), z.unknown()).nullable(),
})

async function look(
  context: Context,
  id: RatePlanId,
  { number, seconds, at }: z.output<typeof LookupQuery>,
): Promise<z.output<typeof LookupReply>> {
  const instant = at ? new Date(at) : context.now()
  const answer = await context.services.ratePlans.lookup(context, id, number.replace('+', ''), instant)
  const nothing = { code: null, rateVersionId: null, validFrom: null, rate: null, billedSeconds: null, amount: null, trace: null }
  const facts = { ...nothing, kind: answer.kind, at: instant.toISOString(), version: answer.version }
  if (answer.kind === 'none') return facts
  const found = { ...facts, code: answer.code, rateVersionId: answer.rateVersionId, validFrom: answer.validFrom.toISOString() }
  if (answer.kind !== 'rate') return found
  const { tariff, code, name } = answer
  const call = rateCall(tariff, seconds * 1_000)
  const prices = { rateE8: tariff.recurringRate.e8, initialRateE8: tariff.initialRate.e8, feeMicros: tariff.connectFee.units }
  const row = {
    code,
    name,
    status: 'open' as const,
    ...prices,
    initialSeconds: tariff.initialSeconds,
    recurringSeconds: tariff.recurringSeconds,
    validFrom: null,
  }
  return {
    ...found,
    rate: toRowReply(row, tariff.currency),
    billedSeconds: call.billed,
    amount: toMoneyReply(call.amount),
    trace: { ...call.trace },
  }
}

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/rate-plans',
    permission: 'rate-plan:read',
    summary: 'Rate plans, newest first',
    query: z.strictObject({ ...PageQuery, q: z.string().trim().max(100).optional(), direction: z.enum(DIRECTIONS).optional() }),
    reply: pageOf(ListedReply),
    run: async ({ context, query }) => {
      const { items, nextCursor } = await listRatePlans(context, query)
      return { items: items.map((plan) => ({ ...toPlanReply(plan, plan.uncommittedChanges), rows: plan.rows })), nextCursor }
    },
  }),
  route({
    method: 'POST',
    path: '/rate-plans',
    permission: 'rate-plan:write',
    summary: 'Open a rate plan',
    body: SettingsBody.extend({ direction: z.enum(DIRECTIONS) }),
    status: 201,
    reply: PlanReply,
    errors: [errors.badTerms, errors.nameTaken],
    run: async ({ context, body }) => toPlanReply(await createRatePlan(context, body.direction, toSettings(body)), false),
  }),
  route({
    method: 'GET',
    path: '/rate-plans/:id',
    permission: 'rate-plan:read',
    summary: 'One rate plan',
    params,
    reply: PlanReply,
    errors: [errors.notFound],
    run: async ({ context, params: { id } }) => toPlanReply(await getRatePlan(context, id), (await findDraft(context, id)) !== undefined),
  }),
  route({
    method: 'PUT',
    path: '/rate-plans/:id',
    permission: 'rate-plan:write',
    summary: 'Change the rules of a rate plan',
    params,
    body: SettingsBody,
    reply: PlanReply,
    errors: [errors.notFound, errors.badTerms, errors.nameTaken, errors.termsFixed],
    run: async ({ context, params: { id }, body }) =>
      toPlanReply(await changeRatePlan(context, id, toSettings(body)), (await findDraft(context, id)) !== undefined),
  }),
  route({
    method: 'GET',
    path: '/rate-plans/:id/rates',
    permission: 'rate-plan:read',
    summary: 'Committed prices by code',
    params,
    query: z.strictObject({
      ...PageQuery,
      q: z.string().trim().max(100).optional(),
      state: z.enum(PRICE_STATES).optional(),
      status: z.enum(STATUSES).optional(),
    }),
    reply: pageOf(GridReply),
    errors: [errors.notFound],
    run: async ({ context, params: { id }, query }) => {
      const plan = await getRatePlan(context, id)
      const now = context.now()
      const { items, nextCursor } = pageOfRates(await context.services.ratePlans.snapshot(context, id), query, now)
      const costOf = mayMargin(context) ? await supplierCosts(context, plan) : () => undefined
      return {
        items: items.map((row) => toGridReply(row, plan.terms.currency, costOf(row.code, row.from > now ? row.from : now))),
        nextCursor,
      }
    },
  }),
  route({
    method: 'GET',
    path: '/rate-plans/:id/versions',
    permission: 'rate-plan:read',
    summary: 'The draft and all versions of a rate plan',
    params,
    reply: z.object({ items: z.array(SheetReply) }),
    errors: [errors.notFound],
    run: async ({ context, params: { id } }) => {
      const sheets = await listSheets(context, (await getRatePlan(context, id)).id)
      const states = versionStates(sheets, context.now())
      return { items: sheets.map((sheet) => toSheetReply(sheet, states.get(sheet.id) ?? 'superseded')) }
    },
  }),
  route({
    method: 'GET',
    path: '/rate-plans/:id/lookup',
    permission: 'rate-plan:read',
    summary: 'What a call to a number costs at an instant, with the arithmetic',
    params,
    query: LookupQuery,
    reply: LookupReply,
    errors: [errors.notFound],
    run: ({ context, params: { id }, query }) => look(context, id, query),
  }),
  ...draftRoutes,
]
