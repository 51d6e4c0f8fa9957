import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { type AccountId, newId } from '../../platform/ids.ts'
import { parseDecimal, printDecimal, rate, rateOf } from '../../platform/money.ts'
import { findAccount } from '../accounts/index.ts'
import type { OfferingId } from '../catalog/index.ts'
import { currentTenant, type Tenant } from '../tenants/index.ts'
import { errors } from './errors.ts'
import { basePriceCreated, basePriceEnded, pricePolicyChanged, priceRuleCreated, priceRuleEnded } from './events.ts'
import {
  type BasePrice,
  type Increments,
  type Period,
  type PriceKey,
  type PriceKind,
  type PriceRule,
  type PriceRuleId,
  sellingRate,
} from './price.ts'
import { floorAt } from './resolver.ts'
import * as store from './store.ts'

export type NewPriceRule = {
  readonly service: string
  readonly country?: string | null | undefined
  /** Operator only: resellers do not know who delivers. */
  readonly vendor?: string | null | undefined
  /** A contract price of this account; or a price of this group; or of everybody. */
  readonly accountId?: AccountId | null | undefined
  readonly group?: string | null | undefined
  /** Only for one thing of the catalogue. */
  readonly offeringId?: OfferingId | null | undefined
  /** For what is priced by time. */
  readonly increments?: Increments | null | undefined
  readonly kind: PriceKind
  /** Decimal string with at most eight decimals: a price per unit, or a percentage. */
  readonly value: string
  readonly minCharge?: string | null | undefined
  readonly currency?: string | undefined
  /** Left out: now. */
  readonly validFrom?: Date | undefined
  readonly validTo?: Date | null | undefined
  /** Why this may be below the floor; counts only with the permission `price:override`. */
  readonly belowFloorReason?: string | undefined
}

const eventOf = (price: PriceKey & Period) => ({
  service: price.service,
  country: price.country,
  validFrom: price.validFrom.toISOString(),
  validTo: price.validTo?.toISOString() ?? null,
})

function assertPeriod(period: Period): void {
  if (period.validTo && period.validTo <= period.validFrom)
    throw errors.badPeriod({ detail: 'A price must start before it ends.', validFrom: period.validFrom, validTo: period.validTo })
}

function assertOperator(tenant: Tenant, what: string): void {
  if (tenant.parentId) throw errors.operatorOnly({ detail: `${what} belong to the operator.` })
}

function ruleOf(tx: Tx, tenant: Tenant, request: NewPriceRule): PriceRule {
  const needsCurrency = request.kind !== 'markup_percentage' || Boolean(request.minCharge)
  return {
    id: newId(),
    accountId: request.accountId ?? null,
    group: request.group ?? null,
    service: request.service,
    country: request.country ?? null,
    vendor: request.vendor ?? null,
    offeringId: request.offeringId ?? null,
    increments: request.increments ?? null,
    kind: request.kind,
    valueE8: parseDecimal(request.value, 8),
    minChargeE8: request.minCharge ? parseDecimal(request.minCharge, 8) : null,
    currency: needsCurrency ? (request.currency ?? tenant.currency) : null,
    belowFloorReason: null,
    validFrom: request.validFrom ?? tx.now(),
    validTo: request.validTo ?? null,
    createdAt: tx.now(),
  }
}

/** The rule, with the reason noted when it sells below the floor and the actor may do that. Throws `pricing.belowFloor` otherwise. */
async function heldAboveFloor(tx: Tx, rule: PriceRule, reason: string | undefined): Promise<PriceRule> {
  const { cost, floor } = await floorAt(tx, { ...rule, at: rule.validFrom })
  const selling = sellingRate(rule, cost)
  if (!floor || !selling || selling.currency !== floor.currency || selling.e8 >= floor.e8) return rule
  if (reason && tx.actor.permissions.has('price:override')) return { ...rule, belowFloorReason: reason }
  const may = tx.actor.permissions.has('margin:read')
  throw errors.belowFloor({
    detail: `This price is below the lowest one allowed${may ? `, ${rateOf(floor)} ${floor.currency}` : ''}. Raise it, or have somebody with the permission price:override give a reason.`,
    ...(may && { floor: rateOf(floor), currency: floor.currency }),
  })
}

/** Saves a dated price. Throws `pricing.overlap` when one of the same key covers part of the time, `pricing.belowFloor`, `pricing.operatorOnly`. */
export async function createPriceRule(context: Context | Tx, request: NewPriceRule): Promise<PriceRule> {
  return inTx(context, async (tx) => {
    const tenant = await currentTenant(tx)
    if (request.vendor) assertOperator(tenant, "Prices for one supplier's deliveries")
    if (request.accountId) await findAccount(tx, request.accountId)
    const wanted = ruleOf(tx, tenant, request)
    assertPeriod(wanted)
    const rule = await heldAboveFloor(tx, wanted, request.belowFloorReason)
    if (!(await store.insertRule(tx, rule)))
      throw errors.overlap({
        detail: 'A price for the same customers, service, country and supplier covers part of this time. End it first.',
      })
    await publish(tx, priceRuleCreated, { priceRuleId: rule.id, ...eventOf(rule) }, { changes: changesOf(rule) })
    return rule
  })
}

