import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import { hasZodFastifySchemaValidationErrors, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { Context, Services } from './context.ts'
import { createContext } from './context.ts'
import { DomainError, requestErrors } from './errors.ts'
import { answerOnce } from './idempotency.ts'
import type { AccountId, TenantId } from './ids.ts'
import { httpDuration } from './metrics.ts'
import { registerReference } from './openapi.ts'
import type { Route, RouteInput } from './routes.ts'

/** Who a request is, found by spine/access from its cookie, key or tenant header. */
export type Principal = {
  readonly tenantId: TenantId
  readonly accountId: AccountId | null
  readonly actor: Context['actor']
  /** `cookie` requests that change something must come from our own pages. */
  readonly by: 'cookie' | 'bearer' | 'none'
  /** The password was right, the second factor is still missing: only `access:finish` is open. */
  readonly unfinished?: boolean
}

export type HttpOptions = {
  readonly services: Services
  readonly routes: readonly Route[]
  readonly identify: (request: FastifyRequest) => Promise<Principal>
  readonly maxBodyBytes?: number
}

const API = '/api/v1'

declare module 'fastify' {
  interface FastifyRequest {
    rawBytes?: Buffer
  }
}

function problemOf(error: unknown, request: FastifyRequest): { status: number; body: Record<string, unknown> } {
  const instance = request.url.split('?')[0]
  const problem = (failure: DomainError) => ({
    status: failure.status,
    body: {
      type: `/problems/${failure.code}`,
      title: failure.title,
      status: failure.status,
      instance,
      code: failure.code,
      ...failure.facts,
    },
  })
  if (error instanceof DomainError) return problem(error)
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((one) => ({
      path: one.instancePath.slice(1).replaceAll('/', '.'),
      message: one.message ?? 'is not valid',
    }))
    const first = errors[0]
    const detail = first ? `${first.path || 'request'}: ${first.message}` : 'The request is not valid.'
    return problem(requestErrors.invalid({ detail, errors }))
  }
  const status = (error as { statusCode?: number }).statusCode
  if (status && status >= 400 && status < 500) {
    const { status: _, body } = problem(requestErrors.invalid({ detail: (error as Error).message }))
    return { status, body: { ...body, status } }
  }
  request.log.error({ err: error }, 'request failed')
  const detail = `Something went wrong on our side. Tell us the request id ${request.id}.`
  return { status: 500, body: { type: 'about:blank', title: 'Internal error', status: 500, instance, detail, requestId: request.id } }
}

function refuseForeignOrigin(request: FastifyRequest): void {
  const origin = request.headers.origin
  const host = request.headers.host
  const site = request.headers['sec-fetch-site']
  const own = origin
    ? URL.canParse(origin) && new URL(origin).host === host
    : site === undefined || site === 'same-origin' || site === 'none'
  if (!own) throw requestErrors.foreignOrigin({ detail: 'This request was sent from another site. Open Linecard itself and try again.' })
}

function authorize(route: Route, principal: Principal): void {
  if (route.permission === 'public') return
  if (principal.actor.kind === 'anonymous') throw requestErrors.notSignedIn({ detail: 'Sign in, or send an API key as a bearer token.' })
  if (principal.unfinished && route.permission !== 'access:finish')
    throw requestErrors.secondFactor({ detail: 'Give the code of your second factor first.' })
  if (route.permission !== 'signed-in' && !principal.actor.permissions.has(route.permission)) {
    throw requestErrors.forbidden({ detail: `This needs the permission ${route.permission}.`, permission: route.permission })
  }
}

/** PostgreSQL keeps no NUL character in a text, so none is let in, wherever it hides. */
function refuseNul(given: unknown): void {
  if (typeof given === 'string' && given.includes('\u0000'))
    throw requestErrors.invalid({ detail: 'Texts must not contain the NUL character.' })
  if (!given || typeof given !== 'object') return
  for (const [key, value] of Object.entries(given)) {
    refuseNul(key)
    refuseNul(value)
  }
}

