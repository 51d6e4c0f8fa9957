import type { AccountId } from '../../platform/ids.ts'
import type { Money, Rate } from '../../platform/money.ts'
import type { PriceQuoteId, PriceRuleId } from './price.ts'

/** How long a quoted price is kept (W48, story 9). */
export const QUOTE_MINUTES = 15

/** A price that is promised until `validTo`, whatever happens to the rules meanwhile. */
export type PriceQuote = {
  readonly id: PriceQuoteId
  readonly accountId: AccountId | null
  readonly service: string
  readonly country: string | null
  readonly quantity: bigint
  readonly per: bigint
  readonly rate: Rate
  readonly cost: Rate | null
  readonly exact: Money
  readonly payable: Money
  readonly ruleId: PriceRuleId | null
  readonly trace: PriceTrace
  readonly createdAt: Date
  readonly validTo: Date
}

/** The "why?" of an amount that a customer may see: no cost, no markup, no other tenant. `rate × quantity ÷ per` gives `exact` again. */
export type PriceTrace = {
  readonly service: string
  readonly country: string | null
  readonly at: string
  readonly level: string
  readonly ruleId: string | null
  readonly currency: string
  readonly rate: string
  readonly quantity: string
  readonly per: string
  readonly rounding: string
  readonly exact: string
  readonly payable: string
}
