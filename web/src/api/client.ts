import createClient from 'openapi-fetch'
import { tenantHeader } from './place.ts'
import { problemOf, unreachable } from './problem.ts'
import type { paths } from './schema.d.ts'
import { refreshSession } from './session-refresh.ts'

async function transmit(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (error) {
    if (request.signal.aborted) throw error
    throw unreachable()
  }
}

// A 401 there means a wrong password or code, and a repetition would count as another wrong one.
const refusesCredentials = (request: Request) => request.url.includes('/api/v1/auth/')

/** Sends a request; an expired session is renewed once and the request repeated. */
async function send(request: Request): Promise<Response> {
  const again = request.clone()
  const sentAt = Date.now()
  const response = await transmit(request)
  if (response.status !== 401 || refusesCredentials(request) || !(await refreshSession(sentAt))) return response
  return transmit(again)
}

/** The API as its OpenAPI document describes it; every call says whose pages are open. */
export const api = createClient<paths>({ baseUrl: '', fetch: send, headers: tenantHeader })

type Answer<Data> = { readonly data?: Data; readonly error?: unknown; readonly response: Response }

/** The reply of a call; throws the Problem when the API refused. */
export async function reply<Data>(call: Promise<Answer<Data>>): Promise<NonNullable<Data>> {
  const { data, error, response } = await call
  if (!response.ok || data === undefined || data === null) throw problemOf(response, error)
  return data
}

/** The header of a write that must happen once: a new key for each intent, the same key for each retry of it. */
export const once = (key: string): { readonly 'Idempotency-Key': string } => ({ 'Idempotency-Key': key })

/** The body of an operation that needs none. */
export const nothing: Record<string, never> = {}

export const newKey = (): string =>
  crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(16).padStart(8, '0')).join('')
