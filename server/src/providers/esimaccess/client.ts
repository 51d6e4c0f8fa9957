import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { loopback, outgoing } from '../../platform/outgoing.ts'
import type { AdapterSettings } from '../../platform/ports.ts'
import { signatureOf } from './sign.ts'

const HOST = 'https://api.esimaccess.com'
const TIMEOUT_MS = 10_000
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'EPRIVATE'])

const Envelope = z.object({
  success: z.boolean(),
  errorCode: z.union([z.string(), z.number()]).nullish(),
  errorMsg: z.string().nullish(),
  obj: z.unknown(),
})

/** What became of a call: answered, refused with the vendor's code, never sent, or nobody knows. */
export type Answer =
  | { readonly kind: 'ok'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string; readonly retryable: boolean }
  | { readonly kind: 'unknown'; readonly reason: string }

export type Call = (path: string, fields: Readonly<Record<string, unknown>>) => Promise<Answer>

function failed(error: unknown): Answer {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = (cause as { code?: unknown }).code
  const reason = cause instanceof Error ? cause.message : String(cause)
  if (typeof code === 'string' && NOT_SENT.has(code)) return { kind: 'refused', code, reason, retryable: true }
  return { kind: 'unknown', reason }
}

/** Judged by `success` and not by the HTTP status, which is not documented for errors; 429 and 5xx are the way there, not the vendor's word. */
function read(status: number, text: string): Answer {
  if (status === 429) return { kind: 'refused', code: '429', reason: 'Too many requests.', retryable: true }
  if (status >= 500) return { kind: 'unknown', reason: `The answer was ${status}.` }
  const parsed = Envelope.safeParse(parseJson(text))
  if (!parsed.success) return { kind: 'unknown', reason: 'The answer cannot be understood.' }
  const { success, errorCode, errorMsg, obj } = parsed.data
  if (success) return { kind: 'ok', value: obj }
  const code = String(errorCode ?? '')
  // 000001 is a failure of their server, so the effect may be there.
  if (code === '' || code === '000001') return { kind: 'unknown', reason: errorMsg ?? 'The server failed.' }
  return { kind: 'refused', code, reason: errorMsg ?? `The answer was ${code}.`, retryable: false }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON is an answer that nobody understands.
    return undefined
  }
}

/** Signed calls; everything is POST. Throws at once without credentials. */
export function esimAccessClient({ settings, simulated }: AdapterSettings): Call {
  const { accessCode = '', secretKey = '', baseUrl = HOST } = settings
  if (!accessCode || !secretKey) throw new Error('This eSIM Access provider has no credentials yet.')
  const send = simulated ? loopback : outgoing
  const base = `${baseUrl.replace(/\/$/, '')}/api/v1/open`
  return async (path, fields) => {
    const body = JSON.stringify(fields)
    const [timestamp, requestId] = [String(Date.now()), randomUUID().replaceAll('-', '')]
    const headers = {
      'content-type': 'application/json',
      'rt-accesscode': accessCode,
      'rt-requestid': requestId,
      'rt-timestamp': timestamp,
      'rt-signature': signatureOf({ timestamp, requestId, accessCode, secretKey, body }),
    }
    try {
      const reply = await send(`${base}${path}`, {
        method: 'POST',
        body,
        headers,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      return read(reply.status, await reply.text())
    } catch (error) {
      return failed(error)
    }
  }
}
