import type { Context, Services } from '../../platform/context.ts'
import { type RoutingPlanId, readTrunks, type Trunks, trunkVersion } from '../carriers/index.ts'
import { all, allRoutes } from './plan-store.ts'
import type { Route, RoutingPlan } from './routing-plan.ts'

/** Everything that decides about calls, at one version. */
export type Directory = Trunks & {
  readonly plans: ReadonlyMap<RoutingPlanId, RoutingPlan>
  readonly routes: ReadonlyMap<RoutingPlanId, readonly Route[]>
}

/** One directory a process and tenant: carriers belong to the operator, so there is one. */
const known = new WeakMap<Services['databases'], Map<string, Directory>>()

/** What is remembered, while its version is the current one; one small query a call. Paused is paused with the next call. */
export async function directoryOf(context: Context): Promise<Directory> {
  const { databases } = context.services
  const byTenant = known.get(databases) ?? new Map<string, Directory>()
  known.set(databases, byTenant)
  const remembered = byTenant.get(context.tenantId)
  if (remembered && remembered.version === (await trunkVersion(context))) return remembered
  const trunks = await readTrunks(context)
  const plans = new Map((await all(context)).map((plan) => [plan.id, plan]))
  const directory = { ...trunks, plans, routes: await allRoutes(context) }
  byTenant.set(context.tenantId, directory)
  return directory
}