const changesOf = (rule: PriceRule) => ({
  [rule.kind]: { from: null, to: printDecimal(rule.valueE8, 8, 0) },
  ...(rule.accountId && { accountId: { from: null, to: rule.accountId } }),
  ...(rule.group !== null && { group: { from: null, to: rule.group } }),
  ...(rule.minChargeE8 !== null && { minCharge: { from: null, to: printDecimal(rule.minChargeE8, 8, 0) } }),
  ...(rule.belowFloorReason !== null && { belowFloorReason: { from: null, to: rule.belowFloorReason } }),
})

/** Ends a price at an instant, now when left out; what was sold before stays. The past cannot be changed. */
export async function endPriceRule(context: Context | Tx, id: PriceRuleId, at?: Date): Promise<PriceRule> {
  return inTx(context, async (tx) => {
    const before = await store.lockRule(tx, id)
    if (!before) throw errors.notFound({ detail: 'No price rule with this id.' })
    const now = tx.now()
    if (before.validTo && before.validTo <= now) throw errors.alreadyEnded({ detail: 'This price ended before.', validTo: before.validTo })
    const wanted = at ?? now
    if (wanted < now || (before.validTo && wanted > before.validTo))
      throw errors.badPeriod({ detail: 'A price can end from now on, and not later than planned. Create a new price for the time after.' })
    const validTo = wanted < before.validFrom ? before.validFrom : wanted
    await store.endRule(tx, id, validTo)
    const after = { ...before, validTo }
    const changes = { validTo: { from: before.validTo, to: validTo } }
    await publish(tx, priceRuleEnded, { priceRuleId: id, ...eventOf(after) }, { changes })
    return after
  })
}

export type NewBasePrice = {
  readonly service: string
  readonly country?: string | null | undefined
  readonly vendor?: string | null | undefined
  readonly offeringId?: OfferingId | null | undefined
  /** Decimal string with at most eight decimals, per unit. */
  readonly rate: string
  /** Left out: the operator's. */
  readonly currency?: string | undefined
  /** Left out: now. */
  readonly validFrom?: Date | undefined
}

/** Notes what a supplier charges from an instant on; the open base price of the same key ends there. Operator only. */
export async function createBasePrice(context: Context | Tx, request: NewBasePrice): Promise<BasePrice> {
  return inTx(context, async (tx) => {
    const tenant = await currentTenant(tx)
    assertOperator(tenant, 'Base prices')
    const validFrom = request.validFrom ?? tx.now()
    const price: BasePrice = {
      id: newId(),
      service: request.service,
      country: request.country ?? null,
      vendor: request.vendor ?? null,
      offeringId: request.offeringId ?? null,
      rate: rate(request.currency ?? tenant.currency, request.rate),
      validFrom,
      validTo: null,
      createdAt: tx.now(),
    }
    const before = await store.lockBasePriceAt(tx, price, validFrom)
    if (before) {
      await store.endBasePrice(tx, before.id, validFrom)
      const changes = { validTo: { from: before.validTo, to: validFrom } }
      await publish(tx, basePriceEnded, { basePriceId: before.id, ...eventOf({ ...before, validTo: validFrom }) }, { changes })
    }
    if (!(await store.insertBasePrice(tx, price)))
      throw errors.overlap({ detail: 'A base price for the same service, country and supplier starts at or after this instant.' })
    const changes = { rate: { from: before ? rateOf(before.rate) : null, to: rateOf(price.rate) } }
    await publish(tx, basePriceCreated, { basePriceId: price.id, ...eventOf(price) }, { changes })
    return price
  })
}

/** Sets the least margin over cost and what a reseller adds to its parent's price by default; percentages with four decimals. */
export async function setPricePolicy(context: Context | Tx, policy: { minMarginPct: string; defaultMarkupPct: string }): Promise<void> {
  await inTx(context, async (tx) => {
    const before = await store.findPolicy(tx)
    await store.savePolicy(tx, policy)
    const changes = {
      minMarginPct: { from: printDecimal(before.minMarginE4, 4, 0), to: policy.minMarginPct },
      defaultMarkupPct: { from: printDecimal(before.defaultMarkupE4, 4, 0), to: policy.defaultMarkupPct },
    }
    await publish(tx, pricePolicyChanged, { pricePolicyId: tx.tenantId }, { changes })
  })
}

export { findPolicy as findPricePolicy, listBasePrices, listRules as listPriceRules } from './store.ts'
