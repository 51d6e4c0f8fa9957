import type { Context } from '../../platform/context.ts'
import type { AccountId } from '../../platform/ids.ts'
import { charge, type Money, plus, toPayable } from '../../platform/money.ts'
import { resolvePrice } from '../../spine/pricing/index.ts'

/** What a number costs the customer: set-up, each month, and both together for the first month. */
export type NumberPrice = {
  readonly setup: Money
  readonly monthly: Money
  readonly first: Money
  readonly costMonthly: Money | null
  readonly trace: Readonly<Record<string, unknown>>
}

const ONCE = { quantity: 1n, per: 1n, rounding: 'half_up' } as const

/** Resolves both prices of a number and rounds each once to the minor unit (W6, W9). Throws 422 `pricing.notSellable`. */
export async function priceOfNumber(context: Context, wish: { country: string; accountId?: AccountId | undefined }): Promise<NumberPrice> {
  const at = context.now()
  const setup = await resolvePrice(context, { service: 'number_purchase', country: wish.country, accountId: wish.accountId, at })
  const monthly = await resolvePrice(context, { service: 'number_monthly', country: wish.country, accountId: wish.accountId, at })
  const setupPrice = toPayable(charge(setup.rate, ONCE))
  const monthlyPrice = toPayable(charge(monthly.rate, ONCE))
  return {
    setup: setupPrice,
    monthly: monthlyPrice,
    first: plus(setupPrice, monthlyPrice),
    costMonthly: monthly.cost && charge(monthly.cost, ONCE),
    trace: { setup: setup.path, monthly: monthly.path },
  }
}
