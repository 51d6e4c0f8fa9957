export { paymentCompleted } from './events.ts'
export type { Payment, PaymentId } from './payment.ts'
export { findPayment, listPayments, startPayment } from './service.ts'
