import { days, later } from '../../platform/clock.ts'
import { type Context, inScope, inTx, type Tx } from '../../platform/context.ts'
import { assertTransition, DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { type AccountId, derivedId } from '../../platform/ids.ts'
import { amountOf, type Money, toMoneyReply } from '../../platform/money.ts'
import { type EntryId, findWallet, ledgerErrors, post } from '../ledger/index.ts'
import type { Line, ServiceId, Term } from '../orders/index.ts'
import { errors } from './errors.ts'
import * as events from './events.ts'
import { writeNotice, writeRenewalFailed } from './mails.ts'
import * as store from './store.ts'
import {
  CHARGE_BEFORE_MS,
  GRACE_MS,
  NOTICES,
  nextAttention,
  nextPeriodEnd,
  type Subscription,
  type SubscriptionId,
  type SubscriptionStatus,
  subscriptionTransitions,
  termName,
} from './subscription.ts'

export type Begun = {
  readonly accountId: AccountId
  readonly serviceId: ServiceId
  readonly kind: string
  readonly description: string
  readonly price: Money
  readonly term: Term
  readonly revenueCode: string
  readonly from: Date
}

function lineOf(tx: Tx, subscription: Subscription): Line {
  const line = tx.services.lines.get(subscription.kind)
  if (!line) throw new Error(`No line of the kind ${subscription.kind} is composed.`)
  return line
}

const withAttention = (subscription: Subscription): Subscription => ({ ...subscription, nextAt: nextAttention(subscription) })
const about = ({ id, serviceId }: Subscription) => ({ subscriptionId: id, serviceId })
const owned = ({ accountId }: Subscription) => ({ accountId })

/** The first month was paid with the order; from here on the service is renewed (W7). */
export async function beginSubscription(tx: Tx, begun: Begun): Promise<void> {
  const { from, ...facts } = begun
  const anchorDay = from.getUTCDate()
  const subscription = withAttention({
    ...facts,
    id: derivedId<SubscriptionId>('subscription', begun.serviceId),
    status: 'active',
    anchorDay,
    periodStart: from,
    periodEnd: nextPeriodEnd(from, anchorDay, begun.term),
    autoRenew: true,
    nextAt: null,
    notified: [],
  })
  if (await store.insert(tx, subscription)) await publish(tx, events.subscriptionBegun, about(subscription), owned(subscription))
}

async function move(tx: Tx, subscription: Subscription, to: SubscriptionStatus, change: Partial<Subscription> = {}): Promise<Subscription> {
  if (to !== subscription.status) assertTransition('subscription', subscriptionTransitions, subscription.status, to)
  const moved = withAttention({ ...subscription, ...change, status: to })
  await store.save(tx, moved)
  return moved
}

/**
 * Charges the next period once, whoever tries how often: the entry's id follows from the subscription and the period's start. The new period
 * begins where the old one ended, never now, so nobody gets a day for free. Answers the shortfall when the wallet cannot pay.
 */
async function charge(tx: Tx, subscription: Subscription): Promise<string | undefined> {
  const { price, accountId, description, periodEnd } = subscription
  if (price.units > 0n) {
    const wallet = await findWallet(tx, { accountId, currency: price.currency })
    if (!wallet) return amountOf(price)
    try {
      await post(tx, [
        {
          op: 'charge',
          id: derivedId<EntryId>('renewal', subscription.id, periodEnd.toISOString()),
          walletId: wallet.id,
          to: subscription.revenueCode,
          amount: price,
          kind: lineOf(tx, subscription).renewalKind ?? 'subscription',
          description: `${description}: next ${termName(subscription.term)}`,
          subject: { type: 'subscription', id: subscription.id },
          trace: {
            price: toMoneyReply(price),
            periodStart: periodEnd.toISOString(),
            periodEnd: nextPeriodEnd(periodEnd, subscription.anchorDay, subscription.term).toISOString(),
          },
        },
      ])
    } catch (error) {
      if (error instanceof DomainError && error.code === ledgerErrors.insufficientBalance.code) return String(error.facts['shortfall'])
      throw error
    }
  }
  return undefined
}

async function renew(tx: Tx, subscription: Subscription): Promise<void> {
  const { periodEnd, anchorDay, status, term } = subscription
  const renewed = await move(tx, subscription, 'active', {
    periodStart: periodEnd,
    periodEnd: nextPeriodEnd(periodEnd, anchorDay, term),
    notified: [],
  })
  const line = lineOf(tx, subscription)
  if (status === 'suspended') await line.resume(tx, subscription.serviceId)
  await line.renew(tx, subscription.serviceId, { start: periodEnd, end: renewed.periodEnd })
  const facts = { ...about(renewed), price: toMoneyReply(renewed.price), periodEnd: renewed.periodEnd.toISOString() }
  await publish(tx, events.subscriptionRenewed, facts, owned(renewed))
}

/** Does what is due now: a notice, the charge, the suspension, the end. */
export async function attend(tx: Tx, id: SubscriptionId): Promise<void> {
  const subscription = await store.lock(tx, id)
  if (!subscription?.nextAt || subscription.nextAt > tx.now()) return
  const { status, periodEnd, autoRenew } = subscription
  const now = tx.now().getTime()
  if (status === 'suspended') return now >= later(periodEnd, GRACE_MS).getTime() ? expire(tx, subscription) : undefined
  if (status === 'past_due') return retry(tx, subscription, now >= periodEnd.getTime())
  if (!autoRenew) return now >= periodEnd.getTime() ? expire(tx, subscription) : undefined
  if (now >= later(periodEnd, -CHARGE_BEFORE_MS).getTime()) return chargeOrFallDue(tx, subscription)
  const before = NOTICES.find((days_) => !subscription.notified.includes(days_) && now >= later(periodEnd, -days(days_)).getTime())
  if (!before) return
  await writeNotice(tx, subscription, before)
  await store.save(tx, withAttention({ ...subscription, notified: [...subscription.notified, before] }))
}

async function chargeOrFallDue(tx: Tx, subscription: Subscription): Promise<void> {
  const shortfall = await charge(tx, subscription)
  if (shortfall === undefined) return renew(tx, subscription)
  const due = await move(tx, subscription, 'past_due')
  await publish(tx, events.subscriptionPastDue, { ...about(due), shortfall }, owned(due))
  await writeRenewalFailed(tx, due, shortfall)
}

/** Tries again what could not be paid; at the period's end the service stops, but can be brought back. */
async function retry(tx: Tx, subscription: Subscription, over: boolean): Promise<void> {
  if ((await charge(tx, subscription)) === undefined) return renew(tx, subscription)
  if (!over || subscription.status !== 'past_due') return
  const suspended = await move(tx, subscription, 'suspended')
  await lineOf(tx, subscription).suspend(tx, subscription.serviceId)
  await publish(tx, events.subscriptionSuspended, about(suspended), owned(suspended))
}

async function expire(tx: Tx, subscription: Subscription): Promise<void> {
  const expired = await move(tx, subscription, 'expired')
  await lineOf(tx, subscription).terminate(tx, subscription.serviceId)
  await publish(tx, events.subscriptionExpired, about(expired), owned(expired))
}

/** Money has come in: what could not be paid is tried at once. */
export async function retryPastDue(tx: Tx, accountId: AccountId): Promise<void> {
  await inScope(tx, { tenantId: tx.tenantId, accountId }, async (own) => {
    for (const id of await store.listPastDue(own, accountId)) {
      const subscription = await store.lock(own, id)
      if (subscription?.status === 'past_due' || subscription?.status === 'suspended') await retry(own, subscription, false)
    }
  })
}

/** The service was given up by its owner: nothing is charged any more. */
export async function cancelSubscription(tx: Tx, serviceId: ServiceId): Promise<void> {
  const found = (await store.subscriptionsOf(tx, [serviceId])).get(serviceId)
  if (!found || found.status === 'expired' || found.status === 'cancelled') return
  await move(tx, found, 'cancelled')
}

/** The service was taken back within its paid month: it is renewed again. Throws 409 `periodOver`. */
export async function restoreSubscription(tx: Tx, serviceId: ServiceId): Promise<void> {
  const found = (await store.subscriptionsOf(tx, [serviceId])).get(serviceId)
  if (found?.status !== 'cancelled') return
  if (found.periodEnd <= tx.now()) throw errors.periodOver({ detail: 'The paid month is over. Buy it again instead.' })
  await store.save(tx, withAttention({ ...found, status: 'active' }))
}

/** Turns automatic renewal on or off; off lets the service end with its paid month. Throws 404. */
export async function setAutoRenew(context: Context, serviceId: ServiceId, on: boolean): Promise<Subscription> {
  return inTx(context, async (tx) => {
    const found = (await store.subscriptionsOf(tx, [serviceId])).get(serviceId)
    if (!found) throw errors.notFound({ detail: 'This service has no subscription.' })
    const changed = withAttention({ ...found, autoRenew: on })
    await store.save(tx, changed)
    const changes = { autoRenew: { from: found.autoRenew, to: on } }
    await publish(tx, events.subscriptionChanged, { ...about(changed), autoRenew: on }, { ...owned(changed), changes })
    return changed
  })
}
