import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { MoneyReply, RateAmount, toMoneyReply } from '../../platform/money.ts'
import { type Tariff, tariffOf } from '../rating/index.ts'
import { type Bucket, isLive, UNITS } from './allowance.ts'
import type { Grant, Settlement } from './session.ts'
import type { UsageRecord } from './usage.ts'

const Seconds = z.number().int().min(0).max(86_400)
const Fee = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/, 'Use a decimal number with at most 6 decimals, such as "0.05".')
const Price = RateAmount.refine((text) => !text.startsWith('-'), 'Use a price that is not negative.')

/** A tariff as switches and tools write it: texts for money, whole seconds. */
export const TariffBody = z
  .strictObject({
    currency: z.string().regex(/^[A-Z]{3}$/),
    perMinute: Price,
    initialPerMinute: Price.optional(),
    initialSeconds: Seconds.min(1).optional(),
    recurringSeconds: Seconds.min(1).optional(),
    connectFee: Fee.optional(),
    freeSeconds: Seconds.optional(),
    graceSeconds: Seconds.optional(),
    minCost: Fee.optional(),
    incrementRule: z.enum(['after_initial', 'total']).optional(),
    durationRounding: z.enum(['up', 'down', 'half_up', 'half_down']).optional(),
  })
  .transform((terms): Tariff => tariffOf(terms as Parameters<typeof tariffOf>[0]))

export const GrantReply = z.object({ sessionId: z.uuid(), grantedSeconds: z.number().int(), extendable: z.boolean() })
export const toGrantReply = (grant: Grant): z.input<typeof GrantReply> => ({ ...grant })

export const SettlementReply = z.object({
  billedSeconds: z.number().int(),
  allowanceSeconds: z.number().int(),
  amount: MoneyReply,
  cost: MoneyReply.nullable(),
  flags: z.array(z.string()),
  duplicate: z.boolean(),
})

export const toSettlementReply = (settlement: Settlement): z.input<typeof SettlementReply> => ({
  ...settlement,
  flags: [...settlement.flags],
  amount: toMoneyReply(settlement.amount),
  cost: settlement.cost && toMoneyReply(settlement.cost),
})

/** Quantities travel as text: bytes pass what a JSON number holds. */
const Quantity = z.string().regex(/^\d+$/)

export const AllowanceReply = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  sourceId: z.uuid(),
  service: z.string(),
  unit: z.enum(UNITS),
  name: z.string(),
  granted: Quantity,
  used: Quantity,
  reserved: Quantity,
  status: z.enum(['waiting', 'active', 'expired']),
  validFrom: z.string(),
  expiresAt: z.string(),
})

export function toAllowanceReply(bucket: Bucket, now: Date): z.input<typeof AllowanceReply> {
  const { id, accountId, sourceId, service, unit, name } = bucket
  return {
    ...{ id, accountId, sourceId, service, unit, name },
    granted: bucket.granted.toString(),
    used: bucket.used.toString(),
    reserved: bucket.reserved.toString(),
    status: isLive(bucket, now) ? 'active' : bucket.validFrom > now && !bucket.expiredAt ? 'waiting' : 'expired',
    validFrom: bucket.validFrom.toISOString(),
    expiresAt: bucket.expiresAt.toISOString(),
  }
}

export const UsageReply = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  service: z.string(),
  unit: z.enum(UNITS),
  quantity: Quantity,
  allowance: Quantity,
  amount: MoneyReply,
  /** Only for whoever may see margins. */
  cost: MoneyReply.nullable(),
  vendor: z.string().nullable(),
  description: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  entryId: z.uuid().nullable(),
  flags: z.array(z.string()),
  occurredAt: z.string(),
})

export function toUsageReply(context: Context, usage: UsageRecord): z.input<typeof UsageReply> {
  const { id, accountId, service, unit, description, subject, entryId } = usage
  const cost = context.actor.permissions.has('margin:read') ? usage.cost : null
  return {
    ...{ id, accountId, service, unit, description, entryId },
    quantity: usage.quantity.toString(),
    allowance: usage.allowance.toString(),
    amount: toMoneyReply(usage.amount),
    cost: cost && toMoneyReply(cost.amount),
    vendor: cost?.vendor ?? null,
    subjectType: subject.type,
    subjectId: subject.id,
    flags: [...usage.flags],
    occurredAt: usage.occurredAt.toISOString(),
  }
}

export const UsageExplanation = UsageReply.extend({
  splits: z.array(z.object({ bucketId: z.uuid(), quantity: Quantity })),
  trace: z.record(z.string(), z.unknown()),
})

export function toUsageExplanation(context: Context, usage: UsageRecord): z.input<typeof UsageExplanation> {
  const { internal, ...shown } = usage.trace
  const trace = context.actor.permissions.has('margin:read') && internal !== undefined ? usage.trace : shown
  const splits = usage.splits.map(({ bucketId, quantity }) => ({ bucketId, quantity: quantity.toString() }))
  return { ...toUsageReply(context, usage), splits, trace: { ...trace } }
}
