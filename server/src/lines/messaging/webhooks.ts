import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { ProviderId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { Done, done, type Route, type RouteHttp, route } from '../../platform/routes.ts'
import { openAdapter, ProviderIdSchema, receiveWebhook } from '../../spine/providers/index.ts'
import { workOnWebhook } from './jobs.ts'
import { MessageId } from './message.ts'
import { messageSupplierPort } from './port.ts'

type Told = {
  readonly providerId: ProviderId
  readonly topic: 'text' | 'status'
  readonly messageId?: MessageId | undefined
  readonly http: RouteHttp
}

/** Keeps what Twilio tells us once: it has no event ids, so the bytes and the address are the identity of a callback. */
async function take(context: Context, { providerId, topic, messageId, http }: Told): Promise<void> {
  const body = http.rawBody ?? Buffer.alloc(0)
  await receiveWebhook(context, {
    providerId,
    vendor: 'twilio',
    topic,
    body,
    headers: http.headers,
    verify: async (operator) => {
      const supplier = await openAdapter(operator, messageSupplierPort, providerId)
      if (!supplier.verify(`${context.services.publicUrl}${http.url}`, body, http.headers)) return undefined
      return createHash('sha256').update(http.url).update(body).digest('hex')
    },
    accept: (tx, webhookId) => enqueue(tx, workOnWebhook, { webhookId, topic, ...(messageId && { messageId }) }),
  })
}

export const webhooks: readonly Route[] = [
  route({
    method: 'POST',
    path: '/webhooks/twilio/:providerId/sms',
    permission: 'public',
    summary: 'A text that arrived; verified by its signature',
    params: z.strictObject({ providerId: ProviderIdSchema }),
    reply: Done,
    rawBody: true,
    run: async ({ context, params, http }) => {
      await take(context, { providerId: params.providerId, topic: 'text', http })
      return done
    },
  }),
  route({
    method: 'POST',
    path: '/webhooks/twilio/:providerId/status',
    permission: 'public',
    summary: 'What became of a text; verified by its signature',
    params: z.strictObject({ providerId: ProviderIdSchema }),
    query: z.strictObject({ message: MessageId.optional() }),
    reply: Done,
    rawBody: true,
    run: async ({ context, params, query, http }) => {
      await take(context, { providerId: params.providerId, topic: 'status', messageId: query.message, http })
      return done
    },
  }),
]
