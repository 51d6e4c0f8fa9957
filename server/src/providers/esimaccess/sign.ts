import { createHmac } from 'node:crypto'

export type Signing = {
  readonly timestamp: string
  readonly requestId: string
  readonly accessCode: string
  readonly secretKey: string
  readonly body: string
}

/** eSIM Access's signature: HMAC-SHA256 over time, request id, access code and the bytes of the body, in lower-case hex (§2.6). */
export const signatureOf = ({ timestamp, requestId, accessCode, secretKey, body }: Signing): string =>
  createHmac('sha256', secretKey).update(`${timestamp}${requestId}${accessCode}${body}`).digest('hex')
