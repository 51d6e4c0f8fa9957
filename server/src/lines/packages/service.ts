import type { Context, Tx } from '../../platform/context.ts'
import { assertTransition } from '../../platform/errors.ts'
import { type EventType, publish } from '../../platform/events.ts'
import { endAllowances, grantAllowances, listAllowances } from '../../spine/charging/index.ts'
import type { Period } from '../../spine/orders/index.ts'
import { setAutoRenew } from '../../spine/subscriptions/index.ts'
import { errors } from './errors.ts'
import { packageActivated, packageEnded, packageRenewed, packageResumed, packageSuspended } from './events.ts'
import {
  PARTS,
  type PackageStatus,
  type PackageSubscription,
  type PackageSubscriptionId,
  packageTransitions,
  serviceOf,
} from './package.ts'
import * as store from './store.ts'

const about = ({ id, packageId, name }: PackageSubscription) => ({ packageSubscriptionId: id, packageId, name })

/** The package on an account, or 404. */
export async function findSubscription(context: Context | Tx, id: PackageSubscriptionId): Promise<PackageSubscription> {
  const found = await store.findSubscription(context, id)
  if (!found) throw errors.subscriptionNotFound({ detail: 'No account has a package with this id.' })
  return found
}

/** Everything in the package for one period; unused rests end with it. */
const grant = (tx: Tx, { id, accountId, name, content }: PackageSubscription, { start, end }: Period) =>
  grantAllowances(
    tx,
    PARTS.filter(({ part }) => content[part] > 0n).map((allowance) => ({
      accountId,
      service: allowance.service,
      unit: allowance.unit,
      quantity: content[allowance.part],
      name: `${allowance.name} of ${name}`,
      sourceId: id,
      validFrom: start,
      expiresAt: end,
    })),
  )

export async function activate(tx: Tx, subscription: PackageSubscription, period: Period): Promise<void> {
  await store.insertSubscription(tx, subscription)
  await grant(tx, subscription, period)
  await publish(tx, packageActivated, about(subscription), { accountId: subscription.accountId })
}

/** The next period was paid: it is granted from its start, and until then the current one goes on. */
export async function renew(tx: Tx, id: PackageSubscriptionId, period: Period): Promise<void> {
  const subscription = await findSubscription(tx, id)
  await grant(tx, subscription, period)
  const facts = { ...about(subscription), periodEnd: period.end.toISOString() }
  await publish(tx, packageRenewed, facts, { accountId: subscription.accountId })
}

async function move(
  tx: Tx,
  id: PackageSubscriptionId,
  to: PackageStatus,
  event: EventType<ReturnType<typeof about>>,
): Promise<PackageSubscription> {
  const current = await store.lockSubscription(tx, id)
  if (!current) throw errors.subscriptionNotFound({ detail: 'No account has a package with this id.' })
  assertTransition('package', packageTransitions, current.status, to)
  await store.setStatus(tx, id, to)
  await publish(tx, event, about(current), { accountId: current.accountId })
  return { ...current, status: to }
}

export const suspend = (tx: Tx, id: PackageSubscriptionId) => move(tx, id, 'suspended', packageSuspended)
export const resume = (tx: Tx, id: PackageSubscriptionId) => move(tx, id, 'active', packageResumed)

/** The package is over: at its end nothing is left, and when it was paid back what is left ends now. */
export async function end(tx: Tx, id: PackageSubscriptionId): Promise<void> {
  await move(tx, id, 'ended', packageEnded)
  await endAllowances(tx, id)
}

const MOST_PARTS = 100

/** Only what was not used at all is paid back (W22). Throws 409 `alreadyUsed`. */
export async function assertUnused(context: Context, id: PackageSubscriptionId): Promise<void> {
  const { items } = await listAllowances(context, { sourceId: id, limit: MOST_PARTS })
  const used = items.find((bucket) => bucket.used + bucket.reserved > 0n)
  if (used) throw errors.alreadyUsed({ detail: `${used.name}: some were used before, so the package is not paid back.` })
}

/** Renews a package by itself, or lets it end with its paid term: until then it stays usable (W20). Throws 404. */
export async function setRenewal(context: Context, id: PackageSubscriptionId, on: boolean): Promise<PackageSubscription> {
  const found = await findSubscription(context, id)
  await setAutoRenew(context, serviceOf(id), on)
  return found
}

export { countHolders, listSubscriptions } from './store.ts'
