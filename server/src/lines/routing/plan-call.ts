import type { Context } from '../../platform/context.ts'
import { amountOf, type Money, rateOf } from '../../platform/money.ts'
import {
  type Price,
  type Priced,
  priceOf,
  type ServiceId,
  standingOf,
  type TrunkService,
  type Trunks,
  vendorOf,
} from '../carriers/index.ts'
import type { CallAsk } from '../voice/index.ts'
import { admit, type Numbers, outgoing, type RefusalReason } from './admit.ts'
import { type Traffic, trafficFor } from './call-store.ts'
import { type Directory, directoryOf } from './directory.ts'
import { matchingRoutes, type RoutingPlan } from './routing-plan.ts'
import { type Candidate, selectRoutes } from './select.ts'
import type { CallPlan, TrunkCallId } from './trunk-call.ts'

/** More calls than this between the same two numbers within a minute go round in a circle (wholesale D7.4). */
const MOST_SAME_CALLS = 10

export type Planned =
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly service: TrunkService | null; readonly plan: CallPlan }
  | {
      readonly kind: 'routed'
      readonly service: TrunkService
      readonly routing: RoutingPlan
      readonly plan: CallPlan & { readonly sell: Price }
      readonly chosen: readonly Candidate[]
      /** Those among which a limit is counted. */
      readonly services: Trunks['services']
    }

type Steps = Record<string, unknown>

const blank: Numbers = { aOriginal: '', bOriginal: '', a: '', b: '', flags: [] }

/**
 * Decides about a call without doing anything: admission, price, money, loops, capacity, routes, each with its reason in the trace. The same for a
 * call on the wire and for a simulation (wholesale D8); `turn` counts the calls of weighted plans.
 */
export async function planCall(context: Context, ask: CallAsk, id: TrunkCallId, turn: number): Promise<Planned> {
  const directory = await directoryOf(context)
  const steps: Steps = { version: directory.version.toString(), at: context.now().toISOString() }
  const admission = admit(directory, ask)
  const numbers = admission.numbers ?? blank
  steps['admission'] = {
    outcome: admission.kind === 'admitted' ? 'admitted' : admission.reason,
    service: admission.service?.shortCode ?? null,
    carrier: admission.service?.carrier.code ?? null,
    prefix: admission.service?.prefix ?? null,
    numbers,
  }
  const refuse = (reason: RefusalReason, sell: Price | null = null): Planned => ({
    kind: 'refused',
    reason,
    service: admission.service ?? null,
    plan: { numbers, routingPlanId: admission.service?.routingPlanId ?? null, sell, routes: [], trace: { ...steps, refused: reason } },
  })
  if (admission.kind === 'refused') return refuse(admission.reason)
  const { service } = admission

  const priced = service.ratingPlanId ? await priceOf(context, service.ratingPlanId, numbers.b, context.now()) : ({ kind: 'none' } as const)
  steps['sell'] = priced.kind === 'rate' ? printPrice(priced.price) : { outcome: priced.kind }
  if (priced.kind !== 'rate') return refuse(`rate_${priced.kind}`)
  const sell = priced.price
  if (sell.tariff.currency !== service.carrier.currency) return refuse('other_currency', sell)

  const traffic = await trafficOf(context, directory, service, numbers, id)
  steps['traffic'] = { sameUp: traffic.sameUp, sameLately: traffic.sameLately, lastSecond: traffic.lastSecond }
  const busy = trafficRefusal(service, traffic)
  if (busy) return refuse(busy, sell)

  const standing = await standingOf(context, service.carrier)
  steps['standing'] = standing.customer ?? 'good'
  if (standing.customer) return refuse(standing.customer, sell)

  const routing = service.routingPlanId && directory.plans.get(service.routingPlanId)
  if (!routing) return refuse('no_route', sell)
  const routes = directory.routes.get(routing.id) ?? []
  const buy = await buyPrices(
    context,
    directory,
    routes.length === 0 ? [] : matchingRoutes(routes, numbers.b).map((route) => route.serviceId),
    numbers.b,
  )
  const { services } = directory
  const { openCalls } = traffic
  const facts = {
    plan: routing,
    routes,
    services,
    digits: numbers.b,
    customer: service.carrier,
    sell,
    buy,
    isSpent: standing.isSpent,
    openCalls,
    turn,
  }
  const candidates = selectRoutes(facts)
  steps['routing'] = { plan: routing.shortCode, mode: routing.mode, candidates: candidates.map(printCandidate) }
  const chosen = candidates.filter((candidate) => !candidate.excluded)
  if (chosen.length === 0) return refuse(candidates.some(({ excluded }) => excluded === 'capacity') ? 'no_capacity' : 'no_route', sell)
  const plan = {
    numbers,
    routingPlanId: routing.id,
    sell,
    routes: chosen.flatMap((candidate) => planned(candidate, numbers)),
    trace: steps,
  }
  return { kind: 'routed', service, routing, plan, chosen, services }
}

function planned({ service, price }: Candidate, numbers: Numbers) {
  if (!price) return []
  return [{ serviceId: service.id, carrierId: service.carrierId, vendor: vendorOf(service.carrier), price, ...outgoing(service, numbers) }]
}

function trafficOf(
  context: Context,
  directory: Directory,
  service: TrunkService,
  { a, b }: Numbers,
  except: TrunkCallId,
): Promise<Traffic> {
  const together = [...directory.services.values()].filter((other) => other.interconnectId === service.interconnectId)
  return trafficFor(context, { except, a, b, services: together.map((other) => other.id) })
}

function trafficRefusal({ trunk: { validation } }: TrunkService, traffic: Traffic): RefusalReason | undefined {
  if (traffic.sameUp) return 'loop'
  if (traffic.sameLately >= MOST_SAME_CALLS) return 'loop_rate'
  return validation.maxCpsEnabled && validation.maxCps !== null && traffic.lastSecond >= validation.maxCps ? 'too_fast' : undefined
}

async function buyPrices(
  context: Context,
  directory: Directory,
  services: readonly ServiceId[],
  digits: string,
): Promise<ReadonlyMap<ServiceId, Priced>> {
  const at = context.now()
  const priced = services.map(async (id): Promise<[ServiceId, Priced]> => {
    const planId = directory.services.get(id)?.ratingPlanId
    return [id, planId ? await priceOf(context, planId, digits, at) : { kind: 'none' }]
  })
  return new Map(await Promise.all(priced))
}

const printMoney = (value: Money): string => `${amountOf(value)} ${value.currency}`

const printPrice = ({ planId, planVersion, versionId, code, tariff }: Price) => ({
  outcome: 'rate',
  planId,
  planVersion,
  versionId,
  code,
  perMinute: `${rateOf(tariff.recurringRate)} ${tariff.currency}`,
  steps: `${tariff.initialSeconds}/${tariff.recurringSeconds}`,
})

const printCandidate = ({ route, service, price, cost, excluded, overflows }: Candidate) => ({
  service: service.shortCode,
  carrier: service.carrier.code,
  code: route.code,
  priority: route.priority,
  weight: route.weight,
  price: price && printPrice(price),
  expectedCost: cost && printMoney(cost),
  excluded,
  ...(overflows && { overflows }),
})
