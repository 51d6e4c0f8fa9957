import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { errorCatalogue } from './errors.ts'
import type { Route } from './routes.ts'

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    errors: { type: 'array', items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } } },
  },
}

type Operation = Record<string, unknown> & { parameters?: unknown[]; responses?: Record<string, unknown> }

/** Adds what the schema alone does not say: permission, problems, idempotency, a stable operation id. */
function describe(route: Route, operation: Operation): Operation {
  const statuses = new Set<number>([422, ...route.errors.map((error) => error.status)])
  if (route.permission !== 'public') for (const status of [401, 403]) statuses.add(status)
  const responses = { ...operation.responses }
  for (const status of [...statuses].sort((a, b) => a - b)) {
    const codes = route.errors.filter((error) => error.status === status).map((error) => error.code)
    responses[status] = {
      description: codes.length > 0 ? codes.join(', ') : 'Problem',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }
  }
  const header = { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', minLength: 8, maxLength: 255 } }
  return {
    ...operation,
    ...(route.idempotency && { parameters: [...(operation.parameters ?? []), header] }),
    'x-permission': route.permission,
    security: route.permission === 'public' ? [] : [{ bearer: [] }, { cookie: [] }],
    responses,
  }
}

/** zod writes giant regular expressions for well-known formats; the format's name says the same. */
function dropFormatPatterns(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(dropFormatPatterns)
  if (!node || typeof node !== 'object') return node
  const entries = Object.entries(node).filter(([key]) => !(key === 'pattern' && 'format' in node))
  return Object.fromEntries(entries.map(([key, value]) => [key, dropFormatPatterns(value)]))
}

/** OpenAPI 3.1 at /openapi.json, a page per error code at /problems/<code>. */
export async function registerReference(app: FastifyInstance, publicUrl: string): Promise<void> {
  const routes = new Map<string, Route>()
  app.addHook('onRoute', (options) => {
    const route = options.config?.linecard
    if (route) routes.set(`${String(options.method).toLowerCase()} ${options.url.replaceAll(/:(\w+)/g, '{$1}')}`, route)
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Linecard API', version: '1', description: 'One order, one wallet, one ledger for resold connectivity and cloud.' },
      servers: [{ url: publicUrl }],
      components: {
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer' }, cookie: { type: 'apiKey', in: 'cookie', name: 'linecard_access' } },
        schemas: { Problem: problem as never },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: (document) => {
      const plain = dropFormatPatterns(jsonSchemaTransformObject(document)) as { paths: Record<string, Record<string, Operation>> }
      for (const [path, operations] of Object.entries(plain.paths)) {
        for (const [method, operation] of Object.entries(operations)) {
          const route = routes.get(`${method} ${path}`)
          if (route) operations[method] = describe(route, operation)
        }
      }
      return plain as never
    },
  })
  app.get('/openapi.json', { schema: { hide: true } as never }, async () => app.swagger())
  app.get('/problems/:code', { schema: { hide: true } as never }, async (request, reply) => {
    const code = (request.params as { code: string }).code
    const found = errorCatalogue().find((error) => error.code === code)
    if (!found) return reply.code(404).type('text/plain').send('No such problem.')
    // Codes and titles are ours alone, so nothing here needs escaping.
    const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${found.title}</title><h1>${found.title}</h1>
<p>The API answers <code>${found.code}</code> with status ${found.status}. The <code>detail</code> of the answer says what happened and what to do;
further facts stand beside it.</p><p><a href="/docs">The API’s reference</a></p></html>`
    return reply.type('text/html').send(page)
  })
}
