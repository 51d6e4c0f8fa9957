import type { Context } from '../../platform/context.ts'
import { compare, type Money, plus } from '../../platform/money.ts'
import { activeProviders, openAdapter } from '../../spine/providers/index.ts'
import { errors } from './errors.ts'
import { displayOf, patternQuality } from './number.ts'
import { type AvailableNumber, type NumberSearch, numberSupplierPort } from './port.ts'
import { priceOfNumber } from './price.ts'
import * as store from './store.ts'

const BUDGET_MS = 3_000
const SPARE = 20

/** A number that can be bought, with what it costs the customer and nothing of what it costs us. */
export type Offer = AvailableNumber & {
  readonly display: string
  readonly country: string
  readonly type: NumberSearch['type']
  readonly setup: Money
  readonly monthly: Money
}

export type SearchResult = { readonly items: readonly Offer[]; readonly incomplete: boolean }

const within = <Result>(work: Promise<Result>): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), BUDGET_MS)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** Asks every supplier at once with three seconds' time, merges by number and prices each (W6). Throws 503 when none answers. */
export async function searchNumbers(context: Context, search: NumberSearch): Promise<SearchResult> {
  const providers = await activeProviders(context, 'numbers')
  const price = await priceOfNumber(context, { country: search.country })
  const answers = await Promise.allSettled(
    providers.map(async ({ id }) => {
      const supplier = await openAdapter(context, numberSupplierPort, id)
      // A few more, since some of them may be held or reserved by somebody here.
      return within(supplier.search({ ...search, limit: search.limit + SPARE }))
    }),
  )
  for (const answer of answers)
    if (answer.status === 'rejected') context.log.warn({ err: answer.reason }, 'a number supplier did not answer a search')
  const answered = answers.filter((answer) => answer.status === 'fulfilled')
  if (answered.length === 0) throw errors.nobodyAnswers({ detail: 'No supplier of numbers answers right now. Try again in a minute.' })
  const found = new Map<string, AvailableNumber>()
  for (const answer of answered) for (const number of answer.value) if (!found.has(number.e164)) found.set(number.e164, number)
  const taken = await store.notFree(context, [...found.keys()])
  const items = [...found.values()]
    .filter((number) => !taken.has(number.e164))
    .map((number) => ({
      ...number,
      display: displayOf(number.e164),
      country: search.country,
      type: search.type,
      setup: price.setup,
      monthly: price.monthly,
    }))
  return { items: items.sort(byPriceThenBeauty).slice(0, search.limit), incomplete: answered.length < answers.length }
}

function byPriceThenBeauty(a: Offer, b: Offer): number {
  return (
    compare(plus(a.setup, a.monthly), plus(b.setup, b.monthly)) ||
    patternQuality(b.e164) - patternQuality(a.e164) ||
    a.e164.localeCompare(b.e164)
  )
}
