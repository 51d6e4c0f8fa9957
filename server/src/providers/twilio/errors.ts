type Failure =
  | { readonly kind: 'refused'; readonly reason: string; readonly code: string; readonly retryable: boolean }
  | { readonly kind: 'unknown'; readonly reason: string }

const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'])
const TOO_MANY = 429
const SERVER_ERROR = 500

type TwilioError = { readonly status?: unknown; readonly code?: string | number; readonly message?: unknown }

/**
 * What a failed call means. A connection that was never made and 429 (Twilio's 20429: not processed) had no effect and may be tried again;
 * other 4xx are definite; a time-out, a reset or a 5xx may have had its effect, so nobody knows.
 */
export function classify(error: unknown): Failure {
  const { status, code, message } = (error ?? {}) as TwilioError
  const reason = typeof message === 'string' && message ? message : String(error)
  if (typeof code === 'string' && NOT_SENT.has(code)) return { kind: 'refused', reason, code, retryable: true }
  if (typeof status !== 'number') return { kind: 'unknown', reason }
  if (status === TOO_MANY) return { kind: 'refused', reason, code: String(code ?? status), retryable: true }
  if (status >= SERVER_ERROR) return { kind: 'unknown', reason }
  return { kind: 'refused', reason, code: String(code ?? status), retryable: false }
}
