import type { Decision } from '../voice/index.ts'
import type { RefusalReason } from './admit.ts'

type Answer = { readonly code: number; readonly cause: number; readonly words: string; readonly retryAfterSeconds?: number }

/** SIP code and Q.850 cause of every reason. */
const ANSWERS: Readonly<Record<RefusalReason, Answer>> = {
  unknown_source: { code: 403, cause: 21, words: 'Unknown source' },
  no_service: { code: 403, cause: 21, words: 'No service for this prefix' },
  carrier_not_active: { code: 403, cause: 21, words: 'Not taking calls' },
  service_not_active: { code: 403, cause: 21, words: 'Service not active' },
  from_not_allowed: { code: 403, cause: 21, words: 'From not allowed' },
  origin_invalid: { code: 403, cause: 21, words: 'Caller number not valid' },
  number_invalid: { code: 484, cause: 28, words: 'Number incomplete' },
  too_fast: { code: 503, cause: 42, words: 'Too many calls', retryAfterSeconds: 1 },
  rate_none: { code: 404, cause: 3, words: 'No rate for this number' },
  rate_closed: { code: 404, cause: 3, words: 'Destination closed' },
  rate_blocked: { code: 403, cause: 21, words: 'Destination blocked' },
  other_currency: { code: 404, cause: 3, words: 'Rate in another currency' },
  // 482 and not 503: whoever sent it must not try it on another route (wholesale D7).
  loop: { code: 482, cause: 25, words: 'Loop detected' },
  loop_rate: { code: 482, cause: 25, words: 'Loop detected' },
  no_credit: { code: 402, cause: 21, words: 'No credit' },
  spend_limit: { code: 402, cause: 21, words: 'Spend limit reached' },
  no_route: { code: 503, cause: 3, words: 'No route' },
  no_capacity: { code: 503, cause: 34, words: 'No capacity', retryAfterSeconds: 5 },
}

export function rejection(reason: RefusalReason): Extract<Decision, { kind: 'reject' }> {
  const { code, cause, words, retryAfterSeconds = null } = ANSWERS[reason]
  return { kind: 'reject', code, cause, reason: words, retryAfterSeconds }
}
