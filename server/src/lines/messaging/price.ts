import type { Context } from '../../platform/context.ts'
import type { Money } from '../../platform/money.ts'
import { priceOf, priceTrace, resolvePrice } from '../../spine/pricing/index.ts'
import { parseE164 } from '../numbers/index.ts'
import { errors } from './errors.ts'
import { type Segmentation, segmentsOf } from './segments.ts'

export type MessagePrice = Segmentation & {
  /** Segments that an allowance pays; `price` is for the others. */
  readonly covered: number
  readonly price: Money
  readonly cost: Money | null
  readonly trace: Readonly<Record<string, unknown>>
}

/** An allowance of texts counts segments, as the networks do. */
export const TEXTS = { service: 'sms', unit: 'messages' } as const

/**
 * What a text costs, given how many of its segments an allowance pays: the others times the rate of the destination's country, exact to the
 * millionth (W16, W20). Preview and bill both ask here.
 */
export async function priceText(context: Context, to: string, body: string): Promise<(allowance: bigint) => MessagePrice> {
  const peer = parseE164(to)
  if (!peer)
    throw errors.notE164({
      detail: `${to} is not a telephone number in E.164 form, such as +14155550100.`,
      errors: [{ path: 'to', message: 'Use a number such as +14155550100.' }],
    })
  const counted = segmentsOf(body)
  const resolved = await resolvePrice(context, { service: 'sms', ...(peer.country && { country: peer.country }), at: context.now() })
  const { cost } = priceOf(resolved, { quantity: BigInt(counted.segments) })
  return (allowance) => {
    const covered = Math.min(counted.segments, Number(allowance))
    const quantity = { quantity: BigInt(counted.segments - covered) }
    const priced = priceOf(resolved, quantity)
    const trace = { ...priceTrace(resolved, priced, quantity), segments: counted.segments, covered, encoding: counted.encoding }
    return { ...counted, covered, price: priced.exact, cost, trace }
  }
}