function addRoute(app: FastifyInstance, options: HttpOptions, route: Route): void {
  const { services, identify } = options
  const unsafe = route.method !== 'GET'
  app.route({
    method: route.method,
    url: `${API}${route.path}`,
    ...(route.maxBodyBytes && { bodyLimit: route.maxBodyBytes }),
    schema: {
      summary: route.summary,
      tags: [route.tag],
      ...(route.params && { params: route.params }),
      ...(route.query && { querystring: route.query }),
      ...(route.body && !route.rawBody && { body: route.body }),
      response: { [route.status]: route.reply },
    },
    config: { linecard: route },
    // Runs before the body is validated, so that a stranger learns nothing about what a route expects.
    async preValidation(request) {
      const principal = await identify(request)
      if (unsafe && principal.by === 'cookie') refuseForeignOrigin(request)
      authorize(route, principal)
      request.principal = principal
      refuseNul([request.params, request.query, request.body])
    },
    async handler(request, reply) {
      const { tenantId, accountId, actor } = request.principal
      const context = createContext(services, { tenantId, accountId, actor, requestId: request.id })
      const key = String(request.headers['idempotency-key'] ?? '')
      const input = inputOf(request, reply, context, key)
      const answer = () => route.run(input as RouteInput<never, never, never>)
      if (!route.idempotency) {
        const body = await answer()
        // A route that sends a part of a file says so itself.
        return reply.code(reply.statusCode === 200 ? route.status : reply.statusCode).send(body)
      }
      if (!/^[\x21-\x7e]{8,255}$/.test(key)) {
        throw requestErrors.keyRequired({
          detail: 'Send an Idempotency-Key header of 8 to 255 characters, new for each intent and the same for each retry.',
        })
      }
      if (route.idempotency === 'by-operation') return reply.code(route.status).send(await answer())
      return reply
        .code(route.status)
        .send(await answerOnce(context, { key, route: `${route.method} ${request.url}`, body: request.body }, answer))
    },
  })
}

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal
  }
  interface FastifyContextConfig {
    linecard?: Route
  }
}

function inputOf(request: FastifyRequest, reply: FastifyReply, context: Context, key: string): RouteInput<unknown, unknown, unknown> {
  const http = { reply, cookies: request.cookies, headers: request.headers, rawBody: request.rawBytes, url: request.url }
  return { context, params: request.params, query: request.query, body: request.body, key, http }
}

/** Bodies of webhooks and uploads stay bytes, because signatures and files are bytes; everything else is JSON. */
function parseBodies(app: FastifyInstance): void {
  const jsonParser = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes: Buffer, ready) => {
    if (request.routeOptions.config.linecard?.rawBody) {
      request.rawBytes = bytes
      return ready(null, undefined)
    }
    if (bytes.length === 0) return ready(null, undefined)
    return jsonParser(request, bytes.toString('utf8'), ready)
  })
  const raw = ['application/x-www-form-urlencoded', 'application/octet-stream', 'text/csv']
  app.addContentTypeParser(raw, { parseAs: 'buffer' }, (request, bytes: Buffer, ready) => {
    if (!request.routeOptions.config.linecard?.rawBody) return ready(Object.assign(new Error('Send JSON.'), { statusCode: 415 }))
    request.rawBytes = bytes
    return ready(null, undefined)
  })
}

/** The HTTP server of the product: every declared route behind authentication, permission, idempotency and schemas. */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: options.services.log.child({}),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: options.maxBodyBytes ?? 1_048_576,
    routerOptions: { maxParamLength: 200 },
  }) as unknown as FastifyInstance
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler((error, request, reply) => {
    const { status, body } = problemOf(error, request)
    return reply.code(status).type('application/problem+json').serializer(JSON.stringify).send(body)
  })
  parseBodies(app)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    const labels = { method: request.method, route: request.routeOptions.url ?? 'unknown', status: reply.statusCode }
    httpDuration.observe(labels, reply.elapsedTime / 1000)
  })
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        'script-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:'],
        'upgrade-insecure-requests': null,
      },
    },
    strictTransportSecurity: options.services.publicUrl.startsWith('https:'),
  })
  await registerReference(app, options.services.publicUrl)
  for (const route of options.routes) addRoute(app, options, route)
  return app
}
