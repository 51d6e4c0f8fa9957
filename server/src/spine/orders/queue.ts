import { z } from 'zod'
import { declareJob } from '../../platform/jobs.ts'
import { OrderItemIdSchema } from './order.ts'

/** The next step of one order item. */
export const fulfilItem = declareJob('orders.fulfil-item', z.object({ orderItemId: OrderItemIdSchema }))
