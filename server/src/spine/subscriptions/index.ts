export { attendDue } from './jobs.ts'
export { cancelSubscription, restoreSubscription, retryPastDue, setAutoRenew } from './service.ts'
export { subscriptionsOf } from './store.ts'
export type { Subscription } from './subscription.ts'
