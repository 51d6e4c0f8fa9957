import { randomUUID } from 'node:crypto'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { createApp } from '../../src/main/app.ts'
import type { Config } from '../../src/main/config.ts'
import { modules as productModules } from '../../src/main/modules.ts'
import { seed, simulatedWebhook } from '../../src/main/seed.ts'
import { later, MovableClock } from '../../src/platform/clock.ts'
import { type Context, createContext, type Services, systemContext } from '../../src/platform/context.ts'
import type { AccountId, TenantId } from '../../src/platform/ids.ts'
import type { Module } from '../../src/platform/modules.ts'
import { drain } from '../../src/platform/worker.ts'
import type { Rights } from '../../src/spine/access/index.ts'
import type { Line } from '../../src/spine/orders/line.ts'
import { rootTenant, type Tenant } from '../../src/spine/tenants/index.ts'
import { testServices } from './services.ts'
import { freePort, startVendors, type Vendors } from './vendors.ts'

export type WorldOptions = {
  /** Where the moved clock starts. */
  readonly now?: string
  readonly config?: Partial<Config>
  /** Modules and lines besides the product's, such as a toy line. */
  readonly modules?: readonly Module[]
  readonly lines?: readonly Line[]
  /** The table of roles with what those lines add to it. */
  readonly rights?: Rights
  /** Starts the Twilio and Stripe simulators and listens for their webhooks. */
  readonly vendors?: boolean
}

export type World = {
  readonly app: FastifyInstance
  readonly services: Services
  readonly clock: MovableClock
  readonly operator: Tenant
  readonly ownerUrl: string
  /** A context of the operator or of another tenant, acting as the system. */
  context(tenantId?: TenantId, accountId?: AccountId): Context
  /** Runs every job and event that is due, until nothing is left. */
  settle(): Promise<void>
  /** Moves the clock and brings what waits nearer by as much; nothing runs. */
  pass(milliseconds: number): Promise<void>
  /** Moves the clock, then settles; jobs that wait for a later instant wake as they would in life. */
  moveTo(instant: string): Promise<void>
  request(options: InjectOptions): Promise<LightMyRequestResponse>
  /** The types of the events published while `work` ran, in order, such as `order.completed.v1`. */
  eventsOf(work: () => Promise<unknown>): Promise<readonly string[]>
  query<Row>(text: string, values?: unknown[]): Promise<Row[]>
  /** The simulators, in a world with vendors. */
  readonly vendors: Vendors
  close(): Promise<void>
}

async function cloneDatabase(): Promise<string> {
  const url = inject('databaseUrl')
  const name = `t_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: url.replace('DATABASE', 'postgres') })
  await admin.connect()
  await admin.query(`create database ${name} template template_linecard strategy file_copy`)
  await admin.end()
  return url.replace('DATABASE', name)
}

/** The whole product on a database of its own, with a clock that moves only when told to or by real time. Closed when the test file or test ends. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const ownerUrl = await cloneDatabase()
  const clock = new MovableClock(options.now ?? new Date())
  const port = options.vendors ? await freePort() : 0
  const vendors = options.vendors ? await startVendors(clock) : undefined
  const config = vendors ? { ...vendors.config, PORT: port, LINECARD_PUBLIC_URL: `http://127.0.0.1:${port}` } : {}
  const product = testServices(ownerUrl, clock, { ...config, ...options.config }, options.lines)
  const services = options.rights ? { ...product, rights: options.rights } : product
  const modules = [...productModules, ...(options.modules ?? [])]
  const app = await createApp({ services, modules })
  await app.ready()
  if (vendors) {
    await seed(services, modules)
    await app.listen({ host: '127.0.0.1', port })
    await vendors.tellStripe((await simulatedWebhook(services)) ?? '')
  }
  const queue = new pg.Pool({ connectionString: ownerUrl, max: 4, options: '-c role=linecard_app -c app.tenant=system' })
  queue.on('error', (err) => services.log.warn({ err }, 'the queue lost a connection'))
  queue.on('connect', (client) => client.on('error', (err) => services.log.warn({ err }, 'the queue lost a connection')))
  const operator = await rootTenant(services)
  const system = systemContext(services)
  const settle = async () => {
    await drain(services, queue, modules)
    // Vendors answer with webhooks, which make new work, which may make new calls.
    for (let before = -1; vendors && before !== vendors.delivered(); ) {
      before = vendors.delivered()
      await vendors.settled()
      await drain(services, queue, modules)
    }
  }
  const advance = async (moved: number) => {
    // Waits are stored as instants of the database's clock, which a test does not move: they come nearer instead.
    await queue.query(`update graphile_worker._private_jobs set run_at = run_at - make_interval(secs => $1) where run_at > now()`, [
      moved / 1000,
    ])
    await queue.query(`update delivery set next_at = next_at - make_interval(secs => $1) where next_at > now()`, [moved / 1000])
  }
  const world: World = {
    app,
    services,
    clock,
    operator,
    ownerUrl,
    settle,
    context: (tenantId = operator.id, accountId) => createContext(services, { tenantId, accountId: accountId ?? null }),
    pass: (milliseconds) => advance(clock.moveTo(later(clock.now(), milliseconds))),
    async moveTo(instant) {
      await advance(clock.moveTo(instant))
      await settle()
    },
    request: (request) => app.inject(request),
    async eventsOf(work) {
      const last = await sql<{ seq: bigint }>`select coalesce(max(seq), 0) as seq from event`.execute(system.db)
      await work()
      const { rows } = await sql<{
        name: string
      }>`select type || '.v' || version as name from event where seq > ${last.rows[0]?.seq ?? 0n} order by seq`.execute(system.db)
      return rows.map((row) => row.name)
    },
    async query<Row>(text: string, values: unknown[] = []) {
      const client = new pg.Client({ connectionString: ownerUrl })
      await client.connect()
      try {
        return (await client.query(text, values)).rows as Row[]
      } finally {
        await client.end()
      }
    },
    get vendors() {
      if (!vendors) throw new Error('This world was opened without vendors.')
      return vendors
    },
    async close() {
      await vendors?.close()
      await app.close()
      await queue.end()
      await (services as Services & { stop(): Promise<void> }).stop()
    },
  }
  return world
}

/** A world that closes itself when the current test ends. */
export async function worldForTest(options: WorldOptions = {}): Promise<World> {
  const world = await openWorld(options)
  onTestFinished(() => world.close())
  return world
}

/** Polls until `probe` answers something, at most ten seconds; for what other processes do in their own time. */
export async function eventually<Result>(probe: () => Promise<Result | undefined | false>, what: string): Promise<Result> {
  const deadline = Date.now() + 10_000
  for (;;) {
    const found = await probe()
    if (found) return found
    if (Date.now() > deadline) throw new Error(`It did not happen within ten seconds: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
