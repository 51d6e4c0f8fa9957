import { z } from 'zod'
import { declareJob } from '../../platform/jobs.ts'
import { MessageId } from './message.ts'

/** The next step of one outgoing message. */
export const handOver = declareJob('messaging.hand-over', z.object({ messageId: MessageId }))
