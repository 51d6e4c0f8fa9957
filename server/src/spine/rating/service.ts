import { nextCode } from '../../platform/codes.ts'
import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { zero } from '../../platform/money.ts'
import { errors } from './errors.ts'
import { ratePlanChanged, ratePlanCreated } from './events.ts'
import type { Direction, RatePlan, RatePlanId } from './rate-plan.ts'
import type { PlanTerms } from './snapshot.ts'
import * as store from './store.ts'
import { checkedTariff } from './tariff.ts'

export type PlanSettings = Pick<
  RatePlan,
  'name' | 'noticeDays' | 'minMarginBp' | 'marginEnforcement' | 'initialSeconds' | 'recurringSeconds' | 'timeZone'
> & {
  readonly terms: PlanTerms
}

/** Customers hear of an increase at least this long before it counts (W31). */
const LEAST_NOTICE_DAYS = 7

const FIXED_TERMS = ['currency', 'incrementRule', 'durationRounding', 'freeSeconds', 'graceSeconds', 'minCostMicros'] as const

function assertUsable(direction: Direction, settings: PlanSettings): void {
  const { terms } = settings
  const free = { currency: terms.currency, e8: 0n }
  try {
    checkedTariff({
      ...terms,
      ...settings,
      initialRate: free,
      recurringRate: free,
      connectFee: zero(terms.currency),
      minCost: { currency: terms.currency, units: terms.minCostMicros },
    })
  } catch (error) {
    if (error instanceof RangeError) throw errors.badTerms({ detail: error.message })
    throw error
  }
  if (!Intl.supportedValuesOf('timeZone').includes(settings.timeZone) && settings.timeZone !== 'UTC')
    throw errors.badTerms({ detail: `There is no time zone ${settings.timeZone}.` })
  if (direction === 'customer' && settings.noticeDays < LEAST_NOTICE_DAYS)
    throw errors.badTerms({ detail: `Customers are told of increases at least ${LEAST_NOTICE_DAYS} days before.` })
}

const taken = (name: string) => errors.nameTaken({ detail: `There is a rate plan called ${name}. Choose another name.` })

/** Opens a rate plan without prices. Throws `rating.badTerms`, `rating.nameTaken`. */
export async function createRatePlan(context: Context | Tx, direction: Direction, settings: PlanSettings): Promise<RatePlan> {
  assertUsable(direction, settings)
  return inTx(context, async (tx) => {
    const plan: RatePlan = {
      ...settings,
      id: newId(),
      number: await nextCode(tx, 'RP'),
      direction,
      version: 0,
      revision: 1,
      createdAt: tx.now(),
    }
    if (!(await store.insert(tx, plan))) throw taken(plan.name)
    const changes = { name: { from: null, to: plan.name }, currency: { from: null, to: plan.terms.currency } }
    await publish(tx, ratePlanCreated, { ratePlanId: plan.id, number: plan.number }, { changes })
    return plan
  })
}

/** Changes the rules of a plan. What calls are counted and rounded by stays once prices are committed. Throws `rating.termsFixed`, `rating.badTerms`, `rating.nameTaken`. */
export async function changeRatePlan(context: Context | Tx, id: RatePlanId, wanted: PlanSettings): Promise<RatePlan> {
  const plan = await inTx(context, async (tx) => {
    const before = await lockPlan(tx, id)
    assertUsable(before.direction, wanted)
    if (before.version > 0 && !sameArithmetic(before.terms, wanted.terms)) {
      throw errors.termsFixed({
        detail: 'Currency, steps, rounding, free time and minimum stay as they are once prices are committed. Open another plan.',
      })
    }
    const after: RatePlan = { ...before, ...wanted, revision: before.revision + 1 }
    if (await store.nameTaken(tx, after)) throw taken(after.name)
    await store.save(tx, after)
    await publish(tx, ratePlanChanged, { ratePlanId: id }, { changes: changesBetween(before, after) })
    return after
  })
  context.services.ratePlans.forget(id)
  return plan
}

const sameArithmetic = (a: PlanTerms, b: PlanTerms): boolean =>
  FIXED_TERMS.every((term) => a[term] === b[term]) && a.rounding.mode === b.rounding.mode && a.rounding.decimals === b.rounding.decimals

function changesBetween(before: RatePlan, after: RatePlan): Record<string, { from: unknown; to: unknown }> {
  const [old, now] = [settingsText(before), settingsText(after)]
  return Object.fromEntries(Object.keys(now).flatMap((key) => (old[key] === now[key] ? [] : [[key, { from: old[key], to: now[key] }]])))
}

const settingsText = ({ terms, ...plan }: RatePlan): Record<string, unknown> => ({
  name: plan.name,
  timeZone: plan.timeZone,
  steps: `${plan.initialSeconds}/${plan.recurringSeconds}`,
  noticeDays: plan.noticeDays,
  minMarginBp: plan.minMarginBp,
  marginEnforcement: plan.marginEnforcement,
  ...terms,
  minCostMicros: String(terms.minCostMicros),
  rounding: `${terms.rounding.mode} to ${terms.rounding.decimals} decimals`,
})

export async function lockPlan(tx: Tx, id: RatePlanId): Promise<RatePlan> {
  const plan = await store.lock(tx, id)
  if (!plan) throw errors.notFound({ detail: 'No rate plan with this id.' })
  return plan
}

/** Throws `rating.notFound`. */
export async function getRatePlan(context: Context | Tx, id: RatePlanId): Promise<RatePlan> {
  const plan = await store.find(context, id)
  if (!plan) throw errors.notFound({ detail: 'No rate plan with this id.' })
  return plan
}

export { list as listRatePlans, listSheets } from './store.ts'
