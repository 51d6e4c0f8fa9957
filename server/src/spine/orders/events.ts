import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { AccountId, idSchema } from '../../platform/ids.ts'
import { MoneyReply } from '../../platform/money.ts'
import type { ServiceId } from './line.ts'
import { OrderIdSchema, OrderItemIdSchema } from './order.ts'

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
  1,
  z.object({
    orderItemId: OrderItemIdSchema,
    orderId: OrderIdSchema,
    accountId: AccountId,
    kind: z.string(),
    description: z.string(),
    serviceId: idSchema<ServiceId>(),
    monthly: MoneyReply.nullable(),
    revenueCode: z.string(),
  }),
)
