import { compare, type Money } from '../../platform/money.ts'
import { rateCall, type Tariff } from '../../spine/rating/index.ts'
import type { Carrier, Price, Priced, ServiceId, TrunkService } from '../carriers/index.ts'
import { matchingRoutes, type Route, type RoutingPlan } from './routing-plan.ts'

/** Why a candidate is not used; every exclusion has one, and it is shown in the trace (wholesale D1). */
export type Exclusion =
  | 'route_blocked'
  | 'carrier_not_active'
  | 'service_not_active'
  | 'interconnect_down'
  | 'no_address'
  | 'same_carrier'
  | 'rate_none'
  | 'rate_closed'
  | 'rate_blocked'
  | 'other_currency'
  | 'spend_limit'
  | 'capacity'
  | 'negative_margin'
  | 'beyond_attempts'

export type Candidate = {
  readonly route: Route
  readonly service: TrunkService
  readonly price: Price | null
  /** What a call of the expected duration costs. */
  readonly cost: Money | null
  readonly excluded: Exclusion | null
  /** Over its limit but allowed to overflow: after all others. */
  readonly overflows: boolean
}

export type Selection = {
  readonly plan: RoutingPlan
  readonly routes: readonly Route[]
  readonly services: ReadonlyMap<ServiceId, TrunkService>
  readonly digits: string
  readonly customer: Carrier
  readonly sell: Price
  readonly buy: ReadonlyMap<ServiceId, Priced>
  readonly isSpent: (supplier: Carrier) => boolean
  /** Calls that are up or being set up, by service. */
  readonly openCalls: ReadonlyMap<ServiceId, number>
  /** Counts the calls of a plan, so that shares come out even over any few of them. */
  readonly turn: number
}

const costAt = (tariff: Tariff, seconds: number): Money => rateCall(tariff, seconds * 1_000).amount

/** Every candidate with its fate: those to try in their order, then the others with the reason. */
export function selectRoutes(selection: Selection): readonly Candidate[] {
  const judged = matchingRoutes(selection.routes, selection.digits).flatMap((route) => {
    const service = selection.services.get(route.serviceId)
    return service ? [judge(route, service, selection)] : []
  })
  const usable = judged.filter((candidate) => !candidate.excluded)
  const ordered = order(usable, selection)
  const tried = [...ordered.filter((candidate) => !candidate.overflows), ...ordered.filter((candidate) => candidate.overflows)]
  const most = selection.plan.mostAttempts
  const beyond = tried.slice(most).map((candidate): Candidate => ({ ...candidate, excluded: 'beyond_attempts' }))
  return [...tried.slice(0, most), ...beyond, ...judged.filter((candidate) => candidate.excluded)]
}

function judge(route: Route, service: TrunkService, selection: Selection): Candidate {
  const priced = selection.buy.get(service.id) ?? { kind: 'none' }
  const price = priced.kind === 'rate' ? priced.price : null
  const cost = price && costAt(price.tariff, selection.plan.expectedSeconds)
  const base = { route, service, price, cost, overflows: false }
  const excluded = exclusionOf(route, service, selection) ?? priceExclusion(priced, cost, selection)
  if (excluded) return { ...base, excluded }
  if (selection.isSpent(service.carrier)) return { ...base, excluded: 'spend_limit' }
  if (!isFull(service, selection)) return { ...base, excluded: null }
  if (service.enforcementPolicy === 'strict') return { ...base, excluded: 'capacity' }
  return { ...base, excluded: null, overflows: service.enforcementPolicy === 'overflow' }
}

function exclusionOf(route: Route, { carrier, status, trunk }: TrunkService, { customer }: Selection): Exclusion | undefined {
  if (route.isBlocked) return 'route_blocked'
  if (carrier.status !== 'active') return 'carrier_not_active'
  if (status !== 'active') return 'service_not_active'
  if (!trunk.interconnect.isActive) return 'interconnect_down'
  if (!trunk.gateway) return 'no_address'
  // Sending a carrier's traffic back to it is how loops begin (wholesale D7.1).
  return carrier.id === customer.id && !customer.circularRouting ? 'same_carrier' : undefined
}

