import { randomBytes, randomInt } from 'node:crypto'
import { v5, v7 } from 'uuid'
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

const NAMESPACE = 'b9a35d1e-6a7f-5c0e-9d2b-1f4c7e8a0d31'

/** The same name gives the same UUID (version 5): the idempotency key of a step derived from the key of the whole. */
export const derivedId = <I extends string>(...name: readonly string[]): I => v5(name.join('/'), NAMESPACE) as I

export const TenantId = idSchema<TenantId>()
export const AccountId = idSchema<AccountId>()
export const UserId = idSchema<UserId>()

/** A configured vendor; here because orders, lines and adapters all name it. */
export type ProviderId = Id<'provider'>
