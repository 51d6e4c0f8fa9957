import { type Context, createContext, inTx, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { derivedId, type ProviderId } from '../../platform/ids.ts'
import { release } from '../../spine/ledger/index.ts'
import { currentTenant } from '../../spine/tenants/index.ts'
import { findNumber, type NumberId, type PhoneNumber } from '../numbers/index.ts'
import { messageFailed, messageRead, messageReceived } from './events.ts'
import { type Bypass, keywordOf, type Message, type MessageId } from './message.ts'
import { isOptedOut, optIn, optOut } from './opt-out.ts'
import type { InboundText } from './port.ts'
import { priceOfText } from './price.ts'
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
    await obey(tx, number, message, reply)
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

type Reply = { readonly body: string; readonly bypass: Bypass; readonly price: Awaited<ReturnType<typeof priceOfText>> }

/** What the law wants answered, worked out before the transaction. */
async function replyTo(own: Context, number: PhoneNumber, text: InboundText): Promise<Reply | undefined> {
  const keyword = keywordOf(text.body, await isOptedOut(own, number.id, text.from))
  if (!keyword) return undefined
  const { name } = await currentTenant(own)
  const [bypass, body] = {
    stop: ['opt_out_confirmation', `${name}: you will get no more messages from this number. Reply START to get them again.`],
    start: ['opt_in_confirmation', `${name}: you will get messages from this number again. Reply STOP to end them.`],
    help: ['help_reply', `${name}: reply STOP to get no more messages from this number.`],
  }[keyword] as [Bypass, string]
  return { bypass, body, price: await priceOfText(own, text.from, body) }
}

async function obey(tx: Tx, number: PhoneNumber, message: Message, reply: Reply | undefined): Promise<void> {
  if (!reply) return
  const already = await isOptedOut(tx, number.id, message.peer)
  if (reply.bypass === 'opt_out_confirmation') {
    await optOut(tx, message)
    for (const queued of await store.lockQueued(tx, number.id, message.peer)) {
      if (queued.holdId) await release(tx, queued.holdId)
      await store.save(tx, { ...queued, status: 'cancelled', error: { code: '21610', message: 'The recipient answered STOP.' } })
      await publish(tx, messageFailed, { messageId: queued.id, numberId: number.id, code: '21610' }, { accountId: message.accountId })
    }
    // Exactly one confirmation: saying STOP twice is not asked for twice.
    if (already) return
  }
  if (reply.bypass === 'opt_in_confirmation') await optIn(tx, message)
  if (reply.bypass === 'help_reply' && (await helpedToday(tx, number.id, message.peer))) return
  const id = derivedId<MessageId>('reply', message.id)
  const { body, bypass, price } = reply
  await queueMessage(tx, outgoing(tx, { id, accountId: message.accountId, number, peer: message.peer, body, bypass }, price))
}

const DAY_MS = 86_400_000

async function helpedToday(tx: Tx, numberId: NumberId, peer: string): Promise<boolean> {
  const since = new Date(tx.now().getTime() - DAY_MS)
  const row = await tx.db
    .selectFrom('message')
    .select('id')
    .where('number_id', '=', numberId)
    .where('peer', '=', peer)
    .where('bypass', '=', 'help_reply')
    .where('created_at', '>', since)
    .executeTakeFirst()
  return row !== undefined
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
