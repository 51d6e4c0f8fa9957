export { paymentCompleted } from './events.ts'
export { findPayment, startPayment } from './service.ts'
