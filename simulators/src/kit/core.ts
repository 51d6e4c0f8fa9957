import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { type Fault, Faults } from './faults.ts'
import { Snapshot } from './snapshot.ts'
import { type Pace, Timeline } from './timeline.ts'
import { Webhooks } from './webhooks.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The vendor operation a route plays, as faults and request counts name it. */
    operation?: string
  }
  interface FastifyRequest {
    laterFault: Fault | undefined
  }
}

export type CoreOptions = {
  readonly host?: string | undefined
  readonly port?: number | undefined
  readonly pace?: Pace | undefined
  readonly seed?: number | undefined
  readonly now?: (() => Date) | undefined
  /** A JSON file that keeps the state across restarts; absent keeps it in memory. */
  readonly stateFile?: string | undefined
}

/** How one vendor words an error. */
export type Wording = {
  readonly notFound: (request: FastifyRequest) => Error
  readonly injected: (fault: Fault) => Error
  readonly describe: (error: unknown) => { readonly status: number; readonly headers: Record<string, string>; readonly body: unknown }
}

/** What every simulator has: a server that can misbehave, webhooks, a timeline and a saved state. */
export class Core {
  readonly app: FastifyInstance
  readonly faults: Faults
  readonly webhooks: Webhooks
  readonly timeline: Timeline
  readonly now: () => Date
  readonly #requests = new Map<string, number>()
  readonly #wording: Wording
  readonly #options: CoreOptions
  #snapshot: Snapshot | undefined
  #open = 0
  #waiting: (() => void)[] = []

  constructor(options: CoreOptions, wording: Wording, querystringParser?: (text: string) => Record<string, unknown>) {
    const wake = () => this.#wake()
    this.#options = options
    this.#wording = wording
    this.now = options.now ?? (() => new Date())
    this.faults = new Faults(options.seed ?? 1)
    this.timeline = new Timeline(options.pace ?? 'immediate', wake)
    this.webhooks = new Webhooks(this.faults, () => this.timeline.pace, wake)
    this.app = Fastify({
      logger: false,
      forceCloseConnections: true,
      routerOptions: { caseSensitive: true, ...(querystringParser ? { querystringParser } : {}) },
    })
    this.app.decorateRequest('laterFault', undefined)
    this.#installHooks()
  }

  /** Keeps `read()` on disk when the simulator was given a file; `restore` gets what the last run left. */
  persist(read: () => unknown, restore: (saved: unknown) => void): void {
    if (!this.#options.stateFile) return
    const saved = Snapshot.load(this.#options.stateFile)
    if (saved !== undefined) restore(saved)
    this.#snapshot = new Snapshot(this.#options.stateFile, read)
  }

  /** Says that the state changed; resolves when it is on disk. */
  async changed(): Promise<void> {
    await this.#snapshot?.save()
  }

  /** As `changed`, for changes that nobody waits for. */
  changedLater(): void {
    this.changed().catch((error: unknown) => process.emitWarning(`The simulator's state could not be saved: ${error}`))
  }

  /** Requests counted per operation, refused and dropped ones included. */
  requests(): Record<string, number> {
    return Object.fromEntries(this.#requests)
  }

  /** Resolves when no request, follow-up or webhook is under way (held ones and those awaiting `advance` do not count). */
  async settled(): Promise<void> {
    while (this.#open + this.timeline.running + this.webhooks.inFlight > 0) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  async listen(): Promise<string> {
    return this.app.listen({ host: this.#options.host ?? '127.0.0.1', port: this.#options.port ?? 0 })
  }

  forget(): void {
    this.#requests.clear()
    this.faults.clear()
    this.timeline.clear()
    this.webhooks.clear()
  }

  async close(): Promise<void> {
    this.timeline.clear()
    this.webhooks.close()
    await this.app.close()
    await this.changed()
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve()
  }

  #installHooks(): void {
    this.app.addHook('onRequest', async (request, reply) => {
      if (request.url.startsWith('/_control')) return
      this.#open += 1
      reply.raw.once('close', () => {
        this.#open -= 1
        this.#wake()
      })
      const operation = operationOf(request)
      this.#requests.set(operation, (this.#requests.get(operation) ?? 0) + 1)
      if (!this.faults.strike(operation, 'down')) return
      request.raw.socket.destroy()
      return reply.hijack()
    })

    this.app.addHook('preHandler', async (request, reply) => {
      const operation = request.routeOptions.config.operation
      if (!operation) return
      const delay = this.faults.strike(operation, 'delay')
      if (delay) await wait(delay.ms ?? 1_000)
      const fault = this.faults.strike(operation, 'drop-before-effect', 'fail')
      if (fault?.kind === 'fail') throw this.#wording.injected(fault)
      if (fault) {
        request.raw.socket.destroy()
        return reply.hijack()
      }
      request.laterFault = this.faults.strike(operation, 'drop-after-effect', 'fail-after-effect', 'delay-after-effect')
    })

    this.app.addHook('onSend', async (request, reply, payload) => {
      const fault = request.laterFault
      if (fault?.kind === 'drop-after-effect') request.raw.socket.destroy()
      if (fault?.kind === 'delay-after-effect') await wait(fault.ms ?? 1_000)
      if (fault?.kind !== 'fail-after-effect') return payload
      const { status, headers, body } = this.#wording.describe(this.#wording.injected(fault))
      reply.code(status).headers(headers).removeHeader('content-length')
      return JSON.stringify(body)
    })

    this.app.setErrorHandler((error, request, reply) => {
      if (request.url.startsWith('/_control'))
        return reply.code(400).send({ error: error instanceof Error ? error.message : String(error) })
      const { status, headers, body } = this.#wording.describe(error)
      return reply.code(status).headers(headers).send(body)
    })
    this.app.setNotFoundHandler((request) => {
      throw this.#wording.notFound(request)
    })
  }
}

function operationOf(request: FastifyRequest): string {
  return request.routeOptions?.config?.operation ?? 'unknown'
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
