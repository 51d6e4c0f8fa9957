import type { AccountId, Id } from '../../platform/ids.ts'
import { type Money, minus } from '../../platform/money.ts'

export type WalletId = Id<'wallet'>
export type HoldId = Id<'hold'>
/** The id of an entry is its idempotency key: `newId()` for a new intent, `derivedId(…)` for a step of something larger. */
export type EntryId = Id<'entry'>

/** Prepaid money of one account in one currency; with a credit limit it may go below zero. */
export type Wallet = {
  readonly id: WalletId
  readonly accountId: AccountId
  readonly currency: string
  readonly balance: Money
  readonly held: Money
  readonly creditLimit: Money
  readonly openedAt: Date
}

/** What is not promised to a hold: never below minus the credit limit. */
export const available = (wallet: Wallet): Money => minus(wallet.balance, wallet.held)

export type HoldStatus = 'active' | 'captured' | 'released' | 'expired'

/** Money of a wallet set aside for something that is still being bought. */
export type Hold = {
  readonly id: HoldId
  readonly walletId: WalletId
  readonly amount: Money
  readonly captured: Money
  readonly status: HoldStatus
  readonly description: string
  readonly subject: Subject | null
  readonly expiresAt: Date
  readonly createdAt: Date
}

/** What an entry or a hold is about, such as an order. */
export type Subject = { readonly type: string; readonly id: string }

/** What an entry is for (E5), and `cost` for what suppliers charge. */
export const ENTRY_KINDS = [
  'recharge',
  'call',
  'sms',
  'mms',
  'number_purchase',
  'number_renewal',
  'porting',
  'esim_purchase',
  'esim_topup',
  'data',
  'package',
  'subscription',
  'instance_usage',
  'channel_plan',
  'wholesale',
  'bonus',
  'promo_credit',
  'referral_reward',
  'loyalty_redeem',
  'refund',
  'chargeback',
  'adjustment',
  'transfer',
  'commission',
  'payout',
  'credit_expiry',
  'write_off',
  'cost',
] as const

export type EntryKind = (typeof ENTRY_KINDS)[number]

/** One posting as its wallet sees it; `amount` is signed. A posting between two ledger accounts has no wallet. */
export type Entry = {
  readonly id: EntryId
  readonly walletId: WalletId | null
  readonly accountId: AccountId | null
  readonly seq: bigint | null
  readonly kind: EntryKind
  readonly description: string
  readonly amount: Money
  readonly before: Money | null
  readonly after: Money | null
  readonly subject: Subject | null
  readonly holdId: HoldId | null
  readonly journalId: EntryId
  readonly occurredAt: Date
}
