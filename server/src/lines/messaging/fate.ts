import { later } from '../../platform/clock.ts'
import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { enqueue } from '../../platform/jobs.ts'
import { giveBack } from './bill.ts'
import { messageFailed } from './events.ts'
import type { Message, MessageId } from './message.ts'
import { handOver } from './queue.ts'
import * as store from './store.ts'

const MOST_ATTEMPTS = 5
const LOOKUP_PAUSES_MS = [10_000, 60_000, 300_000]
const LAST_PAUSE_MS = 1_800_000
const NOT_FOUND_APART_MS = 300_000

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

export type Refusal = { readonly reason: string; readonly code: string; readonly retryable: boolean }

/** The supplier said no. Without an effect it may be tried again a few times; otherwise the message has failed and the money is free. */
export async function refuse(context: Context, id: MessageId, refusal: Refusal): Promise<void> {
  await inTx(context, async (tx) => {
    const message = await store.lock(tx, id)
    if (message?.status !== 'queued') return
    if (refusal.retryable && message.attempts < MOST_ATTEMPTS) {
      await store.save(tx, { ...message, askedAt: null })
      return again(tx, id, 1_000 * 2 ** message.attempts)
    }
    await fail(tx, message, { code: refusal.code, message: refusal.reason })
  })
}

async function fail(tx: Tx, message: Message, error: { code: string; message: string }): Promise<void> {
  await giveBack(tx, message)
  await store.save(tx, { ...message, status: 'failed', error })
  const facts = { messageId: message.id, numberId: message.numberId, code: error.code }
  await publish(tx, messageFailed, facts, { accountId: message.accountId })
}

/** Nobody knows what became of it: it is looked up later and never sent again. Not there twice, five minutes apart, means never sent. */
export async function lookUpLater(context: Context, id: MessageId, found: 'unknown' | 'not there'): Promise<void> {
  await inTx(context, async (tx) => {
    const message = await store.lock(tx, id)
    if (message?.status !== 'queued' || !message.askedAt) return
    const first = message.notFoundAt
    if (found === 'not there' && first && tx.now().getTime() - first.getTime() >= NOT_FOUND_APART_MS) {
      return fail(tx, message, { code: 'not_sent', message: 'The message never reached the network. You were not charged.' })
    }
    const notFoundAt = found === 'not there' ? (first ?? tx.now()) : first
    await store.save(tx, { ...message, lookups: message.lookups + 1, notFoundAt })
    await again(tx, id, LOOKUP_PAUSES_MS[message.lookups] ?? LAST_PAUSE_MS)
  })
}

const again = (tx: Tx, id: MessageId, milliseconds: number) =>
  enqueue(tx, handOver, { messageId: id }, { key: `message:${id}`, runAt: later(tx.now(), milliseconds) })

/** The money for a text that nobody could be asked about is free again, so the text must not go out any more. */
export async function giveUpUnpaid(tx: Tx, id: MessageId): Promise<void> {
  const message = await store.lock(tx, id)
  if (message?.status !== 'queued' || message.askedAt) return
  await fail(tx, message, { code: 'expired', message: 'The text waited for a day and was not sent. You were not charged.' })
}
