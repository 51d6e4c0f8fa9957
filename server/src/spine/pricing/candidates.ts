import type { AccountId, TenantId } from '../../platform/ids.ts'
import { printDecimal, type Rate, rateOf } from '../../platform/money.ts'
import {
  type BasePrice,
  bySpecificity,
  isValidAt,
  type Period,
  type PriceKey,
  type PricePolicy,
  type PriceRule,
  type RuleLevel,
  sellingRate,
} from './price.ts'

/** What is asked of one tenant of the chain. */
export type Ask = PriceKey & { readonly accountId: AccountId | null; readonly group: string | null; readonly at: Date }

/** Everything one tenant of the chain knows about the asked service. */
export type TenantPrices = {
  readonly tenantId: TenantId
  readonly currency: string
  readonly rules: readonly PriceRule[]
  readonly policy: PricePolicy
  /** The operator's only. */
  readonly basePrices: readonly BasePrice[]
}

/** One thing that was looked at on the way to a price, and why it decided or not (explain). */
export type PricePathStep = {
  readonly tenantId: TenantId
  readonly level: RuleLevel | 'parent' | 'cost'
  readonly ruleId: string | null
  /** What was considered, in words; null when the level had nothing. */
  readonly considered: string | null
  /** What it gives per unit, such as `0.0136 USD`. */
  readonly rate: string | null
  readonly chosen: boolean
  readonly reason: string
}

export const LEVEL_NAMES: Readonly<Record<RuleLevel, string>> = {
  account: 'The contract price of the account',
  group: 'The price of the group',
  tenant_price: 'The set price',
  tenant_rule: 'The markup rule',
}

export const describeRate = (rate: Rate): string => `${rateOf(rate)} ${rate.currency}`

const describeKey = (key: PriceKey): string =>
  [key.offeringId ? 'this offering' : null, key.country ?? 'any country', key.vendor ? `through ${key.vendor}` : null]
    .filter((part) => part !== null)
    .join(' ')

function describeRule(rule: PriceRule): string {
  const value = printDecimal(rule.valueE8, 8, 0)
  const what =
    rule.kind === 'markup_percentage' ? `cost + ${value} %` : `${rule.kind === 'markup_fixed' ? 'cost + ' : ''}${value} ${rule.currency}`
  return `${what}, ${describeKey(rule)}`
}

const outside = (period: Period, at: Date): string | null =>
  isValidAt(period, at)
    ? null
    : period.validFrom > at
      ? `It starts ${period.validFrom.toISOString()}.`
      : `It ended ${period.validTo?.toISOString()}.`

type Choice = {
  readonly ask: Ask
  readonly tenant: TenantPrices
  readonly cost: Rate | null
  readonly level: RuleLevel
  readonly decidedBy: RuleLevel | undefined
}

/** Why the rule cannot decide, or null. */
function whyNot(rule: PriceRule, rate: Rate | undefined, { ask, tenant, decidedBy }: Choice): string | null {
  const gone = outside(rule, ask.at)
  if (gone) return gone
  if (rule.vendor !== null && rule.vendor !== ask.vendor) return `It is only for ${rule.vendor}.`
  if (rule.country !== null && rule.country !== ask.country) return `It is only for ${rule.country}.`
  if (rule.offeringId !== null && rule.offeringId !== ask.offeringId) return 'It is only for another offering.'
  if (rule.currency !== null && rule.currency !== tenant.currency)
    return `It is in ${rule.currency}, and this business sells in ${tenant.currency}.`
  if (!rate) return `The cost is not known in ${tenant.currency}.`
  if (rate.currency !== tenant.currency) return `The cost is in ${rate.currency}, and this business sells in ${tenant.currency}.`
  return decidedBy ? `${LEVEL_NAMES[decidedBy]} comes first.` : null
}

/** The rule of one level that decides: the most specific, then the latest to start. Every candidate leaves a step. */
export function chooseRule(rules: readonly PriceRule[], choice: Choice) {
  let winner: { rule: PriceRule; rate: Rate } | undefined
  const steps: PricePathStep[] = []
  for (const rule of rules.toSorted(bySpecificity)) {
    const rate = sellingRate(rule, choice.cost)
    const reason = whyNot(rule, rate, choice) ?? (winner ? 'A more specific or later one decides.' : null)
    if (reason === null && rate) winner = { rule, rate }
    steps.push({
      tenantId: choice.tenant.tenantId,
      level: choice.level,
      ruleId: rule.id,
      considered: describeRule(rule),
      rate: rate ? describeRate(rate) : null,
      chosen: reason === null,
      reason: reason ?? 'The first that applies in the order of precedence.',
    })
  }
  return { winner, steps }
}

/** The most specific base price of each supplier, or of any supplier when none has its own. */
function offersOf(ask: Ask, prices: readonly BasePrice[]): readonly BasePrice[] {
  const best = prices.toSorted(bySpecificity)
  if (ask.vendor !== null) return best.filter((price) => price.vendor === null || price.vendor === ask.vendor).slice(0, 1)
  const own = best.filter((price, index) => price.vendor !== null && best.findIndex((other) => other.vendor === price.vendor) === index)
  return own.length > 0 ? own : best.slice(0, 1)
}

/** What the operator pays. While the supplier is open, the dearest one counts, so that whoever delivers, the margin holds. */
export function chooseCost(ask: Ask, root: TenantPrices, known: Rate | null) {
  const step = (considered: string | null, rate: Rate | null, chosen: boolean, reason: string): PricePathStep => ({
    tenantId: root.tenantId,
    level: 'cost',
    ruleId: null,
    considered,
    rate: rate && describeRate(rate),
    chosen,
    reason,
  })
  if (known)
    return { rate: known, vendor: ask.vendor, why: '', steps: [step('quoted by the supplier', known, true, 'It replaces the base price.')] }
  const usable = root.basePrices.filter((price) => isValidAt(price, ask.at) && (price.country === null || price.country === ask.country))
  const offers = offersOf(ask, usable)
  const chosen = offers.toSorted((a, b) => (a.rate.e8 > b.rate.e8 ? -1 : a.rate.e8 < b.rate.e8 ? 1 : 0))[0]
  const steps = usable.map((price) => {
    const reason =
      price === chosen
        ? 'The base price that applies.'
        : offers.includes(price)
          ? 'A dearer supplier sets the cost.'
          : 'A more specific base price applies.'
    return step(`base price, ${describeKey(price)}`, price.rate, price === chosen, reason)
  })
  if (!chosen) steps.push(step(null, null, false, 'No base price is known.'))
  return { rate: chosen?.rate ?? null, vendor: ask.vendor ?? chosen?.vendor ?? null, why: 'No base price is known.', steps }
}
