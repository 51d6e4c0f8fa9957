import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { MoneyReply, toMoneyReply } from '../../platform/money.ts'
import { accountNames } from '../../spine/accounts/index.ts'
import type { ServiceId } from '../../spine/orders/index.ts'
import { subscriptionsOf } from '../../spine/subscriptions/index.ts'
import { displayOf, type PhoneNumber } from './number.ts'

export const NumberReply = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  accountName: z.string().nullable(),
  e164: z.string(),
  display: z.string(),
  country: z.string(),
  type: z.string(),
  status: z.string(),
  capabilities: z.array(z.string()),
  label: z.string(),
  primary: z.boolean(),
  monthly: MoneyReply,
  periodEnd: z.string().nullable(),
  autoRenew: z.boolean(),
  subscriptionId: z.uuid().nullable(),
  createdAt: z.string(),
  quarantinedUntil: z.string().nullable(),
})

type Reply = z.input<typeof NumberReply>

/** Numbers with their owners' names and paid periods, read in two queries for the whole page. */
export async function toReplies(context: Context, numbers: readonly PhoneNumber[]): Promise<Reply[]> {
  const names = await accountNames(context, [...new Set(numbers.map((number) => number.accountId))])
  const subscriptions = await subscriptionsOf(
    context,
    numbers.map((number) => number.id as string as ServiceId),
  )
  return numbers.map((number) => {
    const subscription = subscriptions.get(number.id as string as ServiceId)
    return {
      id: number.id,
      accountId: number.accountId,
      accountName: names.get(number.accountId) ?? null,
      e164: number.e164,
      display: displayOf(number.e164),
      country: number.country,
      type: number.type,
      status: number.status,
      capabilities: [...number.capabilities],
      label: number.label,
      primary: number.primary,
      monthly: toMoneyReply(number.monthly),
      periodEnd: subscription?.periodEnd.toISOString() ?? null,
      autoRenew: subscription?.autoRenew ?? false,
      subscriptionId: subscription?.id ?? null,
      createdAt: number.createdAt.toISOString(),
      quarantinedUntil: number.quarantinedUntil?.toISOString() ?? null,
    }
  })
}

export async function toReply(context: Context, number: PhoneNumber): Promise<Reply> {
  const [reply] = await toReplies(context, [number])
  if (!reply) throw new Error('One number gives one reply.')
  return reply
}
