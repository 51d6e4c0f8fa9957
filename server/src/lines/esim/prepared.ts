import { z } from 'zod'
import { money } from '../../platform/money.ts'
import type { LineItem } from '../../spine/orders/index.ts'
import { EsimId } from './esim.ts'
import { type Offer, PlanId } from './plan.ts'

/** What an order's item of this kind carries: a plan, and for a top-up the eSIM that gets it. */
export const Wish = z.strictObject({
  planId: PlanId,
  esimId: EsimId.optional(),
  /** The phone's own number, when the buyer gave it. */
  eid: z
    .string()
    .transform((text) => text.replace(/[\s-]/g, ''))
    .optional(),
  autoRenew: z.boolean().optional(),
})
export type Wish = z.output<typeof Wish>

const OfferJson = z.object({
  vendor: z.string(),
  packageCode: z.string(),
  topUpCode: z.string().nullable(),
  bytes: z.string().nullable(),
  days: z.number(),
  cost: z.string(),
  currency: z.string(),
  priority: z.number(),
})

/** What is stored with the item: the plan as it was when it was bought. */
export const Prepared = z.object({
  planId: PlanId,
  esimId: EsimId.nullable(),
  eid: z.string().nullable(),
  autoRenew: z.boolean(),
  name: z.string(),
  dataBytes: z.string().nullable(),
  validityDays: z.number(),
  validity: z.enum(['purchase', 'first_use']),
  price: z.string(),
  currency: z.string(),
  offers: z.array(OfferJson),
})
export type Prepared = z.output<typeof Prepared>

export const preparedOf = (item: LineItem): Prepared => Prepared.parse(item.attributes)

export const offerOf = (json: z.output<typeof OfferJson>): Offer => ({
  ...json,
  bytes: json.bytes === null ? null : BigInt(json.bytes),
  cost: money(json.currency, json.cost),
})

export const bytesOf = ({ dataBytes }: Prepared): bigint | null => (dataBytes === null ? null : BigInt(dataBytes))
