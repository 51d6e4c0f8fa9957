import { randomUUID } from 'node:crypto'
import { loopback, outgoing } from '../../platform/outgoing.ts'
import type { AdapterSettings } from '../../platform/ports.ts'

/** Orders and diagnostics (Connect Flex), and packages on SIMs (the developer interface): two hosts, one key. */
const FLEX = 'https://ppo-api.telna.com'
const DEVELOPER = 'https://developer-api.telna.com'
const TIMEOUT_MS = 10_000
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'EPRIVATE'])

export type Answer =
  | { readonly kind: 'ok'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string; readonly retryable: boolean }
  | { readonly kind: 'unknown'; readonly reason: string }

export type Call = (method: 'GET' | 'POST' | 'PUT', path: string, body?: Readonly<Record<string, unknown>>) => Promise<Answer>

function failed(error: unknown): Answer {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = (cause as { code?: unknown }).code
  const reason = cause instanceof Error ? cause.message : String(cause)
  if (typeof code === 'string' && NOT_SENT.has(code)) return { kind: 'refused', code, reason, retryable: true }
  return { kind: 'unknown', reason }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON is an answer that nobody understands.
    return undefined
  }
}

const CODES: Readonly<Record<number, string>> = {
  401: 'supplier_access',
  402: 'supplier_balance',
  403: 'supplier_access',
  404: 'not_found',
}

/** 429 was not processed; 4xx is definite; 5xx may have had its effect. */
function read(status: number, text: string): Answer {
  const body = parseJson(text)
  if (status >= 200 && status < 300)
    return body === undefined ? { kind: 'unknown', reason: 'The answer cannot be understood.' } : { kind: 'ok', value: body }
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined
  const reason = typeof error === 'string' ? error : `The answer was ${status}.`
  if (status >= 500) return { kind: 'unknown', reason }
  return { kind: 'refused', code: CODES[status] ?? String(status), reason, retryable: status === 429 }
}

/** Calls with the key as a bearer token, or raw where a contract says so. Throws at once without credentials. */
export function telnaClient({ settings, simulated }: AdapterSettings): Call {
  const { apiKey = '', baseUrl, scheme = 'Bearer' } = settings
  if (!apiKey) throw new Error('This Telna provider has no credentials yet.')
  const send = simulated ? loopback : outgoing
  const hostOf = (path: string) => (baseUrl ?? (path.startsWith('/v1/') ? FLEX : DEVELOPER)).replace(/\/$/, '')
  return async (method, path, body) => {
    const headers = {
      authorization: scheme === 'none' ? apiKey : `${scheme} ${apiKey}`,
      'request-id': randomUUID(),
      version: '1',
      ...(body && { 'content-type': 'application/json' }),
    }
    try {
      const reply = await send(`${hostOf(path)}${path}`, {
        method,
        headers,
        ...(body && { body: JSON.stringify(body) }),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      return read(reply.status, await reply.text())
    } catch (error) {
      return failed(error)
    }
  }
}
