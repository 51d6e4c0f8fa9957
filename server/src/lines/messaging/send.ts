import { hours, later } from '../../platform/clock.ts'
import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { type AccountId, derivedId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { reserveAllowance } from '../../spine/charging/index.ts'
import { type HoldId, hold, openWallet } from '../../spine/ledger/index.ts'
import { findUsableNumber, NumberId, numberNames, type PhoneNumber } from '../numbers/index.ts'
import { errors } from './errors.ts'
import { messageQueued } from './events.ts'
import { type Bypass, type Message, type MessageId, MOST_SEGMENTS } from './message.ts'
import { isOptedOut } from './opt-out.ts'
import { type MessagePrice, priceText, TEXTS } from './price.ts'
import { handOver } from './queue.ts'
import * as store from './store.ts'

const HOLD_MS = hours(24)

export type NewMessage = { readonly from: string; readonly to: string; readonly body: string; readonly key: string }

/** `from` is one of the account's numbers or its id. */
async function usableNumber(context: Context, accountId: AccountId, from: string): Promise<PhoneNumber> {
  const id = NumberId.safeParse(from).data
  const e164 = id ? (await numberNames(context, [id])).get(id) : from
  const found = e164 && (await findUsableNumber(context, e164))
  const number = found && found.accountId === accountId ? found : undefined
  if (!number)
    throw errors.numberNotUsable({
      detail: `${from} is not an active number of this account.`,
      errors: [{ path: 'from', message: 'Choose one of your active numbers.' }],
    })
  if (!number.capabilities.includes('sms'))
    throw errors.numberNotUsable({
      detail: `${from} can make calls but not send texts.`,
      errors: [{ path: 'from', message: 'Choose a number that can text.' }],
    })
  return number
}

const costOf = ({ cost }: MessagePrice) => cost && { currency: cost.currency, micros: cost.units.toString() }

/** A message to be sent, at its price; answers to STOP, START and HELP are free. */
export function outgoing(
  tx: Tx,
  facts: {
    id: MessageId
    accountId: AccountId
    number: Pick<PhoneNumber, 'id' | 'providerId'>
    peer: string
    body: string
    bypass?: Bypass
  },
  price: MessagePrice,
): Message {
  return {
    id: facts.id,
    accountId: facts.accountId,
    numberId: facts.number.id,
    peer: facts.peer,
    direction: 'outbound',
    body: facts.body,
    encoding: price.encoding,
    segments: price.segments,
    status: 'queued',
    // What the law makes us answer costs the customer nothing.
    price: facts.bypass ? null : price.price,
    trace: { ...(!facts.bypass && price.trace), internal: { cost: costOf(price) } },
    holdId: facts.bypass || price.price.units === 0n ? null : derivedId<HoldId>('hold', facts.id),
    captured: false,
    askedAt: null,
    attempts: 0,
    lookups: 0,
    notFoundAt: null,
    providerId: facts.number.providerId,
    supplierReference: null,
    error: null,
    bypass: facts.bypass ?? null,
    readAt: null,
    createdAt: tx.now(),
  }
}

/** Stores an outgoing message with its hold and the job that hands it over; answers false when it is there already. */
export async function queueMessage(tx: Tx, message: Message): Promise<boolean> {
  if (message.holdId && message.price) {
    const wallet = await openWallet(tx, { accountId: message.accountId, currency: message.price.currency })
    await hold(tx, {
      holdId: message.holdId,
      walletId: wallet.id,
      amount: message.price,
      expiresAt: later(tx.now(), HOLD_MS),
      description: `Text to ${message.peer}`,
      subject: { type: 'message', id: message.id },
    })
  }
  if (!(await store.insert(tx, message))) return false
  await enqueue(tx, handOver, { messageId: message.id }, { key: `message:${message.id}` })
  await publish(tx, messageQueued, { messageId: message.id, numberId: message.numberId }, { accountId: message.accountId })
  return true
}

/**
 * Accepts a text: priced as the preview said, set aside from allowances and the wallet, handed over by a job (W16). Its id follows from the caller's key, so a crash
 * never sends twice. Throws 402 with the shortfall, 422 `numberNotUsable`, `notE164`, `empty`, `tooLong`, `optedOut`.
 */
export async function sendMessage(context: Context, accountId: AccountId, request: NewMessage): Promise<Message> {
  if (request.body.length === 0)
    throw errors.empty({ detail: 'Write something first.', errors: [{ path: 'body', message: 'Write something first.' }] })
  const number = await usableNumber(context, accountId, request.from)
  const priceBeyond = await priceText(context, request.to, request.body)
  const { segments } = priceBeyond(0n)
  if (segments > MOST_SEGMENTS) throw errors.tooLong({ detail: `This text takes ${segments} segments; the most is ${MOST_SEGMENTS}.` })
  return inTx(context, async (tx) => {
    if (await isOptedOut(tx, number.id, request.to)) {
      throw errors.optedOut({ detail: `${request.to} answered STOP to this number. Only their START changes that.`, upstreamCode: '21610' })
    }
    const id = derivedId<MessageId>('message', tx.tenantId, accountId, request.key)
    const known = await store.find(tx, id)
    if (known) return known
    const covered = await reserveAllowance(tx, { ownerId: id, accountId, ...TEXTS, quantity: BigInt(segments) })
    const message = outgoing(tx, { id, accountId, number, peer: request.to, body: request.body }, priceBeyond(covered))
    await queueMessage(tx, message)
    return message
  })
}
