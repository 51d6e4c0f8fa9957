import { type AccountId, type Id, idSchema, type TenantId } from '../../platform/ids.ts'
import { compare, type Money, zero } from '../../platform/money.ts'
import type { WalletId } from '../ledger/index.ts'
import { amountFor, billedSeconds, type Tariff } from '../rating/index.ts'

/** A call being charged; its id is the caller's reference and the idempotency key of everything about it. */
export type SessionId = Id<'session'>
export const SessionId = idSchema<SessionId>()

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
  /** The revenue account, such as `revenue:voice`; its second part names the service on the usage record. */
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
  /** False when the wallet and the allowances give no more, or the longest time is reached: the session is to be cut there. */
  readonly extendable: boolean
}

export type Ending = {
  readonly id: SessionId
  /** From answer to release, in milliseconds of the switch; 0 for a session that was never answered. */
  readonly durationMs: number
  /** The supplier who carried it, for the second side; left out where there is none. */
  readonly cost?: SessionCost | undefined
}

/** What is unusual about a session's end: it lasted longer than could be paid, or nobody reported its end. */
export type SettlementFlag = 'overrun' | 'no_ending'

/** What a session came to; the same again for the same ending. */
export type Settlement = {
  readonly billedSeconds: number
  readonly allowanceSeconds: number
  readonly amount: Money
  readonly cost: Money | null
  readonly flags: readonly SettlementFlag[]
  readonly duplicate: boolean
}

/** What a session began with, as it is kept; `walletId` is missing where nothing can cost anything. */
export type Terms = Omit<Authorization, 'id' | 'accountId'> & {
  readonly walletId: WalletId | null
  /** Buckets were there when it began: every step looks at them under their locks. */
  readonly mixed: boolean
}

/** A session as it is known; `grantedSeconds` and `hasHold` only ever grow, so an older copy is safe to act on. */
export type Session = {
  readonly id: SessionId
  readonly tenantId: TenantId
  readonly accountId: AccountId
  readonly terms: Terms
  readonly status: 'open' | 'closed'
  readonly grantedSeconds: number
  readonly elapsedSeconds: number
  readonly hasHold: boolean
  readonly settlement: Settlement | null
  readonly openedAt: Date
}

/** How far ahead a session is paid, in seconds. */
const SLICE_SECONDS = 60

/** The first slice in conversation seconds: a minute, and at least until the first step has to be paid, with its fee (E2). */
export function firstSlice({ freeSeconds, graceSeconds, initialSeconds }: Tariff, most: number): number {
  return Math.min(most, Math.max(SLICE_SECONDS, freeSeconds + initialSeconds, graceSeconds + 1))
}

/** What a session asks for after `elapsed` seconds: the end of this minute and one more. The same question gets the same answer. */
export const nextSlice = (elapsed: number, most: number): number =>
  Math.min(most, (Math.floor(elapsed / SLICE_SECONDS) + 2) * SLICE_SECONDS)

/** What a length costs when allowances pay up to `allowance` seconds of it: the rest is charged as a call of its own (decision 0014). */
export type Coverage = { readonly billed: number; readonly free: number; readonly amount: Money }

export function coverageOf(tariff: Tariff, seconds: number, allowance: number): Coverage {
  const billed = billedSeconds(tariff, seconds * 1_000)
  const free = Math.min(billed, allowance)
  return { billed, free, amount: amountFor(tariff, billed - free) }
}

/**
 * The longest part of `seconds` that allowances and `available` pay for; longer never costs less, so halving finds it. What is paid by allowances fits
 * a wallet below zero too.
 */
export function fitting(tariff: Tariff, seconds: number, allowance: number, available: Money): number {
  const limit = available.units < 0n ? zero(available.currency) : available
  let [low, high] = [0, seconds]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (compare(coverageOf(tariff, middle, allowance).amount, limit) <= 0) low = middle
    else high = middle - 1
  }
  return low
}
