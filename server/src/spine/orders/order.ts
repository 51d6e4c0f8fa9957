import type { Transitions } from '../../platform/errors.ts'
import { type AccountId, idSchema, type ProviderId } from '../../platform/ids.ts'
import type { Money } from '../../platform/money.ts'
import type { HoldId } from '../ledger/index.ts'
import type { Json, LineItem, OrderId, OrderItemId, Renewal, ServiceId } from './line.ts'

export const OrderIdSchema = idSchema<OrderId>()
export const OrderItemIdSchema = idSchema<OrderItemId>()

/** TMF622's states. */
export type OrderStatus =
  | 'acknowledged'
  | 'rejected'
  | 'pending'
  | 'held'
  | 'inProgress'
  | 'partial'
  | 'completed'
  | 'failed'
  | 'cancelled'
  | 'assessingCancellation'
  | 'pendingCancellation'

/** What may follow what (§2.7). */
export const orderTransitions: Transitions<OrderStatus> = {
  acknowledged: ['inProgress', 'rejected', 'assessingCancellation'],
  rejected: [],
  pending: [],
  held: ['inProgress', 'failed'],
  inProgress: ['completed', 'partial', 'failed', 'held', 'assessingCancellation'],
  partial: [],
  completed: [],
  failed: [],
  cancelled: [],
  assessingCancellation: ['pendingCancellation', 'inProgress', 'acknowledged'],
  pendingCancellation: ['cancelled'],
}

export type ItemStatus = 'inProgress' | 'held' | 'completed' | 'failed' | 'cancelled'

export type Order = {
  readonly id: OrderId
  readonly accountId: AccountId
  readonly number: string
  readonly status: OrderStatus
  readonly total: Money
  readonly createdAt: Date
  readonly endedAt: Date | null
}

/** One thing ordered, with the saga's place in the row, so that a crash at any step is taken up where it was. */
export type OrderItem = LineItem & {
  readonly kind: string
  readonly position: number
  readonly description: string
  readonly price: Money
  readonly renewal: Renewal | null
  readonly entryKind: string
  readonly revenueCode: string
  readonly trace: Json
  readonly holdId: HoldId | null
  readonly status: ItemStatus
  readonly providerId: ProviderId | null
  /** Set while an answer is missing: written before the supplier is asked. */
  readonly askedAt: Date | null
  readonly attempts: number
  readonly lookups: number
  readonly notFoundAt: Date | null
  /** The gate that keeps it, or null. */
  readonly waitingFor: string | null
  readonly refundedAt: Date | null
  readonly tried: readonly ProviderId[]
  readonly serviceId: ServiceId | null
  readonly error: { readonly code: string; readonly message: string } | null
}

export type StepStatus = 'done' | 'running' | 'failed' | 'waiting'

export type OrderStep = {
  readonly id: string
  readonly itemId: OrderItemId
  readonly name: string
  readonly status: StepStatus
  readonly supplier: string | null
  readonly detail: string | null
  readonly at: Date
}

/** What an order has come to, from its items. */
export function outcomeOf(items: readonly Pick<OrderItem, 'status'>[]): OrderStatus | undefined {
  if (items.some((item) => item.status === 'inProgress')) return undefined
  if (items.some((item) => item.status === 'held')) return 'held'
  const completed = items.filter((item) => item.status === 'completed').length
  return completed === items.length ? 'completed' : completed > 0 ? 'partial' : 'failed'
}

export const MOST_ATTEMPTS = 3
export const MOST_LOOKUPS = 6
/** Pauses before asking what became of an unanswered purchase: 10 s, 1 min, 5 min, then 30 min. */
export const LOOKUP_PAUSES_MS = [10_000, 60_000, 300_000, 1_800_000]
/** A purchase counts as never made when it was not found twice, this far apart. */
export const NOT_FOUND_APART_MS = 300_000
