import { z } from 'zod'
import { declareJob } from '../../platform/jobs.ts'
import { PaymentId } from './payment.ts'

/** Opens the gateway's page of a payment. */
export const openCheckout = declareJob('payments.open-checkout', z.object({ paymentId: PaymentId }))

/** Works on a kept webhook of a gateway. */
export const applyWebhook = declareJob('payments.apply-webhook', z.object({ webhookId: z.uuid() }))

/** Asks the gateway what became of a payment. */
export const askGateway = declareJob('payments.ask-gateway', z.object({ paymentId: PaymentId }), { attempts: 3 })
