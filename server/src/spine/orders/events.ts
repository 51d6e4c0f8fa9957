import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { AccountId, idSchema } from '../../platform/ids.ts'
import { MoneyReply } from '../../platform/money.ts'
import type { ServiceId } from './line.ts'
import { OrderIdSchema, OrderItemIdSchema } from './order.ts'

const Term = z.union([z.object({ months: z.int().positive() }), z.object({ days: z.int().positive() })])
const about = { orderId: OrderIdSchema, number: z.string() }

export const orderPlaced = defineEvent('order.placed', 1, z.object({ ...about, total: MoneyReply }))
export const orderCompleted = defineEvent('order.completed', 1, z.object({ ...about, status: z.enum(['completed', 'partial']) }))
export const orderFailed = defineEvent('order.failed', 1, z.object(about))
export const orderHeld = defineEvent('order.held', 1, z.object(about))
export const orderRetried = defineEvent('order.retried', 1, z.object(about))
export const orderCancelled = defineEvent('order.cancelled', 1, z.object(about))
export const orderItemProgressed = defineEvent(
  'order_item.progressed',
  1,
  z.object({ orderItemId: OrderItemIdSchema, orderId: OrderIdSchema, step: z.string() }),
)
export const orderItemCompleted = defineEvent(
  'order_item.completed',
  2,
  z.object({
    orderItemId: OrderItemIdSchema,
    orderId: OrderIdSchema,
    accountId: AccountId,
    kind: z.string(),
    description: z.string(),
    serviceId: idSchema<ServiceId>(),
    renewal: z.object({ price: MoneyReply, term: Term }).nullable(),
    revenueCode: z.string(),
  }),
)
export const orderItemWaiting = defineEvent(
  'order_item.waiting',
  1,
  z.object({ orderItemId: OrderItemIdSchema, orderId: OrderIdSchema, kind: z.string(), gate: z.string(), reason: z.string() }),
)
export const orderItemRefunded = defineEvent(
  'order_item.refunded',
  1,
  z.object({
    orderItemId: OrderItemIdSchema,
    orderId: OrderIdSchema,
    kind: z.string(),
    serviceId: idSchema<ServiceId>(),
    amount: MoneyReply,
    reason: z.string(),
  }),
)
