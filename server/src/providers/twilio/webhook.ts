import { twilioSdk } from './sdk.ts'

const formOf = (body: Buffer): URLSearchParams => new URLSearchParams(body.toString('utf8'))

/** The fields of a callback, one value per name. */
export const fieldsOf = (body: Buffer): Readonly<Record<string, string>> => Object.fromEntries(formOf(body))

/** Whether the bytes carry the signature of this token for this address, with its port or without it. A name that comes several times is signed with all its values. */
export function isSigned(
  token: string,
  url: string,
  body: Buffer,
  headers: Readonly<Record<string, string | string[] | undefined>>,
): boolean {
  const form = formOf(body)
  const fields = Object.fromEntries([...new Set(form.keys())].map((name) => [name, form.getAll(name)]))
  return twilioSdk().validateRequest(token, String(headers['x-twilio-signature'] ?? ''), url, fields)
}
