import { days, hours, later } from '../../platform/clock.ts'
import type { Transitions } from '../../platform/errors.ts'
import { type AccountId, type Id, idSchema } from '../../platform/ids.ts'
import type { Money } from '../../platform/money.ts'
import type { ServiceId, Term } from '../orders/index.ts'

export type SubscriptionId = Id<'subscription'>
export const SubscriptionId = idSchema<SubscriptionId>()

export type SubscriptionStatus = 'active' | 'past_due' | 'suspended' | 'expired' | 'cancelled'

/** What may follow what (§2.7, without trials and pauses, which nothing has yet). */
export const subscriptionTransitions: Transitions<SubscriptionStatus> = {
  active: ['active', 'past_due', 'expired', 'cancelled'],
  past_due: ['active', 'suspended', 'cancelled'],
  suspended: ['active', 'expired', 'cancelled'],
  expired: [],
  cancelled: [],
}

/** A service's paid months; `nextAt` is when something is due: a notice, a charge, the end. */
export type Subscription = {
  readonly id: SubscriptionId
  readonly accountId: AccountId
  readonly serviceId: ServiceId
  readonly kind: string
  readonly description: string
  readonly price: Money
  readonly term: Term
  readonly revenueCode: string
  readonly status: SubscriptionStatus
  readonly anchorDay: number
  readonly periodStart: Date
  readonly periodEnd: Date
  readonly autoRenew: boolean
  readonly nextAt: Date | null
  /** Notices of this period that were sent, in days before its end. */
  readonly notified: readonly number[]
}

export const CHARGE_BEFORE_MS = hours(24)
export const GRACE_MS = days(7)
export const NOTICES = [7, 1] as const

/** How people call the term: month, 3 months, 30 days. */
export const termName = (term: Term): string =>
  'days' in term ? `${term.days} days` : term.months === 1 ? 'month' : term.months === 12 ? 'year' : `${term.months} months`

/** One term after `from`. Months end on the anchor day or the month's last (W7): 31 January, 28 February, 31 March. */
export function nextPeriodEnd(from: Date, anchorDay: number, term: Term): Date {
  if ('days' in term) return later(from, days(term.days))
  const month = from.getUTCMonth() + term.months
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), month + 1, 0)).getUTCDate()
  const end = new Date(from)
  end.setUTCDate(1)
  end.setUTCFullYear(from.getUTCFullYear(), month, Math.min(anchorDay, lastDay))
  return end
}

/** When this subscription wants attention next: the earliest of notice, charge, end and grace's end that has not been dealt with. */
export function nextAttention(subscription: Omit<Subscription, 'nextAt'>): Date | null {
  const { status, periodEnd, autoRenew, notified } = subscription
  if (status === 'expired' || status === 'cancelled') return null
  if (status === 'suspended') return later(periodEnd, GRACE_MS)
  if (status === 'past_due' || !autoRenew) return periodEnd
  const notices = NOTICES.filter((before) => !notified.includes(before)).map((before) => later(periodEnd, -days(before)))
  return [...notices, later(periodEnd, -CHARGE_BEFORE_MS)].sort((a, b) => a.getTime() - b.getTime())[0] ?? periodEnd
}
