import { hours, later } from '../../platform/clock.ts'
import { type Context, createContext, inTx, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { derivedId, type ProviderId } from '../../platform/ids.ts'
import { currentTenant } from '../../spine/tenants/index.ts'
import { findNumber, type NumberId, type PhoneNumber, parseE164 } from '../numbers/index.ts'
import { giveBack } from './bill.ts'
import { messageCancelled, messageRead, messageReceived } from './events.ts'
import { type Bypass, type Keyword, keywordOf, type Message, type MessageId } from './message.ts'
import { isOptedOut, optIn, optOut } from './opt-out.ts'
import type { InboundText } from './port.ts'
import { type MessagePrice, priceText } from './price.ts'
import { segmentsOf } from './segments.ts'
import { outgoing, queueMessage } from './send.ts'
import * as store from './store.ts'

/** A text arrived at one of our numbers: stored for its holder, and STOP, START and HELP obeyed in the same transaction. */
export async function receive(context: Context, providerId: ProviderId, text: InboundText): Promise<void> {
  const holder = await store.holderOf(context, text.to)
  if (!holder) {
    context.log.info({ to: text.to }, 'a text arrived at a number nobody holds')
    return
  }
  const own = createContext(context.services, { tenantId: holder.tenantId, accountId: holder.accountId, requestId: context.requestId })
  const number = await findNumber(own, holder.numberId)
  const reply = await replyTo(own, number, text)
  await inTx(own, async (tx) => {
    const { encoding, segments } = segmentsOf(text.body)
    const message: Message = {
      ...blank,
      id: derivedId<MessageId>('inbound', providerId, text.supplierReference),
      accountId: holder.accountId,
      numberId: number.id,
      peer: text.from,
      body: text.body,
      encoding,
      segments,
      providerId,
      supplierReference: text.supplierReference,
      createdAt: tx.now(),
    }
    if (!(await store.insert(tx, message))) return
    await publish(tx, messageReceived, { messageId: message.id, numberId: number.id }, { accountId: holder.accountId })
    if (reply) await obey(tx, number, message, reply)
  })
}

const blank = {
  direction: 'inbound',
  status: 'received',
  price: null,
  trace: null,
  holdId: null,
  captured: false,
  askedAt: null,
  attempts: 0,
  lookups: 0,
  notFoundAt: null,
  error: null,
  bypass: null,
  readAt: null,
} as const

/** `price` is missing when nothing can be sent back: a short code has no number to answer to. */
type Reply = { readonly keyword: Keyword; readonly body: string; readonly price: MessagePrice | undefined }

const BYPASSES: Readonly<Record<Keyword, Bypass>> = { stop: 'opt_out_confirmation', start: 'opt_in_confirmation', help: 'help_reply' }

/** What the law wants answered (1.5.3), worked out before the transaction. */
async function replyTo(own: Context, number: PhoneNumber, text: InboundText): Promise<Reply | undefined> {
  const keyword = keywordOf(text.body, await isOptedOut(own, number.id, text.from))
  if (!keyword) return undefined
  const { name } = await currentTenant(own)
  const body = {
    stop: `${name}: you will get no more messages from this number. Reply START to get them again.`,
    start: `${name}: you will get messages from this number again. Reply STOP to end them.`,
    help: `${name}: reply STOP to get no more messages from this number.`,
  }[keyword]
  return { keyword, body, price: parseE164(text.from) && (await priceText(own, text.from, body))(0n) }
}

async function obey(tx: Tx, number: PhoneNumber, message: Message, { keyword, body, price }: Reply): Promise<void> {
  const answered = await {
    stop: () => stop(tx, message),
    start: () => optIn(tx, message),
    help: () => mayHelp(tx, message),
  }[keyword]()
  if (!answered || !price) return
  const id = derivedId<MessageId>('reply', message.id)
  const facts = { id, accountId: message.accountId, number, peer: message.peer, body, bypass: BYPASSES[keyword] }
  await queueMessage(tx, outgoing(tx, facts, price))
}

/** Answers whether it is confirmed: saying STOP twice is confirmed once. */
async function stop(tx: Tx, message: Message): Promise<boolean> {
  const first = await optOut(tx, message)
  for (const queued of await store.lockQueued(tx, message.numberId, message.peer)) {
    await giveBack(tx, queued)
    await store.save(tx, { ...queued, status: 'cancelled', error: { code: '21610', message: 'The recipient answered STOP.' } })
    const facts = { messageId: queued.id, numberId: queued.numberId, code: '21610' }
    await publish(tx, messageCancelled, facts, { accountId: queued.accountId })
  }
  return first
}

const HELP_PAUSE_MS = hours(24)

async function mayHelp(tx: Tx, message: Message): Promise<boolean> {
  const last = await store.helpedAt(tx, message.numberId, message.peer)
  return !last || last <= later(tx.now(), -HELP_PAUSE_MS)
}

/** The holder has seen the conversation. */
export async function readThread(context: Context, numberId: NumberId, peer: string): Promise<void> {
  const number = await findNumber(context, numberId)
  await inTx(context, async (tx) => {
    const ids = await store.markRead(tx, number.id, peer)
    const last = ids.at(-1)
    if (last) await publish(tx, messageRead, { messageId: last, numberId: number.id }, { accountId: number.accountId })
  })
}
