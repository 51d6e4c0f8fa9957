import type { Wording } from '../kit/core.ts'
import type { Fault } from '../kit/faults.ts'

/** A refusal as Telna words it: an HTTP status and one sentence. */
export class TelnaError extends Error {
  readonly status: number
  readonly retryAfter: number | undefined

  constructor(status: number, message: string, retryAfter?: number) {
    super(message)
    this.status = status
    this.retryAfter = retryAfter
  }
}

function injected(fault: Fault): TelnaError {
  const status = fault.status ?? 500
  return new TelnaError(status, fault.message ?? (status >= 500 ? 'Internal server error' : 'The request was refused'), fault.retryAfter)
}

export const wording: Wording = {
  notFound: () => new TelnaError(404, 'Not found'),
  injected,
  describe: (error) => {
    const known = error instanceof TelnaError ? error : fromFramework(error)
    const headers: Record<string, string> = known.retryAfter === undefined ? {} : { 'retry-after': String(known.retryAfter) }
    return { status: known.status, headers: { ...headers, 'content-type': 'application/json' }, body: { error: known.message } }
  },
}

function fromFramework(error: unknown): TelnaError {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  return new TelnaError(status, error instanceof Error ? error.message : 'The simulator failed')
}
