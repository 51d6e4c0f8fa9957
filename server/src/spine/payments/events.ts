import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { AccountId } from '../../platform/ids.ts'
import { MoneyReply } from '../../platform/money.ts'
import { PaymentId } from './payment.ts'

export const paymentStarted = defineEvent('payment.started', 1, z.object({ paymentId: PaymentId, amount: MoneyReply }))
export const paymentReady = defineEvent('payment.ready', 1, z.object({ paymentId: PaymentId }))
export const paymentCompleted = defineEvent(
  'payment.completed',
  1,
  z.object({ paymentId: PaymentId, accountId: AccountId, amount: MoneyReply, late: z.boolean() }),
)
export const paymentFailed = defineEvent('payment.failed', 1, z.object({ paymentId: PaymentId, code: z.string(), message: z.string() }))
export const paymentCancelled = defineEvent('payment.cancelled', 1, z.object({ paymentId: PaymentId }))
