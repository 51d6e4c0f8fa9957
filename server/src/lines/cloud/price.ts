import type { Context, Tx } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import type { AccountId } from '../../platform/ids.ts'
import type { Money, Rate } from '../../platform/money.ts'
import type { OfferingId } from '../../spine/catalog/index.ts'
import { priceOf, priceTrace, resolvePrice } from '../../spine/pricing/index.ts'
import type { Plan } from './metering.ts'

/** The services that pricing knows a server by: an hour of it, and the most a calendar month may come to. */
export const HOUR = 'compute'
export const MONTH = 'compute_month'

export type SizePrice = Plan & {
  /** What an hour costs us; null while that is unknown. */
  readonly cost: Rate | null
  readonly trace: Readonly<Record<string, unknown>>
}

type Asked = { readonly offeringId: OfferingId; readonly accountId?: AccountId | undefined }

const ONE = { quantity: 1n }

async function resolved(context: Context | Tx, service: string, { offeringId, accountId }: Asked) {
  const price = await resolvePrice(context, { service, offeringId, ...(accountId && { accountId }), at: context.now() })
  const priced = priceOf(price, ONE)
  return { rate: price.rate, cost: price.cost, payable: priced.payable, trace: priceTrace(price, priced, ONE) }
}

/** The cap is optional: a size without one is charged every hour. */
async function capOf(context: Context | Tx, asked: Asked): Promise<{ payable: Money; trace: Readonly<Record<string, unknown>> } | null> {
  try {
    return await resolved(context, MONTH, asked)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'pricing.notSellable') return null
    throw error
  }
}

/** What a size costs this customer by the hour and at most in a month (W28). Throws 422 `pricing.notSellable`. */
export async function priceOfSize(context: Context | Tx, asked: Asked): Promise<SizePrice> {
  const hour = await resolved(context, HOUR, asked)
  const cap = await capOf(context, asked)
  return { hourly: hour.rate, cap: cap?.payable ?? null, cost: hour.cost, trace: { hour: hour.trace, month: cap?.trace ?? null } }
}
