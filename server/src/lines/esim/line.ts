import { days } from '../../platform/clock.ts'
import type { Context, Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import type { AccountId } from '../../platform/ids.ts'
import { amountOf, type Money } from '../../platform/money.ts'
import { dataText } from '../../spine/charging/index.ts'
import type { Json, Line, LineItem, PreparedItem, ServiceCard, ServiceId } from '../../spine/orders/index.ts'
import { priceOf, priceTrace, resolvePrice } from '../../spine/pricing/index.ts'
import { activeProviders, operatorContext } from '../../spine/providers/index.ts'
import type { Bundle } from './bundle.ts'
import { bundlesOf, findBundle } from './bundle-store.ts'
import { isEid, whichNumber } from './code.ts'
import { errors } from './errors.ts'
import { type Esim, isUninstalled } from './esim.ts'
import * as events from './events.ts'
import { lockEsim, moveBundle, named, owned } from './lifecycle.ts'
import { PLAN_SERVICE, type Plan } from './plan.ts'
import { findPlan } from './plan-store.ts'
import { type Prepared, preparedOf, Wish } from './prepared.ts'
import { bundleShown } from './reply.ts'
import { endEsim, findEsim, listEsims } from './service.ts'
import * as store from './store.ts'
import { bundleOf, releaseClaim, serviceOf, supplyPlan } from './supply.ts'
import { upstream } from './upstream.ts'

const ONE = { quantity: 1n }
const REFUND_DAYS = 30

/** A plan's price for the buyer in the context, rounded to the minor unit, with the path to it. Throws 422 `pricing.notSellable`. */
export async function priceOfPlan(context: Context, plan: Plan): Promise<{ price: Money; cost: Money | null; trace: Json }> {
  const resolved = await resolvePrice(context, { service: PLAN_SERVICE, offeringId: plan.offeringId, at: context.now() })
  const priced = priceOf(resolved, ONE)
  return { price: priced.payable, cost: priced.cost, trace: { ...priceTrace(resolved, priced, ONE) } }
}

function assertEid(eid: string | undefined): void {
  if (eid === undefined || isEid(eid)) return
  const other = whichNumber(eid)
  const detail = other && other !== 'EID' ? `This is an ${other}, not an EID.` : 'This is no EID: 32 digits that start with 89.'
  throw errors.badEid({ detail, errors: [{ path: 'eid', message: detail }] })
}

/** Throws when this eSIM cannot get the plan: ended, deleted, at a supplier that does not have it, or being topped up already. */
async function assertTopUp(context: Context, plan: Plan, esim: Esim): Promise<void> {
  if (esim.endedAt || esim.profileState === 'deleted' || esim.accountId !== context.accountId)
    throw errors.ended({ detail: 'This eSIM has ended or was deleted from its phone. Get a new one instead.' })
  if (!plan.offers.some(({ vendor }) => vendor === esim.vendor))
    throw errors.otherSupplier({ detail: 'This plan cannot be put on this eSIM. Choose one of those shown for it, or get a new eSIM.' })
  if (esim.claimedBy) throw errors.topUpRunning({ detail: 'A top-up of this eSIM is under way. Wait until it is done.' })
}

async function prepare(context: Context, attributes: Json): Promise<PreparedItem> {
  const wish = Wish.parse(attributes)
  assertEid(wish.eid)
  const plan = await findPlan(await operatorContext(context), wish.planId)
  if (plan?.status !== 'active') throw errors.notOnSale({ detail: 'This data plan is not on sale.' })
  const esim = wish.esimId ? await findEsim(context, wish.esimId) : undefined
  if (esim) await assertTopUp(context, plan, esim)
  const active = await activeProviders(context, 'data')
  if (!plan.offers.some(({ vendor }) => active.some((provider) => provider.vendor === vendor)))
    throw errors.noSupplier({ detail: 'Nobody can deliver this plan at the moment. Choose another one.' })
  const { price, trace } = await priceOfPlan(context, plan)
  const prepared: Prepared = {
    planId: plan.id,
    esimId: esim?.id ?? null,
    eid: wish.eid ?? null,
    autoRenew: wish.autoRenew ?? false,
    name: plan.name,
    dataBytes: plan.dataBytes === null ? null : String(plan.dataBytes),
    validityDays: plan.validityDays,
    validity: plan.validity,
    price: amountOf(price),
    currency: price.currency,
    offers: plan.offers.map((offer) => ({
      ...offer,
      bytes: offer.bytes === null ? null : String(offer.bytes),
      cost: amountOf(offer.cost),
      currency: offer.cost.currency,
    })),
  }
  return {
    description: esim ? `${plan.name}, top-up` : `eSIM ${plan.name}`,
    attributes: prepared,
    price,
    trace,
    entryKind: esim ? 'esim_topup' : 'esim_purchase',
    revenueCode: 'revenue:esim',
  }
}

/** One top-up at a time on an eSIM, so that a lost answer can be told from another order's package. */
async function reserve(tx: Tx, item: LineItem): Promise<void> {
  const { esimId } = preparedOf(item)
  if (!esimId) return
  const esim = await lockEsim(tx, esimId)
  if (esim.claimedBy && esim.claimedBy !== item.id)
    throw errors.topUpRunning({ detail: 'A top-up of this eSIM is under way. Wait until it is done.' })
  await store.save(tx, { ...esim, claimedBy: item.id })
}

function assertUnused(esim: Esim, bundle: Bundle): void {
  if (!isUninstalled(esim.profileState))
    throw errors.policyInstalled({ detail: `The eSIM is ${esim.profileState} on a phone already.`, reason: 'policy_installed' })
  if (bundle.usedBytes > 0n || bundle.status !== 'pending')
    throw errors.policyUsed({ detail: 'The plan has begun already.', reason: 'policy_used', status: bundle.status })
}

/** Only what was neither installed nor used, within 30 days (W22). */
async function refundable(context: Context, serviceId: ServiceId): Promise<void> {
  const bundle = await findBundle(context, bundleOf(serviceId))
  if (!bundle) throw errors.notFound({ detail: 'No data plan with this id.' })
  assertUnused(await findEsim(context, bundle.esimId), bundle)
  if (context.now().getTime() - bundle.createdAt.getTime() > days(REFUND_DAYS))
    throw errors.policyTooLate({ detail: `Plans are paid back within ${REFUND_DAYS} days.`, reason: 'policy_too_late' })
}

/**
 * The plan is paid back before it began: it ends, and with it an eSIM that has nothing else. One that began since it was found refundable is not, and
 * its money stays. Throws 409 `policyInstalled`, `policyUsed`.
 */
async function terminate(tx: Tx, serviceId: ServiceId): Promise<void> {
  const found = await findBundle(tx, bundleOf(serviceId))
  if (!found) return
  const esim = await lockEsim(tx, found.esimId)
  const bundle = (await findBundle(tx, found.id)) ?? found
  assertUnused(esim, bundle)
  const refunded = await moveBundle(tx, bundle, 'refunded', { endedAt: tx.now() })
  await publish(tx, events.bundleRefunded, named(refunded), owned(refunded))
  if (!esim.endedAt) await endEsim(tx, esim)
}

const cardOf = (esim: Esim, bundle: Bundle): ServiceCard => ({
  id: serviceOf(bundle.id),
  kind: 'esim',
  title: esim.label || bundle.name,
  subtitle: `eSIM …${esim.iccid.slice(-6)}`,
  status: bundle.status,
  path: `/esims/${esim.id}`,
  figures: [
    {
      label: 'Data left',
      value:
        bundle.totalBytes === null
          ? 'Unlimited'
          : dataText(bundle.totalBytes > bundle.usedBytes ? bundle.totalBytes - bundle.usedBytes : 0n),
    },
    {
      label: bundle.expiresAt ? 'Ends' : 'Valid',
      value: bundle.expiresAt?.toISOString().slice(0, 10) ?? `${bundle.validityDays} days from first use`,
    },
  ],
  createdAt: esim.createdAt,
})

async function cards(context: Context, accountId: AccountId): Promise<readonly ServiceCard[]> {
  const { items } = await listEsims(context, { accountId, limit: 100 })
  const living = items.filter(({ endedAt }) => endedAt === null)
  const bundles = await bundlesOf(
    context,
    living.map(({ id }) => id),
  )
  return living.flatMap((esim) => {
    const bundle = bundleShown(bundles.filter(({ esimId }) => esimId === esim.id))
    return bundle ? [cardOf(esim, bundle)] : []
  })
}

/** A data plan is paid once: what goes on by itself is a new order of the same plan, so the spine never renews one. */
const notRenewed = async (): Promise<never> => {
  throw new Error('Data plans have no subscription.')
}

/** eSIM data plans as a line of the spine (W11, W12). */
export const esimLine: Line = {
  kind: 'esim',
  attributes: Wish,
  prepare,
  reserve,
  upstream,
  activate: supplyPlan,
  async abandon(tx, item) {
    const { esimId } = preparedOf(item)
    if (esimId) await releaseClaim(tx, esimId, item)
  },
  renew: notRenewed,
  suspend: notRenewed,
  resume: notRenewed,
  terminate,
  refundable,
  cards,
}
