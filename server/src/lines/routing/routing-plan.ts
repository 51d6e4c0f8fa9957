import type { Id } from '../../platform/ids.ts'
import type { RoutingPlanId, ServiceId } from '../carriers/index.ts'

export type RouteId = Id<'route'>

/** How routes are ordered (wholesale D2): by hand, by cost, by cost where close ones count as equal, or by shares of first attempts. */
export type RoutingMode = 'priority' | 'lcr' | 'lcrd' | 'weight'

/** Where a customer's calls may go, in which order, and after which answers the next is tried; short code R1, R2, … */
export type RoutingPlan = {
  readonly id: RoutingPlanId
  readonly shortCode: string
  readonly name: string
  readonly mode: RoutingMode
  /** For `lcrd`: costs within this of the cheapest count as equal. */
  readonly lcrDeltaPercent: number
  /** How long a call is taken to last when costs are compared (wholesale C8). */
  readonly expectedSeconds: number
  readonly mostAttempts: number
  readonly replySeconds: number
  readonly ringSeconds: number
  /** `block`: no supplier who costs more than the customer pays, at the expected duration. */
  readonly marginGuard: 'off' | 'block'
  /** Final codes after which the next route is tried (wholesale D4). */
  readonly continueOn: readonly number[]
  readonly createdAt: Date
}

/** One supplier's service for numbers that begin with `code`; the longest code of a service in the plan counts. */
export type Route = {
  readonly id: RouteId
  readonly serviceId: ServiceId
  readonly code: string
  /** 1 is tried first. */
  readonly priority: number
  readonly weight: number
  readonly isBlocked: boolean
}

/** Refused by this supplier, for now: another may take the call (wholesale D4). */
export const CONTINUE_ON = [403, 408, 480, 488, 500, 502, 503, 504] as const

/** Never tried again elsewhere: the callee's own answer, the caller's change of mind, and loops, which would multiply (wholesale D4, D7). */
export const STOPS = [482, 483, 486, 487, 600, 603, 604] as const

/** The codes as the regular expression the switch wants; nothing matches an empty list. */
export const continuePattern = (codes: readonly number[]): string =>
  codes.length === 0 ? '^$' : `^(${[...codes].sort((a, b) => a - b).join('|')})$`

/** Of the routes of each service the one with the longest code that begins the number. */
export function matchingRoutes(routes: readonly Route[], digits: string): readonly Route[] {
  const best = new Map<ServiceId, Route>()
  for (const route of routes) {
    if (!digits.startsWith(route.code)) continue
    const known = best.get(route.serviceId)
    if (!known || route.code.length > known.code.length) best.set(route.serviceId, route)
  }
  return [...best.values()]
}