function priceExclusion(priced: Priced, cost: Money | null, { sell, plan }: Selection): Exclusion | undefined {
  if (priced.kind !== 'rate' || !cost) return `rate_${priced.kind === 'rate' ? 'none' : priced.kind}`
  if (cost.currency !== sell.tariff.currency) return 'other_currency'
  if (plan.marginGuard === 'off') return undefined
  return compare(cost, costAt(sell.tariff, plan.expectedSeconds)) > 0 ? 'negative_margin' : undefined
}

/** Whether service, interconnect or carrier has as many calls as it may (D5): each counted by itself. */
export function isFull(service: TrunkService, { services, openCalls }: Pick<Selection, 'services' | 'openCalls'>): boolean {
  const up = (belongs: (other: TrunkService) => boolean): number =>
    [...openCalls].reduce((sum, [id, calls]) => {
      const other = services.get(id)
      return other && belongs(other) ? sum + calls : sum
    }, 0)
  const limits = [
    [service.capacity, (other: TrunkService) => other.id === service.id],
    [service.trunk.interconnect.capacity, (other: TrunkService) => other.interconnectId === service.interconnectId],
    [service.carrier.capacity, (other: TrunkService) => other.carrierId === service.carrierId],
  ] as const
  return limits.some(([limit, belongs]) => limit !== null && up(belongs) >= limit)
}

type Usable = Candidate & { readonly cost: Money }

/** Whether a limit says how many calls may be at the service, so that it has to be counted once more when one is put there. */
export const isLimited = ({ enforcementPolicy, capacity, trunk, carrier }: TrunkService): boolean =>
  enforcementPolicy !== 'best_effort' && (capacity ?? trunk.interconnect.capacity ?? carrier.capacity) !== null

/** Ties end with the id, so that the same question always gets the same order. */
const byHand = (a: Candidate, b: Candidate): number => a.route.priority - b.route.priority || b.route.weight - a.route.weight
const byCost = (a: Usable, b: Usable): number => compare(a.cost, b.cost)
const byId = (a: Candidate, b: Candidate): number => (a.route.id < b.route.id ? -1 : a.route.id > b.route.id ? 1 : 0)

function order(candidates: readonly Candidate[], { plan, turn }: Selection): readonly Candidate[] {
  const usable = candidates.filter((candidate): candidate is Usable => candidate.cost !== null)
  switch (plan.mode) {
    case 'priority':
      return [...usable].sort((a, b) => byHand(a, b) || byCost(a, b) || byId(a, b))
    case 'lcr':
      return [...usable].sort((a, b) => byCost(a, b) || byHand(a, b) || byId(a, b))
    case 'lcrd':
      return withinDelta(
        [...usable].sort((a, b) => byCost(a, b) || byHand(a, b) || byId(a, b)),
        BigInt(plan.lcrDeltaPercent),
      )
    case 'weight':
      return byShare([...usable].sort(byId), turn)
  }
}

/** Groups of costs within the delta of the cheapest of the group, each ordered by hand (LCRD). */
function withinDelta(sorted: readonly Usable[], percent: bigint): readonly Usable[] {
  const groups: Usable[][] = []
  for (const candidate of sorted) {
    const group = groups.at(-1)
    const cheapest = group?.[0]?.cost.units
    if (group && cheapest !== undefined && candidate.cost.units * 100n <= cheapest * (100n + percent)) group.push(candidate)
    else groups.push([candidate])
  }
  return groups.flatMap((group) => [...group].sort((a, b) => byHand(a, b) || byCost(a, b) || byId(a, b)))
}

/** 2^32 divided by the golden ratio: its multiples fill the circle evenly, however few are taken. */
const GOLDEN = 2_654_435_769
const CIRCLE = 2 ** 32

/** Weighted order without replacement; weights are shares of first attempts, met evenly and not by luck (wholesale D2). */
function byShare(candidates: readonly Usable[], turn: number): readonly Usable[] {
  const left = [...candidates]
  const taken: Usable[] = []
  const point = Math.imul(turn, GOLDEN) >>> 0
  while (left.length > 0) {
    const total = left.reduce((sum, candidate) => sum + candidate.route.weight, 0)
    let at = Math.floor((point / CIRCLE) * total)
    const index = left.findIndex((candidate) => {
      at -= candidate.route.weight
      return at < 0
    })
    taken.push(...left.splice(Math.max(index, 0), 1))
  }
  return taken
}
