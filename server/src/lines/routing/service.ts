import { nextShortCode } from '../../platform/codes.ts'
import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { readTrunks } from '../carriers/index.ts'
import { errors } from './errors.ts'
import { routingPlanChanged, routingPlanCreated } from './events.ts'
import * as store from './plan-store.ts'
import { type Route, type RoutingPlan, STOPS } from './routing-plan.ts'

export type PlanSettings = Omit<RoutingPlan, 'id' | 'shortCode' | 'createdAt'>

/** After a loop, a busy callee or a caller who gave up, nobody else is tried, whatever anybody wishes (wholesale D4, D7). */
function requireStops(settings: PlanSettings): void {
  const wrong = settings.continueOn.find((code) => (STOPS as readonly number[]).includes(code) || code < 400)
  if (wrong === undefined) return
  throw errors.cannotContinue({ detail: `${wrong} ends a call.`, errors: [{ path: 'continueOn', message: `Take ${wrong} out.` }] })
}

/** A new plan without routes and with the next short code (R1, R2, …). Throws 422 `cannotContinue`. */
export async function createPlan(context: Context, settings: PlanSettings): Promise<RoutingPlan> {
  requireStops(settings)
  return inTx(context, async (tx) => {
    const plan: RoutingPlan = { ...settings, id: newId(), shortCode: await nextShortCode(tx, 'R'), createdAt: tx.now() }
    await store.insert(tx, plan)
    await publish(tx, routingPlanCreated, { routingPlanId: plan.id, shortCode: plan.shortCode })
    return plan
  })
}

/** The plan by id or short code, or 404. */
export async function findPlan(context: Context | Tx, key: string): Promise<RoutingPlan> {
  const plan = await store.find(context, key)
  if (!plan) throw errors.notFound({ detail: 'No routing plan with this id or short code.' })
  return plan
}

async function lockPlan(tx: Tx, key: string): Promise<RoutingPlan> {
  const plan = await store.lock(tx, (await findPlan(tx, key)).id)
  if (!plan) throw errors.notFound({ detail: 'No routing plan with this id or short code.' })
  return plan
}

export async function changePlan(context: Context, key: string, settings: PlanSettings): Promise<RoutingPlan> {
  requireStops(settings)
  return inTx(context, async (tx) => {
    const before = await lockPlan(tx, key)
    const after = { ...before, ...settings }
    await store.save(tx, after)
    const changes = Object.fromEntries(
      (Object.keys(settings) as (keyof PlanSettings)[])
        .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
        .map((name) => [name, { from: before[name], to: after[name] }]),
    )
    await publish(tx, routingPlanChanged, { routingPlanId: after.id, shortCode: after.shortCode }, { changes })
    return after
  })
}

/** The whole list of routes of a plan. Throws 404, 422 `routesRepeat`, `notEgress`. */
export async function setRoutes(context: Context, key: string, routes: readonly store.NewRoute[]): Promise<readonly Route[]> {
  const keys = routes.map((route) => `${route.serviceId}/${route.code}`)
  if (new Set(keys).size < keys.length) throw errors.routesRepeat({ detail: 'A service has one route for a code.' })
  return inTx(context, async (tx) => {
    const plan = await lockPlan(tx, key)
    const { services } = await readTrunks(context)
    const stray = routes.find((route) => services.get(route.serviceId)?.direction !== 'egress')
    if (stray) throw errors.notEgress({ detail: 'Choose services of suppliers.', serviceId: stray.serviceId })
    const before = await store.routesOf(tx, plan.id)
    await store.setRoutes(tx, plan.id, routes)
    const changes = { routes: { from: before.map(print), to: routes.map(print) } }
    await publish(tx, routingPlanChanged, { routingPlanId: plan.id, shortCode: plan.shortCode }, { changes })
    return store.routesOf(tx, plan.id)
  })
}

const print = ({ serviceId, code, priority, weight, isBlocked }: store.NewRoute): string =>
  `${code || 'any'} → ${serviceId} priority ${priority} weight ${weight}${isBlocked ? ' blocked' : ''}`

export { list as listPlans, routesOf } from './plan-store.ts'
