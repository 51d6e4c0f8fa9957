import type { DomainError } from '../../platform/errors.ts'
import { amountOf, type Money, minus } from '../../platform/money.ts'
import { errors } from './errors.ts'
import type { EntryId, HoldId, Subject, WalletId } from './wallet.ts'

export type Json = Readonly<Record<string, unknown>>

/** A ledger account that is not a wallet, such as `revenue:numbers`, `gateway:stripe` or `cost:twilio`; opened at its first use. */
export type AccountCode = string

/** What every posting says about itself. */
type Posting = {
  readonly id: EntryId
  readonly amount: Money
  /** One of `EntryKind`. */
  readonly kind: string
  readonly description: string
  readonly subject?: Subject | undefined
  /** The first entry of the event this posting belongs to; absent for a posting that stands alone. */
  readonly journalId?: EntryId | undefined
  /** Why this amount: the price path and whatever re-evaluates to it. What only staff may see goes under `internal`. */
  readonly trace?: Json | undefined
}

/** Takes money from a wallet, if it can be spent; `force` lets a chargeback or an adjustment go below the limit. */
export type Charge = Posting & { readonly op: 'charge'; readonly walletId: WalletId; readonly to: AccountCode; readonly force?: boolean }
/** Gives money to a wallet; always possible. */
export type Credit = Posting & { readonly op: 'credit'; readonly walletId: WalletId; readonly from: AccountCode }
/** Moves money between two ledger accounts; no wallet is touched. In the journal of the posting right before it, it stands or falls with that one. */
export type Transfer = Posting & { readonly op: 'transfer'; readonly from: AccountCode; readonly to: AccountCode }
/** Spends at most what was held and gives the rest free. */
export type Capture = Posting & { readonly op: 'capture'; readonly holdId: HoldId; readonly to: AccountCode }
/** Sets money aside. The hold's id is its idempotency key. */
export type HoldMoney = {
  readonly op: 'hold'
  readonly holdId: HoldId
  readonly walletId: WalletId
  readonly amount: Money
  readonly expiresAt: Date
  readonly description: string
  readonly subject?: Subject | undefined
}
/** Raises a hold to at least `amount` in total and moves its end; the same again changes nothing. */
export type Extend = { readonly op: 'extend'; readonly holdId: HoldId; readonly amount: Money; readonly expiresAt: Date }
/** Gives the held money free; the same again changes nothing. */
export type Release = { readonly op: 'release'; readonly holdId: HoldId }
/** Releases a hold whose time is over. */
export type Expire = { readonly op: 'expire'; readonly holdId: HoldId }

export type Operation = Charge | Credit | Transfer | Capture | HoldMoney | Extend | Release | Expire

export type RefusalStatus =
  | 'insufficient'
  | 'key_reused'
  | 'not_found'
  | 'currency_mismatch'
  | 'hold_not_active'
  | 'hold_not_due'
  | 'exceeds_hold'
  | 'not_posted'

/** The wallet's balance after the posting, null for what posts nothing to a wallet. `duplicate`: it was done before, and this is the balance of then. */
export type Receipt = { readonly duplicate: boolean; readonly balance: Money | null }

export type Refusal = {
  readonly status: RefusalStatus
  /** For `insufficient` what could be spent, for `exceeds_hold` what is held. */
  readonly limit: Money | null
  readonly available: Money | null
}

export type Answer = ({ readonly status: 'done' } & Receipt) | Refusal

/** The problem document of a refusal, with what a person needs to go on (W5: shortfall and the way to top up). */
export function refusalError(operation: Operation, refusal: Refusal): DomainError {
  switch (refusal.status) {
    case 'insufficient':
      return insufficient(operation, refusal)
    case 'key_reused':
      return errors.keyReused({ detail: 'This key was used for another posting before. Use a new key for a new intent.' })
    case 'not_found':
      return 'holdId' in operation && operation.op !== 'hold'
        ? errors.holdNotFound({ detail: 'There is no such hold.', holdId: operation.holdId })
        : errors.walletNotFound({ detail: 'There is no such wallet.' })
    case 'currency_mismatch':
      return errors.currencyMismatch({ detail: 'The wallet holds another currency.' })
    case 'hold_not_active':
    case 'hold_not_due':
      return errors.holdNotActive({ detail: 'This hold was captured, released or has expired.' })
    case 'exceeds_hold':
      return errors.exceedsHold({ detail: 'This is more than was held.', held: refusal.limit && amountOf(refusal.limit) })
    case 'not_posted':
      return errors.notPosted({ detail: 'The posting that this one belongs to was refused.' })
  }
}

function insufficient(operation: Operation, refusal: Refusal): DomainError {
  if (!('amount' in operation) || !refusal.limit || !refusal.available) {
    return errors.insufficientBalance({ detail: 'The wallet does not have enough money.' })
  }
  const { currency } = operation.amount
  const shortfall = amountOf(minus(operation.amount, refusal.limit))
  return errors.insufficientBalance({
    detail: `The wallet is ${shortfall} ${currency} short. Top it up and try again.`,
    shortfall,
    available: amountOf(refusal.available),
    currency,
    topUpUrl: `/wallet?amount=${shortfall}`,
  })
}
