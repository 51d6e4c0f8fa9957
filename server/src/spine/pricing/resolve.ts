import type { TenantId } from '../../platform/ids.ts'
import type { Rate } from '../../platform/money.ts'
import { type Ask, chooseCost, chooseRule, describeRate, LEVEL_NAMES, type PricePathStep, type TenantPrices } from './candidates.ts'
import { floorOf, type Increments, levelOf, markedUp, type PriceRule, type PriceRuleId, type RuleLevel, WHOLE_MINUTES } from './price.ts'

/** One tenant's answer: what it takes, and what it pays for it itself. */
export type TenantPrice = {
  readonly tenantId: TenantId
  readonly rate: Rate
  readonly cost: Rate | null
  /** Null when the parent's price was passed on. */
  readonly ruleId: PriceRuleId | null
  readonly level: RuleLevel | 'parent'
  readonly vendor: string | null
  readonly increments: Increments
}

export type Resolution = {
  /** The asking tenant's own price first, the operator's last; empty when it is not sold. */
  readonly prices: readonly TenantPrice[]
  /** Every level that was looked at, the asking tenant's first. */
  readonly path: readonly PricePathStep[]
  /** The tenant whose price would be below its floor. */
  readonly belowFloor: { readonly tenantId: TenantId; readonly floor: Rate } | null
}

type Answer = { readonly price: TenantPrice | null; readonly path: readonly PricePathStep[]; readonly belowFloor: Resolution['belowFloor'] }

const LEVELS: readonly RuleLevel[] = ['account', 'group', 'tenant_price', 'tenant_rule']

const ABSENT: Readonly<Record<RuleLevel, (ask: Ask) => string>> = {
  account: (ask) => (ask.accountId ? 'This account has no contract price.' : 'No account was named.'),
  group: (ask) => (ask.group ? `The group ${ask.group} has no price.` : 'The account is in no price group.'),
  tenant_price: () => 'No price is set for this service.',
  tenant_rule: () => 'No markup rule is set for this service.',
}

const isFor = (rule: PriceRule, ask: Ask): boolean =>
  (rule.accountId === null || rule.accountId === ask.accountId) && (rule.group === null || rule.group === ask.group)

/** Walks the tenant's own levels in W9's order; the first that has an applicable rule decides. */
function ownLevels(ask: Ask, tenant: TenantPrices, cost: Rate | null) {
  const path: PricePathStep[] = []
  let chosen: { rule: PriceRule; rate: Rate; level: RuleLevel } | undefined
  for (const level of LEVELS) {
    const rules = tenant.rules.filter((rule) => levelOf(rule) === level && isFor(rule, ask))
    if (rules.length === 0) {
      const reason = ABSENT[level](ask)
      path.push({ tenantId: tenant.tenantId, level, ruleId: null, considered: null, rate: null, chosen: false, reason })
      continue
    }
    const { winner, steps } = chooseRule(rules, { ask, tenant, cost, level, decidedBy: chosen?.level })
    path.push(...steps)
    if (winner) chosen = { ...winner, level }
  }
  return { chosen, path }
}

/** The parent's price with the default markup, and at least the minimum margin: what is sold when nothing else is set. */
function passedOn(tenant: TenantPrices, cost: Rate | null, why: string, decidedBy: RuleLevel | undefined) {
  const { minMarginE4, defaultMarkupE4 } = tenant.policy
  const rate = cost && markedUp(cost, defaultMarkupE4 > minMarginE4 ? defaultMarkupE4 : minMarginE4)
  const chosen = rate !== null && !decidedBy
  const step: PricePathStep = {
    tenantId: tenant.tenantId,
    level: 'parent',
    ruleId: null,
    considered: cost && `parent's price ${describeRate(cost)}`,
    rate: rate && describeRate(rate),
    chosen,
    reason: decidedBy
      ? `${LEVEL_NAMES[decidedBy]} comes first.`
      : chosen
        ? 'Nothing else is set, so the price of the business above is passed on.'
        : why,
  }
  return { rate: chosen ? rate : null, step }
}

