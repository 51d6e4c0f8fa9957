import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { rateOf } from '../../platform/money.ts'
import { Done, done, nothing, type Route, route } from '../../platform/routes.ts'
import { NumberId } from '../numbers/index.ts'
import { readDialled } from './dialled.ts'
import { errors } from './errors.ts'
import { type CallRule, CallRuleId, RULE_TYPES, RuleFacts } from './rule.ts'
import {
  changeRule,
  costsOf,
  createRule,
  numberRules,
  orderRules,
  priceOfTarget,
  type Question,
  removeRule,
  setNumberVoice,
  simulateCall,
} from './rules.ts'
import { type Calendar, hoursState, Schedule } from './schedule.ts'
import type { Rehearsal, Ways } from './ways.ts'

const OneNumber = z.strictObject({ id: NumberId })
const OneRule = z.strictObject({ id: CallRuleId })
const Cost = z.object({ currency: z.string(), rate: z.string() })

const RuleReply = z.object({
  id: z.uuid(),
  numberId: z.uuid(),
  type: z.enum(RULE_TYPES),
  active: z.boolean(),
  priority: z.number(),
  callers: z.array(z.string()),
  forwardTo: z.string().nullable(),
  devices: z.array(z.uuid()),
  ringSeconds: z.number().nullable(),
  schedule: Schedule.nullable(),
  present: z.enum(['caller', 'number']),
  /** What a minute of the forwarded call costs now; null where nothing is forwarded, or the target is no longer sold. */
  costPerMinute: Cost.nullable(),
  /** For a rule by time: whether its hours are open now, since when, and when that changes. */
  hours: z.object({ open: z.boolean(), since: z.string().nullable(), nextChangeAt: z.string().nullable() }).nullable(),
  createdAt: z.string(),
})

const Voice = z.strictObject({
  zone: z.string().min(1).max(60),
  holidays: z.array(z.iso.date()).max(400),
  ringSeconds: z.number().int().min(5).max(60),
  voicemail: z.boolean(),
})

const RulesReply = z.object({ numberId: z.uuid(), e164: z.string(), voice: Voice, items: z.array(RuleReply) })

type Surroundings = { readonly cost: z.input<typeof Cost> | null; readonly calendar: Calendar; readonly now: Date }

function hoursOf({ schedule }: CallRule, { calendar, now }: Surroundings): z.input<typeof RuleReply>['hours'] {
  if (!schedule) return null
  const { open, since, nextChangeAt } = hoursState(schedule, calendar, now)
  return { open, since: since?.toISOString() ?? null, nextChangeAt: nextChangeAt?.toISOString() ?? null }
}

const toReply = (rule: CallRule, around: Surroundings): z.input<typeof RuleReply> => ({
  ...rule,
  callers: [...rule.callers],
  devices: [...rule.devices],
  costPerMinute: around.cost,
  hours: hoursOf(rule, around),
  createdAt: rule.createdAt.toISOString(),
})

async function rulesReply(context: Context, numberId: NumberId): Promise<z.input<typeof RulesReply>> {
  const found = await numberRules(context, numberId)
  const costs = await costsOf(context, found)
  const { number, voice, rules } = found
  return {
    numberId: number.id,
    e164: number.e164,
    voice: { ...voice, holidays: [...voice.holidays] },
    items: rules.map((rule) =>
      toReply(rule, { cost: (rule.forwardTo && costs.get(rule.forwardTo)) || null, calendar: voice, now: context.now() }),
    ),
  }
}

async function ruleReply(context: Context, rule: CallRule): Promise<z.input<typeof RuleReply>> {
  const { items } = await rulesReply(context, rule.numberId)
  const reply = items.find(({ id }) => id === rule.id)
  if (!reply) throw errors.ruleNotFound({ detail: 'The rule was removed meanwhile.' })
  return reply
}

const Outcome = z.enum(['answer', 'busy', 'no_answer', 'unreachable'])
const StepReply = z.object({ number: z.string(), ruleId: z.uuid().nullable(), type: z.string(), matched: z.boolean(), reason: z.string() })

const SimulationReply = z.object({
  end: z.enum(['answered', 'message', 'rejected', 'busy']),
  path: z.array(
    z.object({
      kind: z.enum(['devices', 'outside', 'mailbox']),
      target: z.string(),
      ringSeconds: z.number().nullable(),
      outcome: z.enum(['answer', 'busy', 'no_answer', 'unreachable', 'skipped']),
      forwardedBy: z.array(z.string()),
    }),
  ),
  trace: z.array(StepReply),
})

