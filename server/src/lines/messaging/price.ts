import type { Context } from '../../platform/context.ts'
import type { Money } from '../../platform/money.ts'
import { priceOf, priceTrace, resolvePrice } from '../../spine/pricing/index.ts'
import { parseE164 } from '../numbers/index.ts'
import { errors } from './errors.ts'
import { type Segmentation, segmentsOf } from './segments.ts'

export type MessagePrice = Segmentation & {
  readonly price: Money
  readonly cost: Money | null
  readonly trace: Readonly<Record<string, unknown>>
}

/** What a text costs: segments times the rate of the destination's country, exact to the millionth (W16). Preview and bill both ask here. */
export async function priceOfText(context: Context, to: string, body: string): Promise<MessagePrice> {
  const peer = parseE164(to)
  if (!peer)
    throw errors.notE164({
      detail: `${to} is not a telephone number in E.164 form, such as +14155550100.`,
      errors: [{ path: 'to', message: 'Use a number such as +14155550100.' }],
    })
  const counted = segmentsOf(body)
  const resolved = await resolvePrice(context, { service: 'sms', ...(peer.country && { country: peer.country }), at: context.now() })
  const quantity = { quantity: BigInt(counted.segments) }
  const priced = priceOf(resolved, quantity)
  return {
    ...counted,
    price: priced.exact,
    cost: priced.cost,
    trace: { ...priceTrace(resolved, priced, quantity), segments: counted.segments, encoding: counted.encoding },
  }
}
