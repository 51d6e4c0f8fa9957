import type { Wording } from '../kit/core.ts'
import type { Fault } from '../kit/faults.ts'

/** A refusal as eSIM Access words it: HTTP 200 with `success: false` and a code; only the way there has statuses of its own. */
export class EsimAccessError extends Error {
  readonly code: string
  readonly status: number
  readonly retryAfter: number | undefined

  constructor(code: string, message: string, status = 200, retryAfter?: number) {
    super(message)
    this.code = code
    this.status = status
    this.retryAfter = retryAfter
  }
}

function injected(fault: Fault): EsimAccessError {
  // A fault with a code of theirs and no status is a refusal in their envelope.
  const status = fault.status ?? (fault.code === undefined ? 500 : 200)
  return new EsimAccessError(String(fault.code ?? '000001'), fault.message ?? 'The request was refused.', status, fault.retryAfter)
}

export const wording: Wording = {
  notFound: () => new EsimAccessError('000101', 'Unknown request path', 404),
  injected,
  describe: (error) => {
    const known = error instanceof EsimAccessError ? error : fromFramework(error)
    const headers: Record<string, string> = known.retryAfter === undefined ? {} : { 'retry-after': String(known.retryAfter) }
    return {
      status: known.status,
      headers: { ...headers, 'content-type': 'application/json' },
      body: { success: false, errorCode: known.code, errorMsg: known.message, obj: null },
    }
  },
}

function fromFramework(error: unknown): EsimAccessError {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  const message = error instanceof Error ? error.message : 'The simulator failed'
  return status < 500 ? new EsimAccessError('000102', message) : new EsimAccessError('000001', message, 500)
}
