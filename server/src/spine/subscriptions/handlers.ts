import { type Handler, on } from '../../platform/events.ts'
import { money } from '../../platform/money.ts'
import { orderItemCompleted } from '../orders/index.ts'
import { beginSubscription } from './service.ts'

export const handlers: readonly Handler[] = [
  on(orderItemCompleted, 'subscriptions.begin', async (tx, { payload, occurredAt }) => {
    const { accountId, serviceId, kind, description, monthly, revenueCode } = payload
    if (!monthly) return
    await beginSubscription(tx, {
      accountId,
      serviceId,
      kind,
      description,
      price: money(monthly.currency, monthly.amount),
      revenueCode,
      from: occurredAt,
    })
  }),
]
