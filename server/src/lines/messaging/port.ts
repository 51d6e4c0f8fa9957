import { definePort, type Outcome } from '../../platform/ports.ts'
import type { MessageStatus } from './message.ts'

export type { MessageStatus }

export type Handover = { readonly from: string; readonly to: string; readonly body: string; readonly statusUrl: string }

type SendOutcome =
  | Exclude<Outcome<DeliveryReport>, { kind: 'refused' }>
  | { readonly kind: 'refused'; readonly reason: string; readonly code: string; readonly retryable: boolean }

/** What a webhook of the vendor says, once its signature is proven. */
export type InboundText = { readonly supplierReference: string; readonly from: string; readonly to: string; readonly body: string }
/** Where a message of ours is by now, in the vendor's answer or in a report of the network. */
export type DeliveryReport = {
  readonly supplierReference: string
  readonly status: MessageStatus
  readonly error: { readonly code: string; readonly message: string } | null
}

/** What messaging needs from any vendor. */
export interface MessageSupplier {
  send(handover: Handover): Promise<SendOutcome>
  /** Looks for an unanswered hand-over among what was sent since; `known` are references of other messages. `refused` means that it is not there. */
  find(handover: Handover & { readonly since: Date; readonly known: ReadonlySet<string> }): Promise<Outcome<DeliveryReport>>
  /** Whether the bytes carry the vendor's signature for this address. */
  verify(url: string, body: Buffer, headers: Readonly<Record<string, string | string[] | undefined>>): boolean
  readText(body: Buffer): InboundText
  readReport(body: Buffer): DeliveryReport
}

export const messageSupplierPort = definePort<MessageSupplier>('messaging.supplier')
