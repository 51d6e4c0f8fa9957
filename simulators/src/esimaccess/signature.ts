import { createHmac } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { EsimAccessError } from './errors.ts'

const header = (request: FastifyRequest, name: string): string => String(request.headers[name] ?? '')

/** A request carries the access code alone, or with a signature over time, id, code and the bytes of the body. */
export function authenticate(request: FastifyRequest, keys: { readonly accessCode: string; readonly secretKey: string }): void {
  if (header(request, 'rt-accesscode') !== keys.accessCode) throw new EsimAccessError('101003', 'Signature error')
  const signature = header(request, 'rt-signature')
  if (!signature) return
  const body = (request as FastifyRequest & { rawText?: string }).rawText ?? ''
  const text = `${header(request, 'rt-timestamp')}${header(request, 'rt-requestid')}${keys.accessCode}${body}`
  const expected = createHmac('sha256', keys.secretKey).update(text).digest('hex')
  if (signature.toLowerCase() !== expected) throw new EsimAccessError('101003', 'Signature error')
}
