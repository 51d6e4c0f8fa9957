import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { MoneyReply } from '../../platform/money.ts'
import { SubscriptionId } from './subscription.ts'

const about = z.object({ subscriptionId: SubscriptionId, serviceId: z.string() })

export const subscriptionBegun = defineEvent('subscription.begun', 1, about)
export const subscriptionRenewed = defineEvent(
  'subscription.renewed',
  1,
  z.object({ ...about.shape, price: MoneyReply, periodEnd: z.iso.datetime() }),
)
export const subscriptionPastDue = defineEvent('subscription.past_due', 1, z.object({ ...about.shape, shortfall: z.string() }))
export const subscriptionSuspended = defineEvent('subscription.suspended', 1, about)
export const subscriptionExpired = defineEvent('subscription.expired', 1, about)
export const subscriptionChanged = defineEvent('subscription.changed', 1, z.object({ ...about.shape, autoRenew: z.boolean() }))
