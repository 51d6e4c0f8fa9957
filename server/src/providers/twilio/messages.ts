import { z } from 'zod'
import type { DeliveryReport, Handover, InboundText, MessageStatus, MessageSupplier } from '../../lines/messaging/port.ts'
import type { AdapterSettings } from '../../platform/ports.ts'
import { twilioClient } from './client.ts'
import { classify } from './errors.ts'
import { fieldsOf, isSigned } from './webhook.ts'

/** Twilio's words for ours; one we do not know tells nothing new. */
const STATUSES: Readonly<Record<string, MessageStatus>> = {
  queued: 'sending',
  accepted: 'sending',
  scheduled: 'sending',
  sending: 'sending',
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'undelivered',
  failed: 'failed',
  canceled: 'failed',
}

const REASONS: Readonly<Record<string, string>> = {
  '30003': 'The phone is off or out of reach.',
  '30004': 'The recipient blocks messages.',
  '30005': 'Nobody has this number.',
  '30006': 'This is a landline, which takes no texts.',
  '30007': 'The carrier filtered the text.',
  '30008': 'The carrier gave no reason.',
}

const statusOf = (status: string): MessageStatus => STATUSES[status] ?? 'sending'

const errorOf = (code: string | undefined, message: string | undefined): DeliveryReport['error'] =>
  code ? { code, message: REASONS[code] ?? message ?? `The network answered ${code}.` } : null

/** What we rely on in a message of theirs; an answer without it tells nothing. */
const Resource = z.object({
  sid: z.string().min(1),
  status: z.string(),
  errorCode: z.number().nullish(),
  errorMessage: z.string().nullish(),
})

function reportOf({ sid, status, errorCode, errorMessage }: z.input<typeof Resource>): DeliveryReport {
  const read = Resource.parse({ sid, status, errorCode, errorMessage })
  const error = errorOf(read.errorCode ? String(read.errorCode) : undefined, read.errorMessage ?? undefined)
  return { supplierReference: read.sid, status: statusOf(read.status), error }
}

/** Texts through Twilio: hand-over, look-up, signature and shape of its callbacks. */
export function twilioMessages(settings: AdapterSettings): MessageSupplier {
  const client = twilioClient(settings)
  const token = settings.settings['authToken'] ?? ''
  return {
    async send({ from, to, body, statusUrl }: Handover) {
      try {
        const sent = await client.messages.create({ from, to, body, statusCallback: statusUrl })
        return { kind: 'done', value: reportOf(sent) }
      } catch (error) {
        const failure = classify(error)
        return failure.kind === 'refused' ? failure : { kind: 'pending', reference: to }
      }
    },

    async find({ from, to, body, since, known }) {
      try {
        // Twilio filters by day; the exact time is ours to compare, with a minute's grace for its clock.
        const sent = await client.messages.list({ from, to, dateSentAfter: new Date(since.getTime() - 86_400_000), limit: 50 })
        const ours = sent.find(
          (one) => one.body === body && !known.has(one.sid) && (one.dateCreated?.getTime() ?? 0) >= since.getTime() - 60_000,
        )
        if (!ours) return { kind: 'refused', reason: 'The supplier has no such message.', code: 'not_found' }
        return { kind: 'done', value: reportOf(ours) }
      } catch {
        // Whatever went wrong while asking tells nothing about the message.
        return { kind: 'pending', reference: to }
      }
    },

    verify: (url, body, headers) => isSigned(token, url, body, headers),

    readText(body): InboundText {
      const { MessageSid = '', From = '', To = '', Body = '' } = fieldsOf(body)
      return { supplierReference: MessageSid, from: From, to: To, body: Body }
    },

    readReport(body): DeliveryReport {
      const { MessageSid = '', MessageStatus = '', ErrorCode, ErrorMessage } = fieldsOf(body)
      return { supplierReference: MessageSid, status: statusOf(MessageStatus), error: errorOf(ErrorCode, ErrorMessage) }
    },
  }
}
