import { createHmac } from 'node:crypto'

/** `X-Twilio-Signature`: base64 HMAC-SHA1, keyed with the auth token, over the URL and all sorted names and values. */
export function signTwilio(authToken: string, url: string, fields: Readonly<Record<string, string>>): string {
  const names = Object.keys(fields).sort()
  const text = names.reduce((sum, name) => sum + name + fields[name], url)
  return createHmac('sha1', authToken).update(text, 'utf8').digest('base64')
}
