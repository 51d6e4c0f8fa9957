export { orderCompleted, orderFailed, orderItemCompleted, orderItemRefunded } from './events.ts'
export { resumeWaiting } from './gates.ts'
export type {
  FulfilOutcome,
  Gate,
  Json,
  Line,
  LineItem,
  OrderId,
  OrderItemId,
  Period,
  PreparedItem,
  Renewal,
  ServiceCard,
  ServiceId,
  Supplier,
  Supply,
  Term,
  Upstream,
} from './line.ts'
export type { Order, OrderStatus } from './order.ts'
export { placeOrder } from './place.ts'
export { refundItem } from './refund.ts'
export { cancelOrder, countOrders, findOrder, listOrders, retryOrder } from './service.ts'
