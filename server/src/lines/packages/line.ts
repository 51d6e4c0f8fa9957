import { z } from 'zod'
import { days, later } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { derivedId } from '../../platform/ids.ts'
import { amountOf, money } from '../../platform/money.ts'
import { type Bucket, listAllowances } from '../../spine/charging/index.ts'
import type { Json, Line, LineItem, PreparedItem, ServiceCard } from '../../spine/orders/index.ts'
import { subscriptionsOf } from '../../spine/subscriptions/index.ts'
import { findPackage, priceOfPackage } from './catalog.ts'
import { errors } from './errors.ts'
import { PackageId, type PackageSubscription, type PackageSubscriptionId, serviceOf, subscriptionOf, usedOf } from './package.ts'
import { activate, assertUnused, end, listSubscriptions, renew, resume, suspend } from './service.ts'

const Wish = z.strictObject({ packageId: PackageId })

const Quantity = z.string().transform(BigInt)
/** What an item keeps of a package, so that a change of the package between order and delivery changes nothing. */
const Prepared = z.object({
  packageId: PackageId,
  name: z.string(),
  content: z.object({ numbers: Quantity, seconds: Quantity, messages: Quantity, bytes: Quantity }),
  termDays: z.number().int(),
  price: z.string(),
  currency: z.string(),
})

async function prepare(context: Context, attributes: Json): Promise<PreparedItem> {
  const { packageId } = Wish.parse(attributes)
  const found = await findPackage(context, packageId)
  const { offering, content, termDays } = found
  if (offering.status !== 'active') throw errors.notOnSale({ detail: `${offering.name} is not sold at the moment.` })
  const { price, trace } = await priceOfPackage(context, found)
  const quantities = Object.fromEntries(Object.entries(content).map(([part, quantity]) => [part, quantity.toString()]))
  const kept = { packageId, name: offering.name, termDays, price: amountOf(price), currency: price.currency }
  return {
    description: `Package ${offering.name}`,
    attributes: { ...kept, content: quantities },
    price,
    trace,
    entryKind: 'package',
    revenueCode: 'revenue:packages',
    renewal: { price, term: { days: termDays } },
  }
}

const idOf = (item: LineItem) => derivedId<PackageSubscriptionId>('package', item.id)

const MOST_CARDS = 100

async function cards(context: Context, accountId: Parameters<NonNullable<Line['cards']>>[1]): Promise<readonly ServiceCard[]> {
  const { items } = await listSubscriptions(context, { accountId, limit: MOST_CARDS })
  const living = items.filter(({ status }) => status !== 'ended')
  if (living.length === 0) return []
  const buckets = (await listAllowances(context, { accountId, live: true, limit: MOST_CARDS })).items
  const terms = await subscriptionsOf(
    context,
    living.map(({ id }) => serviceOf(id)),
  )
  return living.map((one) => {
    const term = terms.get(serviceOf(one.id))
    return toCard(
      one,
      buckets.filter(({ sourceId }) => sourceId === one.id),
      term?.autoRenew ? 'Renews' : 'Ends',
      term?.periodEnd,
    )
  })
}

const toCard = (one: PackageSubscription, buckets: readonly Bucket[], ends: string, periodEnd: Date | undefined): ServiceCard => ({
  id: serviceOf(one.id),
  kind: 'package',
  title: one.name,
  subtitle: 'Package',
  status: one.status,
  path: '/packages',
  figures: [
    ...buckets.map(({ name, unit, used, granted }) => ({ label: name.split(' ')[0] ?? name, value: usedOf(unit, used, granted) })),
    ...(periodEnd ? [{ label: ends, value: periodEnd.toISOString().slice(0, 10) }] : []),
  ],
  createdAt: one.createdAt,
})

/** Packages as a line of the spine: nobody outside is needed, and what they give are allowances (W20). */
export const packagesLine: Line = {
  kind: 'package',
  attributes: Wish,
  prepare,
  async reserve() {},
  async activate(tx, item) {
    const { packageId, name, content, termDays, price, currency } = Prepared.parse(item.attributes)
    const now = tx.now()
    const facts = { packageId, name, content, price: money(currency, price), createdAt: now }
    const subscription: PackageSubscription = { ...facts, id: idOf(item), accountId: item.accountId, status: 'active' }
    await activate(tx, subscription, { start: now, end: later(now, days(termDays)) })
    return serviceOf(subscription.id)
  },
  async abandon() {},
  renew: (tx, serviceId, period) => renew(tx, subscriptionOf(serviceId), period),
  async suspend(tx, serviceId) {
    await suspend(tx, subscriptionOf(serviceId))
  },
  async resume(tx, serviceId) {
    await resume(tx, subscriptionOf(serviceId))
  },
  terminate: (tx, serviceId) => end(tx, subscriptionOf(serviceId)),
  refundable: (context, serviceId) => assertUnused(context, subscriptionOf(serviceId)),
  cards,
}
