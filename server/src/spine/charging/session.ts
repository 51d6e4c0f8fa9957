import type { AccountId, Id } from '../../platform/ids.ts'
import type { Money } from '../../platform/money.ts'
import type { Tariff } from '../rating/index.ts'

/** A call being charged; its id is the caller's reference and the idempotency key of everything about it. */
export type SessionId = Id<'session'>

/** What a session is charged with on our side: what the supplier takes for it. */
export type SessionCost = { readonly vendor: string; readonly tariff: Tariff }

/** Asks to begin (DESIGN §5, W14). Nothing here is looked up again: the session keeps what it began with. */
export type Authorization = {
  readonly id: SessionId
  readonly accountId: AccountId
  readonly tariff: Tariff
  /** Which allowances may pay before the wallet; null for none, as in wholesale. */
  readonly allowance: { readonly unit: 'seconds'; readonly service: string } | null
  /** The longest the session may last, whatever the wallet holds. */
  readonly mostSeconds: number
  /** The ledger's kind of entry: `call` or `wholesale`. */
  readonly entryKind: string
  /** The revenue account, such as `revenue:voice`. */
  readonly revenueCode: string
  readonly description: string
  readonly subject: { readonly type: string; readonly id: string }
  /** The price path behind the tariff, stored on the entry as its "why?". */
  readonly trace: Readonly<Record<string, unknown>>
}

/** How long the session may go on: `grantedSeconds` from its answer, paid for by holds and reserved allowances. */
export type Grant = {
  readonly sessionId: SessionId
  readonly grantedSeconds: number
  /** False when the wallet and the allowances give no more: the session is to be cut there. */
  readonly extendable: boolean
}

export type Ending = {
  readonly id: SessionId
  /** From answer to release, in milliseconds of the switch; 0 for a session that was never answered. */
  readonly durationMs: number
  /** The supplier who carried it, for the second side; left out where there is none. */
  readonly cost?: SessionCost | undefined
}

/** What a session came to; the same again for the same ending. */
export type Settlement = {
  readonly billedSeconds: number
  readonly allowanceSeconds: number
  readonly amount: Money
  readonly cost: Money | null
  readonly duplicate: boolean
}
