import type { Context } from '../../platform/context.ts'
import type { AccountId } from '../../platform/ids.ts'
import { type Rate, rateOf } from '../../platform/money.ts'
import { priceIfSold, type ResolvedPrice } from '../../spine/pricing/index.ts'
import { type Tariff, tariffOf } from '../../spine/rating/index.ts'
import { keeping } from './kept.ts'

/** What calls of one kind to or from one country cost an account: `voice` for calls out, `voice_inbound` for calls to its own numbers. */
export type VoiceService = 'voice' | 'voice_inbound'

export type VoicePrice = {
  readonly rate: Rate
  readonly tariff: Tariff
  /** What the supplier takes a minute, where it is known. */
  readonly cost: Rate | null
  /** Names the rule and its level, kept with the charge. */
  readonly trace: Readonly<Record<string, unknown>>
}

export type PriceAsk = {
  readonly accountId: AccountId
  readonly service: VoiceService
  readonly country: string | null
  readonly vendor?: string
}

/** The price by W9's order of precedence; null where calls of this kind are not sold. Kept for seconds, so that most calls read nothing. */
export const voicePrice = keeping<PriceAsk, VoicePrice | null>(
  (context, ask) => [context.tenantId, ask.accountId, ask.service, ask.country ?? '', ask.vendor ?? ''].join('/'),
  (context, ask) => resolve(context, ask),
)

async function resolve(context: Context, { accountId, service, country, vendor }: PriceAsk): Promise<VoicePrice | null> {
  const price = await priceIfSold(context, { service, country, accountId, ...(vendor && { vendor }) })
  return price && toPrice(price)
}

function toPrice(price: ResolvedPrice): VoicePrice {
  const { rate, cost, increments } = price
  const terms = { currency: rate.currency, perMinute: rateOf(rate), ...increments }
  return {
    rate,
    cost,
    tariff: tariffOf(terms),
    trace: {
      service: price.service,
      country: price.country,
      at: price.at.toISOString(),
      level: price.level,
      ruleId: price.ruleId,
      currency: rate.currency,
      rate: rateOf(rate),
      per: '60',
      ...increments,
    },
  }
}

/** What a supplier's minutes cost us: counted in the steps in which they are sold, because suppliers name no steps of their own. */
export const costTariff = (cost: Rate, { initialSeconds, recurringSeconds }: Pick<Tariff, 'initialSeconds' | 'recurringSeconds'>): Tariff =>
  tariffOf({ currency: cost.currency, perMinute: rateOf(cost), initialSeconds, recurringSeconds })
