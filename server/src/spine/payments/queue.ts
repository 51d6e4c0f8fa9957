import { z } from 'zod'
import { declareJob } from '../../platform/jobs.ts'
import { PaymentId } from './payment.ts'

/** Opens the gateway's page of a payment. */
export const openCheckout = declareJob('payments.open-checkout', z.object({ paymentId: PaymentId }))
