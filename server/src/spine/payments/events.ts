import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { AccountId } from '../../platform/ids.ts'
import { MoneyReply } from '../../platform/money.ts'
import { PaymentId } from './payment.ts'

const about = z.object({ paymentId: PaymentId })
const why = about.extend({ code: z.string(), message: z.string() })

export const paymentStarted = defineEvent('payment.started', 1, about.extend({ amount: MoneyReply }))
export const paymentReady = defineEvent('payment.ready', 1, about)
export const paymentProcessing = defineEvent('payment.processing', 1, about)
export const paymentDeclined = defineEvent('payment.declined', 1, why)
export const paymentCompleted = defineEvent(
  'payment.completed',
  1,
  about.extend({ accountId: AccountId, amount: MoneyReply, late: z.boolean() }),
)
export const paymentFailed = defineEvent('payment.failed', 1, why)
export const paymentCancelled = defineEvent('payment.cancelled', 1, about)
