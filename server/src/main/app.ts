import { existsSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { serveConsoles } from '../lines/cloud/index.ts'
import { type Services, systemContext } from '../platform/context.ts'
import { requestErrors } from '../platform/errors.ts'
import { createHttp } from '../platform/http.ts'
import type { LiveFeed } from '../platform/live.ts'
import { collectProcessMetrics, register } from '../platform/metrics.ts'
import type { Module } from '../platform/modules.ts'
import { serveFiles } from '../platform/uploads.ts'
import { identify } from '../spine/access/index.ts'

const WEB = path.join(import.meta.dirname, '../../../web/dist')

export type AppOptions = { readonly services: Services; readonly modules: readonly Module[]; readonly live?: LiveFeed }

/** The whole HTTP server: the API, the health pages, the live feed and the built web. */
export async function createApp({ services, modules, live }: AppOptions): Promise<FastifyInstance> {
  const whoIs = identify(services)
  const app = await createHttp({ services, routes: modules.flatMap((module) => module.routes ?? []), identify: whoIs })
  addHealth(app, services)
  serveFiles(app, services)
  serveConsoles(app, { services, identify: whoIs })
  live?.serve(app, '/api/v1/live', async (request) => {
    const principal = await whoIs(request)
    return principal.actor.kind === 'anonymous' ? undefined : principal
  })
  await addDocs(app)
  await addWeb(app)
  return app
}

function addHealth(app: FastifyInstance, services: Services): void {
  const hidden = { schema: { hide: true } as never }
  app.get('/healthz', hidden, async () => ({ status: 'ok' }))
  app.get('/readyz', hidden, async (_request, reply) => {
    try {
      await sql`select 1`.execute(systemContext(services).db)
      return { status: 'ready' }
    } catch (error) {
      services.log.warn({ err: error }, 'not ready')
      return reply.code(503).send({ status: 'waiting for the database' })
    }
  })
  collectProcessMetrics()
  app.get('/metrics', hidden, async (_request, reply) => reply.type(register.contentType).send(await register.metrics()))
}

/** Swagger UI costs memory that most processes never need, so it is loaded with the first request for it. */
async function addDocs(app: FastifyInstance): Promise<void> {
  const swaggerUi = (await import('@fastify/swagger-ui')).default
  await app.register(swaggerUi, { routePrefix: '/docs', uiConfig: { docExpansion: 'none', deepLinking: true } })
}

async function addWeb(app: FastifyInstance): Promise<void> {
  const built = existsSync(path.join(WEB, 'index.html'))
  if (built)
    await app.register(fastifyStatic, {
      root: path.join(WEB, 'assets'),
      prefix: '/assets/',
      maxAge: '365d',
      immutable: true,
      preCompressed: true,
    })
  app.setNotFoundHandler((request, reply) => {
    const page = request.method === 'GET' && !request.url.startsWith('/api/') && !request.url.startsWith('/assets/')
    if (page && built) return reply.sendFile('index.html', WEB, { cacheControl: false })
    throw requestErrors.notFound({ detail: 'There is nothing at this address.' })
  })
}
