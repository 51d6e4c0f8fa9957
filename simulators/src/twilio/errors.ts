import type { FastifyRequest } from 'fastify'
import type { Wording } from '../kit/core.ts'
import type { Fault } from '../kit/faults.ts'

/** A refusal as Twilio words it: HTTP status, Twilio's own number and a sentence. */
export class TwilioError extends Error {
  readonly status: number
  readonly code: number
  readonly retryAfter: number | undefined

  constructor(status: number, code: number, message: string, retryAfter?: number) {
    super(message)
    this.status = status
    this.code = code
    this.retryAfter = retryAfter
  }
}

export const notFound = (path: string) => new TwilioError(404, 20404, `The requested resource ${path} was not found`)
export const unauthorised = () => new TwilioError(401, 20003, 'Authenticate')
export const invalidParameter = (message: string) => new TwilioError(400, 20001, message)

const DEFAULT_CODES: Record<number, number> = { 400: 20001, 401: 20003, 404: 20404, 429: 20429, 500: 20500, 503: 20503 }

function injected(fault: Fault): TwilioError {
  const status = fault.status ?? 500
  const code = fault.code === undefined ? (DEFAULT_CODES[status] ?? 20500) : Number(fault.code)
  return new TwilioError(status, code, fault.message ?? messageOf(status), fault.retryAfter)
}

function messageOf(status: number): string {
  if (status === 429) return 'Too Many Requests'
  return status >= 500 ? 'An internal server error has occurred' : 'The request was refused'
}

export const wording: Wording = {
  notFound: (request: FastifyRequest) => notFound(request.url.split('?')[0] ?? request.url),
  injected,
  describe: (error) => {
    const known = error instanceof TwilioError ? error : fromFramework(error)
    const { status, code, message } = known
    const headers: Record<string, string> = status === 401 ? { 'www-authenticate': 'Basic realm="Twilio API"' } : {}
    if (known.retryAfter !== undefined) headers['retry-after'] = String(known.retryAfter)
    return { status, headers, body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status } }
  },
}

function fromFramework(error: unknown): TwilioError {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  if (status < 500) return new TwilioError(status, 20001, error instanceof Error ? error.message : 'Bad request')
  return new TwilioError(500, 20500, error instanceof Error ? `The simulator failed: ${error.message}` : 'The simulator failed')
}
