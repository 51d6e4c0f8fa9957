import type { Transitions } from '../../platform/errors.ts'
import { type AccountId, type Id, idSchema, type ProviderId } from '../../platform/ids.ts'
import type { Money } from '../../platform/money.ts'
import type { HoldId } from '../../spine/ledger/index.ts'
import type { NumberId } from '../numbers/index.ts'
import type { Encoding } from './segments.ts'

export type MessageId = Id<'message'>
export const MessageId = idSchema<MessageId>()

export type MessageStatus = 'queued' | 'sending' | 'sent' | 'delivered' | 'undelivered' | 'failed' | 'cancelled' | 'received'
export type Bypass = 'opt_out_confirmation' | 'opt_in_confirmation' | 'help_reply'

/** What may follow what (§2.7). Reports may skip states, because networks reorder and lose them. */
export const messageTransitions: Transitions<MessageStatus> = {
  queued: ['sending', 'sent', 'delivered', 'undelivered', 'failed', 'cancelled'],
  sending: ['sent', 'delivered', 'undelivered', 'failed'],
  sent: ['delivered', 'undelivered', 'failed'],
  delivered: [],
  undelivered: [],
  failed: [],
  cancelled: [],
  received: [],
}

const isFinal = (status: MessageStatus): boolean => messageTransitions[status].length === 0

/**
 * What a report says to a message: it moves it on, it is late or a repeat and changes nothing, or it names another end than the one that is known,
 * which is kept for people and changes nothing either (1.5.1).
 */
export function judgeReport(current: MessageStatus, reported: MessageStatus): 'applies' | 'late' | 'contradicts' {
  if (messageTransitions[current].includes(reported)) return 'applies'
  return current !== reported && isFinal(current) && isFinal(reported) ? 'contradicts' : 'late'
}

/** A text between one of our numbers and a peer. */
export type Message = {
  readonly id: MessageId
  readonly accountId: AccountId
  readonly numberId: NumberId
  readonly peer: string
  readonly direction: 'inbound' | 'outbound'
  readonly body: string
  readonly encoding: Encoding
  readonly segments: number
  readonly status: MessageStatus
  readonly price: Money | null
  readonly trace: Readonly<Record<string, unknown>> | null
  readonly holdId: HoldId | null
  readonly captured: boolean
  readonly askedAt: Date | null
  readonly attempts: number
  readonly lookups: number
  readonly notFoundAt: Date | null
  readonly providerId: ProviderId | null
  readonly supplierReference: string | null
  readonly error: { readonly code: string; readonly message: string } | null
  readonly bypass: Bypass | null
  readonly readAt: Date | null
  readonly createdAt: Date
}

export const MOST_SEGMENTS = 10

const STOP = new Set([
  'STOP',
  'STOPALL',
  'STOP ALL',
  'UNSUBSCRIBE',
  'CANCEL',
  'END',
  'QUIT',
  'REVOKE',
  'OPTOUT',
  'OPT OUT',
  'ARRET',
  'ARRÊT',
  'BAJA',
  'ALTO',
  'PARAR',
])
const START = new Set(['START', 'UNSTOP'])
const HELP = new Set(['HELP', 'INFO'])

export type Keyword = 'stop' | 'start' | 'help'

/** The keyword a text consists of, if it is one and nothing else; YES counts as START only while the sender is opted out. */
export function keywordOf(body: string, optedOut: boolean): Keyword | undefined {
  const word = body
    .normalize('NFKC')
    .trim()
    .replace(/^[\p{P}\p{S}\p{M}\p{Cf}\s]+|[\p{P}\p{S}\p{M}\p{Cf}\s]+$/gu, '')
    .replace(/\s+/g, ' ')
    .toUpperCase()
  if (STOP.has(word)) return 'stop'
  if (START.has(word) || (word === 'YES' && optedOut)) return 'start'
  return HELP.has(word) ? 'help' : undefined
}
