import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { MessageId } from './message.ts'

const about = z.object({ messageId: MessageId, numberId: z.uuid() })

export const messageQueued = defineEvent('message.queued', 1, about)
export const messageHandedOver = defineEvent('message.handed_over', 1, about)
export const messageSent = defineEvent('message.sent', 1, about)
export const messageDelivered = defineEvent('message.delivered', 1, about)
export const messageUndelivered = defineEvent('message.undelivered', 1, z.object({ ...about.shape, code: z.string().nullable() }))
export const messageFailed = defineEvent('message.failed', 1, z.object({ ...about.shape, code: z.string().nullable() }))
export const messageCancelled = defineEvent('message.cancelled', 1, z.object({ ...about.shape, code: z.string() }))
/** The network told two different ends; the first one stays. */
export const messageContradicted = defineEvent(
  'message.contradicted',
  1,
  z.object({ ...about.shape, status: z.string(), reported: z.string(), code: z.string().nullable() }),
)
export const messageReceived = defineEvent('message.received', 1, about)
export const messageRead = defineEvent('message.read', 1, about)
export const optedOut = defineEvent('opt_out.created', 1, z.object({ optOutId: z.uuid(), peer: z.string() }))
export const optedIn = defineEvent('opt_out.ended', 1, z.object({ optOutId: z.uuid(), peer: z.string() }))
