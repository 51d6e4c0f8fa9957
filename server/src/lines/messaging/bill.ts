import type { Tx } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import { derivedId } from '../../platform/ids.ts'
import { type Money, micros } from '../../platform/money.ts'
import { recordUsage, returnAllowance, type UsageId } from '../../spine/charging/index.ts'
import { capture, type EntryId, findWallet, ledgerErrors, post, release, type WalletId } from '../../spine/ledger/index.ts'
import type { Message } from './message.ts'
import { TEXTS } from './price.ts'

const REVENUE = 'revenue:messaging'

const captureId = (message: Message) => derivedId<EntryId>('capture', message.id)
const subjectOf = (message: Message) => ({ type: 'message', id: message.id })

/** The supplier took the message: what was held is paid, and what it costs us is booked beside it (W16). Doing it again changes nothing. */
export async function bill(tx: Tx, message: Message, vendor: string): Promise<void> {
  const facts = { kind: 'sms', description: `Text to ${message.peer}`, subject: subjectOf(message) }
  if (message.holdId && message.price) {
    const paid = { ...facts, id: captureId(message), to: REVENUE, amount: message.price, trace: message.trace ?? {} }
    try {
      await capture(tx, { ...paid, holdId: message.holdId })
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== ledgerErrors.holdNotActive.code) throw error
      // Nobody answered for longer than money is held, and then the text turned out to be sent: it is still to be paid.
      await post(tx, [{ op: 'charge', ...paid, walletId: await walletOf(tx, message, message.price), force: true }])
    }
  }
  const cost = costOf(message)
  if (message.price) await record(tx, message, message.price, cost && { vendor, amount: cost })
  if (!cost || cost.units <= 0n) return
  await post(tx, [
    {
      ...facts,
      op: 'transfer',
      id: derivedId<EntryId>('cost', message.id),
      from: `cost:${vendor}`,
      to: `payable:${vendor}`,
      amount: cost,
      kind: 'cost',
      journalId: message.holdId ? captureId(message) : undefined,
    },
  ])
}

/** What its id had set aside of allowances is used, and the whole is written down. */
const record = (tx: Tx, message: Message, price: Money, cost: { vendor: string; amount: Money } | undefined) =>
  recordUsage(
    tx,
    {
      id: message.id as string as UsageId,
      accountId: message.accountId,
      ...TEXTS,
      quantity: BigInt(message.segments),
      cost: cost ?? null,
      description: `Text to ${message.peer}`,
      subject: subjectOf(message),
      trace: message.trace ?? {},
      occurredAt: message.createdAt,
    },
    { amount: price, entryId: message.holdId ? captureId(message) : null },
  )

/** What was set aside for a text that was not sent is free again. */
export async function giveBack(tx: Tx, message: Message): Promise<void> {
  if (message.holdId) await release(tx, message.holdId)
  await returnAllowance(tx, message.id)
}

async function walletOf(tx: Tx, message: Message, { currency }: Money): Promise<WalletId> {
  const wallet = await findWallet(tx, { accountId: message.accountId, currency })
  if (!wallet) throw new Error(`Message ${message.id} was held on a wallet that is not there.`)
  return wallet.id
}

function costOf(message: Message): Money | undefined {
  const { internal } = (message.trace ?? {}) as { internal?: { cost?: { currency: string; micros: string } | null } }
  return internal?.cost ? micros(internal.cost.currency, BigInt(internal.cost.micros)) : undefined
}

/** What failed after it was paid is paid back, once (W16). */
export async function refund(tx: Tx, message: Message): Promise<void> {
  await returnAllowance(tx, message.id)
  if (!message.price || !message.holdId) return
  await post(tx, [
    {
      op: 'credit',
      id: derivedId<EntryId>('refund', message.id),
      walletId: await walletOf(tx, message, message.price),
      from: REVENUE,
      amount: message.price,
      kind: 'refund',
      description: `Text to ${message.peer} failed`,
      subject: subjectOf(message),
      journalId: captureId(message),
      trace: { refundOf: captureId(message), reason: 'The network reported that the text failed.' },
    },
  ])
}