function simulationReply({ ways, rehearsal }: { ways: Ways; rehearsal: Rehearsal }): z.input<typeof SimulationReply> {
  return {
    end: rehearsal.end,
    path: rehearsal.path.map(({ way, outcome }) => ({
      kind: way.kind,
      target: way.kind === 'outside' ? way.to : way.of.e164,
      ringSeconds: way.kind === 'mailbox' ? null : way.ringSeconds,
      outcome,
      forwardedBy: way.hops.map((hop) => hop.by.e164),
    })),
    trace: ways.trace.map((step) => ({ ...step })),
  }
}

const Simulation = z.strictObject({
  /** Left out or null: a hidden caller. */
  from: z.string().min(3).max(20).nullish(),
  /** Left out: now. */
  at: z.iso.datetime({ offset: true }).optional(),
  devices: Outcome.default('answer'),
  elsewhere: Outcome.default('answer'),
})

const questionOf = (context: Context, body: z.output<typeof Simulation>): Question => {
  const dialled = body.from ? readDialled(body.from, null) : null
  const caller = dialled && 'e164' in dialled ? dialled.e164 : (body.from ?? null)
  return { caller, at: body.at ? new Date(body.at) : context.now(), devices: body.devices, elsewhere: body.elsewhere }
}

export const ruleRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/numbers/:id/call-rules',
    permission: 'call-rule:read',
    summary: 'Show the call rules of a number in their order, and what surrounds them',
    params: OneNumber,
    reply: RulesReply,
    run: ({ context, params }) => rulesReply(context, params.id),
  }),
  route({
    method: 'POST',
    path: '/numbers/:id/call-rules',
    permission: 'call-rule:write',
    summary: 'Add a call rule to a number',
    params: OneNumber,
    body: RuleFacts,
    reply: RuleReply,
    status: 201,
    errors: [errors.ruleNotValid, errors.targetNotAllowed, errors.tooManyRules],
    run: async ({ context, params, body }) => ruleReply(context, await createRule(context, params.id, body)),
  }),
  route({
    method: 'PUT',
    path: '/call-rules/:id',
    permission: 'call-rule:write',
    summary: 'Replace what a call rule says',
    params: OneRule,
    body: RuleFacts,
    reply: RuleReply,
    errors: [errors.ruleNotFound, errors.ruleNotValid, errors.targetNotAllowed],
    run: async ({ context, params, body }) => ruleReply(context, await changeRule(context, params.id, body)),
  }),
  route({
    method: 'DELETE',
    path: '/call-rules/:id',
    permission: 'call-rule:write',
    summary: 'Remove a call rule',
    params: OneRule,
    body: nothing,
    reply: Done,
    errors: [errors.ruleNotFound],
    run: async ({ context, params }) => {
      await removeRule(context, params.id)
      return done
    },
  }),
  route({
    method: 'POST',
    path: '/numbers/:id/call-rules/order',
    permission: 'call-rule:write',
    summary: 'Put the call rules of a number into an order',
    params: OneNumber,
    body: z.strictObject({ order: z.array(CallRuleId).max(50) }),
    reply: RulesReply,
    errors: [errors.orderNotWhole],
    run: async ({ context, params, body }) => {
      await orderRules(context, params.id, body.order)
      return rulesReply(context, params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/numbers/:id/voice',
    permission: 'call-rule:write',
    summary: 'Set zone, holidays, ring time and mailbox of a number',
    params: OneNumber,
    body: Voice,
    reply: Voice,
    errors: [errors.unknownZone],
    run: async ({ context, params, body }) => {
      const voice = await setNumberVoice(context, params.id, body)
      return { ...voice, holidays: [...voice.holidays] }
    },
  }),
  route({
    method: 'POST',
    path: '/numbers/:id/call-rules/simulate',
    permission: 'call-rule:read',
    summary: 'What would happen to a call at some moment, with every reason; nothing is placed',
    params: OneNumber,
    body: Simulation,
    reply: SimulationReply,
    run: async ({ context, params, body }) => simulationReply(await simulateCall(context, params.id, questionOf(context, body))),
  }),
  route({
    method: 'POST',
    path: '/numbers/:id/call-rules/price',
    permission: 'call-rule:read',
    summary: 'What a minute of a call forwarded there costs',
    params: OneNumber,
    body: z.strictObject({ to: z.string().min(3).max(20) }),
    reply: Cost,
    errors: [errors.targetNotAllowed],
    run: async ({ context, params, body }) => {
      const price = await priceOfTarget(context, (await numberRules(context, params.id)).number, body.to)
      return { currency: price.currency, rate: rateOf(price) }
    },
  }),
]
