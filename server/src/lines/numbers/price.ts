import type { Context } from '../../platform/context.ts'
import type { AccountId } from '../../platform/ids.ts'
import { type Money, plus } from '../../platform/money.ts'
import { priceOf, priceTrace, resolvePrice } from '../../spine/pricing/index.ts'

/** What a number costs the customer: set-up, each month, and both together for the first month. */
export type NumberPrice = {
  readonly setup: Money
  readonly monthly: Money
  readonly first: Money
  /** What the first month costs us, set-up included. */
  readonly cost: Money | null
  readonly trace: Readonly<Record<string, unknown>>
}

const ONE = { quantity: 1n }

async function onePrice(context: Context, service: string, wish: { country: string; accountId?: AccountId | undefined }) {
  const price = await resolvePrice(context, {
    service,
    country: wish.country,
    ...(wish.accountId && { accountId: wish.accountId }),
    at: context.now(),
  })
  const priced = priceOf(price, ONE)
  return { ...priced, trace: priceTrace(price, priced, ONE) }
}

/** Resolves both prices of a number and rounds each once to the minor unit (W6, W9). Throws 422 `pricing.notSellable`. */
export async function priceOfNumber(context: Context, wish: { country: string; accountId?: AccountId | undefined }): Promise<NumberPrice> {
  const setup = await onePrice(context, 'number_purchase', wish)
  const monthly = await onePrice(context, 'number_monthly', wish)
  return {
    setup: setup.payable,
    monthly: monthly.payable,
    first: plus(setup.payable, monthly.payable),
    cost: setup.cost && monthly.cost && plus(setup.cost, monthly.cost),
    trace: { setup: setup.trace, monthly: monthly.trace },
  }
}
