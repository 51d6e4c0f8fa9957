import { type Handler, on } from '../../platform/events.ts'
import { retryPastDue } from '../subscriptions/index.ts'
import { paymentCompleted } from './events.ts'

export const handlers: readonly Handler[] = [
  on(paymentCompleted, 'payments.pay-what-is-due', (tx, event) => retryPastDue(tx, event.payload.accountId)),
]
