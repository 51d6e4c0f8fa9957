import { later, minutes } from '../../platform/clock.ts'
import type { Context, Tx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { amountOf, rateOf } from '../../platform/money.ts'
import { errors } from './errors.ts'
import { type Priced, type PriceQuantity, priceOf } from './figures.ts'
import type { PriceQuoteId } from './price.ts'
import { type PriceQuote, type PriceTrace, QUOTE_MINUTES } from './quote.ts'
import * as store from './quote-store.ts'
import { type PriceRequest, type ResolvedPrice, resolvePrice } from './resolver.ts'

/** The trace to store beside a charge. */
export function priceTrace(price: ResolvedPrice, priced: Priced, request: PriceQuantity): PriceTrace {
  return {
    service: price.service,
    country: price.country,
    at: price.at.toISOString(),
    level: price.level,
    ruleId: price.ruleId,
    currency: price.rate.currency,
    rate: rateOf(price.rate),
    quantity: String(request.quantity),
    per: String(request.per ?? 1n),
    rounding: request.rounding ?? 'half_up',
    exact: amountOf(priced.exact),
    payable: amountOf(priced.payable),
  }
}

export type QuoteRequest = PriceRequest & PriceQuantity

/** What a quantity costs now, with everything behind it. Nothing is stored. */
export async function previewPrice(context: Context | Tx, request: QuoteRequest): Promise<{ price: ResolvedPrice; priced: Priced }> {
  const price = await resolvePrice(context, request)
  return { price, priced: priceOf(price, request) }
}

/** Promises the price of now for fifteen minutes. */
export async function createQuote(tx: Tx, request: QuoteRequest): Promise<PriceQuote> {
  const { price, priced } = await previewPrice(tx, request)
  const quote: PriceQuote = {
    id: newId(),
    accountId: request.accountId === undefined ? tx.accountId : request.accountId,
    service: price.service,
    country: price.country,
    quantity: request.quantity,
    per: request.per ?? 1n,
    rate: price.rate,
    cost: price.cost,
    exact: priced.exact,
    payable: priced.payable,
    ruleId: price.ruleId,
    trace: priceTrace(price, priced, request),
    createdAt: tx.now(),
    validTo: later(tx.now(), minutes(QUOTE_MINUTES)),
  }
  await store.insertQuote(tx, quote)
  return quote
}

/** The promised price. Throws 404 `pricing.quoteNotFound`, or 409 `pricing.quoteExpired` from `validTo` on. */
export async function useQuote(tx: Tx, id: PriceQuoteId): Promise<PriceQuote> {
  const quote = await store.findQuote(tx, id)
  if (!quote) throw errors.quoteNotFound({ detail: 'No price quote with this id.' })
  if (quote.validTo <= tx.now())
    throw errors.quoteExpired({ detail: 'This price was promised for 15 minutes. Ask for a new one.', validTo: quote.validTo })
  return quote
}
