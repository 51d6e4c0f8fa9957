import { z } from 'zod'
import { later, minutes } from '../../platform/clock.ts'
import { type Context, createContext, inTx, systemContext } from '../../platform/context.ts'
import { defineJob, enqueue, performJob, type Schedule } from '../../platform/jobs.ts'
import { findProvider, openAdapter, operatorContext, processWebhook } from '../../spine/providers/index.ts'
import { findNumber } from '../numbers/index.ts'
import { beginHandover, lookUpLater, refuse } from './fate.ts'
import { type Message, MessageId } from './message.ts'
import { isOptedOut } from './opt-out.ts'
import { messageSupplierPort } from './port.ts'
import { handOver } from './queue.ts'
import { receive } from './receive.ts'
import { report } from './report.ts'
import * as store from './store.ts'

/** Vendors repeat a callback that failed when its address says so; the fragment is neither sent nor signed. */
const REPEAT = '#rc=5&rp=all'

async function supplierFor(context: Context, message: Message) {
  if (!message.providerId) throw new Error(`Message ${message.id} has no supplier.`)
  const provider = await findProvider(await operatorContext(context), message.providerId)
  const number = await findNumber(context, message.numberId)
  const statusUrl = `${context.services.publicUrl}/api/v1/webhooks/${provider.vendor}/${provider.id}/status?message=${message.id}${REPEAT}`
  const handover = { from: number.e164, to: message.peer, body: message.body, statusUrl }
  return { supplier: await openAdapter(context, messageSupplierPort, provider.id), vendor: provider.vendor, handover }
}

const performHandOver = performJob(handOver, async (context, { messageId }) => {
  const found = await store.find(context, messageId)
  if (found?.status !== 'queued') return
  const { supplier, vendor, handover } = await supplierFor(context, found)
  if (found.askedAt) {
    const outcome = await supplier.find({ ...handover, since: found.askedAt, known: await store.knownReferences(context, found) })
    if (outcome.kind === 'done') return report(context, messageId, vendor, outcome.value)
    return lookUpLater(context, messageId, outcome.kind === 'refused' ? 'not there' : 'unknown')
  }
  // Judged again at the last moment: a STOP may have come since it was queued.
  if (!found.bypass && (await isOptedOut(context, found.numberId, found.peer))) {
    return refuse(context, messageId, { code: '21610', reason: 'The recipient answered STOP.', retryable: false })
  }
  const message = await beginHandover(context, messageId)
  if (!message) return
  const outcome = await supplier.send(handover)
  if (outcome.kind === 'done') return report(context, messageId, vendor, outcome.value)
  if (outcome.kind === 'refused') return refuse(context, messageId, outcome)
  return lookUpLater(context, messageId, 'unknown')
})

/** Works on a kept webhook: a text that arrived, or what became of one of ours. */
export const workOnWebhook = defineJob(
  'messaging.work-on-webhook',
  z.object({ webhookId: z.uuid(), topic: z.enum(['text', 'status']), messageId: MessageId.optional() }),
  (context, { webhookId, topic, messageId }) =>
    processWebhook(context, webhookId, async (operator, { providerId, body }) => {
      const supplier = await openAdapter(operator, messageSupplierPort, providerId)
      if (topic === 'text') return receive(operator, providerId, supplier.readText(body))
      const owner = messageId && (await store.ownerOf(systemContext(context.services), messageId, providerId))
      if (!messageId || !owner) return
      const { vendor } = await findProvider(operator, providerId)
      await report(
        createContext(context.services, { ...owner, requestId: context.requestId }),
        messageId,
        vendor,
        supplier.readReport(body),
      )
    }),
)

const STALE_MS = minutes(15)
const BATCH = 500

/** Takes up messages whose job got lost. */
const watchMessages = defineJob('messaging.watch', z.object({}), async (context) => {
  const stale = await store.listStale(systemContext(context.services), later(context.now(), -STALE_MS), BATCH)
  for (const { id, tenantId, accountId } of stale) {
    await inTx(createContext(context.services, { tenantId, accountId }), (tx) =>
      enqueue(tx, handOver, { messageId: id }, { key: `message:${id}` }),
    )
  }
})

export const jobs = [performHandOver, workOnWebhook, watchMessages]
export const schedules: readonly Schedule[] = [{ job: watchMessages, everySeconds: 300 }]
