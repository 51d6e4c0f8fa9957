import type { Transitions } from '../../platform/errors.ts'
import { type AccountId, type Id, idSchema, type ProviderId } from '../../platform/ids.ts'
import { compare, type Money, money, toPayable } from '../../platform/money.ts'
import type { WalletId } from '../ledger/index.ts'

export type PaymentId = Id<'payment'>
export const PaymentId = idSchema<PaymentId>()

export const PAYMENT_STATUSES = [
  'pending',
  'requires_action',
  'processing',
  'completed',
  'failed',
  'cancelled',
  'partially_refunded',
  'refunded',
  'disputed',
] as const
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number]

/**
 * What may follow what (§2.7). A webhook may be faster than the gateway's own answer, so the steps before `completed` can be skipped; and a late success
 * after a failure or a cancellation is credited all the same, because the money has arrived (W4).
 */
export const paymentTransitions: Transitions<PaymentStatus> = {
  pending: ['requires_action', 'processing', 'completed', 'failed', 'cancelled'],
  requires_action: ['processing', 'completed', 'failed', 'cancelled'],
  processing: ['completed', 'failed', 'cancelled'],
  completed: ['partially_refunded', 'disputed'],
  failed: ['completed'],
  cancelled: ['completed'],
  partially_refunded: ['refunded'],
  refunded: [],
  disputed: ['completed', 'refunded'],
}

/** Money on its way from a customer's card into the wallet. */
export type Payment = {
  readonly id: PaymentId
  readonly accountId: AccountId
  readonly walletId: WalletId
  readonly providerId: ProviderId
  /** The vendor, such as `stripe`: money that has arrived stands in its account of the ledger until it is paid out. */
  readonly gateway: string
  readonly gatewayReference: string | null
  readonly amount: Money
  readonly status: PaymentStatus
  readonly redirectUrl: string | null
  readonly returnPath: string
  /** Why it failed, or why the last card was declined while another one may still be tried. */
  readonly failure: { readonly code: string; readonly message: string } | null
  readonly late: boolean
  readonly createdAt: Date
  readonly completedAt: Date | null
}

/** Nothing was decided yet: the customer may still pay. */
export const isOpen = ({ status }: Pick<Payment, 'status'>): boolean =>
  status === 'pending' || status === 'requires_action' || status === 'processing'

export const LEAST_TOP_UP = '5.00'
export const MOST_TOP_UP = '1000.00'

/** Whether this much can be paid at once: between the limits, in whole minor units. */
export function isPayable(amount: Money): boolean {
  const [least, most] = [money(amount.currency, LEAST_TOP_UP), money(amount.currency, MOST_TOP_UP)]
  return compare(amount, least) >= 0 && compare(amount, most) <= 0 && compare(toPayable(amount), amount) === 0
}
