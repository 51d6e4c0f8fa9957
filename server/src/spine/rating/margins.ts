import type { Context } from '../../platform/context.ts'
import { rateOf } from '../../platform/money.ts'
import { errors } from './errors.ts'
import { keepsMargin, marginBp, type RatePlan } from './rate-plan.ts'
import { codeText, OPEN, type RateRows, WITH_SHEET } from './rate-rows.ts'
import { inSlices, type Sliced } from './slices.ts'
import type { RateSnapshot } from './snapshot.ts'
import { committedPlans } from './store.ts'

export type ThinMargin = { readonly code: string; readonly sell: string; readonly cost: string; readonly marginPercent: string | null }
export type Margins = { readonly thin: number; readonly examples: readonly ThinMargin[] }

const MOST_EXAMPLES = 20
const ROWS_A_SLICE = 8_192

/** Rows that would sell below the plan's least margin over the cheapest supplier of their code, at the instant they start. */
export async function thinMargins(context: Context, plan: RatePlan, rows: RateRows, effectiveAt: Date): Promise<Margins> {
  if (plan.direction !== 'customer' || plan.marginEnforcement === 'off') return { thin: 0, examples: [] }
  const suppliers = await committedPlans(context, 'supplier', plan.terms.currency)
  const costs = await Promise.all(suppliers.map((supplier) => context.services.ratePlans.snapshot(context, supplier.id)))
  return inSlices(compare(plan, rows, costs, effectiveAt.getTime()))
}

function* compare(plan: RatePlan, rows: RateRows, costs: readonly RateSnapshot[], effectiveAt: number): Sliced<Margins> {
  const examples: ThinMargin[] = []
  let thin = 0
  for (let row = 0; row < rows.size; row += 1) {
    if (row % ROWS_A_SLICE === 0) yield
    if (rows.statuses[row] !== OPEN) continue
    const from = rows.from[row]!
    const cost = cheapest(costs, rows.codes[row]!, rows.lengths[row]!, from === WITH_SHEET ? effectiveAt : from)
    if (cost === undefined) continue
    const sell = BigInt(rows.rates[row]!)
    if (keepsMargin(sell, BigInt(cost), plan.minMarginBp)) continue
    thin += 1
    if (examples.length < MOST_EXAMPLES) examples.push(example(plan, codeText(rows.codes[row]!, rows.lengths[row]!), sell, BigInt(cost)))
  }
  return { thin, examples }
}

/** The lowest price per minute of all suppliers that take the code then; each by its own longest code (B1). */
function cheapest(costs: readonly RateSnapshot[], code: number, length: number, at: number): number | undefined {
  let best: number | undefined
  for (const cost of costs) {
    const price = length === 0 ? -1 : cost.find(code, length, at)
    if (price < 0 || !cost.isOpen(price)) continue
    const perMinute = cost.timelines.rows.rates[price]!
    if (best === undefined || perMinute < best) best = perMinute
  }
  return best
}

/** What the cheapest supplier takes per minute for a code at an instant, at 10^-8; undefined when none carries it. */
export async function supplierCosts(context: Context, plan: RatePlan): Promise<(code: string, at: Date) => bigint | undefined> {
  const suppliers = plan.direction === 'customer' ? await committedPlans(context, 'supplier', plan.terms.currency) : []
  const costs = await Promise.all(suppliers.map((supplier) => context.services.ratePlans.snapshot(context, supplier.id)))
  return (code, at) => {
    const cost = cheapest(costs, Number(code), code.length, at.getTime())
    return cost === undefined ? undefined : BigInt(cost)
  }
}

export function percentOf(bp: number): string {
  return `${bp < 0 ? '-' : ''}${Math.trunc(Math.abs(bp) / 100)}.${String(Math.abs(bp) % 100).padStart(2, '0')}`
}

function example({ terms: { currency } }: RatePlan, code: string, sell: bigint, cost: bigint): ThinMargin {
  const bp = marginBp(sell, cost)
  const marginPercent =
    bp === null ? null : `${bp < 0 ? '-' : ''}${Math.trunc(Math.abs(bp) / 100)}.${String(Math.abs(bp) % 100).padStart(2, '0')}`
  return { code, sell: rateOf({ currency, e8: sell }), cost: rateOf({ currency, e8: cost }), marginPercent }
}

/** Throws `rating.marginTooLow` when the plan refuses thin margins and there are some. Answers them otherwise. */
export async function assertMargins(context: Context, plan: RatePlan, rows: RateRows, effectiveAt: Date): Promise<Margins> {
  const margins = await thinMargins(context, plan, rows, effectiveAt)
  const first = margins.examples[0]
  if (plan.marginEnforcement !== 'block' || !first) return margins
  const may = context.actor.kind === 'system' || context.actor.permissions.has('margin:read')
  throw errors.marginTooLow({
    detail: may
      ? `${first.code || 'The default price'} would sell at ${first.sell} with a cost of ${first.cost}: a margin of ${first.marginPercent ?? 'nothing'} %, and this plan asks for ${plan.minMarginBp / 100} %.`
      : `${first.code || 'The default price'} would sell below the margin this plan asks for.`,
    rows: margins.thin,
    ...(may && { examples: margins.examples }),
  })
}
