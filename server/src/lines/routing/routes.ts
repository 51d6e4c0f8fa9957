import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { type Route as HttpRoute, route } from '../../platform/routes.ts'
import { readTrunks, ServiceId } from '../carriers/index.ts'
import { errors } from './errors.ts'
import { planCall } from './plan-call.ts'
import { rejection } from './refusals.ts'
import { CONTINUE_ON, type Route, type RoutingPlan } from './routing-plan.ts'
import { changePlan, createPlan, findPlan, listPlans, routesOf, setRoutes } from './service.ts'
import type { TrunkCallId } from './trunk-call.ts'

const Key = z.strictObject({ id: z.string().regex(/^[0-9A-Za-z-]{1,36}$/, 'Use an id or a short code.') })
const Mode = z.enum(['priority', 'lcr', 'lcrd', 'weight'])
const MarginGuard = z.enum(['off', 'block'])

const PlanBody = z.strictObject({
  name: z.string().trim().min(1).max(100),
  mode: Mode.default('lcr'),
  lcrDeltaPercent: z.number().int().min(0).max(100).default(0),
  expectedSeconds: z.number().int().min(1).max(7_200).default(180),
  mostAttempts: z.number().int().min(1).max(10).default(5),
  replySeconds: z.number().int().min(1).max(30).default(3),
  ringSeconds: z.number().int().min(5).max(300).default(120),
  marginGuard: MarginGuard.default('block'),
  continueOn: z
    .array(z.number().int().min(300).max(699))
    .max(60)
    .default([...CONTINUE_ON]),
})

const RouteFields = {
  serviceId: ServiceId,
  code: z.string().regex(/^\d{0,15}$/, 'Use the first digits of numbers, or nothing for any.'),
  priority: z.number().int().min(1).max(1_000),
  weight: z.number().int().min(1).max(1_000),
  isBlocked: z.boolean(),
}

const PlanReply = z.object({
  id: z.uuid(),
  shortCode: z.string(),
  name: z.string(),
  mode: Mode,
  lcrDeltaPercent: z.number(),
  expectedSeconds: z.number(),
  mostAttempts: z.number(),
  replySeconds: z.number(),
  ringSeconds: z.number(),
  marginGuard: MarginGuard,
  continueOn: z.array(z.number()),
  createdAt: z.string(),
})

const toPlan = (plan: RoutingPlan): z.input<typeof PlanReply> => ({
  ...plan,
  continueOn: [...plan.continueOn],
  createdAt: plan.createdAt.toISOString(),
})

const RoutesReply = z.object({
  items: z.array(
    z.object({
      ...RouteFields,
      id: z.uuid(),
      serviceId: z.uuid(),
      serviceCode: z.string(),
      carrierName: z.string(),
      serviceStatus: z.string(),
    }),
  ),
})

async function toRoutes(context: Context, routes: readonly Route[]): Promise<z.input<typeof RoutesReply>> {
  const { services } = await readTrunks(context)
  const items = routes.map((one) => {
    const service = services.get(one.serviceId)
    return {
      ...one,
      serviceCode: service?.shortCode ?? '',
      carrierName: service?.carrier.name ?? '',
      serviceStatus: service?.status ?? '',
    }
  })
  return { items }
}

const Simulation = z.strictObject({
  sourceIp: z.union([z.ipv4(), z.ipv6()], 'Use an address such as 192.0.2.10.'),
  dialled: z.string().min(1).max(40),
  from: z.string().max(100).default(''),
  assertedIdentity: z.string().max(200).nullable().default(null),
})

const SimulationReply = z.object({
  outcome: z.enum(['route', 'reject']),
  /** Why not, with the answer the caller would get. */
  reason: z.string().nullable(),
  sipCode: z.number().nullable(),
  routes: z.array(z.object({ serviceId: z.uuid(), dial: z.string(), from: z.string() })),
  trace: z.record(z.string(), z.unknown()),
})

/** Nothing is held, stored or counted: the decision of a call that is not made. */
async function simulate(context: Context, asked: z.output<typeof Simulation>): Promise<z.input<typeof SimulationReply>> {
  const ask = {
    node: 'simulation',
    callId: newId(),
    fromTag: 'simulation',
    sourceIp: asked.sourceIp,
    sourcePort: 5_060,
    transport: 'udp',
    device: null,
    requestUser: asked.dialled,
    requestHost: '',
    fromUser: asked.from,
    toUser: asked.dialled,
    assertedIdentity: asked.assertedIdentity,
    diversion: null,
    userAgent: null,
    at: context.now(),
  }
  const planned = await planCall(context, ask, newId<TrunkCallId>(), 0)
  const refused = planned.kind === 'refused' ? planned.reason : null
  return {
    outcome: refused ? 'reject' : 'route',
    reason: refused,
    sipCode: refused && rejection(refused).code,
    routes: planned.plan.routes.map(({ serviceId, dial, from }) => ({ serviceId, dial, from })),
    trace: planned.plan.trace,
  }
}

export const routes: readonly HttpRoute[] = [
  route({
    method: 'GET',
    path: '/routing-plans',
    permission: 'routing-plan:read',
    summary: 'List routing plans, newest first',
    query: z.strictObject({ ...PageQuery, q: z.string().max(100).optional() }),
    reply: pageOf(PlanReply),
    run: async ({ context, query }) => {
      const page = await listPlans(context, query)
      return { ...page, items: page.items.map(toPlan) }
    },
  }),
  route({
    method: 'POST',
    path: '/routing-plans',
    permission: 'routing-plan:write',
    summary: 'Add a routing plan',
    body: PlanBody,
    reply: PlanReply,
    status: 201,
    errors: [errors.cannotContinue],
    run: async ({ context, body }) => toPlan(await createPlan(context, body)),
  }),
  route({
    method: 'GET',
    path: '/routing-plans/:id',
    permission: 'routing-plan:read',
    summary: 'Show one routing plan, by id or short code',
    params: Key,
    reply: PlanReply,
    errors: [errors.notFound],
    run: async ({ context, params }) => toPlan(await findPlan(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/routing-plans/:id/settings',
    permission: 'routing-plan:write',
    summary: 'Change how a routing plan chooses',
    params: Key,
    body: PlanBody,
    reply: PlanReply,
    errors: [errors.notFound, errors.cannotContinue],
    run: async ({ context, params, body }) => toPlan(await changePlan(context, params.id, body)),
  }),
  route({
    method: 'GET',
    path: '/routing-plans/:id/routes',
    permission: 'routing-plan:read',
    summary: 'List the routes of a plan',
    params: Key,
    reply: RoutesReply,
    errors: [errors.notFound],
    run: async ({ context, params }) => toRoutes(context, await routesOf(context, (await findPlan(context, params.id)).id)),
  }),
  route({
    method: 'PUT',
    path: '/routing-plans/:id/routes',
    permission: 'routing-plan:write',
    summary: 'Set the routes of a plan',
    params: Key,
    body: z.strictObject({ routes: z.array(z.strictObject(RouteFields)).max(2_000) }),
    reply: RoutesReply,
    errors: [errors.notFound, errors.routesRepeat, errors.notEgress],
    run: async ({ context, params, body }) => toRoutes(context, await setRoutes(context, params.id, body.routes)),
  }),
  route({
    method: 'POST',
    path: '/call-simulations',
    permission: 'routing-plan:read',
    summary: 'Show what would be decided about a call, with every reason, without making it',
    body: Simulation,
    reply: SimulationReply,
    run: async ({ context, body }) => simulate(context, body),
  }),
]
