import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { assertTransition } from '../../platform/errors.ts'
import { type EventType, publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { type Capacity, type CarrierId, type TrunkStatus, trunkTransitions } from './carrier.ts'
import { errors } from './errors.ts'
import { serviceActivated, serviceChanged, serviceCreated, serviceDisabled, servicePaused, serviceRetested } from './events.ts'
import type { CarrierService, EnforcementPolicy, RatingPlanId, RoutingPlanId, ServiceId } from './interconnect.ts'
import * as interconnects from './interconnect-store.ts'
import { findInterconnect } from './interconnects.ts'
import { requireNoOverlap } from './overlap.ts'
import { requirePlanFits } from './rates.ts'
import { changesOf, findCarrier, requireSide, shortCode } from './service.ts'
import * as store from './trunk-store.ts'

export type ServiceDetails = {
  readonly name: string
  readonly ratingPlanId: RatingPlanId | null
  readonly routingPlanId: RoutingPlanId | null
  readonly techPrefix: string
  readonly priority: number
  readonly weight: number
  readonly capacity: Capacity
  readonly enforcementPolicy: EnforcementPolicy
}

export type NewService = ServiceDetails & { readonly direction: CarrierService['direction'] }

/** A new service on the interconnect with the next short code (S1, S2, …), in testing (W30). Throws 404, 422. */
export async function createService(context: Context, interconnectKey: string, request: NewService): Promise<CarrierService> {
  return inTx(context, async (tx) => {
    const interconnect = await findInterconnect(tx, interconnectKey)
    if (interconnect.direction !== 'both' && interconnect.direction !== request.direction) {
      throw errors.directionMismatch({ detail: `${interconnect.shortCode} carries ${interconnect.direction} traffic only.` })
    }
    const carrier = await findCarrier(tx, interconnect.carrierId)
    requireSide(carrier, request.direction)
    const made: CarrierService = {
      ...request,
      id: newId(),
      carrierId: carrier.id,
      interconnectId: interconnect.id,
      shortCode: await shortCode(tx, 'S'),
      status: 'testing',
      createdAt: tx.now(),
    }
    await requirePlans(tx, made)
    await store.insert(tx, made)
    await publish(tx, serviceCreated, factsOf(made), { accountId: carrier.accountId })
    return made
  })
}

const factsOf = (service: CarrierService) => ({
  carrierServiceId: service.id,
  shortCode: service.shortCode,
  carrierId: service.carrierId,
})

/** The plans it names must be there and fit its direction (C21). */
async function requirePlans(tx: Tx, service: CarrierService): Promise<void> {
  if (service.ratingPlanId) await requirePlanFits(tx, service.ratingPlanId, service.direction)
  if (service.routingPlanId && !(await store.hasRoutingPlan(tx, service.routingPlanId)))
    throw errors.routingPlanUnknown({ detail: 'Choose one of the routing plans.', errors: [{ path: 'routingPlanId', message: 'unknown' }] })
}

/** The service by id or short code, or 404. */
export async function findService(context: Context | Tx, key: string): Promise<CarrierService> {
  const found = await store.find(context, key)
  if (!found) throw errors.serviceNotFound({ detail: 'No service with this id or short code.' })
  return found
}

async function lockService(tx: Tx, key: string): Promise<CarrierService> {
  const { id } = await findService(tx, key)
  const service = await store.lock(tx, id)
  if (!service) throw errors.serviceNotFound({ detail: 'No service with this id or short code.' })
  return service
}

/** The service card. What is active must stay able to take calls. Throws 409 `overlap`, 422. */
export async function describeService(context: Context, key: string, details: ServiceDetails): Promise<CarrierService> {
  return inTx(context, async (tx) => {
    const before = await lockService(tx, key)
    const after = { ...before, ...details }
    await requirePlans(tx, after)
    if (after.status === 'active') requireComplete(after)
    await store.save(tx, after)
    await requireNoOverlap(tx, after.interconnectId)
    await publish(tx, serviceChanged, factsOf(after), { changes: changesOf(before, after) })
    return after
  })
}

const EVENTS: Readonly<Record<TrunkStatus, EventType<{ carrierServiceId: ServiceId; shortCode: string; carrierId: CarrierId }>>> = {
  active: serviceActivated,
  paused: servicePaused,
  disabled: serviceDisabled,
  testing: serviceRetested,
}

/**
 * Moves the service along its states (§2.7). Active needs a rate plan of its direction, a routing plan for what comes in, an active transport
 * address, and calls nobody else takes (W30): 422 `ratingPlanRequired`, `routingPlanRequired`, `addressRequired`, 409 `overlap`, `invalid_transition`.
 */
export async function moveService(context: Context, key: string, to: TrunkStatus): Promise<CarrierService> {
  return inTx(context, async (tx) => {
    const before = await lockService(tx, key)
    assertTransition('service', trunkTransitions, before.status, to)
    if (to === 'active') await requireReady(tx, before)
    const after = { ...before, status: to }
    await store.save(tx, after)
    await publish(tx, EVENTS[to], factsOf(after), { changes: { status: { from: before.status, to } } })
    return after
  })
}

function requireComplete(service: CarrierService): void {
  if (!service.ratingPlanId) {
    throw errors.ratingPlanRequired({
      detail: `Give ${service.shortCode} a ${service.direction === 'ingress' ? "customer's" : "supplier's"} rate plan first.`,
      reason: 'rating_plan_required',
    })
  }
  if (service.direction === 'ingress' && !service.routingPlanId)
    throw errors.routingPlanRequired({ detail: `Give ${service.shortCode} a routing plan first.`, reason: 'routing_plan_required' })
}

async function requireReady(tx: Tx, service: CarrierService): Promise<void> {
  requireComplete(service)
  await requirePlans(tx, service)
  const addresses = await interconnects.addresses(tx, service.interconnectId)
  if (!addresses.some((address) => address.addressType === 'transport' && address.isActive)) {
    const { shortCode: code } = await findInterconnect(tx, service.interconnectId)
    throw errors.addressRequired({ detail: `Give ${code} an active transport address first.`, reason: 'address_required' })
  }
  if (service.direction === 'ingress') await requireNoOverlap(tx, service.interconnectId, service.id)
}

export { list as listServices } from './trunk-store.ts'
