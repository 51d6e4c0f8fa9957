import { type IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createWebSocketStream, type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import { createContext, type Services } from '../../platform/context.ts'
import { requestErrors } from '../../platform/errors.ts'
import type { Principal } from '../../platform/http.ts'
import type { OpenConsole } from './console.ts'
import { openConsole } from './console.ts'
import { InstanceId } from './instance.ts'

const PATH = '/api/v1/instances/:id/console'
const OURS = /^\/api\/v1\/instances\/[^/]+\/console\?/
const PERMISSION = 'instance:console'
const IDLE_MS = 900_000
const LONGEST_MESSAGE = 1_048_576

const Query = z.object({ ticket: z.string().max(100).default(''), tenant: z.string().max(60).optional() })

type Upgrade = { readonly socket: Duplex; readonly head: Buffer }
type GatewayOptions = {
  readonly services: Services
  readonly identify: (request: FastifyRequest) => Promise<Principal>
  /** How long a console may be silent. */
  readonly idleMs?: number
}

/** Another site's page must not speak with our cookie. */
function refuseForeign({ headers: { origin, host } }: FastifyRequest): void {
  if (origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)) return
  throw requestErrors.foreignOrigin({ detail: 'This console was opened from another site.' })
}

/**
 * Serves consoles as WebSockets: session, permission and one-time ticket are checked before the connection is accepted, then its bytes go to the
 * machine and back. A browser never learns where the machine is.
 */
export function serveConsoles(app: FastifyInstance, { services, identify, idleMs = IDLE_MS }: GatewayOptions): void {
  const upgrades = new WeakMap<IncomingMessage, Upgrade>()
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LONGEST_MESSAGE,
    handleProtocols: (wanted) => (wanted.has('binary') ? 'binary' : false),
  })

  // The request goes through the router like any other, so that cookies, logging and errors are the same.
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    if (!OURS.test(request.url ?? '')) return void socket.destroy()
    upgrades.set(request, { socket, head })
    const response = new ServerResponse(request)
    response.assignSocket(socket as never)
    app.routing(request, response)
  })

  app.get(PATH, { schema: { hide: true } as never }, async (request, reply) => {
    refuseForeign(request)
    const { ticket, tenant } = Query.parse(request.query)
    // A browser's WebSocket carries no headers of ours, so the brand whose pages are open comes in the address.
    if (tenant) request.headers['linecard-tenant'] = tenant
    const principal = await identify(request)
    if (principal.actor.kind === 'anonymous' || principal.unfinished) throw requestErrors.notSignedIn({ detail: 'Sign in first.' })
    if (!principal.actor.permissions.has(PERMISSION))
      throw requestErrors.forbidden({ detail: `This needs the permission ${PERMISSION}.`, permission: PERMISSION })
    const upgrade = upgrades.get(request.raw)
    if (!upgrade) throw requestErrors.invalid({ detail: 'A console is a WebSocket.' })
    const { id } = z.object({ id: InstanceId }).parse(request.params)
    const { tenantId, accountId, actor } = principal
    const console = await openConsole(createContext(services, { tenantId, accountId, actor, requestId: request.id }), id, ticket)
    reply.hijack()
    sockets.handleUpgrade(request.raw, upgrade.socket, upgrade.head, (socket) => splice(socket, console, services, idleMs))
  })
  app.addHook('onResponse', async (request) => {
    upgrades.get(request.raw)?.socket.destroy()
  })
  app.addHook('preClose', async () => {
    for (const socket of sockets.clients) socket.terminate()
  })
}

/** Carries bytes both ways until either side ends or nothing is said for too long. */
function splice(socket: WebSocket, { stream, closed }: OpenConsole, services: Services, idleMs: number): void {
  const browser = createWebSocketStream(socket)
  let bytes = 0
  let ended = false
  const end = (reason: string) => {
    if (ended) return
    ended = true
    clearTimeout(idle)
    stream.destroy()
    socket.close(1000, reason)
    closed(bytes, reason).catch((err: unknown) => services.log.error({ err }, 'the end of a console was not recorded'))
  }
  const idle = setTimeout(() => end('idle'), idleMs)
  const count = (part: Buffer) => {
    bytes += part.length
    idle.refresh()
  }
  browser.on('data', count)
  stream.on('data', (part: Buffer) => {
    bytes += part.length
  })
  browser.on('error', () => end('connection lost'))
  socket.on('close', () => end('closed'))
  stream.on('error', () => end('server lost'))
  stream.on('close', () => end('server ended'))
  browser.pipe(stream)
  stream.pipe(browser)
}
