import { hash, randomBytes, randomInt } from 'node:crypto'
import { stringify, v7 } from 'uuid'
import { z } from 'zod'

declare const brand: unique symbol

/** A UUID that belongs to one noun; ids of different nouns do not mix at compile time. */
export type Id<Noun extends string> = string & { readonly [brand]: Noun }

export type TenantId = Id<'tenant'>
export type AccountId = Id<'account'>
export type UserId = Id<'user'>

/** A new UUIDv7 (RFC 9562): sortable by creation time, so indexes grow at their end. */
export const newId = <I extends string>(): I => v7() as I

/** Many new ids at once, in order; the randomness of all of them is fetched together, which is what an id by itself costs most for. */
export function newIds<I extends string>(count: number): readonly I[] {
  const random = randomBytes(16 * count)
  const msecs = Date.now()
  const first = randomInt(2 ** 24)
  return Array.from({ length: count }, (_, at) => v7({ random: random.subarray(at * 16, at * 16 + 16), msecs, seq: first + at }) as I)
}

/** The schema of one noun's id, for routes, events and jobs. */
export const idSchema = <I extends string>() => z.uuid().transform((value) => value.toLowerCase() as I)

const NAMESPACE = Buffer.from('b9a35d1e6a7f5c0e9d2b1f4c7e8a0d31', 'hex')

/**
 * The same name gives the same UUID (version 5, RFC 9562 §5.5): the idempotency key of a step derived from the key of the whole. Every charge derives
 * some, and hashing in one go costs half of what the package's own version 5 does.
 */
export function derivedId<I extends string>(...name: readonly string[]): I {
  const bytes = hash('sha1', Buffer.concat([NAMESPACE, Buffer.from(name.join('/'))]), 'buffer')
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return stringify(bytes) as I
}

export const TenantId = idSchema<TenantId>()
export const AccountId = idSchema<AccountId>()
export const UserId = idSchema<UserId>()

/** A configured vendor; here because orders, lines and adapters all name it. */
export type ProviderId = Id<'provider'>
