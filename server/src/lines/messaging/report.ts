import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { bill, giveBack, refund } from './bill.ts'
import * as events from './events.ts'
import { judgeReport, type Message, type MessageId } from './message.ts'
import type { DeliveryReport } from './port.ts'
import * as store from './store.ts'

const about = (message: Message) => ({ messageId: message.id, numberId: message.numberId })
const owned = (message: Message) => ({ accountId: message.accountId })

/** Applies what the supplier answered or the network reported. Reports come late, twice and out of order, and never move a message backwards. */
export async function report(context: Context, id: MessageId, vendor: string, told: DeliveryReport): Promise<void> {
  await inTx(context, async (tx) => {
    const message = await store.lock(tx, id)
    if (message?.direction !== 'outbound') return
    const { status, error } = told
    if (judgeReport(message.status, status) === 'contradicts') {
      const facts = { ...about(message), status: message.status, reported: status, code: error?.code ?? null }
      return void (await publish(tx, events.messageContradicted, facts, owned(message)))
    }
    // A report may be faster than the answer to the hand-over; then it is the answer.
    const current = message.status === 'queued' && status !== 'failed' ? await take(tx, message, vendor, told) : message
    if (judgeReport(current.status, status) === 'applies') await progress(tx, current, told)
  })
}

/** A reference that another message has stays there: two equal texts may be found in the wrong order. */
const referenceFor = async (tx: Tx, message: Message, told: DeliveryReport): Promise<string | null> =>
  message.supplierReference ?? ((await store.hasReference(tx, message, told.supplierReference)) ? null : told.supplierReference)

/** The supplier took it: the hold is captured. */
async function take(tx: Tx, message: Message, vendor: string, told: DeliveryReport): Promise<Message> {
  await bill(tx, message, vendor)
  const taken: Message = { ...message, status: 'sending', captured: true, supplierReference: await referenceFor(tx, message, told) }
  await store.save(tx, taken)
  await publish(tx, events.messageHandedOver, about(message), owned(message))
  return taken
}

async function progress(tx: Tx, message: Message, told: DeliveryReport): Promise<void> {
  const { status } = told
  const supplierReference = await referenceFor(tx, message, told)
  await store.save(tx, { ...message, status, supplierReference, error: told.error ?? message.error })
  if (status === 'failed') {
    if (message.captured) await refund(tx, message)
    else await giveBack(tx, message)
  }
  const coded = { ...about(message), code: told.error?.code ?? null }
  if (status === 'sent') await publish(tx, events.messageSent, about(message), owned(message))
  if (status === 'delivered') await publish(tx, events.messageDelivered, about(message), owned(message))
  if (status === 'undelivered') await publish(tx, events.messageUndelivered, coded, owned(message))
  if (status === 'failed') await publish(tx, events.messageFailed, coded, owned(message))
}
