import type { Capabilities, NumberType } from './stock.ts'

export type TwilioAccount = { readonly accountSid: string; readonly authToken: string; readonly friendlyName: string }

export type OwnedNumber = {
  readonly sid: string
  readonly phoneNumber: string
  readonly isoCountry: string
  readonly type: NumberType
  readonly capabilities: Capabilities
  readonly createdAt: string
  accountSid: string
  updatedAt: string
  /** Everything a caller may set, under Twilio's own parameter names (`FriendlyName`, `SmsUrl`, …). */
  settings: Record<string, string>
}

export type MessageStatus = 'queued' | 'sending' | 'sent' | 'delivered' | 'undelivered' | 'failed' | 'canceled' | 'received'

export type Message = {
  readonly sid: string
  readonly accountSid: string
  readonly from: string
  readonly to: string
  readonly numMedia: number
  readonly numSegments: number
  readonly direction: 'inbound' | 'outbound-api'
  readonly statusCallback: string | undefined
  readonly createdAt: string
  body: string
  status: MessageStatus
  errorCode: number | null
  /** US dollars, negative, with five decimals; null until the carrier took the message. */
  price: string | null
  sentAt: string | null
  updatedAt: string
}

export type Purchase = { readonly sid: string; readonly phoneNumber: string; readonly accountSid: string; readonly at: string }
export type Release = Purchase

/** What the simulated Twilio knows. `purchases` and `releases` are logs: they keep what is no longer owned. */
export type TwilioState = {
  readonly numbers: Map<string, OwnedNumber>
  readonly messages: Map<string, Message>
  purchases: Purchase[]
  releases: Release[]
}

export type SavedTwilio = { version: 1; numbers: OwnedNumber[]; messages: Message[]; purchases: Purchase[]; releases: Release[] }

// A demo may send for weeks; old messages leave memory and the saved file long before they hurt.
const KEPT_MESSAGES = 50_000
const SAVED_MESSAGES = 2_000

export const emptyState = (): TwilioState => ({ numbers: new Map(), messages: new Map(), purchases: [], releases: [] })

export function addMessage(state: TwilioState, message: Message): void {
  state.messages.set(message.sid, message)
  if (state.messages.size <= KEPT_MESSAGES) return
  const [oldest] = state.messages.keys()
  if (oldest) state.messages.delete(oldest)
}

export const toSaved = (state: TwilioState): SavedTwilio => ({
  version: 1,
  numbers: [...state.numbers.values()],
  messages: [...state.messages.values()].slice(-SAVED_MESSAGES),
  purchases: state.purchases,
  releases: state.releases,
})

export function restoreInto(state: TwilioState, saved: SavedTwilio): void {
  for (const number of saved.numbers) state.numbers.set(number.sid, number)
  for (const message of saved.messages) state.messages.set(message.sid, message)
  state.purchases = saved.purchases
  state.releases = saved.releases
}

export function forget(state: TwilioState): void {
  state.numbers.clear()
  state.messages.clear()
  state.purchases = []
  state.releases = []
}

/** The number with these digits, whoever owns it. */
export function ownerOf(state: TwilioState, phoneNumber: string): OwnedNumber | undefined {
  for (const number of state.numbers.values()) if (number.phoneNumber === phoneNumber) return number
  return undefined
}
