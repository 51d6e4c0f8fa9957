import { type Context, inScope, inTx, systemContext, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { type AccountId, derivedId, newId } from '../../platform/ids.ts'
import { type Money, negate, toMoneyReply, zero } from '../../platform/money.ts'
import { keysOf, type Row, toRow } from './batch.ts'
import { errors } from './errors.ts'
import { holdExpired, walletAdjusted, walletOpened } from './events.ts'
import {
  type Answer,
  type Capture,
  type Charge,
  type HoldMoney,
  type Json,
  type Operation,
  type Receipt,
  refusalError,
} from './operation.ts'
import * as store from './store.ts'
import type { EntryId, HoldId, Wallet, WalletId } from './wallet.ts'

export type NewWallet = { readonly accountId: AccountId; readonly currency: string; readonly creditLimit?: Money }

/** The account's wallet in this currency, opened at its first use. */
export async function openWallet(tx: Tx, request: NewWallet): Promise<Wallet> {
  const { accountId, currency } = request
  const known = await store.findWallet(tx, { accountId, currency })
  if (known) return known
  const nothing = zero(currency)
  const wallet: Wallet = {
    id: newId(),
    accountId,
    currency,
    balance: nothing,
    held: nothing,
    creditLimit: request.creditLimit ?? nothing,
    openedAt: tx.now(),
  }
  if (await store.insertWallet(tx, wallet)) {
    await publish(tx, walletOpened, { walletId: wallet.id, accountId, currency }, { accountId })
  }
  return getWallet(tx, { accountId, currency })
}

/** The wallet, or 404. */
export async function getWallet(context: Context | Tx, lookup: store.WalletLookup): Promise<Wallet> {
  const wallet = await store.findWallet(context, lookup)
  if (!wallet) throw errors.walletNotFound({ detail: 'There is no such wallet.' })
  return wallet
}

/** How far below zero the wallet may go: for who is trusted to pay later (wholesale E1). What is spent already stays spent. */
export async function setCreditLimit(tx: Tx, walletId: WalletId, limit: Money): Promise<void> {
  const wallet = await getWallet(tx, { id: walletId })
  if (wallet.currency !== limit.currency) throw errors.currencyMismatch({ detail: 'The wallet holds another currency.' })
  await store.setCreditLimit(tx, walletId, limit.units)
}

/** Runs of operations in which every key and every hold occurs once: what one call of the database can tell apart. */
function runsOf(rows: readonly Row[]): Row[][] {
  const runs: Row[][] = []
  let seen = new Set<string>()
  for (const row of rows) {
    const keys = keysOf(row)
    if (runs.length === 0 || keys.some((key) => seen.has(key))) {
      runs.push([])
      seen = new Set()
    }
    for (const key of keys) seen.add(key)
    runs.at(-1)?.push(row)
  }
  return runs
}

/** Applies operations in order and answers each by itself; for callers that go on after a refusal. */
export async function postEach(tx: Tx, operations: readonly Operation[]): Promise<readonly Answer[]> {
  const answers: Answer[] = []
  for (const run of runsOf(operations.map((operation) => toRow(tx.tenantId, operation)))) answers.push(...(await store.apply(tx, run)))
  return answers
}

/**
 * Applies operations in order within the caller's transaction, all or none: throws the problem of the first refusal
 * (402 insufficientBalance, 404, 409 holdNotActive, 422), which must roll the transaction back. Doing the same again is harmless.
 */
export async function post(tx: Tx, operations: readonly Operation[]): Promise<readonly Receipt[]> {
  const answers = await postEach(tx, operations)
  return answers.map((answer, at) => receiptOf(operations[at] as Operation, answer))
}

function receiptOf(operation: Operation, answer: Answer): Receipt {
  if (answer.status !== 'done') throw refusalError(operation, answer)
  return { duplicate: answer.duplicate, balance: answer.balance }
}

const postOne = async (tx: Tx, operation: Operation): Promise<Receipt> => (await post(tx, [operation]))[0] as Receipt

/** Sets money aside before anything is bought (W5). Throws 402 with the shortfall. */
export const hold = (tx: Tx, request: Omit<HoldMoney, 'op'>): Promise<Receipt> => postOne(tx, { op: 'hold', ...request })

/** Spends at most what was held; the rest is free again. */
export const capture = (tx: Tx, request: Omit<Capture, 'op'>): Promise<Receipt> => postOne(tx, { op: 'capture', ...request })

/** Gives a hold back; harmless when it was given back or has expired before. Throws 409 when it was captured. */
export const release = (tx: Tx, holdId: HoldId): Promise<Receipt> => postOne(tx, { op: 'release', holdId })

/** One durable operation through the posting lane, together with those of other callers; not part of any transaction. */
export async function postNow(context: Context, operation: Operation): Promise<Receipt> {
  // The lane acts for every tenant; a customer's own reach ends at its own wallets, which this read is bound to.
  if (context.accountId && 'walletId' in operation) await getWallet(context, { id: operation.walletId })
  return receiptOf(operation, await context.services.ledger.submit(context.tenantId, operation))
}

/** A charge while somebody waits: a call, a message. Throws 402 with the shortfall, 503 when the lane is full. */
export async function chargeNow(context: Context, request: Omit<Charge, 'op'>): Promise<{ duplicate: boolean; balance: Money }> {
  const { duplicate, balance } = await postNow(context, { op: 'charge', ...request })
  if (!balance) throw new Error('A charge was answered without a balance.')
  return { duplicate, balance }
}

export type Adjustment = { readonly walletId: WalletId; readonly amount: Money; readonly reason: string; readonly key: string }

/** Staff put a balance right by hand; `amount` is signed and may take the wallet below its limit. The same key adjusts once. */
export async function adjustWallet(context: Context, request: Adjustment): Promise<Wallet> {
  const { walletId, amount, reason } = request
  return inTx(context, async (tx) => {
    const before = await getWallet(tx, { id: walletId })
    const id = derivedId<EntryId>('adjust', walletId, tx.actor.id ?? '', request.key)
    const trace: Json = { internal: { by: tx.actor.label, reason } }
    const facts = { id, walletId, kind: 'adjustment', description: reason, trace }
    const taken = amount.units < 0n
    const [receipt] = await post(tx, [
      taken
        ? { op: 'charge', ...facts, amount: negate(amount), to: 'adjustment', force: true }
        : { op: 'credit', ...facts, amount, from: 'adjustment' },
    ])
    const after = await getWallet(tx, { id: walletId })
    if (!receipt?.duplicate) {
      const changes = { balance: { from: toMoneyReply(before.balance), to: toMoneyReply(after.balance) } }
      const facts = { walletId, entryId: id, amount: toMoneyReply(amount), reason }
      await publish(tx, walletAdjusted, facts, { accountId: before.accountId, changes })
    }
    return after
  })
}

const HOLDS_AT_ONCE = 200

/** Gives back every hold whose time is over and tells whoever held it. Answers how many. */
export async function expireHolds(context: Context): Promise<number> {
  let expired = 0
  for (;;) {
    const due = await store.listDueHolds(systemContext(context.services), HOLDS_AT_ONCE)
    for (const one of due) expired += await expireOne(context, one)
    if (due.length < HOLDS_AT_ONCE) return expired
  }
}

const expireOne = (context: Context, due: store.DueHold): Promise<number> =>
  inTx(systemContext(context.services), (system) =>
    inScope(system, { tenantId: due.tenantId }, async (tx) => {
      const [answer] = await postEach(tx, [{ op: 'expire', holdId: due.id }])
      if (answer?.status !== 'done' || answer.duplicate) return 0
      const { id: holdId, walletId, amount, subject } = due
      await publish(tx, holdExpired, { holdId, walletId, amount: toMoneyReply(amount), subject }, { accountId: due.accountId })
      return 1
    }),
  )

export type Explanation = store.PostedEntry & { readonly journal: readonly store.PostedEntry[] }

/** An entry with the reason for its amount and every posting of its journal; what only staff may see is left out for others. */
export async function explainEntry(context: Context, id: EntryId): Promise<Explanation> {
  const journal = await store.findJournal(context, id)
  const asked = journal.find((posted) => posted.entry.id === id)
  if (!asked) throw errors.entryNotFound({ detail: 'There is no such entry.' })
  const shown = journal.map((posted) => ({ ...posted, trace: traceFor(context, posted.trace) }))
  return { ...asked, trace: traceFor(context, asked.trace), journal: shown }
}

function traceFor(context: Context, trace: Json | null): Json | null {
  if (!trace || context.actor.kind === 'system' || context.actor.permissions.has('margin:read')) return trace
  const { internal: _, ...shown } = trace
  return shown
}

export { findWallet, listHolds } from './store.ts'
