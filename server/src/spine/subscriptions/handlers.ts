import { type Handler, on } from '../../platform/events.ts'
import { money } from '../../platform/money.ts'
import { walletAdjusted } from '../ledger/index.ts'
import { orderItemCompleted, orderItemRefunded } from '../orders/index.ts'
import { beginSubscription, cancelSubscription, retryPastDue } from './service.ts'

export const handlers: readonly Handler[] = [
  on(orderItemCompleted, 'subscriptions.begin', async (tx, { payload, occurredAt }) => {
    const { accountId, serviceId, kind, description, renewal, revenueCode } = payload
    if (!renewal) return
    await beginSubscription(tx, {
      accountId,
      serviceId,
      kind,
      description,
      price: money(renewal.price.currency, renewal.price.amount),
      term: renewal.term,
      revenueCode,
      from: occurredAt,
    })
  }),
  on(walletAdjusted, 'subscriptions.pay-what-is-due', async (tx, { accountId, payload }) => {
    if (accountId && !payload.amount.amount.startsWith('-')) await retryPastDue(tx, accountId)
  }),
  on(orderItemRefunded, 'subscriptions.end-refunded', (tx, { payload }) => cancelSubscription(tx, payload.serviceId)),
]
