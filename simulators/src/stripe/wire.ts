import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import * as z from 'zod'
import type { Core } from '../kit/core.ts'
import { invalid, missing, requestId, StripeFault } from './errors.ts'
import { API_VERSION } from './events.ts'
import { accept, type Form } from './form.ts'
import { lineItemsOf, WholeNumber } from './sessions.ts'
import type { StripeState } from './state.ts'

/** One call as a handler sees it: path parameters and the form (POST) or the query (GET), decoded. */
export type Call = { readonly id: string; readonly form: Form }
export type Handler = (call: Call) => unknown

const EXPANDED = z.object({ expand: z.array(z.string()).default([]) })

const PER_PAGE = z.object({
  limit: WholeNumber.default(10),
  starting_after: z.string().optional(),
  ending_before: z.string().optional(),
  created: z
    .union([
      WholeNumber,
      z.object({ gt: WholeNumber.optional(), gte: WholeNumber.optional(), lt: WholeNumber.optional(), lte: WholeNumber.optional() }),
    ])
    .optional(),
})

/** Registers vendor operations: authentication is done before, this adds headers, expansion and idempotency. */
export class Routes {
  readonly #core: Core
  readonly #state: StripeState

  constructor(core: Core, state: StripeState) {
    this.#core = core
    this.#state = state
  }

  get(url: string, operation: string, handler: Handler): void {
    this.#route('GET', url, operation, async (request) => this.#run(handler, request, request.query as Form))
  }

  delete(url: string, operation: string, handler: Handler): void {
    this.#route('DELETE', url, operation, async (request) => this.#run(handler, request, request.query as Form))
  }

  /** A POST with an Idempotency-Key that was used before gets the first answer again, or a refusal when it asks something else. */
  post(url: string, operation: string, handler: Handler): void {
    this.#route('POST', url, operation, async (request, reply) => {
      const form = (request.body ?? {}) as Form
      const key = request.headers['idempotency-key']
      if (typeof key !== 'string') return this.#run(handler, request, form)
      reply.header('idempotency-key', key)
      const asked = createHash('sha256')
        .update(`${request.url}\n${JSON.stringify(form)}`)
        .digest('hex')
      const before = this.#state.answered.get(key)
      if (before && before.asked !== asked) {
        const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}'.`
        throw new StripeFault(400, message, { type: 'idempotency_error' })
      }
      if (before) {
        reply.code(before.status).headers({ 'idempotent-replayed': 'true', 'original-request': before.requestId })
        return before.body
      }
      const answer = this.#answer(handler, request, form)
      const id = String(reply.getHeader('request-id'))
      // A copy: the object lives on, the answer to this key does not change.
      this.#state.answered.set(key, { asked, ...structuredClone(answer), requestId: id })
      reply.code(answer.status)
      return answer.body
    })
  }

  /** Card refusals happened, so they are remembered like successes; other refusals did nothing and may be tried again. */
  #answer(handler: Handler, request: FastifyRequest, form: Form): { status: number; body: unknown } {
    try {
      return { status: 200, body: this.#run(handler, request, form) }
    } catch (error) {
      if (!(error instanceof StripeFault) || error.status !== 402) throw error
      return { status: 402, body: { error: { ...error.details, message: error.message } } }
    }
  }

  #run(handler: Handler, request: FastifyRequest, form: Form): unknown {
    const { id = '' } = request.params as { id?: string }
    const result = handler({ id, form })
    const { expand } = accept(EXPANDED, form)
    return expand.reduce<unknown>((sum, path) => this.#expand(sum, path.split('.'), path), result)
  }

  #expand(value: unknown, path: readonly string[], whole: string): unknown {
    const [head, ...rest] = path
    if (head === undefined || value === null) return value
    if (typeof value !== 'object' || Array.isArray(value)) return this.#expandLeaf(value, path, whole)
    const known: Record<string, unknown> = { ...value }
    if (known['object'] === 'checkout.session') known['line_items'] ??= lineItemsOf(this.#state, String(known['id']))
    const child = known[head]
    if (child === undefined) throw invalid(`This property cannot be expanded (${whole}).`, 'property_not_expandable', 'expand')
    return { ...value, [head]: this.#expandLeaf(child, rest, whole) }
  }

  #expandLeaf(value: unknown, rest: readonly string[], whole: string): unknown {
    if (Array.isArray(value)) return value.map((one) => this.#expand(one, rest, whole))
    if (typeof value !== 'string') return this.#expand(value, rest, whole)
    const { paymentIntents, charges, refunds, sessions } = this.#state
    const found = paymentIntents.get(value) ?? charges.get(value) ?? refunds.get(value) ?? sessions.get(value) ?? value
    return this.#expand(found, rest, whole)
  }

  #route(
    method: HTTPMethods,
    url: string,
    operation: string,
    run: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
  ): void {
    this.#core.app.route({
      method,
      url,
      config: { operation },
      handler: async (request, reply) => {
        reply.headers({ 'request-id': requestId(), 'stripe-version': request.headers['stripe-version'] ?? API_VERSION })
        const body = await run(request, reply)
        if (method !== 'GET') await this.#core.changed()
        return body
      },
    })
  }
}

type Listed = { readonly id: string; readonly created: number }

/** Stripe's list envelope: newest first, `limit` to 100, `starting_after`, `ending_before`, `created`. */
export function listing<T extends Listed>(url: string, form: Form, items: Iterable<T>, fits: (item: T) => boolean): unknown {
  const { limit, starting_after: after, ending_before: before, created } = accept(PER_PAGE, form)
  if (limit < 1 || limit > 100) throw invalid('Invalid limit: must be between 1 and 100', 'parameter_invalid_integer', 'limit')
  const range = typeof created === 'number' ? { gte: created, lte: created } : (created ?? {})
  const { gt = -1, gte = 0, lt = Number.MAX_SAFE_INTEGER, lte = Number.MAX_SAFE_INTEGER } = range as Record<string, number | undefined>
  const inRange = ({ created: at }: T) => at > gt && at >= gte && at < lt && at <= lte
  const all = [...items].filter((item) => inRange(item) && fits(item)).reverse()
  if (before !== undefined) {
    const end = positionOf(all, before, 'ending_before')
    const start = Math.max(end - limit, 0)
    return { object: 'list', url, has_more: start > 0, data: all.slice(start, end) }
  }
  const start = after === undefined ? 0 : positionOf(all, after, 'starting_after') + 1
  return { object: 'list', url, has_more: start + limit < all.length, data: all.slice(start, start + limit) }
}

function positionOf(items: readonly Listed[], id: string, param: string): number {
  const at = items.findIndex((item) => item.id === id)
  if (at < 0) throw missing('object', id, param)
  return at
}
