import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { amountOf, type Money, toMoneyReply } from '../../platform/money.ts'
import { archiveOffering, createOffering, publishOffering } from '../../spine/catalog/index.ts'
import { createBasePrice, createPriceRule, endPriceRule } from '../../spine/pricing/index.ts'
import { activeProviders, operatorContext } from '../../spine/providers/index.ts'
import { errors } from './errors.ts'
import { planCreated, planPriced } from './events.ts'
import { priceOfPlan } from './line.ts'
import { inOrder, type Offer, PLAN_SERVICE, type Plan, type PlanId, pricePerGb, whyUnfit } from './plan.ts'
import * as store from './plan-store.ts'

export type NewPlan = Pick<
  Plan,
  'name' | 'dataBytes' | 'voiceMinutes' | 'smsCount' | 'validityDays' | 'validity' | 'countries' | 'speed' | 'offers'
> & {
  readonly id?: PlanId
  readonly slug: string
  readonly description: string
  readonly price: Money
  /** Left out: now. */
  readonly validFrom?: Date
}

/** The plan, or 404. */
export async function requirePlan(context: Context | Tx, id: PlanId): Promise<Plan> {
  const plan = await store.findPlan(context, id)
  if (!plan) throw errors.planNotFound({ detail: 'No data plan with this id.' })
  return plan
}

function assertOffers(plan: Pick<Plan, 'dataBytes' | 'validityDays'>, offers: readonly Offer[]): void {
  for (const [index, offer] of offers.entries()) {
    const reason = whyUnfit(plan, offer)
    if (reason)
      throw errors.badOffer({
        detail: `Offer ${index + 1}, ${offer.packageCode}: ${reason}`,
        errors: [{ path: `offers.${index}`, message: reason }],
      })
  }
}

async function setListPrice(tx: Tx, plan: Pick<Plan, 'offeringId'>, price: Money, validFrom: Date) {
  const rule = { service: PLAN_SERVICE, offeringId: plan.offeringId, kind: 'fixed_price' as const, value: amountOf(price) }
  return createPriceRule(tx, { ...rule, currency: price.currency, validFrom })
}

/** Adds a data plan as a draft with its offers, cost and list price. Throws 409 `slugTaken`; 422 `badOffer`, `belowFloor`. */
export async function createPlan(context: Context | Tx, wish: NewPlan): Promise<Plan> {
  assertOffers(wish, wish.offers)
  return inTx(context, async (tx) => {
    const { slug, name, description } = wish
    const offering = await createOffering(tx, { kind: 'esim', slug, name, description, sortOrder: 100, features: [] })
    const validFrom = wish.validFrom ?? tx.now()
    const cheapest = inOrder(wish.offers)[0]
    if (cheapest) {
      const { cost } = cheapest
      await createBasePrice(tx, {
        service: PLAN_SERVICE,
        offeringId: offering.id,
        rate: amountOf(cost),
        currency: cost.currency,
        validFrom,
      })
    }
    const rule = await setListPrice(tx, { offeringId: offering.id }, wish.price, validFrom)
    const plan: Plan = { ...wish, id: wish.id ?? newId(), offeringId: offering.id, status: offering.status, priceRuleId: rule.id }
    await store.insertPlan(tx, plan)
    await publish(tx, planCreated, { esimPlanId: plan.id, name })
    return plan
  })
}

/** Puts a plan on sale. Throws 404, 409. */
export async function publishPlan(context: Context | Tx, id: PlanId): Promise<Plan> {
  return inTx(context, async (tx) => {
    const plan = await requirePlan(tx, id)
    await publishOffering(tx, plan.offeringId)
    return requirePlan(tx, id)
  })
}

/** Takes a plan off sale; what was sold stays. Throws 404, 409. */
export async function archivePlan(context: Context, id: PlanId): Promise<Plan> {
  return inTx(context, async (tx) => {
    const plan = await requirePlan(tx, id)
    await archiveOffering(tx, plan.offeringId)
    return requirePlan(tx, id)
  })
}

/** Changes the list price from now on; what was sold keeps its price. Throws 404; 422 `belowFloor`. */
export async function pricePlan(context: Context, id: PlanId, price: Money): Promise<Plan> {
  return inTx(context, async (tx) => {
    const plan = await requirePlan(tx, id)
    if (plan.priceRuleId) await endQuietly(tx, plan.priceRuleId)
    const rule = await setListPrice(tx, plan, price, tx.now())
    await store.savePriceRule(tx, id, rule.id)
    await publish(tx, planPriced, { esimPlanId: id, price: toMoneyReply(price) })
    return requirePlan(tx, id)
  })
}

/** Somebody may have ended the price among the price rules already, which is what is wanted. */
async function endQuietly(tx: Tx, id: NonNullable<Plan['priceRuleId']>): Promise<void> {
  try {
    await endPriceRule(tx, id)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'pricing.alreadyEnded') throw error
  }
}

export type PricedPlan = { readonly plan: Plan; readonly price: Money; readonly perGb: Money | null }

/** What the context's tenant can sell now, with what the buyer in the context pays: the operator's plans, at the seller's prices. */
export async function browsePlans(
  context: Context,
  wish: { readonly country?: string | undefined; readonly vendor?: string | undefined },
): Promise<readonly PricedPlan[]> {
  const all = await store.plansOnSale(await operatorContext(context), wish.country)
  const vendors = new Set((await activeProviders(context, 'data')).map(({ vendor }) => vendor))
  const deliverable = all.filter(({ offers }) =>
    offers.some(({ vendor }) => vendors.has(vendor) && (!wish.vendor || vendor === wish.vendor)),
  )
  const priced: PricedPlan[] = []
  for (const plan of deliverable) {
    const found = await priceIfSold(context, plan)
    if (found) priced.push({ plan, price: found, perGb: pricePerGb(found, plan.dataBytes) })
  }
  return priced
}

/** A plan without a price here is not sold here. */
export async function priceIfSold(context: Context, plan: Plan): Promise<Money | undefined> {
  try {
    return (await priceOfPlan(context, plan)).price
  } catch (error) {
    if (error instanceof DomainError && error.code.startsWith('pricing.')) return undefined
    throw error
  }
}

export { listPlans } from './plan-store.ts'
