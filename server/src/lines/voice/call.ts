import type { Transitions } from '../../platform/errors.ts'
import { type AccountId, type Id, idSchema, type ProviderId, type TenantId } from '../../platform/ids.ts'
import type { Money } from '../../platform/money.ts'
import type { NumberId } from '../numbers/index.ts'
import type { DeviceId } from './device.ts'
import type { TraceStep } from './evaluate.ts'

export type CallId = Id<'call'>
export const CallId = idSchema<CallId>()

export const CALL_STATUSES = [
  'initiated',
  'ringing',
  'answered',
  'completed',
  'failed',
  'busy',
  'no_answer',
  'cancelled',
  'blocked',
] as const
/** E11. */
export type CallStatus = (typeof CALL_STATUSES)[number]

/** What may follow what (§2.7); a call may be answered without having rung. */
export const callTransitions: Transitions<CallStatus> = {
  initiated: ['ringing', 'answered', 'failed', 'busy', 'no_answer', 'cancelled', 'blocked'],
  ringing: ['answered', 'failed', 'busy', 'no_answer', 'cancelled'],
  answered: ['completed'],
  completed: [],
  failed: [],
  busy: [],
  no_answer: [],
  cancelled: [],
  blocked: [],
}

export const isOver = (status: CallStatus): boolean => callTransitions[status].length === 0

export const HANGUP_REASONS = [
  'normal_clearing',
  'time_limit',
  'cut',
  'originator_cancel',
  'user_busy',
  'no_answer',
  'unregistered',
  'call_rejected',
  'not_found',
  'forbidden',
  'failed',
  'insufficient_balance',
  'blocked',
  'ending_missing',
] as const
export type HangupReason = (typeof HANGUP_REASONS)[number]

/** One leg of a call as one account sees it. */
export type Call = {
  readonly id: CallId
  readonly tenantId: TenantId
  readonly accountId: AccountId
  /** The leg the switch knows; the same as `id` for the first one. */
  readonly rootId: CallId
  readonly parentId: CallId | null
  readonly numberId: NumberId | null
  readonly deviceId: DeviceId | null
  readonly direction: 'inbound' | 'outbound'
  readonly from: string
  readonly to: string
  readonly country: string | null
  readonly status: CallStatus
  readonly reason: HangupReason | null
  readonly sipCode: number | null
  readonly q850: number | null
  readonly releasedBy: 'caller' | 'callee' | 'platform' | null
  readonly ruleTrace: readonly TraceStep[] | null
  readonly trace: Readonly<Record<string, unknown>> | null
  /** Whether a charging session of the same id pays for it. */
  readonly charged: boolean
  readonly grantedSeconds: number | null
  /** How long after its answer the switch was told to cut; only on the root. */
  readonly maxSeconds: number | null
  readonly settledAt: Date | null
  readonly billedSeconds: number | null
  readonly price: Money | null
  readonly answeredBy: 'person' | 'voicemail' | null
  readonly providerId: ProviderId | null
  readonly vendor: string | null
  readonly node: string | null
  readonly sipCallId: string | null
  readonly startedAt: Date
  readonly ringingAt: Date | null
  readonly answeredAt: Date | null
  readonly endedAt: Date | null
  readonly durationMs: number | null
  readonly extendAt: Date | null
  readonly checkedAt: Date | null
  readonly cutAskedAt: Date | null
  readonly cutAt: Date | null
  /** Closed by us because the switch never told of its end. */
  readonly watchdog: boolean
}

export type Ending = {
  readonly answered: boolean
  readonly code: number | null
  /** ITU-T Q.850. */
  readonly cause: number | null
  readonly releasedBy: Call['releasedBy']
  /** Somebody of the staff cut it. */
  readonly cut: boolean
}

/** What an ending means (1.4.1): the one place where SIP codes and Q.850 causes become a status and a reason. */
export function outcomeOf({ answered, code, cause, releasedBy, cut }: Ending): {
  readonly status: CallStatus
  readonly reason: HangupReason
} {
  if (answered) return { status: 'completed', reason: cut ? 'cut' : releasedBy === 'platform' ? 'time_limit' : 'normal_clearing' }
  if (code === 486 || code === 600 || (code === null && cause === 17)) return { status: 'busy', reason: 'user_busy' }
  if (code === 480 && cause === 20) return { status: 'no_answer', reason: 'unregistered' }
  if (code === 480 || code === 408 || (code === null && (cause === 18 || cause === 19))) return { status: 'no_answer', reason: 'no_answer' }
  if (code === 487 || (code === null && releasedBy === 'caller')) return { status: 'cancelled', reason: 'originator_cancel' }
  if (code === 603 || (code === null && cause === 21)) return { status: 'failed', reason: 'call_rejected' }
  if (code === 404 || code === 484 || code === 604 || (code === null && cause === 1)) return { status: 'failed', reason: 'not_found' }
  if (code === 401 || code === 407 || code === 403) return { status: 'failed', reason: 'forbidden' }
  return { status: 'failed', reason: 'failed' }
}

/** The SIP code and Q.850 cause with which a call of this reason is told to others. */
export const SAID_AS: Readonly<Record<HangupReason, { readonly code: number; readonly cause: number; readonly text: string }>> = {
  normal_clearing: { code: 200, cause: 16, text: 'Normal Clearing' },
  time_limit: { code: 200, cause: 16, text: 'Time Limit' },
  cut: { code: 200, cause: 16, text: 'Released' },
  ending_missing: { code: 200, cause: 31, text: 'Normal, Unspecified' },
  originator_cancel: { code: 487, cause: 16, text: 'Request Terminated' },
  user_busy: { code: 486, cause: 17, text: 'Busy Here' },
  no_answer: { code: 408, cause: 19, text: 'No Answer' },
  unregistered: { code: 480, cause: 20, text: 'Temporarily Unavailable' },
  call_rejected: { code: 603, cause: 21, text: 'Decline' },
  not_found: { code: 404, cause: 1, text: 'Not Found' },
  forbidden: { code: 403, cause: 21, text: 'Forbidden' },
  failed: { code: 503, cause: 41, text: 'Service Unavailable' },
  insufficient_balance: { code: 402, cause: 21, text: 'Payment Required' },
  blocked: { code: 603, cause: 21, text: 'Decline' },
}

export type AttemptId = Id<'callAttempt'>

/** One way a call may go, and what became of it. */
export type Attempt = {
  readonly id: AttemptId
  readonly callId: CallId
  /** Counted from 1, as the switch counts. */
  readonly place: number
  readonly kind: 'gateway' | 'devices' | 'voicemail'
  readonly name: string
  /** The number that is dialled, or whose devices or mailbox answer. */
  readonly target: string
  /** The legs that are up when this way is answered, the one that was called first. */
  readonly legs: readonly CallId[]
  readonly providerId: ProviderId | null
  readonly vendor: string | null
  /** What the supplier takes a minute. */
  readonly cost: { readonly currency: string; readonly rate: string } | null
  readonly beganAt: Date | null
  readonly ringingAt: Date | null
  readonly answeredAt: Date | null
  readonly endedAt: Date | null
  readonly code: number | null
  readonly q850: number | null
  readonly reason: string | null
}

/** The longest a call may last, which is also how long money is held without a word from the switch. */
export const MOST_SECONDS = 4 * 3_600