function belowTheFloor(answer: TenantPrice, rule: PriceRule | undefined, tenant: TenantPrices): Rate | null {
  if (!answer.cost || rule?.belowFloorReason) return null
  const floor = floorOf(answer.cost, tenant.policy)
  return floor.currency === answer.rate.currency && answer.rate.e8 < floor.e8 ? floor : null
}

const refused = (path: readonly PricePathStep[], reason: string): readonly PricePathStep[] =>
  path.map((step) => (step.chosen ? { ...step, chosen: false, reason } : step))

type Cost = { readonly rate: Rate | null; readonly why: string; readonly increments?: Increments | undefined }

function answerOf(ask: Ask, tenant: TenantPrices, cost: Cost, isRoot: boolean): Answer {
  const { chosen, path: own } = ownLevels(ask, tenant, cost.rate)
  const fallback = isRoot ? undefined : passedOn(tenant, cost.rate, cost.why, chosen?.level)
  const path = fallback ? [...own, fallback.step] : own
  // A reseller cannot deliver what the business above does not sell it, whatever price it has set.
  if (!isRoot && !cost.rate) return { price: null, path: refused(path, cost.why), belowFloor: null }
  const rate = chosen?.rate ?? fallback?.rate
  if (!rate) return { price: null, path, belowFloor: null }
  const price: TenantPrice = {
    tenantId: tenant.tenantId,
    rate,
    cost: cost.rate?.currency === rate.currency ? cost.rate : null,
    ruleId: chosen?.rule.id ?? null,
    level: chosen?.level ?? 'parent',
    vendor: ask.vendor,
    increments: chosen?.rule.increments ?? cost.increments ?? WHOLE_MINUTES,
  }
  const floor = belowTheFloor(price, chosen?.rule, tenant)
  if (!floor) return { price, path, belowFloor: null }
  return {
    price: null,
    path: refused(path, `Below the floor of ${describeRate(floor)}.`),
    belowFloor: { tenantId: tenant.tenantId, floor },
  }
}

function rootAnswer(ask: Ask, root: TenantPrices, known: Rate | null): Answer {
  const cost = chooseCost(ask, root, known)
  const answer = answerOf({ ...ask, vendor: cost.vendor }, root, cost, true)
  return { ...answer, path: [...answer.path, ...cost.steps] }
}

/**
 * W9 over a chain of tenants, the asking one first and the operator last: account contract price > group price > tenant price > tenant rule
 * (most specific, then latest) > the parent's price. Each tenant's price is the next one's cost; accounts and groups are the asking tenant's own.
 * `known` replaces the operator's base price, for example by what a supplier just quoted.
 */
export function resolve(ask: Ask, chain: readonly TenantPrices[], known: Rate | null): Resolution {
  const below = chain.slice(0, -1).toReversed()
  const root = chain.at(-1)
  if (!root) throw new RangeError('A chain of tenants has at least the operator.')
  const above = (tenant: TenantPrices): Ask => (tenant === chain[0] ? ask : { ...ask, accountId: null, group: null })
  let last = rootAnswer(above(root), root, known)
  let path = last.path
  const prices: TenantPrice[] = last.price ? [last.price] : []
  let belowFloor = last.belowFloor
  for (const tenant of below) {
    const rate = last.price?.rate.currency === tenant.currency ? last.price.rate : null
    const why = last.price
      ? `The business above sells in ${last.price.rate.currency}, and there is no exchange rate.`
      : 'The business above does not sell this.'
    last = answerOf({ ...above(tenant), vendor: null }, tenant, { rate, why, increments: last.price?.increments }, false)
    path = [...last.path, ...path]
    if (last.price) prices.unshift(last.price)
    belowFloor = last.belowFloor ?? belowFloor
  }
  return { prices: last.price ? prices : [], path, belowFloor: last.price ? null : belowFloor }
}
