export { findPayment, startPayment } from './service.ts'
