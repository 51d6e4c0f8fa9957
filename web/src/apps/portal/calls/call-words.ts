import type { Call } from '../../../api/voice.ts'
import { phoneText } from '../../../ui/phone-text.ts'

/** Why a call ended, as people say it. */
const REASONS: Readonly<Record<string, string>> = {
  normal_clearing: 'Hung up',
  time_limit: 'Cut: the money was used up, or the longest time was reached',
  cut: 'Cut by the operator',
  originator_cancel: 'The caller gave up',
  user_busy: 'Busy',
  no_answer: 'Nobody answered',
  unregistered: 'No device was signed in',
  call_rejected: 'Declined',
  not_found: 'The number does not exist',
  forbidden: 'Not permitted',
  failed: 'The network failed',
  insufficient_balance: 'Not enough money',
  blocked: 'Blocked by a rule',
  ending_missing: 'The end was never reported',
}

export const reasonWords = (reason: string | null): string => (reason ? (REASONS[reason] ?? reason) : '–')

/** “anonymous” and half-hidden numbers are shown as they are. */
export const partyText = (number: string): string => (number === 'anonymous' ? 'Hidden number' : phoneText(number))

/** 65,000 ms → “1:05”. */
export function durationText(milliseconds: number | null): string {
  if (!milliseconds) return '–'
  const seconds = Math.round(milliseconds / 1_000)
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60]
  const tail = `${String(minutes).padStart(hours ? 2 : 1, '0')}:${String(seconds % 60).padStart(2, '0')}`
  return hours ? `${hours}:${tail}` : tail
}

const UP = ['initiated', 'ringing', 'answered']
export const isUp = (call: Pick<Call, 'status'>): boolean => UP.includes(call.status)

export const isMissed = (call: Pick<Call, 'direction' | 'status' | 'answeredBy'>): boolean =>
  call.direction === 'inbound' &&
  !isUp(call) &&
  (call.answeredBy === 'voicemail' || ['no_answer', 'busy', 'cancelled', 'failed'].includes(call.status))
