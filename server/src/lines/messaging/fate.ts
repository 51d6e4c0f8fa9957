import { later } from '../../platform/clock.ts'
import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { derivedId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { type Money, micros } from '../../platform/money.ts'
import { capture, type EntryId, findWallet, post, release } from '../../spine/ledger/index.ts'
import * as events from './events.ts'
import { type Message, type MessageId, messageTransitions } from './message.ts'
import type { Accepted, DeliveryReport } from './port.ts'
import { handOver } from './queue.ts'
import * as store from './store.ts'

const MOST_ATTEMPTS = 5
const MOST_LOOKUPS = 5
const LOOKUP_PAUSES_MS = [10_000, 60_000, 300_000]
const NOT_FOUND_APART_MS = 300_000

const about = (message: Message) => ({ messageId: message.id, numberId: message.numberId })
const owned = (message: Message) => ({ accountId: message.accountId })

/** Written before the supplier is asked: whoever finds it set looks the message up and never sends it again. */
export async function beginHandover(context: Context, id: MessageId): Promise<Message | undefined> {
  return inTx(context, async (tx) => {
    const current = await store.lock(tx, id)
    if (current?.status !== 'queued' || current.askedAt) return undefined
    const message = { ...current, askedAt: tx.now(), attempts: current.attempts + 1, lookups: 0, notFoundAt: null }
    await store.save(tx, message)
    return message
  })
}

/** The supplier took it: the money is captured (W16), and what it costs us is booked beside it. */
export async function accept(context: Context, id: MessageId, vendor: string, accepted: Accepted): Promise<void> {
  await inTx(context, async (tx) => {
    const message = await store.lock(tx, id)
    if (!message || message.captured) return
    await book(tx, message, vendor)
    const moved = message.status === 'queued' ? 'sending' : message.status
    const taken = { ...message, status: moved, captured: true, supplierReference: accepted.supplierReference } as const
    await store.save(tx, taken)
    await publish(tx, events.messageHandedOver, about(message), owned(message))
    if (accepted.status !== 'sending' && accepted.status !== 'queued') await apply(tx, taken, { ...accepted, error: null })
  })
}

function costOf(message: Message): Money | undefined {
  const { internal } = (message.trace ?? {}) as { internal?: { cost?: { currency: string; micros: string } | null } }
  return internal?.cost ? micros(internal.cost.currency, BigInt(internal.cost.micros)) : undefined
}

async function book(tx: Tx, message: Message, vendor: string): Promise<void> {
  const id = derivedId<EntryId>('capture', message.id)
  const subject = { type: 'message', id: message.id }
  const description = `Text to ${message.peer}`
  if (message.holdId && message.price) {
    await capture(tx, {
      id,
      holdId: message.holdId,
      to: 'revenue:messaging',
      amount: message.price,
      kind: 'sms',
      description,
      subject,
      trace: message.trace ?? {},
    })
  }
  const cost = costOf(message)
  if (cost && cost.units > 0n) {
    const sides = { from: `cost:${vendor}`, to: `payable:${vendor}` }
    await post(tx, [
      {
        op: 'transfer',
        id: derivedId<EntryId>('cost', message.id),
        ...sides,
        amount: cost,
        kind: 'cost',
        description,
        subject,
        journalId: id,
      },
    ])
  }
}

export type Refusal = { readonly reason: string; readonly code: string; readonly retryable: boolean }

/** The supplier said no. Without an effect it may be tried again a few times; otherwise the message has failed and the money is free. */
export async function refuse(context: Context, id: MessageId, refusal: Refusal): Promise<void> {
  await inTx(context, async (tx) => {
    const message = await store.lock(tx, id)
    if (message?.status !== 'queued' || message.captured) return
    if (refusal.retryable && message.attempts < MOST_ATTEMPTS) {
      await store.save(tx, { ...message, askedAt: null })
      await enqueue(tx, handOver, { messageId: id }, { key: `message:${id}`, runAt: later(tx.now(), 1_000 * 2 ** message.attempts) })
      return
    }
    await fail(tx, message, { code: refusal.code, message: refusal.reason })
  })
}

export async function fail(tx: Tx, message: Message, error: { code: string; message: string }): Promise<void> {
  if (message.holdId && !message.captured) await release(tx, message.holdId)
  await store.save(tx, { ...message, status: 'failed', error })
  await publish(tx, events.messageFailed, { ...about(message), code: error.code }, owned(message))
}

/** Nobody knows what became of it: it is looked up later and never sent again. */
export async function lookUpLater(context: Context, id: MessageId, found: 'unknown' | 'not there'): Promise<void> {
  await inTx(context, async (tx) => {
    const message = await store.lock(tx, id)
    if (message?.status !== 'queued' || message.captured || !message.askedAt) return
    const looked = { ...message, lookups: message.lookups + 1 }
    if (found === 'not there') {
      const first = message.notFoundAt
      if (first && tx.now().getTime() - first.getTime() >= NOT_FOUND_APART_MS) {
        return fail(tx, message, { code: 'not_sent', message: 'The message never reached the network. You were not charged.' })
      }
      await store.save(tx, { ...looked, notFoundAt: first ?? tx.now() })
      return again(tx, id, NOT_FOUND_APART_MS)
    }
    await store.save(tx, looked)
    if (looked.lookups < MOST_LOOKUPS)
      return again(tx, id, LOOKUP_PAUSES_MS[Math.min(looked.lookups - 1, LOOKUP_PAUSES_MS.length - 1)] ?? 0)
    await again(tx, id, 1_800_000)
  })
}

const again = (tx: Tx, id: MessageId, milliseconds: number) =>
  enqueue(tx, handOver, { messageId: id }, { key: `message:${id}`, runAt: later(tx.now(), milliseconds) })

/** Applies a delivery report; reports come late, twice and out of order, and never move a message backwards. */
export async function report(context: Context, id: MessageId, vendor: string, delivered: DeliveryReport): Promise<void> {
  await inTx(context, async (tx) => {
    const message = await store.lock(tx, id)
    if (message?.direction !== 'outbound') return
    let current = message
    // A report may be faster than the answer to the hand-over; then it is the answer.
    if (!message.captured && delivered.status !== 'failed') {
      await book(tx, message, vendor)
      current = { ...message, captured: true, supplierReference: delivered.supplierReference }
      await store.save(tx, current)
    }
    await apply(tx, current, delivered)
  })
}

async function apply(tx: Tx, message: Message, { status, error, supplierReference }: DeliveryReport): Promise<void> {
  if (!messageTransitions[message.status].includes(status)) return
  const moved: Message = {
    ...message,
    status,
    supplierReference: message.supplierReference ?? supplierReference,
    error: error ?? message.error,
  }
  if (status === 'failed') {
    if (message.captured) await refund(tx, message)
    else if (message.holdId) await release(tx, message.holdId)
  }
  await store.save(tx, moved)
  await publish(tx, events.messageProgressed, { ...about(message), status }, owned(message))
}

/** What failed after it was paid is paid back, once (W16). */
async function refund(tx: Tx, message: Message): Promise<void> {
  if (!message.price || !message.holdId) return
  const wallet = await findWallet(tx, { accountId: message.accountId, currency: message.price.currency })
  if (!wallet) return
  await post(tx, [
    {
      op: 'credit',
      id: derivedId<EntryId>('refund', message.id),
      walletId: wallet.id,
      from: 'revenue:messaging',
      amount: message.price,
      kind: 'refund',
      description: `Text to ${message.peer} failed`,
      subject: { type: 'message', id: message.id },
      journalId: derivedId<EntryId>('capture', message.id),
      trace: { refundOf: derivedId('capture', message.id), reason: 'The network reported that the text failed.' },
    },
  ])
}
