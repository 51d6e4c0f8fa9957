import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { MessageId } from './message.ts'

const about = z.object({ messageId: MessageId, numberId: z.uuid() })

export const messageQueued = defineEvent('message.queued', 1, about)
export const messageHandedOver = defineEvent('message.handed_over', 1, about)
export const messageProgressed = defineEvent('message.progressed', 1, z.object({ ...about.shape, status: z.string() }))
export const messageFailed = defineEvent('message.failed', 1, z.object({ ...about.shape, code: z.string() }))
export const messageReceived = defineEvent('message.received', 1, about)
export const messageRead = defineEvent('message.read', 1, about)
export const optedOut = defineEvent('opt_out.created', 1, z.object({ optOutId: z.uuid(), peer: z.string() }))
export const optedIn = defineEvent('opt_out.ended', 1, z.object({ optOutId: z.uuid(), peer: z.string() }))
