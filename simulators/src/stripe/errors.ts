import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Wording } from '../kit/core.ts'
import type { Fault } from '../kit/faults.ts'

type Details = {
  readonly type: 'invalid_request_error' | 'card_error' | 'idempotency_error' | 'api_error' | 'rate_limit_error'
  readonly code?: string
  readonly param?: string
  readonly decline_code?: string
  readonly charge?: string
  readonly payment_intent?: unknown
}

/** A refusal as Stripe words it; `details` travel under `error` beside the message. */
export class StripeFault extends Error {
  readonly status: number
  readonly details: Details
  readonly retryAfter: number | undefined

  constructor(status: number, message: string, details: Details, retryAfter?: number) {
    super(message)
    this.status = status
    this.details = details
    this.retryAfter = retryAfter
  }
}

export const invalid = (message: string, code: string, param?: string) =>
  new StripeFault(400, message, { type: 'invalid_request_error', code, ...(param === undefined ? {} : { param }) })

export const missing = (noun: string, id: string, param = 'id') =>
  new StripeFault(404, `No such ${noun}: '${id}'`, { type: 'invalid_request_error', code: 'resource_missing', param })

export const badKey = (shown: string) => new StripeFault(401, `Invalid API Key provided: ${shown}`, { type: 'invalid_request_error' })

export const requestId = () => `req_${randomBytes(7).toString('hex')}`

function injected(fault: Fault): StripeFault {
  const status = fault.status ?? 500
  const code = fault.code === undefined ? {} : { code: String(fault.code) }
  const message = fault.message ?? (status === 429 ? 'Request rate limit exceeded.' : 'An unexpected error occurred.')
  if (status === 429) return new StripeFault(429, message, { type: 'rate_limit_error', code: 'rate_limit', ...code }, fault.retryAfter)
  if (status === 402) return new StripeFault(402, message, { type: 'card_error', code: 'card_declined', ...code }, fault.retryAfter)
  return new StripeFault(status, message, { type: status >= 500 ? 'api_error' : 'invalid_request_error', ...code }, fault.retryAfter)
}

export const wording: Wording = {
  notFound: (request: FastifyRequest) =>
    new StripeFault(404, `Unrecognized request URL (${request.method}: ${request.url.split('?')[0]}).`, { type: 'invalid_request_error' }),
  injected,
  describe: (error) => {
    const known = error instanceof StripeFault ? error : fromFramework(error)
    const { code } = known.details
    const headers: Record<string, string> = { 'request-id': requestId() }
    if (known.retryAfter !== undefined) headers['retry-after'] = String(known.retryAfter)
    const link = code === undefined ? {} : { doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` }
    return { status: known.status, headers, body: { error: { ...known.details, message: known.message, ...link } } }
  },
}

function fromFramework(error: unknown): StripeFault {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  const message = error instanceof Error ? error.message : 'Bad request'
  if (status < 500) return new StripeFault(status, message, { type: 'invalid_request_error' })
  return new StripeFault(500, `The simulator failed: ${message}`, { type: 'api_error' })
}
