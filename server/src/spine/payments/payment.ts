import type { Transitions } from '../../platform/errors.ts'
import { type AccountId, type Id, idSchema, type ProviderId } from '../../platform/ids.ts'
import type { Money } from '../../platform/money.ts'
import type { WalletId } from '../ledger/index.ts'

export type PaymentId = Id<'payment'>
export const PaymentId = idSchema<PaymentId>()

export type PaymentStatus = 'pending' | 'requires_action' | 'processing' | 'completed' | 'failed' | 'cancelled'

/** What may follow what (§2.7). A late success after a failure or a cancellation is credited all the same, because the money has arrived (W4). */
export const paymentTransitions: Transitions<PaymentStatus> = {
  pending: ['requires_action', 'processing', 'completed', 'failed', 'cancelled'],
  requires_action: ['processing', 'completed', 'failed', 'cancelled'],
  processing: ['completed', 'failed', 'cancelled'],
  completed: [],
  failed: ['completed'],
  cancelled: ['completed'],
}

/** Money on its way from a customer's card into the wallet. */
export type Payment = {
  readonly id: PaymentId
  readonly accountId: AccountId
  readonly walletId: WalletId
  readonly providerId: ProviderId
  readonly amount: Money
  readonly status: PaymentStatus
  readonly gatewayReference: string | null
  readonly redirectUrl: string | null
  readonly returnPath: string
  readonly failure: { readonly code: string; readonly message: string } | null
  readonly late: boolean
  readonly createdAt: Date
  readonly completedAt: Date | null
}

export const LEAST_TOP_UP = '5.00'
export const MOST_TOP_UP = '1000.00'
