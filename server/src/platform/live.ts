import type { FastifyInstance, FastifyReply } from 'fastify'
import pg from 'pg'
import { z } from 'zod'
import type { Logger } from './log.ts'

const Notice = z.object({ tenantId: z.string(), accountId: z.string().nullable(), type: z.string(), subjectId: z.string() })

type Listener = { readonly tenantId: string; readonly accountId: string | null; readonly reply: FastifyReply }

const KEEP_ALIVE_MS = 20_000
const RECONNECT_MS = 1_000

/** Tells open pages which of their records changed, as server-sent events; the pages then read what they show. */
export class LiveFeed {
  readonly #listeners = new Set<Listener>()
  readonly #url: string
  readonly #log: Logger
  #client: pg.Client | undefined
  #closed = false
  #beat: NodeJS.Timeout | undefined

  constructor(url: string, log: Logger) {
    this.#url = url
    this.#log = log
  }

  async start(): Promise<void> {
    this.#beat = setInterval(() => this.#send(() => true, ': still here\n\n'), KEEP_ALIVE_MS)
    await this.#listen()
  }

  async #listen(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url, application_name: 'linecard-live' })
    const again = (error: Error) => {
      if (this.#closed || this.#client !== client) return
      this.#client = undefined
      this.#log.warn({ err: error }, 'the live feed lost its connection')
      setTimeout(() => void this.#listen().catch(again), RECONNECT_MS)
    }
    this.#client = client
    client.on('error', again)
    client.on('notification', ({ payload }) => this.#spread(payload ?? ''))
    try {
      await client.connect()
      await client.query('listen linecard_live')
    } catch (error) {
      again(error as Error)
    }
  }

  #spread(text: string): void {
    const notice = Notice.parse(JSON.parse(text))
    const { tenantId, accountId, ...shown } = notice
    const concerns = (listener: Listener) =>
      listener.tenantId === tenantId && (listener.accountId === null || listener.accountId === accountId)
    this.#send(concerns, `data: ${JSON.stringify(shown)}\n\n`)
  }

  #send(concerns: (listener: Listener) => boolean, text: string): void {
    for (const listener of this.#listeners) if (concerns(listener)) listener.reply.raw.write(text)
  }

  /** Serves the feed at `path` to whoever `identify` recognises. */
  serve(
    app: FastifyInstance,
    path: string,
    identify: (request: never) => Promise<{ tenantId: string; accountId: string | null } | undefined>,
  ): void {
    app.get(path, { schema: { hide: true } as never }, async (request, reply) => {
      const who = await identify(request as never)
      if (!who) return reply.code(401).send()
      reply.hijack()
      reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
      reply.raw.write('retry: 2000\n\n')
      const listener = { ...who, reply }
      this.#listeners.add(listener)
      request.raw.on('close', () => this.#listeners.delete(listener))
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#beat)
    for (const { reply } of this.#listeners) reply.raw.end()
    await this.#client?.end()
  }
}
