import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Context } from './context.ts'
import type { ErrorFactory } from './errors.ts'

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** `noun:verb`, or `public`, or `signed-in` for what every user may do about themselves. */
export type Permission = `${string}:${string}` | 'public' | 'signed-in'

/** `stored`: the kit keeps the reply seven days (G14). `by-operation`: the key itself is the id of what is written, so nothing more need be stored. */
export type Idempotency = 'stored' | 'by-operation'

export type RouteInput<P, Q, B> = {
  readonly context: Context
  readonly params: P
  readonly query: Q
  readonly body: B
  /** The Idempotency-Key header, where the route takes one. */
  readonly key: string
  readonly http: RouteHttp
}

/** The few things a route may touch of the connection itself: cookies, raw bytes, headers. */
export type RouteHttp = {
  readonly reply: FastifyReply
  readonly cookies: Readonly<Record<string, string | undefined>>
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly rawBody: Buffer | undefined
  readonly url: string
}

export type Route = {
  readonly method: Method
  readonly path: string
  readonly permission: Permission
  readonly summary: string
  readonly tag: string
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  readonly reply: z.ZodType
  readonly status: number
  readonly errors: readonly ErrorFactory[]
  readonly idempotency?: Idempotency
  readonly rawBody?: boolean
  readonly maxBodyBytes?: number
  readonly run: (input: RouteInput<never, never, never>) => Promise<unknown>
}

type Definition<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> = {
  readonly method: Method
  readonly path: string
  readonly permission: Permission
  readonly summary: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly reply: R
  readonly status?: number
  readonly errors?: readonly ErrorFactory[]
  readonly idempotency?: Idempotency
  /** Webhooks and files: hands the route the bytes as they came, unparsed. */
  readonly rawBody?: boolean
  /** More than the megabyte that every other body may have. */
  readonly maxBodyBytes?: number
  readonly run: (input: RouteInput<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<R>>
}

/** A route as data; validation, OpenAPI, the permission matrix and the generated tests all read it. */
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  definition: Definition<P, Q, B, R>,
): Route {
  const { status, errors, ...rest } = definition
  return { ...rest, tag: definition.path.split('/')[1] ?? '', status: status ?? 200, errors: errors ?? [] } as unknown as Route
}

/** A body that must be empty. */
export const nothing = z.strictObject({}).nullish()

/** The reply of an operation that has nothing to say. */
export const Done = z.object({ done: z.literal(true) })
export const done = { done: true } as const
